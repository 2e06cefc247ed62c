import { dayOf, type CalendarDay, type Instant, type PortingCalendar } from './calendar.ts'
import { codeInWords } from './carrier-codes.ts'
import { placeOf } from './cause-codes.ts'
import { ASK, CAUSES, fields, type Explained } from './explained-causes.ts'
import type { Fix, FixField, OrderField } from './fix.ts'
import type { OrderError, PortOrder } from './order.ts'
import { cutWords, oneLine } from './plain-text.ts'

interface Cause {
  /** A clause to put after a colon: "the losing carrier has another service address". */
  readonly title: string
  readonly next: string
  /** `null`: nothing in the form would help. */
  readonly field: OrderField | null
  readonly fix: Fix
  /** The title with its code. */
  readonly short: string
  /** What only Bandwidth's own words say, shortened; null if our text says it all. */
  readonly ownWords: string | null
  /** Both: `… can’t be met (7209: “earliest is 12/09”)`. */
  readonly clause: string
}

type Reason = Pick<OrderError, 'code' | 'description'> & Partial<Pick<OrderError, 'numbers'>>

/** Bandwidth wraps what it does not know of a carrier into it: the carrier's own code leads the text. */
const INTERNAL_ERROR = '7999'

/** Bandwidth explains some codes in sixty words; no further than this. */
const LONGEST_OWN_WORDS = 300

/** The code that names the cause: within an internal error the carrier's own, if it is known. */
export function meantCode({ code, description }: Pick<OrderError, 'code' | 'description'>): string {
  const own = code === INTERNAL_ERROR ? codeInWords(oneLine(description)) : null
  return own !== null && isKnownCode(own) ? own : code
}

/**
 * What an error of Bandwidth means to a coordinator, the next step, and the offered fix. An unknown code
 * has Bandwidth's own text as its title.
 */
export function causeOf({ code, description, numbers = [] }: Reason): Cause {
  const ownWords = oneLine(description)
  const place = placeOf(meantCode({ code, description }))
  if (place === undefined) {
    const title =
      ownWords || (code === '' ? 'it gave no reason' : `error ${code} (Bandwidth gave no details)`)
    const words = cutWords(title, LONGEST_OWN_WORDS).replace(/\.$/, '')
    const clause = code === '' ? words : `${words} (${code})`
    return {
      title,
      next: 'Ask Bandwidth in a note.',
      field: null,
      fix: ASK,
      short: clause,
      ownWords: null,
      clause,
    }
  }
  const cause: Explained = CAUSES[place.cause]
  const { field = null, fix, vague = code === INTERNAL_ERROR, ...words } = cause
  const title = counted(words.title, numbers.length)
  const next = counted(words.next, numbers.length)
  const quoted = vague && ownWords !== '' ? cutWords(ownWords, LONGEST_OWN_WORDS) : null
  const short = `${title} (${code})`
  return {
    title,
    next,
    field: place.field ?? field,
    fix,
    short,
    ownWords: quoted,
    clause: quoted === null ? short : `${title} (${code}: “${quoted}”)`,
  }
}

/** The clauses of several, to put after a colon: each after the first begins as a sentence. */
export function clausesOf(errors: readonly Reason[]): string {
  return errors
    .map((error, at) => {
      const { clause } = causeOf(error)
      return at === 0 ? clause : `${clause.charAt(0).toUpperCase()}${clause.slice(1)}`
    })
    .join('. ')
}

/** Where it names none it may be about several. */
function counted(words: string, count: number): string {
  return words.replaceAll(/\{([^|}]*)\|([^}]*)\}/g, count === 1 ? '$1' : '$2')
}

/** The cause regardless of how many numbers it affects, for comparing. */
export function causeIn({ code, description }: Reason): string {
  return causeOf({ code, description }).title
}

/** Whether `causeOf` has its own words for it. */
export function isKnownCode(code: string): boolean {
  return placeOf(code) !== undefined
}

/** Which of several fixes is offered first: the coordinator's own come before what others have to do. */
const RANK: Readonly<Record<Fix['kind'], number>> = {
  // Nothing else helps an order that can't get on.
  recreate: 0,
  fields: 1,
  date: 2,
  document: 2,
  'customer-clears': 2,
  consent: 2,
  ask: 3,
  wait: 4,
  none: 5,
}

function byRank(one: Fix, other: Fix): number {
  return RANK[one.kind] - RANK[other.kind]
}

/**
 * One fix for all errors of an order: fields that can be corrected together, in the order of the errors;
 * else the first that somebody here can do; waiting only if there is nothing else.
 */
export function fixOf(errors: readonly Pick<OrderError, 'code' | 'description'>[]): Fix {
  const fixes = errors.map((error) => causeOf(error).fix)
  const first = fixes.toSorted(byRank)[0] ?? ASK
  if (first.kind !== 'fields') return first
  const correctable = fixes.flatMap((fix) => (fix.kind === 'fields' ? fix.fields : []))
  // Where the customer has to agree, too, what belongs to that is in the same form.
  const agreed = fixes.flatMap((fix) => (fix.kind === 'consent' ? fix.fields : []))
  return fields(...new Set([...correctable, ...agreed]))
}

/** The errors as they are shown: what says the same once, with all its numbers, and in the order of the fixes. */
export function shownErrors(errors: readonly OrderError[]): readonly OrderError[] {
  const once = new Map<string, OrderError>()
  for (const error of errors) {
    const { clause } = causeOf({ ...error, numbers: [] })
    const same = `${error.numbers.length === 0 ? 'all' : 'some'} ${clause}`
    const before = once.get(same)?.numbers ?? []
    once.set(same, { ...error, numbers: [...new Set([...before, ...error.numbers])] })
  }
  return [...once.values()].toSorted((one, other) => byRank(causeOf(one).fix, causeOf(other).fix))
}

/** The field that is to be corrected, or the cause: for a line of a list. */
export function inShort(error: Reason): string {
  const { fix, title } = causeOf(error)
  return fix.kind === 'fields' ? fix.fields.join(', ') : title
}

/** The fields that are refused for the same cause as an earlier time. */
export function stillRefused(
  errors: readonly Pick<OrderError, 'code' | 'description'>[],
  codesBefore: readonly string[],
): readonly FixField[] {
  const before = new Set(codesBefore.map((code) => causeIn({ code, description: '' })))
  const fix = fixOf(errors.filter((error) => before.has(causeIn(error))))
  return fix.kind === 'fields' ? fix.fields : []
}

/** A notice only; the order proceeds. */
export function isRemark(error: Pick<OrderError, 'code' | 'description'>): boolean {
  return causeOf(error).fix.kind === 'none'
}

const BANDWIDTH_HAS_BUSINESS_DAYS = 2

/** Whether an order that Bandwidth had to act on at one moment is the coordinator's at another. */
export function hasBecomeYours(
  order: Pick<PortOrder, 'status' | 'errors'>,
  since: Instant | null,
  { from, to, calendar }: { from: Instant; to: Instant; calendar: PortingCalendar },
): boolean {
  const day = yoursFrom(order, since, calendar)
  return day !== null && day > dayOf(from) && day <= dayOf(to)
}

/**
 * Until which day a rejected order is Bandwidth's move; from then on it is the coordinator's.
 *
 * @returns null where it never was.
 */
export function yoursFrom(
  { status, errors }: Pick<PortOrder, 'status' | 'errors'>,
  since: Instant | null,
  calendar: PortingCalendar,
): CalendarDay | null {
  const waits = status === 'EXCEPTION' && fixOf(errors).kind === 'wait'
  return waits && since !== null
    ? calendar.addBusinessDays(dayOf(since), BANDWIDTH_HAS_BUSINESS_DAYS)
    : null
}
