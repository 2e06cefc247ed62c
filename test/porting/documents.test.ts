import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { checkDocument, sniffDocument } from '../../src/porting/documents.ts'

const ole = (...streams: string[]): Buffer =>
  Buffer.concat([
    Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
    Buffer.alloc(504),
    ...streams.map((name) => Buffer.from(`${name}\0`, 'utf16le')),
  ])
const zip = (...names: string[]): Buffer =>
  Buffer.concat([Buffer.from([0x50, 0x4b, 0x03, 0x04]), Buffer.from(names.join('\0'))])
const text = (content: string): Buffer => Buffer.from(content, 'utf8')

const pdf = text('%PDF-1.7\n%âãÏÓ\n1 0 obj\n<<>>\nendobj\n%%EOF\n')
const PNG_END = '0000000049454e44ae426082'
const png = Buffer.from(`89504e470d0a1a0a${PNG_END}`, 'hex')
/** A picture with a smaller one in its header, which has an end of its own. */
const jpeg = Buffer.from('ffd8ffe10006ffdaffd9ffda0002aa55ffd9', 'hex')
/** Pages of one white pixel behind their description, each with the place of the next. */
function tiffOf(pages: number): Buffer {
  const page = 2 + 2 * 12 + 4 + 1
  const bytes = Buffer.alloc(8 + pages * page)
  bytes.write('II*\0', 'latin1')
  bytes.writeUInt32LE(8, 4)
  for (let at = 0; at < pages; at += 1) {
    const start = 8 + at * page
    bytes.writeUInt16LE(2, start)
    const values = [start + page - 1, 1]
    for (const [entry, value] of values.entries()) {
      bytes.writeUInt16LE(entry === 0 ? 273 : 279, start + 2 + entry * 12)
      bytes.writeUInt16LE(4, start + 4 + entry * 12)
      bytes.writeUInt32LE(1, start + 6 + entry * 12)
      bytes.writeUInt32LE(value, start + 10 + entry * 12)
    }
    bytes.writeUInt32LE(at === pages - 1 ? 0 : start + page, start + 26)
  }
  return bytes
}

const tiff = tiffOf(1)

describe('telling what a file is by its bytes', () => {
  it.each([
    ['a PDF', pdf, 'pdf'],
    ['a PDF with junk before its heading', Buffer.concat([Buffer.alloc(200, 10), pdf]), 'pdf'],
    ['a TIFF, low byte first', tiff, 'tiff'],
    ['a TIFF, high byte first', Buffer.from([0x4d, 0x4d, 0x00, 0x2a, 0, 0]), 'tiff'],
    ['a JPEG', jpeg, 'jpeg'],
    ['a PNG', png, 'png'],
    ['an old Word file', ole('Root Entry', 'WordDocument'), 'doc'],
    ['an old Excel file', ole('Root Entry', 'Workbook'), 'xls'],
    ['a very old Excel file', ole('Root Entry', 'Book'), 'xls'],
    ['a Word file', zip('[Content_Types].xml', 'word/document.xml'), 'docx'],
    ['an Excel file', zip('[Content_Types].xml', 'xl/workbook.xml'), 'xlsx'],
    ['a CSV', text('tn,name\n9195550100,Acmé\n'), 'csv'],
    ['a CSV with semicolons', text('tn;name\r\n9195550100;Acme'), 'csv'],
    ['plain text', text('Dear carrier,\nplease let the numbers go.\n'), 'txt'],
  ])('knows %s', (_what, bytes, format) => {
    expect(sniffDocument(bytes)).toBe(format)
  })

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['blanks', text(' \n ')],
    ['a zip of something', zip('holiday.mov')],
    ['an Outlook message', ole('Root Entry', '__substg1.0_0037001F')],
    ['a program', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0])],
    ['a GIF', Buffer.from('GIF89a\x01\x00\x01\x00\x80\x00', 'latin1')],
    ['text in another encoding', Buffer.from([0x41, 0xe9, 0x42, 0x0a])],
    ['a web page', text('<!DOCTYPE html><html><body>Sign in</body></html>')],
    ['a drawing', text('<?xml version="1.0"?><svg/>')],
    ['half a signature', Buffer.from([0x89, 0x50])],
  ])('does not take %s for a document', (_what, bytes) => {
    expect(sniffDocument(bytes)).toBeNull()
  })
})

it('knows a Word file by its types, whatever its main part is called', () => {
  const bytes = readFileSync(join(import.meta.dirname, 'inputs', 'word-online-docx.docx'))
  expect(sniffDocument(bytes)).toBe('docx')
})

describe('a file that people take for a document', () => {
  it.each([
    [
      'a picture of an iPhone',
      Buffer.from('\0\0\0\x18ftypheic\0\0\0\0'),
      /HEIC/,
      /Most Compatible/,
    ],
    ['RTF', text('{\\rtf1\\ansi Letter}'), /RTF/, /PDF/],
    [
      'a mail',
      text('Return-Path: <a@b.c>\r\nMIME-Version: 1.0\r\nSubject: LOA\r\n\r\nHi'),
      /email/,
      /PDF/,
    ],
    ['an Outlook message', ole('Root Entry', '__substg1.0_0037001F'), /Outlook/, /PDF/],
    ['a web page', text('<html><body>LOA</body></html>'), /web page/, /PDF/],
    [
      'a PDF that asks for a password',
      text('%PDF-1.7\ntrailer<</Root 1 0 R/Encrypt 5 0 R>>'),
      /protected/,
      /without protection/,
    ],
    [
      'an empty PDF',
      text('%PDF-1.7\n1 0 obj<</Type /Pages /Kids[] /Count 0>>'),
      /no pages/,
      /again/,
    ],
    ['a workbook with macros', zip('[Content_Types].xml', 'xl/vbaProject.bin'), /macros/, /PDF/],
    [
      'a Word file with a password',
      ole('Root Entry', 'EncryptedPackage'),
      /password/,
      /without one/,
    ],
    ['a GIF', text('GIF89a\x01\0'), /picture/, /JPEG/],
    ['a WebP', text('RIFF\0\0\0\0WEBPVP8 '), /picture/, /PDF/],
    [
      'an OpenDocument text',
      zip('mimetypeapplication/vnd.oasis.opendocument.text'),
      /program/,
      /PDF/,
    ],
    ['a zip', zip('LOA.pdf'), /archive/, /Unpack/],
    ['another archive', Buffer.from('526172211a0700', 'hex'), /archive/, /Unpack/],
  ])('is refused by name where it is %s', (_what, bytes, why, nextStep) => {
    const verdict = checkDocument(bytes, { orderKind: 'local', documentType: 'LOA' })
    expect(verdict).toMatchObject({
      kind: 'refused',
      why: expect.stringMatching(why) as string,
      nextStep: expect.stringMatching(nextStep) as string,
    })
  })

  it.each([
    ['of many pages', '%PDF-1.7\n1 0 obj<</Type/Pages/Kids[2 0 R]/Count 10>>\n%%EOF'],
    ['that speaks of /Encrypted mail', '%PDF-1.7\n(/Encrypted)\n%%EOF'],
    [
      'with signs behind its end',
      '%PDF-1.7\n1 0 obj<<>>endobj\nstartxref\n9\n%%EOF\n<!-- sent -->\0\0',
    ],
  ])('is taken where it is a PDF %s', (_what, content) => {
    const verdict = checkDocument(text(content), { orderKind: 'local', documentType: 'LOA' })
    expect(verdict.kind).toBe('ok')
  })

  const docx = readFileSync(join(import.meta.dirname, 'inputs', 'word-online-docx.docx'))
  it.each<readonly [string, Buffer, number]>([
    ['a PDF', pdf, 8],
    ['a PDF that shows its first page early', text(`${String(pdf)}2 0 obj\n<<>>\n%%EOF`), 5],
    ['a PNG', png, 9],
    ['a JPEG with a smaller picture in its header', jpeg, 2],
    ['a TIFF', tiffOf(2), 1],
    ['a TIFF without the description of its second page', tiffOf(2), 3],
    ['a TIFF of which nothing but the heading is left', tiffOf(1), 33],
    ['a Word file', docx, 30],
  ])('is refused where it is %s that was cut off', (_what, whole, lost) => {
    const verdict = (bytes: Buffer) =>
      checkDocument(bytes, { orderKind: 'local', documentType: 'LOA' })
    expect(verdict(whole).kind).toBe('ok')
    expect(verdict(whole.subarray(0, -lost))).toMatchObject({
      kind: 'refused',
      why: expect.stringMatching(/cut off/) as string,
    })
  })

  it('is taken where it only looks so: a letter that begins with a date and a name', () => {
    const letter = text('Date: Dec 1\nTo: Frontier\n\nPlease release the numbers.\n')
    expect(checkDocument(letter, { orderKind: 'local', documentType: 'LOA' }).kind).toBe('ok')
  })
})

describe('whether a document may be sent', () => {
  const local = { orderKind: 'local', documentType: 'LOA' } as const
  const tollFree = { orderKind: 'toll-free', documentType: 'LOA' } as const

  it('says how a good one is to be sent', () => {
    expect(checkDocument(pdf, tollFree)).toEqual({
      kind: 'ok',
      format: 'pdf',
      mime: 'application/pdf',
    })
    expect(checkDocument(tiff, tollFree)).toMatchObject({ kind: 'ok', mime: 'image/tiff' })
  })

  it('takes a fax of several pages in one TIFF as one document, to the last byte', () => {
    const fax = tiffOf(3)
    expect(checkDocument(fax, tollFree)).toMatchObject({ kind: 'ok', format: 'tiff' })
    expect(checkDocument(fax, local)).toMatchObject({ kind: 'ok', format: 'tiff' })
  })

  it('takes a picture as the LOA of local numbers, but not of toll-free numbers', () => {
    expect(checkDocument(png, local)).toMatchObject({ kind: 'ok', format: 'png' })
    expect(checkDocument(png, tollFree)).toEqual({
      kind: 'refused',
      why: 'An LOA for toll-free numbers must be PDF or TIFF. This file is PNG.',
      nextStep: 'Print it to PDF and send the PDF.',
    })
  })

  it('takes a picture of the invoice for toll-free numbers', () => {
    const invoice = { orderKind: 'toll-free', documentType: 'INVOICE' } as const
    expect(checkDocument(png, invoice)).toMatchObject({ kind: 'ok' })
  })

  it('refuses an empty file, and says what to do', () => {
    expect(checkDocument(Buffer.alloc(0), local)).toEqual({
      kind: 'refused',
      why: 'The file is empty.',
      nextStep: 'Open it, save it again, and resend it.',
    })
  })

  it('takes exactly 3 MB and not a byte more', () => {
    const sized = (length: number): Buffer =>
      Buffer.concat([pdf, Buffer.alloc(length - pdf.length)])
    expect(checkDocument(sized(3_000_000), local)).toMatchObject({ kind: 'ok' })
    expect(checkDocument(sized(3_000_001), local)).toMatchObject({
      kind: 'refused',
      why: 'The file is 3.1 MB (limit 3 MB).',
    })
  })

  it.each([
    ['of Windows', 'MZ\x90\0\x03'],
    ['of Windows with a PDF inside', 'MZ\x90\0%PDF-1.7\n'],
    ['of Linux with a PDF inside', '\x7fELF\x02%PDF-1.7\n'],
    ['of macOS', '\xcf\xfa\xed\xfe\x07'],
    ['of macOS for several machines', '\xca\xfe\xba\xbe\0'],
    ['that is a script', '#!/bin/sh\necho 919-555-0100\n'],
  ])('refuses a program %s, whatever it is called', (_what, begins) => {
    const bytes = Buffer.from(`${begins}${' '.repeat(200)}%%EOF\n`, 'latin1')
    expect(checkDocument(bytes, local)).toMatchObject({
      kind: 'refused',
      why: 'Bandwidth doesn’t accept this type of file.',
    })
  })

  it('takes a letter that begins like a program of Windows', () => {
    expect(checkDocument(text('MZ Dental moves its numbers.\n'), local)).toMatchObject({
      kind: 'ok',
    })
  })

  it('goes by the content, not by what the sender calls it', () => {
    expect(checkDocument(text('<html>sign in</html>'), local)).toMatchObject({ kind: 'refused' })
  })
})
