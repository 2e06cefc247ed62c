import { isWebPage } from './page-text.ts'

interface Unfit {
  readonly why: string
  readonly nextStep: string
}

const AS_PDF = 'Open it, print it or save it as PDF, and send that.'

/** Files that people take for documents and no carrier does: named by what they are, with the way to a PDF. */
export function unfitKind(bytes: Uint8Array): Unfit | null {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return KINDS.find(({ is }) => is(buffer))?.says ?? null
}

const HEAD = 4_096
/** The brands of pictures as iPhones take them. */
const HEIC = /^.{4}ftyp(?:hei[cxms]|hev[cx]|mif1|msf1)/s
const RTF = /^\s*\{\\rtf/
const MAIL_HEADINGS = /^(?:[A-Za-z-]+: .*\r?\n(?:[ \t].*\r?\n)*){2,}/
const MAIL_SAYS = /^(?:received|return-path|message-id|mime-version|delivered-to): /im
const OLE_COMPOUND = Buffer.from('d0cf11e0', 'hex')

export function isRtf(buffer: Buffer): boolean {
  return RTF.test(headOf(buffer))
}

export function isSavedMail(buffer: Buffer): boolean {
  const head = headOf(buffer)
  return MAIL_HEADINGS.test(head) && MAIL_SAYS.test(head)
}

export function isOutlookMessage(buffer: Buffer): boolean {
  return buffer.subarray(0, 4).equals(OLE_COMPOUND) && buffer.includes('__substg1.0', 'utf16le')
}

function headOf(buffer: Buffer): string {
  return buffer.subarray(0, HEAD).toString('latin1')
}

const KINDS: readonly {
  readonly is: (buffer: Buffer) => boolean
  readonly says: Unfit
}[] = [
  {
    is: (buffer) => HEIC.test(headOf(buffer)),
    says: {
      why: 'This is a HEIC picture, as iPhones take them; Bandwidth doesn’t accept it.',
      nextStep:
        'On an iPhone, tap Share, then Options, then Most Compatible, and send it again. Or send a PDF.',
    },
  },
  {
    is: isRtf,
    says: { why: 'This is an RTF text; Bandwidth doesn’t accept it.', nextStep: AS_PDF },
  },
  {
    is: (buffer) => isWebPage(headOf(buffer)),
    says: { why: 'This is a web page; Bandwidth doesn’t accept it.', nextStep: AS_PDF },
  },
  {
    is: isSavedMail,
    says: { why: 'This is a saved email; Bandwidth doesn’t accept it.', nextStep: AS_PDF },
  },
  {
    is: isOutlookMessage,
    says: { why: 'This is an Outlook message; Bandwidth doesn’t accept it.', nextStep: AS_PDF },
  },
]
