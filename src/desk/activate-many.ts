import { randomUUID } from 'node:crypto'
import { isBandwidthError } from '../bandwidth/errors.ts'
import { Refusal } from '../porting/refusal.ts'
import {
  batchKey,
  findBatch,
  insertBatch,
  moveBatch,
  noteInBatch,
  type ActivationBatch,
  type BatchOrder,
} from '../store/activation-batches.ts'
import { findApproval, moveApproval } from '../store/approvals.ts'
import { audit } from '../store/audit.ts'
import { findChildren } from '../store/children.ts'
import { queuePost } from '../store/posts.ts'
import {
  cannotActivateAny,
  noSuchBatch,
  notOpenAnymore,
  notYoursToWithdraw,
} from './activation-refusals.ts'
import { troubleWith } from './bandwidth-trouble.ts'
import { approve, type Decider } from './decide.ts'
import { patient, type Desk } from './desk.ts'
import { brokeOnOne } from './one-by-one.ts'
import { cardKey } from './post-keys.ts'
import { requestActivation } from './request-activation.ts'

interface Wanted {
  readonly numbers: readonly number[]
  readonly bulkNumber: number | null
  /** Where stand-alone orders are told of together; those of a bulk order in its thread. */
  readonly channel: string
  readonly by: string
}

/** The orders of a bulk order that have not ended. */
export async function ordersToActivate(
  { db }: Desk,
  bulkNumber: number,
): Promise<readonly number[]> {
  const children = await findChildren(db, bulkNumber)
  return children.filter(({ endedAt }) => endedAt === null).map(({ number }) => number)
}

/**
 * Ask for several orders at once. Each has an approval of its own, of its own content: what changes in
 * one takes that one out. Those that were approved ahead for this hour are activated right away.
 *
 * @returns the batch, in one message that follows.
 * @throws Refusal when none of them can go now.
 */
export async function activateMany(desk: Desk, wanted: Wanted): Promise<ActivationBatch> {
  const id = randomUUID()
  const { numbers, bulkNumber, channel, by } = wanted
  const orders: BatchOrder[] = []
  for (const number of numbers) orders.push(await ask(patient(desk), id, number, by))
  if (orders.every(({ approvalId }) => approvalId === null)) {
    throw cannotActivateAny(orders.map(({ number, why }) => ({ number, why: why ?? '' })))
  }
  const now = desk.clock()
  const batch = { id, bulkNumber, orders, askedBy: by, askedAt: now, state: 'open' } as const
  await desk.db.transaction().execute(async (db) => {
    await insertBatch(db, batch)
    await queuePost(db, {
      key: batchKey(id),
      ref: { kind: 'activation-batch', id, numbers: orders.map(({ number }) => number) },
      channel,
      parent: bulkNumber === null ? null : cardKey(bulkNumber),
      broadcast: bulkNumber !== null,
      now,
    })
  })
  desk.wake()
  return { ...batch, decidedBy: null }
}

async function ask(desk: Desk, id: string, number: number, by: string): Promise<BatchOrder> {
  try {
    const asked = await requestActivation(desk, { number, by, batch: id })
    return { number, approvalId: asked.approvalId, why: null }
  } catch (error) {
    return { number, approvalId: null, why: whyNot(desk, number, error) }
  }
}

function whyNot(desk: Desk, number: number, error: unknown): string {
  if (error instanceof Refusal) return error.message
  if (isBandwidthError(error)) return troubleWith(error).sentence
  return brokeOnOne(desk, { number }, error)
}

/**
 * An approver says yes to all that wait. They are activated one after another, each read again, compared
 * and sent once; what is refused stops none of the others.
 */
export async function approveMany(hurried: Desk, id: string, decider: Decider): Promise<void> {
  const desk = patient(hurried)
  const batch = await findBatch(desk.db, id)
  if (batch === undefined) throw noSuchBatch()
  const isMine = await moveBatch(
    desk.db,
    { id, state: 'open' },
    { state: 'running', decidedBy: decider.by },
  )
  if (!isMine) throw notOpenAnymore()
  desk.wake()
  let refused: Refusal | null = null
  let done = 0
  for (const { number, approvalId } of batch.orders) {
    if ((await findBatch(desk.db, id))?.state !== 'running') return
    if (approvalId === null || !(await isOpen(desk, approvalId))) continue
    try {
      await approve(desk, approvalId, decider)
      await noteInBatch(desk.db, id, number, null)
      done += 1
    } catch (error) {
      if (error instanceof Refusal) refused ??= error
      await noteInBatch(desk.db, id, number, whyNot(desk, number, error))
    }
    desk.wake()
  }
  const waits = await someWait(desk, batch)
  await moveBatch(desk.db, { id, state: 'running' }, { state: waits ? 'open' : 'over' })
  desk.wake()
  // Nobody's move was made: whoever pressed hears why.
  if (done === 0 && waits && refused !== null) throw refused
}

/** What has not begun is not begun; a request that left is not taken back. */
export async function stopMany(desk: Desk, id: string, { by, isApprover }: Decider): Promise<void> {
  const batch = await findBatch(desk.db, id)
  if (batch === undefined) throw noSuchBatch()
  if (batch.state === 'open' && by !== batch.askedBy && !isApprover) throw notYoursToWithdraw()
  const isStopped =
    (await moveBatch(desk.db, { id, state: 'running' }, { state: 'stopped' })) ||
    (await moveBatch(desk.db, { id, state: 'open' }, { state: 'stopped' }))
  if (!isStopped) throw notOpenAnymore()
  const now = desk.clock()
  for (const { number, approvalId } of batch.orders) {
    const approval = approvalId === null ? undefined : await findApproval(desk.db, approvalId)
    if (approval?.state !== 'open') continue
    await moveApproval(desk.db, approval, { state: 'void', outcome: 'stopped' })
    await audit(desk.db, {
      at: now,
      orderNumber: number,
      by,
      operation: 'stop an activation that has not begun',
      facts: {},
    })
  }
  desk.wake()
}

async function someWait(desk: Desk, { orders }: ActivationBatch): Promise<boolean> {
  for (const { approvalId } of orders) {
    if (approvalId !== null && (await isOpen(desk, approvalId))) return true
  }
  return false
}

async function isOpen({ db, clock }: Desk, approvalId: string): Promise<boolean> {
  const approval = await findApproval(db, approvalId)
  return approval?.state === 'open' && approval.expiresAt > clock()
}
