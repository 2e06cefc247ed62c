import type { Database } from '../store/database.ts'
import { queuePost } from '../store/posts.ts'
import { cardKey } from './post-keys.ts'

/** The order's live message in the channel; queued once. */
export function queueCard(
  db: Database,
  card: { readonly number: number; readonly channel: string; readonly now: number },
): Promise<void> {
  return queuePost(db, {
    key: cardKey(card.number),
    ref: { kind: 'card', number: card.number },
    channel: card.channel,
    parent: null,
    now: card.now,
  })
}
