import { dayOf } from '../../porting/calendar.ts'
import { agreedDate } from '../../porting/foc.ts'
import type { PortOrder } from '../../porting/order.ts'
import { portDay } from '../moments.ts'
import { mrkdwn, plain, type Mrkdwn } from '../mrkdwn.ts'
import { dotted } from './order-words.ts'

/** `FOC Thu, Dec 10 · change requested · requested Fri, Dec 11`; null where the date is all there is. */
export function agreedMeanwhile(seen: PortOrder, now: number): Mrkdwn | null {
  const agreed = agreedDate(seen)
  const meanwhile = meanwhileWords(seen, now)
  if (seen.status === 'EXCEPTION' && agreed !== null && agreed.day < dayOf(now)) return null
  return agreed === null || meanwhile === null
    ? null
    : dotted(mrkdwn`FOC *${portDay(agreed, now)}*`, meanwhile)
}

/** What is not answered yet does not hold the numbers back; null where the day is over. */
export function mayStillPort(seen: PortOrder, now: number): Mrkdwn | null {
  const agreed = agreedDate(seen)
  if (agreed === null || agreed.day < dayOf(now) || meanwhileWords(seen, now) === null) return null
  return plain('The numbers may still port on the FOC date.')
}

/** What is asked for, or has happened, since the date was agreed. */
export function meanwhileWords(seen: PortOrder, now: number): Mrkdwn | null {
  const { status, actualFocDate: agreed, requestedFocDate: requested } = seen
  if (status === 'REQUESTED_CANCEL') return plain('cancel requested, not confirmed')
  if (status === 'EXCEPTION') return plain('rejected')
  if (status !== 'REQUESTED_SUPP') return null
  return requested === null || requested.day === agreed?.day
    ? plain('change requested')
    : // Bandwidth doesn’t show what the change is about.
      mrkdwn`change requested · requested ${portDay(requested, now)}`
}
