import { insertApproval, type Approval } from '../store/approvals.ts'
import type { Database } from '../store/database.ts'
import { queuePost, redraw, redrawRemindersOf } from '../store/posts.ts'
import type { Approvable } from './approvable.ts'
import { POSTS } from './order-posts.ts'
import { approvalKey, cardKey } from './post-keys.ts'
import { queueCard } from './queue-card.ts'

/** Save a request, and show it in the order's thread and on its card. */
export async function queueApproval(
  db: Database,
  { kind, channel }: Pick<Approvable, 'kind' | 'channel'>,
  approval: Parameters<typeof insertApproval>[1],
): Promise<void> {
  const { id, orderNumber: number, state, askedAt: now } = approval
  await insertApproval(db, approval)
  // One message shows all of them.
  if ((approval.facts.batch ?? approval.facts.shownIn) !== undefined) {
    return redraw(db, cardKey(number))
  }
  // An order of a bulk order may not have had a card so far.
  await queueCard(db, { number, channel, now }, POSTS[kind].card)
  await queuePost(db, {
    key: approvalKey(id),
    ref: { kind: POSTS[kind].approval, number, id },
    channel,
    parent: cardKey(number),
    // An approval that is already granted waits for nobody.
    broadcast: state === 'open',
    now,
  })
  await redraw(db, cardKey(number))
}

/** It was decided, used or has ended: wherever it stands. */
export async function redrawApproval(
  db: Database,
  approval: Pick<Approval, 'id' | 'orderNumber'>,
): Promise<void> {
  await redraw(db, approvalKey(approval.id), cardKey(approval.orderNumber))
  await redrawRemindersOf(db, approval)
}
