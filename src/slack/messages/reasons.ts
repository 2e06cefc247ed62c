import { causeOf, inShort, shownErrors } from '../../porting/causes.ts'
import { showCount } from '../../porting/counts.ts'
import type { OrderError } from '../../porting/order.ts'
import { showNumbers } from '../../porting/telephone-number.ts'
import type { TrackedOrder } from '../../store/orders.ts'
import { lines, mrkdwn, plain, type Mrkdwn, spaced } from '../mrkdwn.ts'
import { firstThatFit } from './on-a-phone.ts'
import {
  bandwidthsWords,
  capitalized,
  causeTitle,
  codesOf,
  errorWords,
  losingCarrier,
  nextStep,
  sentence,
} from '../words/order-words.ts'

interface About {
  readonly tracked: TrackedOrder
  /** Where Bandwidth gave no reason. */
  readonly none?: string
  /** false: Bandwidth's own words stand elsewhere. */
  readonly quoting?: boolean
  /** false: which numbers it is about stands elsewhere. */
  readonly namesNumbers?: boolean
  /** Of a phone, below the headline. */
  readonly mostLines?: number
}

/** Of more fields than that the form says what to do. */
const MOST_NEXT_STEPS = 2
/** What a notification shows. */
const LONGEST_LINE = 80

/** Where all of it is to be corrected in a form, the headline says what is wrong, and the next line what to do. */
export function withReasons(
  headline: Mrkdwn,
  given: readonly OrderError[],
  about: About,
): { readonly headline: Mrkdwn; readonly detail: Mrkdwn } {
  const errors = shownErrors(given)
  const which = mrkdwn`${headline}: ${fieldsOf(errors)}`
  const isQuoted = about.quoting !== false && bandwidthsWords(errors) !== null
  const areFew = errors.length <= MOST_NEXT_STEPS && areOfFields(errors) && !isQuoted
  return areFew && which.markup.length <= LONGEST_LINE
    ? {
        headline: mrkdwn`*${which}*${codesOf(errors)}`,
        detail: nextSteps(errors, losingCarrier(about.tracked)),
      }
    : { headline: mrkdwn`*${headline}.*`, detail: eachCause(errors, about) }
}

export function fieldsOf(errors: readonly OrderError[]): string {
  return [...new Set(errors.map(inShort))].join(', ')
}

/** The fields that are to be corrected say what is wrong; numbers are named, and do not. */
export function areOfFields(errors: readonly OrderError[]): boolean {
  return (
    errors.length > 0 &&
    errors.every((error) => {
      const { fix } = causeOf(error)
      return fix.kind === 'fields' && !fix.fields.includes('numbers')
    })
  )
}

export function nextSteps(errors: readonly OrderError[], carrier: string): Mrkdwn {
  return spaced(...new Set(errors.map((error) => nextStep(error, carrier))))
}

/** With the headline and the count of the others, as much as a phone shows. */
const MOST_LINES = 8

/** What can be corrected first, as many as a phone shows. */
export function eachCause(
  given: readonly OrderError[],
  {
    tracked,
    none = 'Bandwidth gave no reason. Ask for it in a note.',
    quoting = true,
    namesNumbers = true,
    mostLines = MOST_LINES,
  }: About,
): Mrkdwn {
  const errors = shownErrors(given)
  if (errors.length === 0) return plain(none)
  const carrier = losingCarrier(tracked)
  const isBrief = errors.length > MOST_NEXT_STEPS
  const causes = errors.map((error) => {
    const words = capitalized(
      isBrief && causeOf(error).fix.kind === 'fields'
        ? plain(sentence(causeTitle(error, carrier)))
        : errorWords([error], { carrier, quoting }),
    )
    return mrkdwn`${errors.length === 1 ? '' : '• '}${namesNumbers ? numbersNamed(error) : ''}${words}`
  })
  const shown = firstThatFit(causes, mostLines)
  const more = causes.length - shown.length
  return lines(
    ...shown,
    more > 0
      ? mrkdwn`and ${showCount(more)} more: \`/portin status ${tracked.number}\` shows all`
      : null,
  )
}

function numbersNamed({ numbers }: OrderError): string {
  return numbers.length === 0 ? '' : `${showNumbers(numbers)}: `
}
