import { APPROVER_LEFT } from '../porting/approval.ts'
import type { Instant } from '../porting/calendar.ts'
import {
  batchKey,
  moveBatch,
  openBatches,
  type ActivationBatch,
} from '../store/activation-batches.ts'
import { approvalsIn, approvalsOf, type Approval } from '../store/approvals.ts'
import type { Database } from '../store/database.ts'
import {
  changedIn,
  noneLeft,
  noneLeftReason,
  noneLeftWords,
  type NoneLeft,
} from './approver-left.ts'
import { BY_ITSELF, writeAndWake, type Desk } from './desk.ts'
import { bulkNumbered, numbered, orderNumbered } from './numbered.ts'
import { queueBatch } from './queue-batch.ts'
import { withdraw } from './void-approval.ts'

const EVERY_MS = 10 * 60_000

/**
 * Voids the pre-approvals of people who are no longer approvers, and requests that nobody is left to
 * decide. Called at every tick, it asks Slack every ten minutes while there are any. Without an answer they
 * stay.
 */
export function voidLeftNowAndThen(desk: Desk): () => Promise<void> {
  let askedAt: Instant | null = null
  return async () => {
    const now = desk.clock()
    if (askedAt !== null && now >= askedAt && now < askedAt + EVERY_MS) return
    askedAt = now
    const granted = await approvalsIn(desk.db, 'granted')
    const byApprover = Map.groupBy(granted, ({ decidedBy, askedBy }) => decidedBy ?? askedBy)
    for (const [approver, theirs] of byApprover) {
      if ((await desk.mayApprove(approver)) !== false) continue
      await writeAndWake(desk, (db) => voidAll(db, theirs, now))
    }
    await voidUndecidable(desk, now)
    for (const batch of await openBatches(desk.db)) await endUndecidable(desk, batch, now)
  }
}

/** The requester is notified now, with a way out, and not only when the request expires. */
async function voidUndecidable(desk: Desk, now: Instant): Promise<void> {
  const { db } = desk
  for (const approval of await approvalsIn(db, 'open')) {
    // In a batch, each order has its own approvers.
    if (approval.facts.batch !== undefined) continue
    const undecidable = await undecidableFor(desk, approval)
    if (undecidable === null) continue
    const { of, none } = undecidable
    const how = { outcome: `${noneLeftWords(none)} ${none.wayOut}`, by: BY_ITSELF, now }
    await writeAndWake(desk, (all) => withdraw(all, of, approval, how))
  }
}

/** While somebody may decide on one order of a batch, all of them wait; the rest then ends together. */
async function endUndecidable(desk: Desk, batch: ActivationBatch, now: Instant): Promise<void> {
  const { id, orders } = batch
  const approvals = await approvalsOf(
    desk.db,
    orders.flatMap(({ approvalId }) => approvalId ?? []),
  )
  const left: (Undecidable & { readonly approval: Approval })[] = []
  for (const approval of approvals.values()) {
    if (approval.state !== 'open') continue
    const undecidable = await undecidableFor(desk, approval)
    if (undecidable === null) return
    left.push({ approval, ...undecidable })
  }
  const [first] = left
  if (first === undefined) return
  const { channel } =
    batch.bulkNumber === null ? first.of : await bulkNumbered(desk.db, batch.bulkNumber)
  await writeAndWake(desk, async (db) => {
    if (!(await moveBatch(db, { id, state: 'open' }, { state: 'over' }))) return
    for (const { approval, of, none } of left) {
      await withdraw(db, of, approval, { outcome: noneLeftReason(none), by: BY_ITSELF, now })
    }
    // Its message is only edited, which notifies nobody.
    const key = `${batchKey(id)}-no-approver`
    await queueBatch(db, { ...batch, state: 'over' }, { channel, key, now })
  })
}

interface Undecidable {
  readonly of: Parameters<typeof withdraw>[1]
  readonly none: NoneLeft
}

/** Null: somebody may decide, that can't be found out now, or the order has ended. */
async function undecidableFor(desk: Desk, approval: Approval): Promise<Undecidable | null> {
  const [found, changed] = [
    await numbered(desk.db, approval.orderNumber),
    await changedIn(desk.db, approval.orderNumber),
  ]
  if (found === undefined || changed === null) return null
  const none = await noneLeft(desk, changed, approval)
  return none && { none, of: { kind: found.kind, channel: found.one.channel } }
}

async function voidAll(db: Database, left: readonly Approval[], now: Instant): Promise<void> {
  const how = { outcome: APPROVER_LEFT, by: BY_ITSELF, now }
  for (const approval of left) {
    const { channel } = await orderNumbered(db, approval.orderNumber)
    await withdraw(db, { kind: 'order', channel }, approval, how)
  }
}
