import { plainText } from '../plain-text.ts'

/** A line of a message or mail, classified by its position. */
interface MessageLine {
  readonly text: string
  /** Below somebody's sign-off: their numbers are theirs. */
  readonly isSignature: boolean
}

const HEADER = /^(?:from|to|cc|bcc|sent|date|reply-to|importance|attachments?)\s*:(?!\s*$)/i
const ANOTHER_MAIL =
  /^(?:-{2,}\s*(?:original|forwarded) message\b.*|begin forwarded message:|on .{5,80} wrote:|from:\s.+)$/i
/** `From: 919-555-0100` above `To: 919-555-0119` is no header. */
const ONLY_A_NUMBER = /^(?:from|to)\s*:\s*[+(]?\d[\d ().-]{2,20}$/i
const SIGN_OFF =
  /^(?:many thanks|thanks(?: again| so much| in advance)?|thank you(?: very much| so much)?|thx|(?:kind|best|warm)? ?regards|best(?: wishes)?|sincerely(?: yours)?|cheers|respectfully|yours(?: truly)?|sent from my .*|get outlook for .*|--(?!-)|__+)[\s,.!-]*$/i

/** Lines of a mail without its headers and marks of quoting, each with whether it is part of a signature. */
export function messageLines(message: string): readonly MessageLine[] {
  const lines: MessageLine[] = []
  let isSignature = false
  let isHeader = false
  const all = plainText(message).split('\n')
  const signed = signedLines(all)
  for (const [at, raw] of all.entries()) {
    const text = bareLine(raw)
    isSignature = isSignatureBelow(text, isSignature)
    const isEndOfRange = ONLY_A_NUMBER.test(text)
    if (ANOTHER_MAIL.test(text) && !isEndOfRange) {
      isHeader = true
      continue
    }
    if (!isEndOfRange && HEADER.test(text) && (isHeader || /[@<]|\d{4}/.test(text))) continue
    isHeader &&= text === '' || /^subject\s*:/i.test(text)
    if (text === '' || SIGN_OFF.test(text)) continue
    lines.push({ text, isSignature: isSignature || signed.has(at) })
  }
  return lines
}

/** A signature of a name and a number; many numbers to port are preceded by the use of a line instead. */
const SIGNED =
  /^\p{Lu}[\p{L}.'’-]+(?: \p{Lu}[\p{L}.'’-]*){0,3}(?:,| [-–|]) [^\d:]{0,60}[+(]?\d[\d ().-]{8,16}\d$/u
const OF_A_LINE =
  /^(?:main|fax|office|front|lobby|alarm|fire|elevator|desk|gate|modem|dsl|billing|toll|store|shop|suite|room|floor|line|reception|sales|support|kitchen|warehouse|conference|back|hunt|pots|service|location|branch|site|unit|later|next|phase|wave|maybe|pending|tbd|unsure)\b/i

/** `Dana Lee`, above what they do and their number. */
const NAME = /^\p{Lu}[\p{L}'’-]+(?: \p{Lu}[\p{L}.'’-]*){0,2}$/u
const NUMBER_HERE = /\d{3}[-. )]{0,2}\d{3}[-. ]?\d{4}/
const LONGEST_SIGNATURE = 6

/**
 * Signatures without a sign-off, found by position: `Lee, 984-555-0199` as the last line of what somebody
 * wrote, including their quoted mail, or a name on a line of its own with a number below it; only if
 * nothing else has this form and numbers precede it.
 */
export function signedLines(lines: readonly string[]): ReadonlySet<number> {
  const signed = new Set<number>()
  for (const block of blocksOf(
    lines.map((raw) => ({ text: bareLine(raw), depth: depthOf(raw) })),
  )) {
    const [last, another] = paragraphsOf(block)
      .map(signatureIn)
      .filter(({ length }) => length > 0)
    const end = block.findLast(({ text }) => text !== '')
    if (last === undefined || another !== undefined || last.at(-1) !== end) continue
    for (const { at } of last) signed.add(at)
  }
  const others = lines.filter((line, at) => !signed.has(at) && NUMBER_HERE.test(line))
  return others.length === 0 ? new Set() : signed
}

interface Placed {
  readonly text: string
  readonly at: number
}

/** What one person wrote: quoted alike, and under one heading. */
function blocksOf(
  lines: readonly { readonly text: string; readonly depth: number }[],
): readonly (readonly Placed[])[] {
  const blocks: Placed[][] = [[]]
  for (const [at, { text, depth }] of lines.entries()) {
    const isOther = at > 0 && depth !== lines[at - 1]?.depth
    if (isOther || ANOTHER_MAIL.test(text)) blocks.push([])
    blocks.at(-1)?.push({ text, at })
  }
  return blocks
}

function paragraphsOf(block: readonly Placed[]): readonly (readonly Placed[])[] {
  const paragraphs: Placed[][] = [[]]
  for (const line of block) {
    if (line.text === '') paragraphs.push([])
    else paragraphs.at(-1)?.push(line)
  }
  return paragraphs
}

function signatureIn(paragraph: readonly Placed[]): readonly Placed[] {
  const last = paragraph.at(-1)
  if (last === undefined) return []
  const lines = paragraph.filter(({ text }) => isSignedLine(text))
  if (lines.length === 1 && lines[0] === last) return lines
  const name = paragraph[0]?.text ?? ''
  const isShort = paragraph.length > 1 && paragraph.length <= LONGEST_SIGNATURE
  const isNamed = isShort && NAME.test(name) && !OF_A_LINE.test(name)
  return isNamed && NUMBER_HERE.test(last.text) ? paragraph : []
}

function isSignedLine(text: string): boolean {
  return SIGNED.test(text) && !OF_A_LINE.test(text)
}

function depthOf(line: string): number {
  return /^(?:\s*>)*/.exec(line)?.[0].match(/>/g)?.length ?? 0
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
