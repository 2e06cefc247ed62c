import { addDays, calendarDay, type CalendarDay } from './calendar.ts'
import { statesAsked, statusAsked, STATE_WORDS, type StatesAsked } from './list-state.ts'
import { normalizedName } from './order-names.ts'
import { plainText } from './plain-text.ts'

/** What somebody typed after `list`, word by word, as far as it needs nobody's names. */
interface ListAsked {
  readonly isMine: boolean
  readonly isAll: boolean
  readonly states: StatesAsked | null
  readonly foc: { readonly from: CalendarDay; readonly to: CalendarDay } | null
  /** Chosen before, where a word could be several people or carriers. */
  readonly chosen: readonly Chosen[]
  /** A part of somebody's or something's name; empty: there is none. */
  readonly name: string
}

export type Chosen =
  | { readonly kind: 'owner'; readonly id: string }
  | { readonly kind: 'carrier' | 'customer'; readonly name: string }

/** The words after `list` that mean something by themselves. */
export const LIST_WORDS = ['mine', 'all', 'open', ...STATE_WORDS]

const CHOSEN = /^(owner|carrier|customer)=(\S+)$/
const HALF_A_YEAR = 182

export function readListAsked(text: string, today: CalendarDay): ListAsked {
  const plain = plainText(text).trim()
  const whole = statusAsked(plain)
  const words = whole === undefined ? plain.split(/\s+/).filter((word) => word !== '') : []
  let asked: ListAsked = {
    isMine: false,
    isAll: false,
    foc: null,
    chosen: [],
    name: '',
    states: whole ?? null,
  }
  const names: string[] = []
  for (const word of words) {
    const read = readWord(word, today)
    if (read === undefined) names.push(word)
    else asked = { ...asked, ...read, chosen: [...asked.chosen, ...(read.chosen ?? [])] }
  }
  return { ...asked, name: normalizedName(names.join(' ')) }
}

function readWord(word: string, today: CalendarDay): Partial<ListAsked> | undefined {
  const lower = word.toLowerCase()
  if (lower === 'mine') return { isMine: true }
  if (lower === 'all') return { isAll: true }
  if (lower === 'open') return {}
  const [, kind, value = ''] = CHOSEN.exec(word) ?? []
  if (kind === 'owner') return { chosen: [{ kind, id: value }] }
  if (kind === 'carrier' || kind === 'customer') {
    return { chosen: [{ kind, name: normalizedName(value.replaceAll('+', ' ')) }] }
  }
  const foc = daysIn(word, today)
  if (foc !== undefined) return { foc }
  const states = statesAsked(lower)
  return states && { states }
}

/** `12/1`, `12/1..12/8`, `2026-12-01-2026-12-08`: days nearer to today than to its birthday. */
function daysIn(word: string, today: CalendarDay): ListAsked['foc'] | undefined {
  const [first = '', last = first] = word.split(/\.\.+|(?<=\d)[-–](?=\d{1,2}\/|\d{4}-)/)
  const [from, to] = [nearestDay(first, today), nearestDay(last, today)]
  return from === undefined || to === undefined || to < from ? undefined : { from, to }
}

function nearestDay(text: string, today: CalendarDay): CalendarDay | undefined {
  const [, month = '', date = ''] = /^(\d{1,2})\/(\d{1,2})$/.exec(text) ?? []
  if (month === '') return calendarDay(text)
  const year = Number(today.slice(0, 4))
  const near = [year - 1, year, year + 1]
    .map((each) => calendarDay(`${each}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`))
    .filter((day) => day !== undefined)
  return near.find(
    (day) => day >= addDays(today, -HALF_A_YEAR) && day <= addDays(today, HALF_A_YEAR),
  )
}

/** A choice as it is typed: what was chosen of several that a word could be. */
export function chosenWord(chosen: Chosen): string {
  return chosen.kind === 'owner'
    ? `owner=${chosen.id}`
    : `${chosen.kind}=${chosen.name.replaceAll(' ', '+')}`
}
