import { NUMBER_OR_RANGE, runBetween, runOf, tenDigits, UP_TO, type Run } from './number-grammar.ts'

interface ListItem extends Run {
  readonly text: string
}

const ITEM = new RegExp(`${NUMBER_OR_RANGE}(?!\\d)`, 'y')
/** `0161`, `-0161`, `0150-0161`: omitted digits are those of the number before. */
const FOLLOWER = new RegExp(
  String.raw`-?(\d{4})(?:${UP_TO}(\d{4}))?(?![\d-.)]|/(?!\d{4}(?!\d)))`,
  'y',
)
const SEPARATOR = /(?: ?[,;&] ?| ?(?<slash>\/) ?| and |, and )/y
const MOST_BEHIND_SLASH = 100
/** Signs of quoting and of lists, and what it is called. */
const START = /^[\s>•·▪◦–-]{0,8}(?:[\p{L} ]{1,30}: *)?/u
const SHORTEST = /\d{4}[^\d]{1,6}\d{4}/

/**
 * A line that is nothing but numbers and the short ends of further ones: `919-555-0100, 0161 and
 * 0170-0179`. `null` for any other line, in which a short one might be a house or a year.
 */
export function numberList(line: string): readonly ListItem[] | null {
  const text = line.trimEnd().replace(/[.;,]$/, '')
  if (!SHORTEST.test(text)) return null
  const items: ListItem[] = []
  let at = START.exec(text)?.[0].length ?? 0
  const behindSlash: number[] = []
  let isSlash = false
  for (;;) {
    const before = items.at(-1)
    const item = itemAt(text, at, before)
    if (item === null) return null
    if (isSlash && before !== undefined) behindSlash.push(item.first - lastOf(before))
    items.push(item)
    at += item.text.length
    if (at === text.length) return areMeant(behindSlash) ? items : null
    SEPARATOR.lastIndex = at
    const separator = SEPARATOR.exec(text)
    if (separator === null) return null
    isSlash = separator.groups?.['slash'] !== undefined
    at = SEPARATOR.lastIndex
  }
}

function lastOf({ first, count }: Run): number {
  return first + count - 1
}

/** `0100/0101`, `0100/0105/0107`; `0100/0119` may be two or a range, `0100/1015` is an extension or a day. */
function areMeant([first, ...others]: readonly number[]): boolean {
  if (first === undefined) return true
  const most = others.length === 0 ? 1 : MOST_BEHIND_SLASH
  return [first, ...others].every((after) => after > 0 && after <= most)
}

function itemAt(text: string, at: number, before: ListItem | undefined): ListItem | null {
  ITEM.lastIndex = at
  const whole = ITEM.exec(text)
  if (whole !== null) {
    const run = runOf(whole)
    return run === null ? null : { ...run, text: whole[0] }
  }
  FOLLOWER.lastIndex = at
  const short = before === undefined ? null : FOLLOWER.exec(text)
  if (short === null || before === undefined) return null
  const run = runBehind(before, short[1] ?? '', short[2])
  return run === null ? null : { ...run, text: short[0] }
}

function runBehind({ first, count }: Run, line: string, last = line): Run | null {
  const same = String(lastOf({ first, count }))
  const [area, exchange] = [same.slice(0, 3), same.slice(3, 6)]
  const ends = [tenDigits(area, exchange, line), tenDigits(area, exchange, last)] as const
  return ends[0] === null || ends[1] === null ? null : runBetween(ends[0], ends[1])
}
