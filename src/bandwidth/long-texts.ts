/** Shorter texts parse just as fast in place. */
const LONG = 16
/** A character that XML cannot hold, so nobody else has written it; lists of numbers have another. */
const MARK = '\u0001'

interface WithoutLongTexts {
  /** The source with a mark in place of each long text. */
  readonly source: string
  /** As they were written, without blanks around them: the parser would take those off. */
  readonly texts: readonly string[]
}

/**
 * The parser goes through texts character by character: megabytes would block the event loop too long.
 *
 * @param source well-formed.
 */
export function takeOutLongTexts(source: string): WithoutLongTexts {
  const texts: string[] = []
  // Inside a comment or CDATA it would not be text.
  if (source.includes(MARK) || source.includes('<!') || source.includes('<?', 1)) {
    return { source, texts }
  }
  let rest = ''
  let from = 0
  for (let opens = source.indexOf('<'); opens !== -1;) {
    const closes = source.indexOf('>', opens)
    const next = closes === -1 ? -1 : source.indexOf('<', closes)
    if (next === -1) break
    if (next - closes > LONG && !hasQuote(source, opens, closes)) {
      const text = source.slice(closes + 1, next).trim()
      rest += source.slice(from, closes + 1)
      from = next
      if (text !== '') rest += `${MARK}${texts.push(text) - 1}`
    }
    opens = next
  }
  return { source: rest + source.slice(from), texts }
}

/** The original text behind a mark. */
export function writtenAs(text: string, texts: readonly string[]): string {
  return texts.length > 0 && text.startsWith(MARK) ? (texts[Number(text.slice(1))] ?? text) : text
}

/** An attribute may hold the sign that ends a tag. */
function hasQuote(source: string, opens: number, closes: number): boolean {
  const tag = source.slice(opens, closes)
  return tag.includes('"') || tag.includes("'")
}
