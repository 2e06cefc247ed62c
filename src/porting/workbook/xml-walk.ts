/** What is met on the way through an XML text. Names come without their namespace's prefix. */
interface XmlVisitor {
  /** @param tag the text between the brackets, from which `attributeIn` reads. */
  open(name: string, tag: string): void
  close?(name: string): void
  text?(text: string): void
}

/**
 * Goes through XML that a program wrote, in linear time and without building a tree: a sheet has a
 * million elements. Malformed parts are skipped, so the caller must check what it found.
 */
export function walkXml(xml: string, visitor: XmlVisitor): void {
  let at = 0
  for (;;) {
    const start = xml.indexOf('<', at)
    if (start === -1) return
    if (start > at) visitor.text?.(decoded(xml.slice(at, start)))
    const skipped = skip(xml, start, visitor)
    if (skipped !== null) {
      at = skipped
      continue
    }
    const end = endOfTag(xml, start)
    if (end === -1) return
    meet(xml.slice(start + 1, end), visitor)
    at = end + 1
  }
}

/** Comments, instructions and CDATA; `null` for a tag. */
function skip(xml: string, start: number, visitor: XmlVisitor): number | null {
  const sign = xml[start + 1]
  if (sign !== '!' && sign !== '?') return null
  if (xml.startsWith('<![CDATA[', start)) {
    const end = xml.indexOf(']]>', start)
    visitor.text?.(xml.slice(start + 9, end === -1 ? xml.length : end))
    return end === -1 ? xml.length : end + 3
  }
  const close = xml.startsWith('<!--', start) ? '-->' : '>'
  const end = xml.indexOf(close, start)
  return end === -1 ? xml.length : end + close.length
}

/** A `>` within quotes ends no tag. */
function endOfTag(xml: string, start: number): number {
  let end = xml.indexOf('>', start)
  while (end !== -1 && hasOpenQuote(xml, start, end)) end = xml.indexOf('>', end + 1)
  return end
}

/** The last attribute that begins before this bracket ends after it. */
function hasOpenQuote(xml: string, start: number, end: number): boolean {
  const before = xml.charCodeAt(end - 1)
  // Nearly all end with a quote, a slash after one, or a name.
  if (before === 0x22 || before === 0x27) return false
  const assigned = xml.slice(start, end).lastIndexOf('=') + start
  if (assigned < start) return false
  const sign = xml[assigned + 1]
  if (sign !== '"' && sign !== "'") return false
  const closes = xml.indexOf(sign, assigned + 2)
  return closes === -1 || closes > end
}

function meet(tag: string, visitor: XmlVisitor): void {
  if (tag.startsWith('/')) {
    visitor.close?.(localName(tag, 1))
    return
  }
  const name = localName(tag, 0)
  visitor.open(name, tag)
  if (tag.endsWith('/')) visitor.close?.(name)
}

function localName(tag: string, from: number): string {
  let at = from
  let start = from
  while (at < tag.length) {
    const sign = tag.charCodeAt(at)
    if (sign === 0x3a) start = at + 1
    else if (sign <= 0x20 || sign === 0x2f) break
    at += 1
  }
  return tag.slice(start, at)
}

/** An attribute by its name without prefix; `''`: not there. */
export function attributeIn(tag: string, name: string): string {
  for (let at = tag.indexOf(name); at !== -1; at = tag.indexOf(name, at + 1)) {
    const before = tag[at - 1] ?? ''
    if (before !== ':' && !/\s/.test(before)) continue
    const [quoted, sign] =
      /^\s*=\s*(["'])/.exec(tag.slice(at + name.length, at + name.length + 9)) ?? []
    if (quoted === undefined || sign === undefined) continue
    const start = at + name.length + quoted.length
    const end = tag.indexOf(sign, start)
    return decoded(tag.slice(start, end === -1 ? tag.length : end))
  }
  return ''
}

const ENTITIES: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  apos: "'",
}

function decoded(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&(#x?[\da-f]{1,6}|[a-z]{2,4});/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return ENTITIES[name] ?? whole
    const code =
      name[1]?.toLowerCase() === 'x' ? parseInt(name.slice(2), 16) : Number(name.slice(1))
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })
}
