import type { ActivationBatch } from '../store/activation-batches.ts'
import type { Instant } from '../porting/calendar.ts'
import type { Database } from '../store/database.ts'
import { queuePost, redraw } from '../store/posts.ts'
import { cardKey } from './post-keys.ts'

/** Queue its message, or another copy. */
export async function queueBatch(
  db: Database,
  batch: ActivationBatch,
  post: { readonly key: string; readonly channel: string; readonly now: Instant },
): Promise<void> {
  const { id, bulkNumber, orders, state } = batch
  await queuePost(db, {
    ...post,
    ref: { kind: 'activation-batch', id, numbers: orders.map(({ number }) => number) },
    parent: bulkNumber === null ? null : cardKey(bulkNumber),
    // A batch that is already approved waits for nobody.
    broadcast: bulkNumber !== null && state === 'open',
  })
  await redrawBulk(db, batch)
}

export async function redrawBulk(
  db: Database,
  { bulkNumber }: Pick<ActivationBatch, 'bulkNumber'>,
): Promise<void> {
  if (bulkNumber !== null) await redraw(db, cardKey(bulkNumber))
}
