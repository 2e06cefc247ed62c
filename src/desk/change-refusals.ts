import type { ClosedField } from '../porting/asked-change.ts'
import { showDay, showEasternTime, type CalendarDay, type Instant } from '../porting/calendar.ts'
import { closedOnce } from '../porting/names-in-words.ts'
import { about, Refusal } from '../porting/refusal.ts'
import { isTerminal } from '../porting/status.ts'
import { askAbout } from '../porting/support.ts'
import type { SeenOrder } from '../store/orders.ts'

export function cannotChange({ number, seen }: SeenOrder, closed: readonly ClosedField[]): Refusal {
  const each = closedOnce(closed.map(({ field, why }) => ({ name: field, why })))
  return new Refusal(
    'cannot-change',
    about(number, (named) => `${named} can’t be changed like this now: ${each.join(' · ')}.`),
    `Nothing was sent. ${askAbout(seen, number)}`,
  )
}

/** The losing carrier starts again only when the order differs from the one it rejected. */
export function nothingToSend({ number, seen, bulkNumber }: SeenOrder): Refusal {
  const first = bulkNumber === null ? 'Choose' : `Detach it from #${bulkNumber} to choose`
  return new Refusal(
    'nothing-to-send',
    about(number, (named) => `Nothing changed in ${named}, so nothing was sent.`),
    seen.status === 'EXCEPTION' || seen.status === 'FOC'
      ? `${first} another requested FOC: a carrier starts again only with a new date (6278).`
      : null,
  )
}

export function agreedAlready({ number }: SeenOrder, day: CalendarDay): Refusal {
  return new Refusal(
    'agreed-already',
    about(number, (named) => `The FOC date of ${named} is ${showDay(day)} already.`),
    'Nothing was sent. Choose another requested FOC.',
  )
}

export function secretsOfChangeErased(number: number): Refusal {
  return new Refusal(
    'secrets-gone',
    about(
      number,
      (named) =>
        `I no longer have the account number and PIN that were typed for this change of ${named}.`,
    ),
    'Nothing was sent. Open the form again and request it once more.',
  )
}

export function changeUnknown(number: number): Refusal {
  return new Refusal(
    'change-unknown',
    about(number, (named) => `This request has no change to ${named}.`),
    'Request it again.',
  )
}

/** For several orders that are corrected together: this one's rejection has changed meanwhile. */
export function notRefusedAlike({ number }: SeenOrder): Refusal {
  return new Refusal(
    'not-refused-alike',
    about(
      number,
      (named) => `${named} isn’t rejected for this anymore, or says something else there.`,
    ),
    'Nothing was sent.',
  )
}

export function changeInDoubt(number: number, sentAt: Instant): Refusal {
  return new Refusal(
    'change-in-doubt',
    about(
      number,
      (named) =>
        `A change to ${named} was sent at ${showEasternTime(sentAt)}. I’m waiting to see it at Bandwidth.`,
    ),
    'Nothing was sent. I’ll post in its thread what came of the first one.',
  )
}

export function nothingOpen({ number, seen }: SeenOrder, closed: readonly string[]): Refusal {
  const why = closed.length === 0 ? '' : `: ${closed.join(' · ')}`
  return new Refusal(
    'nothing-open',
    about(number, (named) => `None of this can be changed in ${named} now${why}.`),
    isTerminal(seen.status) ? null : askAbout(seen, number),
  )
}
