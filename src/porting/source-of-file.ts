import { textOf } from './delimited-text.ts'
import { startsWith } from './documents.ts'
import { isWebPage, pageText } from './page-text.ts'
import type { Source } from './source.ts'
import {
  isArchive,
  isLockedOffice,
  isOutlookMessage,
  isRtf,
  isSavedMail,
} from './unfit-documents.ts'
import { archiveEntries } from './workbook/archive.ts'
import { readWorkbook } from './workbook/read-workbook.ts'

export interface NamedBytes {
  readonly name: string
  readonly bytes: Uint8Array
}

/** Classifies a file by its bytes for reading numbers; an unsupported kind has a reason. */
export function sourceOfFile({ name, bytes }: NamedBytes): Source {
  const kind = kindOf(bytes, name)
  if (kind === 'text') {
    const text = textOf(bytes)
    if (!isWebPage(text)) return { kind: 'text', name, text }
    const { seen, hidden } = pageText(text)
    return { kind: 'text', name, text: seen, hidden }
  }
  if (kind !== 'xlsx') return { kind: 'left-out', name, why: WHY[kind] }
  const read = readWorkbook(bytes)
  if ('sheets' in read) return { kind: 'workbook', name, sheets: read.sheets }
  return { kind: 'left-out', name, why: REFUSED[read.refused] }
}

type FileKind = 'text' | 'xlsx' | keyof typeof WHY

const WHY = {
  xls: 'is an Excel workbook of before 2007, which I can’t read. Save it as XLSX or CSV and drop that.',
  xlsb: 'is a binary Excel workbook, which I can’t read. Save it as XLSX or CSV and drop that.',
  locked: 'has a password, so I can’t read it. Save it without one and drop that.',
  xml: 'is an XML spreadsheet, which I can’t read. Save it as XLSX or CSV and drop that.',
  ods: 'is an OpenDocument sheet, which I can’t read. Save it as XLSX or CSV and drop that.',
  numbers: 'isn’t a format I read. In Numbers, export it as CSV or Excel and drop that.',
  pdf: 'is a PDF, which I don’t read for numbers. Copy the numbers out of it, or drop the table as XLSX or CSV.',
  picture:
    'is a picture, which I don’t read for numbers. Type the numbers, or drop them as XLSX or CSV.',
  word: 'is a Word document, which I don’t read for numbers. Copy the numbers out of it, or drop them as XLSX or CSV.',
  rtf: 'is an RTF text, which I don’t read for numbers. Copy the numbers out of it, or drop them as XLSX or CSV.',
  mail: 'is a saved email, which I don’t read for numbers. Paste its text.',
  archive: 'is an archive. Unpack it and drop the file with the numbers.',
  empty: 'is empty.',
  binary: 'isn’t a format I read. Drop the numbers as XLSX, CSV or text.',
} as const

const REFUSED = {
  'too-large':
    'unpacks to more than I read. Leave in it only the sheet with the numbers and drop it again.',
  damaged: 'is damaged: I can’t open it. Save it once more and drop that.',
} as const

const ZIP = [0x50, 0x4b]
const OLE_COMPOUND = [0xd0, 0xcf, 0x11, 0xe0]
const SIGNED: readonly (readonly [keyof typeof WHY, readonly number[]])[] = [
  ['picture', [0x49, 0x49, 0x2a, 0x00]],
  ['picture', [0x4d, 0x4d, 0x00, 0x2a]],
  ['picture', [0xff, 0xd8, 0xff]],
  ['picture', [0x89, 0x50, 0x4e, 0x47]],
  ['picture', [0x47, 0x49, 0x46, 0x38]],
]
/** As iPhones and browsers save them; a film begins alike. */
const PICTURE = /^(?:.{4}ftyp(?:hei|hev|mif|msf|avi)|RIFF.{4}WEBP)/s
const PDF_HEADING_WITHIN = 1024
const HEADING_BYTES = 4_096

function kindOf(bytes: Uint8Array, name: string): FileKind {
  if (bytes.length === 0) return 'empty'
  const known = SIGNED.find(([, signature]) => startsWith(bytes, signature))
  if (known !== undefined) return known[0]
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (startsWith(bytes, ZIP)) return kindOfZip(buffer, name)
  if (startsWith(bytes, OLE_COMPOUND)) return kindOfCompound(buffer)
  if (isArchive(buffer)) return 'archive'
  if (buffer.subarray(0, PDF_HEADING_WITHIN).includes('%PDF-')) return 'pdf'
  if (PICTURE.test(buffer.toString('latin1', 0, 12))) return 'picture'
  return unreadText(buffer) ?? (isText(bytes) ? 'text' : 'binary')
}

/** Text with markup that is not parsed: numbers in it would be lost or wrong. */
function unreadText(buffer: Buffer): 'rtf' | 'mail' | 'xml' | null {
  if (isRtf(buffer)) return 'rtf'
  if (buffer.subarray(0, HEADING_BYTES).includes('schemas-microsoft-com:office:spreadsheet'))
    return 'xml'
  return isSavedMail(buffer) ? 'mail' : null
}

function kindOfZip(buffer: Buffer, name: string): FileKind {
  // A document embedded in a workbook brings file names of its own.
  if (archiveEntries(buffer)?.has('xl/workbook.xml') === true) return 'xlsx'
  if (/\.numbers$/i.test(name) || buffer.includes('Index/Document.iwa')) return 'numbers'
  if (buffer.includes('opendocument.spreadsheet')) return 'ods'
  if (buffer.includes('xl/workbook.bin')) return 'xlsb'
  if (buffer.includes('word/') || buffer.includes('opendocument.text')) return 'word'
  if (buffer.includes('ppt/')) return 'binary'
  return buffer.includes('[Content_Types].xml') || buffer.includes('xl/') ? 'xlsx' : 'archive'
}

function kindOfCompound(buffer: Buffer): FileKind {
  if (isLockedOffice(buffer)) return 'locked'
  if (isOutlookMessage(buffer)) return 'mail'
  if (buffer.includes('WordDocument', 'utf16le')) return 'word'
  return buffer.includes('PowerPoint', 'utf16le') ? 'binary' : 'xls'
}

/** Text in any encoding has hardly any control characters; two-byte text has zeros. */
function isText(bytes: Uint8Array): boolean {
  const text = textOf(bytes.subarray(0, 4_096))
  // eslint-disable-next-line no-control-regex -- control characters distinguish binary from text
  const controls = text.match(/[\0-\x08\x0e-\x1a\x1c-\x1f]/g)?.length ?? 0
  return controls * 50 < text.length
}
