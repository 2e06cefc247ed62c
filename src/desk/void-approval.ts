import type { Instant } from '../porting/calendar.ts'
import { batchKey, findBatch } from '../store/activation-batches.ts'
import { moveApproval, type Approval } from '../store/approvals.ts'
import { audit } from '../store/audit.ts'
import type { Database } from '../store/database.ts'
import { queuePost, redraw } from '../store/posts.ts'
import type { Approvable } from './approvable.ts'
import { BY_ITSELF, type Desk } from './desk.ts'
import { POSTS } from './order-posts.ts'
import { approvalKey, cardKey } from './post-keys.ts'
import { redrawApproval } from './queue-approval.ts'
import { queueBatch } from './queue-batch.ts'

type Of = Pick<Approvable, 'kind' | 'channel'>

/** Void it because the order changed; notify the requester. @returns false: decided meanwhile. */
export async function voidApproval(
  desk: Pick<Desk, 'db' | 'clock' | 'wake'>,
  of: Of,
  approval: Approval,
  outcome: string,
): Promise<boolean> {
  const how = { outcome, by: BY_ITSELF, now: desk.clock() }
  const isVoid = await desk.db.transaction().execute((db) => withdraw(db, of, approval, how))
  if (isVoid) desk.wake()
  return isVoid
}

/** The same as part of a larger transaction, and on anybody's behalf. */
export async function withdraw(
  db: Database,
  of: Of,
  approval: Approval,
  { outcome, by, now }: { readonly outcome: string; readonly by: string; readonly now: Instant },
): Promise<boolean> {
  if (!(await moveApproval(db, approval, { state: 'void', outcome }))) return false
  const { orderNumber, operation } = approval
  const facts = { request: operation, why: outcome }
  await audit(db, { at: now, orderNumber, by, operation: 'withdraw request', facts })
  await (isAheadWithOthers(approval)
    ? callOnceMore(db, of, approval, now)
    : notifyAsker(db, of, approval, now))
  await redrawApproval(db, approval)
  return true
}

/** Approved ahead together with others, and not used yet. */
function isAheadWithOthers({ state, facts }: Approval): boolean {
  return state === 'granted' && facts.shownIn !== undefined
}

const ONE_CALL_EACH_MS = 60 * 60_000

/**
 * The message of a batch is only edited, which notifies nobody. So it is posted again, once an hour however
 * many of its approvals are voided.
 */
async function callOnceMore(
  db: Database,
  { channel }: Of,
  { facts }: Approval,
  now: Instant,
): Promise<void> {
  const batch = await findBatch(db, facts.shownIn ?? '')
  if (batch === undefined) return
  const key = `${batchKey(batch.id)}-void-${Math.floor(now / ONE_CALL_EACH_MS)}`
  await queueBatch(db, batch, { channel, key, now })
  await redraw(db, key)
}

/** Editing the request notifies nobody, so a message in its thread says what the requester can do. */
export async function notifyAsker(
  db: Database,
  { kind, channel }: Of,
  { id, orderNumber: number, facts }: Approval,
  now: Instant,
): Promise<void> {
  // The message of the batch says so; a single approval given ahead has its own message.
  const isOfBatch = facts.batch !== undefined && facts.ahead === undefined
  if (isOfBatch || facts.shownIn !== undefined) return
  await queuePost(db, {
    key: `${approvalKey(id)}-refused`,
    ref: { kind: POSTS[kind].approval, number, id },
    channel,
    parent: cardKey(number),
    now,
  })
}
