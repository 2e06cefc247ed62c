import { viewBulk } from '../../desk/bulk/view-bulk.ts'
import type { Desk } from '../../desk/desk.ts'
import { context, type Message } from '../blocks.ts'
import { plain } from '../mrkdwn.ts'
import { withActivity } from './activity.ts'
import { bulkCard } from './bulk-card.ts'
import { bulkNumbered } from '../../desk/numbered.ts'

/** What the card of a bulk order shows, for one person, and what was done with it lately. */
export async function bulkStatus(desk: Desk, number: number): Promise<Message> {
  const bulk = await bulkNumbered(desk.db, number)
  const view = await viewBulk(desk, bulk)
  const shown = withActivity(bulkCard(view), view)
  const atBandwidth = context(plain(bulk.seen?.status ?? ''))
  return atBandwidth === null ? shown : { ...shown, blocks: [...shown.blocks, atBandwidth] }
}
