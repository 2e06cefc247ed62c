import { isWebPage } from './page-text.ts'

interface Unfit {
  readonly why: string
  readonly nextStep: string
}

const AS_PDF = 'Open it, print it or save it as PDF, and send that.'

/**
 * Files that people take for documents and no carrier does: named by what they are, with the way to a PDF.
 *
 * @param isUnknown nothing that Bandwidth takes begins so.
 */
export function unfitKind(bytes: Uint8Array, isUnknown: boolean): Unfit | null {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const known = isUnknown ? [...KINDS, ...UNKNOWN_KINDS] : KINDS
  return known.find(({ is }) => is(buffer))?.says ?? null
}

const HEAD = 4_096
/** The brands of pictures as iPhones take them. */
const HEIC = /^.{4}ftyp(?:hei[cxms]|hev[cx]|mif1|msf1)/s
const RTF = /^\s*\{\\rtf/
const MAIL_HEADINGS = /^(?:[A-Za-z-]+: .*\r?\n(?:[ \t].*\r?\n)*){2,}/
const MAIL_SAYS = /^(?:received|return-path|message-id|mime-version|delivered-to): /im
const OLE_COMPOUND = Buffer.from('d0cf11e0', 'hex')
const PACKED = Buffer.from('PK')
const PICTURE = /^(?:GIF8|BM|RIFF.{4}WEBP|.{4}ftypavi[fs])/s
const OTHER_OFFICE = /opendocument|Index\/Document\.iwa|ppt\/presentation\.xml/

export function isRtf(buffer: Buffer): boolean {
  return RTF.test(headOf(buffer))
}

export function isSavedMail(buffer: Buffer): boolean {
  const head = headOf(buffer)
  return MAIL_HEADINGS.test(head) && MAIL_SAYS.test(head)
}

/** Office's own, which is no archive then. */
export function isLockedOffice(buffer: Buffer): boolean {
  return startsWith(buffer, OLE_COMPOUND) && buffer.includes('EncryptedPackage', 'utf16le')
}

const ARCHIVES = ['504b0304', '377abcaf', '52617221', '1f8b'].map((one) => Buffer.from(one, 'hex'))

export function isArchive(buffer: Buffer): boolean {
  return ARCHIVES.some((signature) => startsWith(buffer, signature))
}

function startsWith(buffer: Buffer, signature: Buffer): boolean {
  return buffer.subarray(0, signature.length).equals(signature)
}

function saysInPdf(buffer: Buffer, what: RegExp): boolean {
  return buffer.subarray(0, 1_024).includes('%PDF-') && what.test(buffer.toString('latin1'))
}

const PROTECTED = /\/Encrypt\s{0,9}(?:\d{1,9} \d{1,9} R|<<)/
const WITHOUT_PAGES = /\/Type\s{0,9}\/Pages\b[^<>]{0,200}\/Count\s{1,9}0\b/

export function isOutlookMessage(buffer: Buffer): boolean {
  return startsWith(buffer, OLE_COMPOUND) && buffer.includes('__substg1.0', 'utf16le')
}

function headOf(buffer: Buffer): string {
  return buffer.subarray(0, HEAD).toString('latin1')
}

interface UnfitKind {
  readonly is: (buffer: Buffer) => boolean
  readonly says: Unfit
}

const KINDS: readonly UnfitKind[] = [
  {
    is: (buffer) => saysInPdf(buffer, PROTECTED),
    says: {
      why: 'This PDF is protected. The carrier may need a password to open it.',
      nextStep: 'Open it, print it to a PDF without protection, and send that.',
    },
  },
  {
    is: (buffer) => saysInPdf(buffer, WITHOUT_PAGES),
    says: { why: 'This PDF has no pages.', nextStep: 'Save or scan it again, and send that.' },
  },
  {
    is: (buffer) => startsWith(buffer, PACKED) && buffer.includes('vbaProject.bin'),
    says: { why: 'This file has macros. Bandwidth doesn’t accept it.', nextStep: AS_PDF },
  },
  {
    is: (buffer) => HEIC.test(headOf(buffer)),
    says: {
      why: 'This is a HEIC picture, as iPhones take them. Bandwidth doesn’t accept it.',
      nextStep:
        'On an iPhone, tap Share, then Options, then Most Compatible, and send it again. Or send a PDF.',
    },
  },
  { is: isRtf, says: notAccepted('an RTF text') },
  { is: (buffer) => isWebPage(headOf(buffer)), says: notAccepted('a web page') },
  { is: isSavedMail, says: notAccepted('a saved email') },
  { is: isOutlookMessage, says: notAccepted('an Outlook message') },
]

function notAccepted(what: string): Unfit {
  return { why: `This is ${what}. Bandwidth doesn’t accept it.`, nextStep: AS_PDF }
}

const UNKNOWN_KINDS: readonly UnfitKind[] = [
  {
    is: isLockedOffice,
    says: {
      why: 'This file has a password, so the carrier can’t open it.',
      nextStep: 'Save it without one, or as PDF, and send that.',
    },
  },
  {
    is: (buffer) => PICTURE.test(headOf(buffer)),
    says: {
      why: 'Bandwidth doesn’t accept this kind of picture.',
      nextStep: 'Save it as PDF, JPEG or PNG, and send that.',
    },
  },
  {
    is: (buffer) => startsWith(buffer, PACKED) && OTHER_OFFICE.test(buffer.toString('latin1')),
    says: { why: 'Bandwidth doesn’t accept documents from this program.', nextStep: AS_PDF },
  },
  {
    is: isArchive,
    says: {
      why: 'This is an archive. Bandwidth doesn’t accept it.',
      nextStep: 'Unpack it, and send the document in it.',
    },
  },
]
