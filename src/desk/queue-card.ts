import type { Database } from '../store/database.ts'
import { queuePost } from '../store/posts.ts'
import { writeAndWake, type Desk } from './desk.ts'
import { cardKey } from './post-keys.ts'

/** A card usually shows within seconds. */
const CARD_LATE_MS = 30_000

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

/** A DM to the person whose form has closed: where the draft is, if its card does not show soon. */
export function announceLateCard(
  desk: Desk,
  { number, to }: { readonly number: number; readonly to: string },
): Promise<void> {
  const now = desk.clock()
  return writeAndWake(desk, (db) =>
    queuePost(db, {
      key: `late-${cardKey(number)}`,
      ref: { kind: 'late-card', number },
      channel: to,
      parent: null,
      notBefore: now + CARD_LATE_MS,
      now,
    }),
  )
}
