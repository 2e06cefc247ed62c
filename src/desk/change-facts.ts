import { isBandwidthError } from '../bandwidth/errors.ts'
import { agreedDate } from '../porting/foc.ts'
import { changesSinceFoc, type ChangeFacts } from '../porting/supplement.ts'
import type { SeenOrder } from '../store/orders.ts'
import type { Desk } from './desk.ts'

/** What the rules for changes need besides the order; its history is read only once a date is agreed. */
export async function changeFacts(
  { bandwidth, clock, log }: Desk,
  { id, number, seen }: SeenOrder,
): Promise<ChangeFacts> {
  const now = clock()
  const isCounted = seen.status === 'FOC' || seen.status === 'EXCEPTION'
  if (!isCounted || agreedDate(seen) === null) return { now, changesSinceFoc: 0 }
  try {
    return { now, changesSinceFoc: changesSinceFoc((await bandwidth.getHistory(id)) ?? []) }
  } catch (error) {
    if (!isBandwidthError(error)) throw error
    log('history-not-read', { number, error })
    return { now, changesSinceFoc: null }
  }
}
