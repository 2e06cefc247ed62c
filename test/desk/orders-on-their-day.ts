import { askApproval } from '../../src/desk/ask-approval.ts'
import { approveRequest } from '../../src/desk/decide.ts'
import { draftOrder } from '../../src/desk/draft-order.ts'
import { syncOrder } from '../../src/desk/refresh-order.ts'
import type { BulkOrderId } from '../../src/porting/bulk-order.ts'
import type { OrderId } from '../../src/porting/order.ts'
import { insertBulk } from '../../src/store/bulk-orders.ts'
import { findOrder } from '../../src/store/orders.ts'
import { NO_SECRETS } from '../bandwidth/orders-at-hand.ts'
import { newBulk } from '../fixtures/new-orders.ts'
import type { PracticeDesk } from '../fixtures/practice-desk.ts'
import { aLocalOrder } from './a-local-order.ts'

export const DANA = 'U0DANA'
export const LEE = { by: 'U0LEE', isApprover: true } as const

export const idOf = async ({ desk }: PracticeDesk, number: number): Promise<OrderId> =>
  (await findOrder(desk.db, number))?.id as OrderId

/** Orders on demand, agreed for Fri, Dec 11; by default on that day, in the middle of their window. */
export async function threeOnTheDay(
  place: PracticeDesk,
  now = '2026-12-11T15:00:00Z',
  count = 3,
): Promise<readonly number[]> {
  const numbers: number[] = []
  while (numbers.length < count) {
    const content = { ...aLocalOrder(), triggered: true }
    const draft = { by: DANA, channel: 'C0PORTING', content, secrets: NO_SECRETS }
    const drafted = await draftOrder(place.desk, draft)
    if (drafted.kind !== 'made') throw new Error(`The draft was ${drafted.kind}.`)
    const { number } = drafted
    const asked = await askApproval(place.desk, { number, operation: 'submit', by: DANA })
    await approveRequest(place.desk, asked.id, LEE)
    place.clock.advance(5 * 60_000)
    await syncOrder(place.desk, number)
    place.bandwidth.control.foc(await idOf(place, number), '2026-12-11')
    numbers.push(number)
  }
  place.bandwidth.control.turn({ now })
  for (const number of numbers) await syncOrder(place.desk, number)
  return numbers
}

/** Somebody had them split from one list. */
export async function asOneBulk(
  { desk }: PracticeDesk,
  numbers: readonly number[],
): Promise<number> {
  const bulk = await insertBulk(
    desk.db,
    newBulk({ id: 'bulk' as BulkOrderId, name: 'bulk', now: desk.clock() }),
  )
  await desk.db
    .updateTable('port_order')
    .set({ bulk_number: bulk })
    .where('number', 'in', numbers)
    .execute()
  return bulk
}
