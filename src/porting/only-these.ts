import { createHash } from 'node:crypto'
import { NUMBER_OR_RANGE, runsIn, type Run } from './number-grammar.ts'
import { plainText } from './plain-text.ts'

/** The numbers that a text names with "only", beside which there may be others. */
export interface OnlyThese {
  readonly runs: readonly Run[]
  /** Names them, with no content. */
  readonly key: string
}

const VERB = String.raw`(?:port|move|transfer|migrate|take|need|want|include|do)(?:ing)?`
const NAMED = String.raw`(?: (?:the|this|these|number|numbers|line|lines|tns?|dids?|main)\b){0,4}[ :]{1,2}`
const LIST = String.raw`${NUMBER_OR_RANGE}(?:(?:, ?| ?& ?|,? and )${NUMBER_OR_RANGE}){0,20}(?!\d)`
/** `Only 919-555-0101 has an alarm` */
const NOTHING_SAID_OF_IT = String.raw`(?! ?(?:is|are|has|have|was|were|rings?|forwards?|goes|works?|gets?|needs?)\b)`
/** `only port 919-555-0101`, `we need just the line 919-555-0101`, `port 919-555-0101 only` */
const SAYS_ONLY = new RegExp(
  [
    String.raw`(?<!\bnot )\bonly(?: ${VERB})?${NAMED}${LIST}${NOTHING_SAID_OF_IT}`,
    String.raw`(?<!\bnot )\bjust ${VERB}${NAMED}${LIST}${NOTHING_SAID_OF_IT}`,
    String.raw`\b${VERB}(?: only| just)${NAMED}${LIST}${NOTHING_SAID_OF_IT}`,
    String.raw`\b${VERB}${NAMED}${LIST},? only\b`,
  ].join('|'),
  'gi',
)
/** People say it at the beginning or at the end; a longer text is a list. */
const EXAMINED = 20_000

/** What texts name with "only"; null for most. */
export function onlyNamedIn(texts: readonly string[]): OnlyThese | null {
  const runs = texts.flatMap((text) => {
    const ends =
      text.length <= 2 * EXAMINED ? text : `${text.slice(0, EXAMINED)}\n${text.slice(-EXAMINED)}`
    if (!/\b(?:only|just)\b/i.test(ends)) return []
    return [...plainText(ends).matchAll(SAYS_ONLY)].flatMap(([said]) => runsIn(said))
  })
  if (runs.length === 0) return null
  const named = runs.map(({ first, count }) => `${first}+${count}`).join()
  return { runs, key: createHash('sha256').update(named).digest('hex').slice(0, 20) }
}

export function saysOnly(line: string): boolean {
  return line.search(SAYS_ONLY) !== -1
}

/** Whether among pieces of a line or row there are numbers that "only" doesn't name. */
export function holdsUnnamed(
  pieces: Iterable<{ readonly kind: string } | ({ readonly kind: 'numbers' } & Run)>,
  { runs }: OnlyThese,
): boolean {
  for (const piece of pieces) {
    if (!('first' in piece)) continue
    const { first, count } = piece
    const isNamed = runs.some((run) => run.first <= first && first + count <= run.first + run.count)
    if (!isNamed) return true
  }
  return false
}
