import type { Instant } from '../porting/calendar.ts'
import { about, Refusal } from '../porting/refusal.ts'
import { isTerminal } from '../porting/status.ts'
import { showNumber, type TelephoneNumber } from '../porting/telephone-number.ts'
import { restorationOf } from '../store/restored.ts'
import type { Desk } from './desk.ts'

/**
 * An order that was deleted or refused before a restore may have been recreated in the time that the backup
 * does not cover. So first search Bandwidth for another order with its numbers: there must not be two.
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
