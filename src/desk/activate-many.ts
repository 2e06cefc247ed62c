import { isAlive } from '../porting/standing.ts'
import { randomUUID } from 'node:crypto'
import { Refusal } from '../porting/refusal.ts'
import {
  batchKey,
  findBatch,
  insertBatch,
  moveBatch,
  noteInBatch,
  type ActivationBatch,
  type BatchOrder,
  type BatchState,
} from '../store/activation-batches.ts'
import { approvalsIn, findApproval } from '../store/approvals.ts'
import { findChildren } from '../store/children.ts'
import {
  cannotActivateAny,
  inSeveralChannels,
  noSuchBatch,
  notOpenAnymore,
  notYoursToWithdraw,
} from './activation-refusals.ts'
import { refuseUnlessMayDecide } from './approval-refusals.ts'
import { approveRequest, type Decider } from './decide.ts'
import { BY_ITSELF, patient, writeAndWake, type Desk } from './desk.ts'
import { bulkNumbered, orderNumbered } from './numbered.ts'
import { whyNotOne } from './one-by-one.ts'
import { queueBatch, redrawBulk } from './queue-batch.ts'
import { requestActivation, requestInBatch } from './request-activation.ts'
import { withdraw } from './void-approval.ts'

interface Requested {
  readonly numbers: readonly number[]
  readonly bulkNumber: number | null
  readonly by: string
}

/** The request, and those of its orders that were approved ahead and so began at once. */
export interface AskedTogether extends ActivationBatch {
  readonly ahead: readonly number[]
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
 * Request activation of several orders at once. Each has an approval of its own, for its own content: a
 * change in one takes only that one out. Those that were approved ahead for this hour start at once.
 *
 * @returns the batch at the start, shown in one message, with the results for the orders approved ahead.
 * @throws Refusal when none of them can go now.
 */
export async function activateMany(
  hurried: Desk,
  requested: Requested,
  progress: (done: number, all: number) => Promise<void> = () => Promise.resolve(),
): Promise<AskedTogether> {
  const desk = patient(hurried)
  const id = randomUUID()
  const { numbers, bulkNumber, by } = requested
  const channel = await channelOf(desk, requested)
  const orders: BatchOrder[] = []
  const ahead: number[] = []
  for (const number of numbers) {
    await progress(orders.length, numbers.length)
    const request = () => requestInBatch(desk, { number, by, batch: id })
    const asked = await request().catch((error: unknown) => whyNotOne(desk, number, error))
    if (typeof asked === 'string') {
      orders.push({ number, approvalId: null, why: asked })
      continue
    }
    const { approval, voided } = asked
    if (approval.state === 'granted') ahead.push(number)
    orders.push({ number, approvalId: approval.id, why: voided && preApprovalVoid(voided) })
  }
  if (orders.every(({ approvalId }) => approvalId === null)) {
    throw cannotActivateAny(orders)
  }
  const state = ahead.length === 0 ? 'open' : 'running'
  const batch = await showBatch(
    desk,
    { id, bulkNumber, orders, askedBy: by, askedAt: desk.clock(), decidedBy: null, state },
    channel,
  )
  if (ahead.length === 0) return { ...batch, ahead }
  await useAhead(desk, batch, ahead)
  const { orders: used } = (await findBatch(desk.db, id)) ?? batch
  return { ...batch, orders: used, ahead }
}

/** For the person who asked to activate, and for readers of the request that replaced the pre-approval. */
export function preApprovalVoid(why: string): string {
  return `The pre-approval is no longer valid (${why}).`
}

/** Those approved ahead begin one after another; one that changed meanwhile needs a new request. */
async function useAhead(
  desk: Desk,
  batch: ActivationBatch,
  numbers: readonly number[],
): Promise<void> {
  const { id, askedBy: by } = batch
  try {
    for (const number of numbers) {
      if ((await findBatch(desk.db, id))?.state !== 'running') break
      try {
        const asked = await requestActivation(desk, { number, by, batch: id })
        const voided = asked.kind === 'approval-asked' ? asked.voided : null
        const why = voided && preApprovalVoid(voided)
        await noteInBatch(desk.db, id, { number, approvalId: asked.approvalId, why })
      } catch (error) {
        await noteInBatch(desk.db, id, { number, why: whyNotOne(desk, number, error) })
      }
      desk.wake()
    }
  } finally {
    await endRun(desk, batch)
  }
}

/** Save what was requested or approved together, and show it in one message. */
export async function showBatch(
  desk: Desk,
  batch: ActivationBatch,
  channel: string,
): Promise<ActivationBatch> {
  try {
    await desk.db.transaction().execute(async (db) => {
      await insertBatch(db, batch)
      await queueBatch(db, batch, { channel, key: batchKey(batch.id), now: batch.askedAt })
    })
  } catch (error) {
    // What no message shows can't be decided or used, and must not block the next request.
    const state = batch.state === 'ahead' ? 'granted' : 'open'
    await withdrawLeft(desk, { ...batch, state }, 'interrupted')
    throw error
  }
  desk.wake()
  return batch
}

/** Withdraw what a stop left open or approved, when its message was never posted or no longer offers it. */
export async function withdrawUnseen(desk: Desk): Promise<void> {
  for (const state of ['open', 'granted'] as const) {
    for (const { id, orderNumber: number, facts } of await approvalsIn(desk.db, state)) {
      const batch = state === 'open' ? facts.batch : facts.shownIn
      if (batch === undefined) continue
      const shown = (await findBatch(desk.db, batch))?.state
      if (shown !== undefined && SHOWS[state].has(shown)) continue
      const orders = [{ number, approvalId: id }]
      await withdrawLeft(desk, { orders, state }, 'interrupted')
    }
  }
}

const SHOWS: Readonly<Record<'open' | 'granted', ReadonlySet<BatchState>>> = {
  open: new Set(['open', 'running']),
  granted: new Set(['ahead']),
}

/** The channel where they are followed; for a bulk order, that of its card. */
export async function channelOf(
  { db }: Desk,
  { numbers, bulkNumber }: Pick<Requested, 'numbers' | 'bulkNumber'>,
): Promise<string> {
  if (bulkNumber !== null) return (await bulkNumbered(db, bulkNumber)).channel
  const channels = new Set<string>()
  for (const number of numbers) channels.add((await orderNumbered(db, number)).channel)
  const [channel, ...others] = channels
  if (channel === undefined || others.length > 0) throw inSeveralChannels(numbers)
  return channel
}

/**
 * An approver says yes to all that wait. They are activated one after another, each read again, compared
 * and sent once; a refusal stops none of the others.
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
    // Nothing happened, so the person who pressed is shown why.
    if (done === 0 && refused !== null && (await someWait(desk, batch))) throw refused
    return batch
  } finally {
    await endRun(desk, batch)
  }
}

/** Nobody who changed one of the orders decides on that one; the requester decides on none. */
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
  // The Stop button withdraws all that is still open.
  for (const { number, approvalId } of orders) {
    if (approvalId === null || !(await isOpen(desk, approvalId))) continue
    try {
      await approveRequest(desk, approvalId, decider)
      await noteInBatch(desk.db, id, { number, why: null })
      done += 1
    } catch (error) {
      if (error instanceof Refusal) refused ??= error
      await noteInBatch(desk.db, id, { number, why: whyNotApproved(desk, number, decider, error) })
    }
    desk.wake()
  }
  return { done, refused }
}

/** The refusal that the approver got, worded for everybody who reads the message. */
export function whyNotApproved(
  desk: Desk,
  number: number,
  { by }: Pick<Decider, 'by'>,
  error: unknown,
): string {
  return error instanceof Refusal && error.code === 'may-not-decide'
    ? `@${by} changed it, so another approver has to decide it`
    : whyNotOne(desk, number, error)
}

/** What still waits is offered again, unless somebody stopped it meanwhile. */
async function endRun(desk: Desk, begun: ActivationBatch): Promise<void> {
  const { id } = begun
  const batch = (await findBatch(desk.db, id)) ?? begun
  const to = (await someWait(desk, batch))
    ? ({ state: 'open', decidedBy: null } as const)
    : ({ state: 'over' } as const)
  const isEnded = await moveBatch(desk.db, { id, state: 'running' }, to)
  // Orders that Bandwidth could not be asked about would wait again although somebody pressed Stop.
  if (!isEnded) await withdrawLeft(desk, { ...batch, state: 'open' }, 'stopped')
  await redrawBulk(desk.db, batch)
  desk.wake()
}

/** Stops those not begun; what was sent can't be taken back. @returns the batch before that. */
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
  await writeAndWake(desk, async (db) => {
    if (!(await moveBatch(db, { id, state }, { state: 'stopped' }))) throw notOpenAnymore()
    await withdrawAll({ ...desk, db }, { orders, state: 'open' }, { outcome, by })
    await redrawBulk(db, batch)
  })
  return batch
}

interface Unused {
  readonly orders: readonly Pick<BatchOrder, 'number' | 'approvalId'>[]
  /** An approval given ahead outlives the request in which it was to be used. */
  readonly state: 'open' | 'granted'
}

/** Each is withdrawn together with its audit entry and its message, or not at all. */
function withdrawLeft(desk: Desk, unused: Unused, outcome: string): Promise<void> {
  const how = { outcome, by: BY_ITSELF }
  return desk.db.transaction().execute((db) => withdrawAll({ ...desk, db }, unused, how))
}

async function withdrawAll(
  { db, clock }: Pick<Desk, 'db' | 'clock'>,
  { orders, state }: Unused,
  how: { readonly outcome: string; readonly by: string },
): Promise<void> {
  for (const { number, approvalId } of orders) {
    const approval = approvalId === null ? undefined : await findApproval(db, approvalId)
    if (approval?.state !== state) continue
    const { channel } = await orderNumbered(db, number)
    await withdraw(db, { kind: 'order', channel }, approval, { ...how, now: clock() })
  }
}

async function someWait(desk: Desk, { orders }: ActivationBatch): Promise<boolean> {
  for (const { approvalId } of orders) {
    if (approvalId !== null && (await isOpen(desk, approvalId))) return true
  }
  return false
}

async function isOpen({ db }: Desk, approvalId: string): Promise<boolean> {
  return (await findApproval(db, approvalId))?.state === 'open'
}
