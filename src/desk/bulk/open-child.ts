import { orderNumbered } from '../numbered.ts'
import type { Desk } from '../desk.ts'
import { queueCard } from '../queue-card.ts'

/** Give a child a card and a thread of its own in its bulk order's channel. */
export async function openChild(desk: Desk, number: number): Promise<void> {
  const { channel } = await orderNumbered(desk.db, number)
  await queueCard(desk.db, { number, channel, now: desk.clock() })
  desk.wake()
}
