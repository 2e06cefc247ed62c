import { placeOf } from './cause-codes.ts'
import { ASK, CAUSES, fields } from './explained-causes.ts'
import type { Fix, OrderField } from './fix.ts'
import type { OrderError } from './order.ts'
import { cutWords, oneLine } from './plain-text.ts'

export interface Cause {
  readonly code: string
  /** A clause to put after a colon: "the losing carrier has another service address". */
  readonly title: string
  readonly next: string
  /** `null`: nothing in the form would help. */
  readonly field: OrderField | null
  readonly fix: Fix
  /** The title, and what only Bandwidth's own words tell: `… can’t be met (7209: “earliest is 12/09”)`. */
  readonly clause: string
}

/** Bandwidth explains some codes in sixty words; no further than this. */
const LONGEST_OWN_WORDS = 300

/**
 * What an error of Bandwidth means to a coordinator, the next step, and what is offered against it. A code
 * that is not known here keeps Bandwidth's own text as its title.
 */
export function causeOf({ code, description }: Pick<OrderError, 'code' | 'description'>): Cause {
  const ownWords = oneLine(description)
  const place = placeOf(code)
  if (place === undefined) {
    const title =
      ownWords || (code === '' ? 'it gave no reason' : `error ${code}, without a word more`)
    const clause = cutWords(title, LONGEST_OWN_WORDS).replace(/\.$/, '')
    return {
      code,
      title,
      next: `Ask Bandwidth in a note on the order${code === '' ? '' : `, and name code ${code}`}.`,
      field: null,
      fix: ASK,
      clause: code === '' ? clause : `${clause} (${code})`,
    }
  }
  const { title, next, field, fix, vague = false } = CAUSES[place.cause]
  return {
    code,
    title,
    next,
    field: place.field ?? field,
    fix,
    clause: `${title} (${vague && ownWords !== '' ? `${code}: “${cutWords(ownWords, LONGEST_OWN_WORDS)}”` : code})`,
  }
}

/** Whether `causeOf` has words of ours for it. */
export function isKnownCode(code: string): boolean {
  return placeOf(code) !== undefined
}

/**
 * What to offer against all errors of an order at once: fields that can be corrected together, in the order
 * of the errors; else what stands first, and a remark only where there is nothing else.
 */
export function fixOf(errors: readonly Pick<OrderError, 'code' | 'description'>[]): Fix {
  const fixes = errors.map((error) => causeOf(error).fix)
  const correctable = fixes.flatMap((fix) => (fix.kind === 'fields' ? fix.fields : []))
  if (correctable.length > 0) return fields(...new Set(correctable))
  return fixes.find(({ kind }) => kind !== 'none') ?? fixes[0] ?? ASK
}
