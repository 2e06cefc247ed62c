import type { Database } from '../store/database.ts'
import { queuePost } from '../store/posts.ts'
import { cardKey } from './post-keys.ts'

/** The live message of an order, or of a bulk order, in the channel; queued once. */
export function queueCard(
  db: Database,
  card: { readonly number: number; readonly channel: string; readonly now: number },
  kind: 'card' | 'bulk-card' = 'card',
): Promise<void> {
  return queuePost(db, {
    key: cardKey(card.number),
    ref: { kind, number: card.number },
    channel: card.channel,
    parent: null,
    now: card.now,
  })
}
