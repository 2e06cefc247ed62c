import { isAlive } from '../porting/standing.ts'
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
import { approvalsIn, findApproval } from '../store/approvals.ts'
import { findChildren } from '../store/children.ts'
import type { Database } from '../store/database.ts'
import { queuePost, redraw } from '../store/posts.ts'
import {
  cannotActivateAny,
  inSeveralChannels,
  noSuchBatch,
  notOpenAnymore,
  notYoursToWithdraw,
} from './activation-refusals.ts'
import { refuseUnlessMayDecide } from './approval-refusals.ts'
import { troubleWith } from './bandwidth-trouble.ts'
import { approve, type Decider } from './decide.ts'
import { BY_ITSELF, patient, type Desk } from './desk.ts'
import { bulkNumbered, orderNumbered } from './numbered.ts'
import { brokeOnOne } from './one-by-one.ts'
import { cardKey } from './post-keys.ts'
import { requestActivation } from './request-activation.ts'
import { withdraw } from './void-approval.ts'

interface Wanted {
  readonly numbers: readonly number[]
  readonly bulkNumber: number | null
  readonly by: string
}

/** The orders of a bulk order that have not ended. */
export async function ordersToActivate(
  { db }: Desk,
  bulkNumber: number,
): Promise<readonly number[]> {
  const children = await findChildren(db, bulkNumber)
  return children.filter(isAlive).map(({ number }) => number)
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
  const { numbers, bulkNumber, by } = wanted
  const channel = await channelOf(desk, wanted)
  const orders: BatchOrder[] = []
  for (const number of numbers) orders.push(await ask(patient(desk), id, number, by))
  if (orders.every(({ approvalId }) => approvalId === null)) {
    throw cannotActivateAny(orders.map(({ number, why }) => ({ number, why: why ?? '' })))
  }
  const batch = {
    id,
    bulkNumber,
    orders,
    askedBy: by,
    askedAt: desk.clock(),
    state: 'open',
  } as const
  try {
    await desk.db.transaction().execute((db) => insert(db, batch, channel))
  } catch (error) {
    // A request that no message shows can't be decided, and must not stand in the way of the next.
    await withdrawLeft(desk, orders, 'interrupted')
    throw error
  }
  desk.wake()
  return { ...batch, decidedBy: null }
}

async function insert(
  db: Database,
  batch: Omit<ActivationBatch, 'decidedBy'>,
  channel: string,
): Promise<void> {
  const { id, bulkNumber, orders, askedAt: now } = batch
  await insertBatch(db, batch)
  await queuePost(db, {
    key: batchKey(id),
    ref: { kind: 'activation-batch', id, numbers: orders.map(({ number }) => number) },
    channel,
    parent: bulkNumber === null ? null : cardKey(bulkNumber),
    broadcast: bulkNumber !== null,
    now,
  })
  await redrawBulk(db, batch)
}

/** What a stop left open though its message never came, or doesn't offer it any more. */
export async function withdrawUnseen(desk: Desk): Promise<void> {
  for (const approval of await approvalsIn(desk.db, 'open')) {
    const { batch: id } = approval.facts
    if (id === undefined) continue
    const state = (await findBatch(desk.db, id))?.state
    if (state === 'open' || state === 'running') continue
    const order = { number: approval.orderNumber, approvalId: approval.id, why: null }
    await withdrawLeft(desk, [order], 'interrupted')
  }
}

/** Where they are followed: of a bulk order, where its card is. */
async function channelOf({ db }: Desk, { numbers, bulkNumber }: Wanted): Promise<string> {
  if (bulkNumber !== null) return (await bulkNumbered(db, bulkNumber)).channel
  const channels = new Set<string>()
  for (const number of numbers) channels.add((await orderNumbered(db, number)).channel)
  const [channel, ...others] = channels
  if (channel === undefined || others.length > 0) throw inSeveralChannels(numbers)
  return channel
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
 *
 * @returns the batch that was decided.
 * @throws Refusal when it isn't theirs to decide, or none of the orders is.
 */
export async function approveMany(
  hurried: Desk,
  id: string,
  decider: Decider,
): Promise<ActivationBatch> {
  const desk = patient(hurried)
  const batch = await findBatch(desk.db, id)
  if (batch === undefined) throw noSuchBatch()
  refuseUnlessTheirs(desk, batch, decider)
  const begun = { state: 'running', decidedBy: decider.by } as const
  if (!(await moveBatch(desk.db, { id, state: 'open' }, begun))) throw notOpenAnymore()
  desk.wake()
  try {
    const { done, refused } = await approveEach(desk, batch, decider)
    // Nobody's move was made: whoever pressed hears why.
    if (done === 0 && refused !== null && (await someWait(desk, batch))) throw refused
    return batch
  } finally {
    await endRun(desk, batch)
  }
}

/** Who changed one of the orders doesn't decide on that one; who asked decides on none. */
function refuseUnlessTheirs(
  { settings }: Desk,
  { askedBy: asker }: ActivationBatch,
  { by: decider, isApprover }: Decider,
): void {
  refuseUnlessMayDecide({
    operation: 'activate',
    asker,
    changedBy: [],
    decider,
    isApprover,
    askerMayDecide: settings.askerMayApprove,
  })
}

async function approveEach(
  desk: Desk,
  { id, orders }: ActivationBatch,
  decider: Decider,
): Promise<{ readonly done: number; readonly refused: Refusal | null }> {
  let refused: Refusal | null = null
  let done = 0
  for (const { number, approvalId } of orders) {
    if (!(await isRunning(desk, id))) break
    if (approvalId === null || !(await isOpen(desk, approvalId))) continue
    try {
      await approve(desk, approvalId, decider)
      await noteInBatch(desk.db, id, number, null)
      done += 1
    } catch (error) {
      if (error instanceof Refusal) refused ??= error
      await noteInBatch(desk.db, id, number, whyNotApproved(desk, number, decider, error))
    }
    desk.wake()
  }
  return { done, refused }
}

/** What the refusal says to whoever pressed, for everybody who reads the message. */
function whyNotApproved(desk: Desk, number: number, { by }: Decider, error: unknown): string {
  return error instanceof Refusal && error.code === 'may-not-decide'
    ? `@${by} changed it, so another approver has to decide it`
    : whyNot(desk, number, error)
}

/** What still waits is offered again, unless somebody stopped it meanwhile. */
async function endRun(desk: Desk, batch: ActivationBatch): Promise<void> {
  const { id } = batch
  const to = (await someWait(desk, batch))
    ? ({ state: 'open', decidedBy: null } as const)
    : ({ state: 'over' } as const)
  const isEnded = await moveBatch(desk.db, { id, state: 'running' }, to)
  // What Bandwidth could not be asked waits again, behind a stop as well.
  if (!isEnded) await withdrawLeft(desk, batch.orders, 'stopped')
  await redrawBulk(desk.db, batch)
  desk.wake()
}

/**
 * What has not begun is not begun; a request that left is not taken back.
 *
 * @returns the batch as it was before.
 */
export async function stopMany(
  desk: Desk,
  id: string,
  { by, isApprover }: Decider,
): Promise<ActivationBatch> {
  const batch = await findBatch(desk.db, id)
  if (batch === undefined) throw noSuchBatch()
  const { state, askedBy, orders } = batch
  if (state !== 'open' && state !== 'running') throw notOpenAnymore()
  if (state === 'open' && by !== askedBy && !isApprover) throw notYoursToWithdraw()
  const outcome = state === 'open' ? 'withdrawn' : 'stopped'
  await desk.db.transaction().execute(async (db) => {
    if (!(await moveBatch(db, { id, state }, { state: 'stopped' }))) throw notOpenAnymore()
    await withdrawOpen({ ...desk, db }, orders, { outcome, by })
    await redrawBulk(db, batch)
  })
  desk.wake()
  return batch
}

/** Each goes with its line in the audit and its message, or not at all. */
function withdrawLeft(
  desk: Desk,
  orders: ActivationBatch['orders'],
  outcome: string,
): Promise<void> {
  const how = { outcome, by: BY_ITSELF }
  return desk.db.transaction().execute((db) => withdrawOpen({ ...desk, db }, orders, how))
}

async function withdrawOpen(
  { db, clock }: Pick<Desk, 'db' | 'clock'>,
  orders: ActivationBatch['orders'],
  how: { readonly outcome: string; readonly by: string },
): Promise<void> {
  for (const { number, approvalId } of orders) {
    const approval = approvalId === null ? undefined : await findApproval(db, approvalId)
    if (approval?.state !== 'open') continue
    const { channel } = await orderNumbered(db, number)
    await withdraw(db, { kind: 'order', channel }, approval, { ...how, now: clock() })
  }
}

async function redrawBulk(
  db: Database,
  { bulkNumber }: Pick<ActivationBatch, 'bulkNumber'>,
): Promise<void> {
  if (bulkNumber !== null) await redraw(db, cardKey(bulkNumber))
}

async function isRunning({ db }: Desk, id: string): Promise<boolean> {
  return (await findBatch(db, id))?.state === 'running'
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
