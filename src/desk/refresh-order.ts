import { BandwidthDown, BandwidthNotFound } from '../bandwidth/errors.ts'
import type { OrderReading } from '../bandwidth/bandwidth.ts'
import {
  approvedContent,
  contentDifferences,
  showDifferences,
  type ApprovedContent,
  type ApprovalOperation,
} from '../porting/approval.ts'
import { hasBecomeYours } from '../porting/causes.ts'
import { contentIn } from '../porting/content-fields.ts'
import { stoodBefore, type StoodBefore } from '../porting/change-requests.ts'
import { hasTurned, planNextPoll } from '../porting/poll-plan.ts'
import { isAnotherOrder } from '../porting/same-order.ts'
import { isTransient, statusText, isAlive } from '../porting/standing.ts'
import { changesBetween } from '../porting/order-changes.ts'
import type { OrderDocument, PortOrder, Secrets } from '../porting/order.ts'
import { isDraft, isTerminal } from '../porting/status.ts'
import {
  activationsNotSeen,
  moveActivation,
  openActivations,
  type ActivationRun,
} from '../store/activations.ts'
import { approvalsInDoubt, liveApprovals } from '../store/approvals.ts'
import type { Database } from '../store/database.ts'
import { isNameOfAnother, type SeenOrder, type TrackedOrder, writeOrder } from '../store/orders.ts'
import { redraw } from '../store/posts.ts'
import { bulkOf, carrierDateOf, childHasChanged } from './bulk/child-changes.ts'
import type { Desk } from './desk.ts'
import { documentsToApprove } from './documents-to-approve.ts'
import { learnBillingCarrier } from './learn-billing-carrier.ts'
import { activationKey, approvalKey, cardKey } from './post-keys.ts'
import { planNotes } from './plan-notes.ts'
import { notKnownYet } from './refusals.ts'
import { voidApproval } from './void-approval.ts'
import { compareWithApproved } from './went-out.ts'
import { announceChanges, announceFirstSight, announceLostNumbers } from './announce-changes.ts'
import { saveDeletion } from './save-deletion.ts'
import { orderNumbered, seenOrderNumbered, withItsBulk } from './numbered.ts'

/** An order read fresh from Bandwidth, with what must not be stored. */
export interface RefreshedOrder {
  readonly tracked: SeenOrder
  /** For this operation only: never stored, never logged. */
  readonly secrets: Secrets
  readonly otherSecrets: OrderReading['otherSecrets']
  /** Changes with the account number and the PIN, and reveals neither. */
  readonly secretsMark: string
}

/**
 * Read an order from Bandwidth, compare it with the last reading, save it, and queue what to announce. The
 * poller, `status` and every operation after its write end here, so a change is announced once.
 *
 * @returns null when Bandwidth does not have the order anymore; that is saved and announced too.
 * @throws a BandwidthError when it could not be read.
 */
export function syncOrder(
  desk: Desk,
  number: number,
  how: HowToRefresh = {},
): Promise<RefreshedOrder | null> {
  return desk.locks.hold(number, () => refreshOrder(desk, number, how))
}

export interface HowToRefresh {
  /** False: leaves the documents as last read, which saves a call. */
  readonly documents?: boolean
}

/** The same for an operation that holds the order's lock already. */
export async function refreshOrder(
  desk: Desk,
  number: number,
  { documents: withDocuments = true }: HowToRefresh = {},
): Promise<RefreshedOrder | null> {
  const before = await orderNumbered(desk.db, number)
  const { id } = before
  if (id === null) throw notKnownYet(before)

  let reading: OrderReading
  let documents: readonly OrderDocument[]
  try {
    reading = await desk.bandwidth.getOrder(id)
    await refuseAnother(desk.db, before, reading)
    documents =
      isTerminal(reading.order.status) || (!withDocuments && before.seen !== null)
        ? before.documents
        : await desk.bandwidth.listDocuments(id)
  } catch (error) {
    if (!(error instanceof BandwidthNotFound)) throw error
    await saveDeletion(desk, before)
    return null
  }
  await learnBillingCarrier(desk, reading.order)
  await save(desk, before, reading, documents)

  const tracked = await seenOrderNumbered(desk.db, number)
  const refreshed = { tracked, ...secretsOf(desk, reading) }
  await compareWithApproved(desk, refreshed)
  desk.wake()
  return refreshed
}

/** @throws BandwidthDown when the answer is about another order, and so says nothing about this one. */
async function refuseAnother(
  db: Database,
  { number, seen, content, customerOrderId }: TrackedOrder,
  { order }: OrderReading,
): Promise<void> {
  const known = seen ?? { ...content, customerOrderId, createdAt: null }
  const is = isAnotherOrder(known, order)
  if (is === false) return
  if (is === true || (await isNameOfAnother(db, number, order.customerOrderId))) {
    throw new BandwidthDown('getOrder', `another order than #${number} was answered`)
  }
}

/** What an approval of it would cover right now. @throws Refusal when a document cannot be read. */
export async function contentToApprove(
  desk: Desk,
  operation: ApprovalOperation,
  { tracked, secretsMark }: RefreshedOrder,
): Promise<ApprovedContent> {
  const documents = await documentsToApprove(desk, tracked)
  return approvedContent(operation, tracked.seen, { documents, secretsMark })
}

async function save(
  desk: Desk,
  before: TrackedOrder,
  reading: OrderReading,
  documents: readonly OrderDocument[],
): Promise<void> {
  const now = desk.clock()
  const { order } = reading
  const { number } = before
  const stood = stoodBefore(before.stoodBefore, before.seen, order)
  const changes = before.seen === null ? [] : changesBetween(before.seen, order, before.stoodBefore)
  const runs = await openActivations(desk.db, number)
  const { calendar, activation, pollEveryMs: everyMs } = desk.settings
  const settings = { now, calendar, ...activation }
  const changed =
    changes.length > 0 ||
    // The time of the last refresh is on the card too, but is no reason to redraw it.
    JSON.stringify([before.seen, before.documents]) !== JSON.stringify([order, documents]) ||
    hasTurned(order, before.seenAt, settings) ||
    hasBecomeYours(order, before.statusSince, {
      from: before.seenAt ?? now,
      to: now,
      calendar,
    })
  const waitingSince = waitingFrom(before, order, { now, hasChanged: changes.length > 0, runs })

  await desk.db.transaction().execute(async (db) => {
    for (const run of runs) await followActivation(db, run, order, now)
    if (order.status === 'COMPLETE') {
      for (const run of await activationsNotSeen(db, number)) {
        await redraw(db, activationKey(run.id))
      }
    }
    const owed = (await openActivations(db, number)).map((run) => run.confirmUntil)
    await writeOrder(db, number, {
      seen: order,
      seenAt: now,
      content: contentIn(order),
      stoodBefore: stood && comparable(stood),
      documents,
      waitingSince,
      ...(hasNewState(before, order) && { statusSince: now }),
      ...resealed(desk, before, reading),
      secretsMark: secretsOf(desk, reading).secretsMark,
      ...(await bulkOf(db, before, order, now)),
      carrierFocDate: await carrierDateOf(db, before, order),
      recreated: null,
      nextPollAt: planNextPoll(
        order,
        {
          waitingSince,
          everyMs,
          owedAt: owed.length === 0 ? null : Math.min(...owed),
          isChild: before.bulkNumber !== null,
        },
        settings,
      ),
      ...(isTerminal(order.status) &&
        isAlive(before) && {
          endedAt: now,
          ending: order.status === 'COMPLETE' ? 'complete' : 'cancelled',
        }),
    })
    await announceChanges(db, desk.settings, before, changes, now)
    await announceLostNumbers(db, desk.settings, before, order, now)
    if (changed) await withItsBulk(db, before, (bulk) => childHasChanged(db, bulk, now))
    if (before.seen === null) await announceFirstSight(db, desk, before, reading, now)
    await planNotes(db, before, order, now)
    if (changed) await redraw(db, cardKey(number))
    if (hasNewState(before, order)) await redrawDoubtful(db, number)
  })

  const after = await seenOrderNumbered(desk.db, number)
  await voidWhatNoLongerHolds(desk, { tracked: after, ...secretsOf(desk, reading) })
}

/** An outcome that was unknown when the approval was used may show by now. */
export async function redrawDoubtful(db: Database, number: number): Promise<void> {
  for (const id of await approvalsInDoubt(db, number)) await redraw(db, approvalKey(id))
}

function secretsOf(
  desk: Desk,
  { secrets, otherSecrets }: OrderReading,
): Pick<RefreshedOrder, 'secrets' | 'otherSecrets' | 'secretsMark'> {
  return { secrets, otherSecrets, secretsMark: desk.seal.mark(secrets, otherSecrets) }
}

function hasNewState({ seen }: TrackedOrder, order: PortOrder): boolean {
  return (
    seen === null ||
    seen.status !== order.status ||
    JSON.stringify(seen.actualFocDate) !== JSON.stringify(order.actualFocDate)
  )
}

/** A purged draft can be recreated completely, also when its secrets were changed elsewhere. */
function resealed(
  { seal }: Desk,
  { sealedSecrets }: TrackedOrder,
  { order, secrets }: OrderReading,
): { readonly sealedSecrets?: string } {
  if (!isDraft(order.status)) return {}
  const saved = seal.open(sealedSecrets)
  if (saved !== null && seal.mark(saved) === seal.mark(secrets)) return {}
  const sealed = seal.close(secrets, sealedSecrets)
  return sealed === null ? {} : { sealedSecrets: sealed }
}

/** Somebody waits for the request's result, or for a status in which it may stay for days. */
function waitingFrom(
  { waitingSince }: TrackedOrder,
  order: PortOrder,
  seen: { readonly now: number; readonly hasChanged: boolean; readonly runs: readonly unknown[] },
): number | null {
  if (isTransient(order)) return waitingSince ?? seen.now
  return seen.hasChanged && seen.runs.length === 0 ? null : waitingSince
}

/** Bandwidth accepted the request; only the order shows whether it was carried out. */
async function followActivation(
  db: Database,
  run: ActivationRun,
  order: PortOrder,
  now: number,
): Promise<void> {
  const isLive = order.status === 'COMPLETE'
  if (!isLive && now < run.confirmUntil) return
  // The window may still be open at this time: refresh once more when it has closed.
  const onceMoreAt = (run.windowClosesAt ?? 0) + AFTER_CLOSING_MS
  const isOnceMore = !isLive && run.confirmUntil < onceMoreAt && now < onceMoreAt
  const to = isOnceMore
    ? { state: run.state, confirmUntil: onceMoreAt }
    : ({ state: isLive ? 'live' : 'not-seen' } as const)
  await moveActivation(db, run.id, to)
  await redraw(db, activationKey(run.id), cardKey(run.orderNumber))
}

const AFTER_CLOSING_MS = 60_000

/** An approval is voided at the first refresh that shows another content. */
async function voidWhatNoLongerHolds(
  desk: Desk,
  { tracked: { number, channel, seen, ...tracked }, secretsMark }: RefreshedOrder,
): Promise<void> {
  const documents = tracked.documents.map(({ fileId, type }) => ({ fileId, type, digest: null }))
  for (const approval of await liveApprovals(desk.db, number)) {
    const content = approvedContent(approval.operation, seen, { documents, secretsMark })
    // The bytes of a document are compared only when the approval is used.
    const differences = contentDifferences(approval.content, content).filter(
      ({ field, before, after }) =>
        !field.startsWith('document ') || before === null || after === null,
    )
    const orderLeft = isDraft(seen.status) !== (approval.operation === 'submit')
    if (differences.length === 0 && !orderLeft) continue
    // After a submission elsewhere, what Bandwidth filled in is no reason.
    const outcome = orderLeft
      ? `the order is ${statusText(seen)} now`
      : showDifferences(differences)
    await voidApproval(desk, { kind: 'order', channel }, approval, outcome)
  }
}

/** The part that the answer to a change is compared with. */
function comparable({ status, actualFocDate, errors, ...order }: StoodBefore): StoodBefore {
  return { status, actualFocDate, errors, ...contentIn(order) }
}
