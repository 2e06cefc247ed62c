import { viewBulk } from '../../desk/bulk/view-bulk.ts'
import type { Desk } from '../../desk/desk.ts'
import { noSuchOrder } from '../../desk/refusals.ts'
import { findBulk } from '../../store/bulk-orders.ts'
import type { Message } from '../blocks.ts'
import { bulkCard } from './bulk-card.ts'

/** What the card of a bulk order shows, for one person. */
export async function bulkStatus(desk: Desk, number: number): Promise<Message> {
  const bulk = await findBulk(desk.db, number)
  if (bulk === undefined) throw noSuchOrder(`#${number}`)
  return bulkCard(await viewBulk(desk.db, bulk, desk.settings, desk.clock()))
}
