import { isTruncated } from './truncated.ts'
import type { DocumentType } from './order.ts'
import { unfitKind } from './unfit-documents.ts'
import { archiveEntries, unpack } from './workbook/archive.ts'

type DocumentFormat =
  'pdf' | 'tiff' | 'jpeg' | 'png' | 'doc' | 'docx' | 'xls' | 'xlsx' | 'csv' | 'txt'

type DocumentVerdict =
  | {
      readonly kind: 'ok'
      readonly format: DocumentFormat
      readonly mime: string
    }
  | { readonly kind: 'refused'; readonly why: string; readonly nextStep: string }

const MIME_TYPES: Readonly<Record<DocumentFormat, string>> = {
  pdf: 'application/pdf',
  tiff: 'image/tiff',
  jpeg: 'image/jpeg',
  png: 'image/png',
  doc: 'application/msword',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xls: 'application/vnd.ms-excel',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv',
  txt: 'text/plain',
}

/** Bandwidth takes documents up to 3 MB; read as 3,000,000 bytes, the smaller of the two meanings. */
const LARGEST_DOCUMENT = 3_000_000
const TOLL_FREE_LOA_FORMATS: readonly DocumentFormat[] = ['pdf', 'tiff']

/** Whether Bandwidth takes these bytes for this order. The name of the file plays no part. */
export function checkDocument(
  bytes: Uint8Array,
  { orderKind, documentType }: { orderKind: 'local' | 'toll-free'; documentType: DocumentType },
): DocumentVerdict {
  if (bytes.length === 0) {
    return refused('The file is empty.', 'Open it, save it again, and resend it.')
  }
  if (bytes.length > LARGEST_DOCUMENT) {
    return refused(
      `The file is ${megabytes(bytes.length)} (limit 3 MB).`,
      'Scan it in black and white or at a lower resolution, or send only the signed page.',
    )
  }
  const format = sniffDocument(bytes)
  const unfit = unfitKind(bytes, format === null)
  if (unfit !== null) return refused(unfit.why, unfit.nextStep)
  if (format === null) {
    return refused(
      'Bandwidth doesn’t accept this type of file.',
      'Send a PDF. TIFF, JPEG, PNG, Word, Excel, CSV and plain text work, too.',
    )
  }
  if (isTruncated(bytes, format)) {
    return refused(
      'This file was cut off: its end is missing.',
      'Save or scan it again, and resend it.',
    )
  }
  const tollFreeLoa = orderKind === 'toll-free' && documentType === 'LOA'
  if (tollFreeLoa && !TOLL_FREE_LOA_FORMATS.includes(format)) {
    return refused(
      `An LOA for toll-free numbers must be PDF or TIFF. This file is ${format.toUpperCase()}.`,
      'Print it to PDF and send the PDF.',
    )
  }
  return { kind: 'ok', format, mime: MIME_TYPES[format] }
}

function refused(why: string, nextStep: string): DocumentVerdict {
  return { kind: 'refused', why, nextStep }
}

// Rounded up, so that a file a little over the limit is not called 3.0 MB.
function megabytes(bytes: number): string {
  return `${(Math.ceil(bytes / 100_000) / 10).toFixed(1)} MB`
}

const SIGNATURES: readonly (readonly [DocumentFormat, readonly number[]])[] = [
  ['tiff', [0x49, 0x49, 0x2a, 0x00]],
  ['tiff', [0x4d, 0x4d, 0x00, 0x2a]],
  ['jpeg', [0xff, 0xd8, 0xff]],
  ['png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
]
/** Programs of Windows, Linux, and macOS, and scripts: whatever they contain, they are not documents. */
const PROGRAM = /^(?:MZ[^]{0,62}\0|\x7fELF|\xcf\xfa\xed\xfe|\xca\xfe\xba\xbe|#!)/
const LONGEST_MARK = 65
const ZIP = [0x50, 0x4b, 0x03, 0x04]
const OLE_COMPOUND = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]
/** PDF readers, and so scanners, allow junk before the heading. */
const PDF_HEADING_WITHIN = 1024

/** What the bytes are, by themselves; `null` for what Bandwidth does not take. */
export function sniffDocument(bytes: Uint8Array): DocumentFormat | null {
  const known = SIGNATURES.find(([, signature]) => startsWith(bytes, signature))
  if (known !== undefined) return known[0]

  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (PROGRAM.test(buffer.toString('latin1', 0, LONGEST_MARK))) return null
  if (startsWith(bytes, ZIP)) {
    return officeKind(bytes) ?? officeKindByName(buffer)
  }
  if (startsWith(bytes, OLE_COMPOUND)) {
    if (buffer.includes('WordDocument', 'utf16le')) return 'doc'
    return ['Workbook', 'Book'].some((name) => buffer.includes(streamName(name))) ? 'xls' : null
  }
  if (buffer.subarray(0, PDF_HEADING_WITHIN).includes('%PDF-')) return 'pdf'
  return sniffText(bytes)
}

const LARGEST_LIST_OF_TYPES = 1_000_000

/** By the types that the archive lists: programs name the main part as they like. */
function officeKind(bytes: Uint8Array): 'docx' | 'xlsx' | null {
  const listed = archiveEntries(bytes)?.get('[Content_Types].xml')
  if (listed === undefined || listed.size > LARGEST_LIST_OF_TYPES) return null
  let types: string
  try {
    types = new TextDecoder().decode(unpack(listed))
  } catch {
    return null
  }
  if (types.includes('wordprocessingml.document.main+xml')) return 'docx'
  return types.includes('spreadsheetml.sheet.main+xml') ? 'xlsx' : null
}

/** Of an archive whose directory cannot be read. */
function officeKindByName(buffer: Buffer): 'docx' | 'xlsx' | null {
  if (/word\/document\d*\.xml/.test(buffer.toString('latin1'))) return 'docx'
  return buffer.includes('xl/workbook.') ? 'xlsx' : null
}

export function startsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, index) => bytes[index] === byte)
}

/** A name in the directory of a compound file: UTF-16, ended by a zero. */
function streamName(name: string): Buffer {
  return Buffer.from(`${name}\0`, 'utf16le')
}

function sniffText(bytes: Uint8Array): 'csv' | 'txt' | null {
  const text = decoded(bytes)
  // eslint-disable-next-line no-control-regex -- control characters distinguish binary from text
  if (text === null || text.trim() === '' || /[\0-\x08\x0e-\x1a\x1c-\x1f]/.test(text)) return null
  // A page that Slack shows instead of a file, a script, a drawing: text, and no document.
  if (/^\s*<(?:!doctype|html|head|body|script|svg|\?xml)/i.test(text)) return null
  return isTable(text) ? 'csv' : 'txt'
}

function decoded(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

/** At least two lines, all with the same number of commas, semicolons or tabs. */
function isTable(text: string): boolean {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '')
  return [',', ';', '\t'].some((delimiter) => {
    const counts = new Set(lines.map((line) => line.split(delimiter).length))
    return lines.length > 1 && counts.size === 1 && !counts.has(1)
  })
}
