import { isBandwidthError } from '../bandwidth/errors.ts'
import type { Instant } from '../porting/calendar.ts'
import type { Database } from '../store/database.ts'
import { planLook } from '../store/plans.ts'
import type { Desk } from './desk.ts'
import { lookAtOrder, type FreshLook } from './look-at-order.ts'

export function lookAfterDeed(desk: Desk, number: number): Promise<FreshLook | null | undefined> {
  return lookAfter(desk, number, { plan: planLook, look: lookAtOrder })
}

/**
 * After a deed has written: look at once, and from now on soon again, because Bandwidth needs a moment.
 * An outage here does not undo the deed; the next look tells.
 *
 * @returns what is shown, or undefined when Bandwidth could not be asked.
 */
export async function lookAfter<Look>(
  desk: Desk,
  number: number,
  {
    plan,
    look,
  }: {
    readonly plan: (
      db: Database,
      number: number,
      at: { readonly lookAt: Instant; readonly waitingSince: Instant },
    ) => Promise<void>
    readonly look: (desk: Desk, number: number) => Promise<Look | null>
  },
): Promise<Look | null | undefined> {
  const now = desk.clock()
  await plan(desk.db, number, { lookAt: now, waitingSince: now })
  try {
    return await look(desk, number)
  } catch (error) {
    if (!isBandwidthError(error)) throw error
    desk.log('look-after-deed-failed', { number, error })
    return undefined
  }
}
