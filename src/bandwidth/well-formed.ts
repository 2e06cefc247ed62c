/**
 * One root, every start tag with its own end tag, nothing but blanks around. fast-xml-parser forgives
 * violations, so a truncated reply would pass for a complete one. Linear: a tag without end ends it.
 */
export function isWellFormed(source: string): boolean {
  const open: string[] = []
  let roots = 0
  let position = 0

  for (let start = source.indexOf('<'); start !== -1; start = source.indexOf('<', position)) {
    if (open.length === 0 && source.slice(position, start).trim() !== '') return false
    const end = endOfMarkup(source, start)
    if (end === -1) return false
    position = end

    const tag = tagIn(source, start, end)
    if (tag === null) continue
    if (tag.kind === 'end') {
      if (open.pop() !== tag.name) return false
      continue
    }
    if (open.length === 0) roots += 1
    if (tag.kind === 'start') open.push(tag.name)
  }
  return roots === 1 && open.length === 0 && source.slice(position).trim() === ''
}

const SPANS = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
] as const

/** After the tag, comment, CDATA section, or instruction that starts here; -1: it has no end. */
export function endOfMarkup(source: string, start: number): number {
  const sign = source[start + 1]
  if (sign === '!' || sign === '?') {
    for (const [opens, closes] of SPANS) {
      if (!source.startsWith(opens, start)) continue
      const end = source.indexOf(closes, start + opens.length)
      return end === -1 ? -1 : end + closes.length
    }
  }
  return endOfTag(source, start)
}

function endOfTag(source: string, start: number): number {
  for (let position = start + 1; position < source.length; position += 1) {
    const sign = source[position]
    if (sign === '>') return position + 1
    if (sign === '<') return -1
    if (sign === '"' || sign === "'") {
      position = source.indexOf(sign, position + 1)
      if (position === -1) return -1
    }
  }
  return -1
}

type Tag = { kind: 'start' | 'end' | 'empty'; name: string }

/** `null` for what is no tag. */
export function tagIn(source: string, start: number, end: number): Tag | null {
  const sign = source[start + 1]
  if (sign === '!' || sign === '?') return null
  const nameStart = sign === '/' ? start + 2 : start + 1
  let nameEnd = nameStart
  while (nameEnd < end && !endsAName(source.charCodeAt(nameEnd))) nameEnd += 1
  const name = source.slice(nameStart, nameEnd)
  if (sign === '/') return { kind: 'end', name }
  return { kind: source[end - 2] === '/' ? 'empty' : 'start', name }
}

/** Blanks and `>`, `/`, `=`, quotes. Compared one by one, because a large reply has a million characters. */
function endsAName(letter: number): boolean {
  return (
    letter === 0x3e ||
    letter === 0x2f ||
    letter <= 0x20 ||
    letter === 0x3d ||
    letter === 0x22 ||
    letter === 0x27
  )
}
