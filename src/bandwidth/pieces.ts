import { endOfMarkup, tagIn } from './well-formed.ts'

/** What the parser makes with `preserveOrder`: one key each, the element's name or a kind of text. */
export type ParsedNode = Readonly<Record<string, readonly ParsedNode[] | string>>

interface Piece {
  /** Well-formed on its own: elements open at a cut are closed before it and reopened after it. */
  readonly source: string
  /** How many nested elements continue from the last piece. */
  readonly reopened: number
}

/** The parser takes some ten milliseconds for them. */
const MARKS_IN_PIECE = 8_000

/** @param source well-formed. */
export function* piecesOf(source: string, most = MARKS_IN_PIECE): Generator<Piece> {
  const open: string[] = []
  let reopened: readonly string[] = []
  let from = 0
  let marks = 0
  const pieceTo = (end: number): Piece => {
    const opens = reopened.map((name) => `<${name}>`).join('')
    const closes = open.toReversed().map((name) => `</${name}>`)
    return { source: opens + source.slice(from, end) + closes.join(''), reopened: reopened.length }
  }

  for (let start = source.indexOf('<'); start !== -1;) {
    const end = endOfMarkup(source, start)
    const tag = tagIn(source, start, end)
    // Text continues after a comment.
    if (tag !== null && marks >= most && open.length > 0) {
      yield pieceTo(start)
      reopened = [...open]
      from = start
      marks = 0
    }
    marks += 1
    if (tag?.kind === 'start') open.push(tag.name)
    if (tag?.kind === 'end') open.pop()
    start = source.indexOf('<', end)
  }
  yield pieceTo(source.length)
}

/** Appends the next piece to what was read before. */
export function goOn(read: ParsedNode[], next: readonly ParsedNode[], reopened: number): void {
  const [first, ...others] = next
  const last = read.at(-1)
  if (reopened === 0 || first === undefined || last === undefined) {
    read.push(...next)
    return
  }
  goOn(contentOf(last), contentOf(first), reopened - 1)
  read.push(...others)
}

/** Of an element: the parser has just made it, and nobody else has it yet. */
function contentOf(element: ParsedNode): ParsedNode[] {
  return (Object.values(element).find((value) => Array.isArray(value)) ?? []) as ParsedNode[]
}
