import type { Instant } from '../porting/calendar.ts'
import { about, Refusal } from '../porting/refusal.ts'
import { isTerminal } from '../porting/status.ts'
import { showNumber, type TelephoneNumber } from '../porting/telephone-number.ts'
import { restorationOf } from '../store/restored.ts'
import type { Desk } from './desk.ts'

/**
 * What was gone, or refused, before a restore may have been made again in the time that is forgotten. So
 * Bandwidth is asked for another order with its numbers first: there must not be two.
 *
 * @throws Refusal when there is one; a BandwidthError when Bandwidth could not be asked.
 */
export async function refuseIfMadeMeanwhile(
  desk: Desk,
  deleted: {
    readonly number: number
    readonly id: string | null
    readonly endedAt: Instant | null
    readonly numbers: readonly TelephoneNumber[]
  },
): Promise<void> {
  const restoration = await restorationOf(desk.db)
  const [first] = deleted.numbers
  if (restoration === null || first === undefined) return
  if ((deleted.endedAt ?? 0) > restoration.at) return
  const listed = await desk.bandwidth.listWithDrafts({ number: first })
  const living = listed.find(({ id, status }) => id !== deleted.id && !isTerminal(status))
  if (living === undefined) return
  throw new Refusal(
    'made-meanwhile',
    about(
      deleted.number,
      (named) =>
        `Bandwidth already has an order with the numbers of ${named}, maybe created after the backup I was restored from. Nothing was created.`,
    ),
    `See it with \`/portin find ${showNumber(first)}\`.`,
  )
}
