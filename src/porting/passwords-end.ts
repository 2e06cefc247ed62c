import { dayOf, type CalendarDay, type Instant } from './calendar.ts'

/** From this day on Bandwidth takes OAuth2 client credentials only; names and passwords end. */
export const PASSWORDS_END = '2026-12-02' as CalendarDay

/** The same day for people. */
export const PASSWORDS_END_SHOWN = 'Wed, Dec 2, 2026'

export function havePasswordsEnded(now: Instant): boolean {
  return dayOf(now) >= PASSWORDS_END
}

/** How to come by what stays, step by step, after a sentence that says why. */
export const MAKE_A_CREDENTIAL =
  'At Bandwidth, create an OAuth2 credential with the Porting role and this account. ' +
  'Set BANDWIDTH_CLIENT_ID and BANDWIDTH_CLIENT_SECRET, remove BANDWIDTH_USERNAME, and restart me.'
