import { findOrder } from '../../store/orders.ts'
import type { Desk } from '../desk.ts'
import { queueCard } from '../queue-card.ts'
import { noSuchOrder } from '../refusals.ts'

/** Give a child a card and a thread of its own in its bulk order's channel. */
export async function openChild(desk: Desk, number: number): Promise<void> {
  const child = await findOrder(desk.db, number)
  if (child === undefined) throw noSuchOrder(`#${number}`)
  await queueCard(desk.db, { number, channel: child.channel, now: desk.clock() })
  desk.wake()
}
