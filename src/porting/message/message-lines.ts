import { plainText } from '../plain-text.ts'

/** What a line of a message or mail is, by where it stands. */
interface MessageLine {
  readonly text: string
  /** Below somebody's sign-off: their numbers are theirs. */
  readonly isSignature: boolean
}

const HEADER = /^(?:from|to|cc|bcc|sent|date|reply-to|importance|attachments?)\s*:(?!\s*$)/i
const ANOTHER_MAIL =
  /^(?:-{2,}\s*(?:original|forwarded) message\b.*|begin forwarded message:|on .{5,80} wrote:|from:\s.+)$/i
const SIGN_OFF =
  /^(?:many thanks|thanks(?: again| so much| in advance)?|thank you(?: very much| so much)?|thx|(?:kind|best|warm)? ?regards|best(?: wishes)?|sincerely(?: yours)?|cheers|respectfully|yours(?: truly)?|sent from my .*|get outlook for .*|--(?!-)|__+)[\s,.!-]*$/i

/** Lines of a mail without its headers and marks of quoting, each with whether it is part of a signature. */
export function messageLines(message: string): readonly MessageLine[] {
  const lines: MessageLine[] = []
  let isSignature = false
  let isHeader = false
  for (const raw of plainText(message).split('\n')) {
    const text = bareLine(raw)
    isSignature = isSignatureBelow(text, isSignature)
    if (ANOTHER_MAIL.test(text)) {
      isHeader = true
      continue
    }
    if (HEADER.test(text) && (isHeader || /[@<]|\d{4}/.test(text))) continue
    isHeader &&= text === '' || /^subject\s*:/i.test(text)
    if (text !== '' && !SIGN_OFF.test(text)) lines.push({ text, isSignature })
  }
  return lines
}

/** Without marks of quoting and of bold and the like; what is crossed out stays so. */
export function bareLine(raw: string): string {
  return raw
    .replace(/^(?:\s*>)+ ?/, '')
    .replace(/[*_`]{1,3}(?=\S)|(?<=\S)[*_`]{1,3}/g, '')
    .trim()
}

/** Whether what follows this line is somebody's signature. */
export function isSignatureBelow(text: string, before: boolean): boolean {
  return SIGN_OFF.test(text) || (before && !ANOTHER_MAIL.test(text))
}
