import { isAlive } from '../../porting/standing.ts'
import { BandwidthDown, BandwidthNotFound, nullIfNotFound } from '../../bandwidth/errors.ts'
import { numbersDone } from '../../porting/bulk-account.ts'
import { bulkChangesBetween, type BulkChange } from '../../porting/bulk-changes.ts'
import { checkedSince, isGiven, listAfterRefresh } from '../../porting/bulk-list-state.ts'
import { asksHowManyAreDone, planNextBulkPoll } from '../../porting/bulk-poll-plan.ts'
import {
  sharedIn,
  type BulkNumbers,
  type BulkOrder,
  type ChildList,
} from '../../porting/bulk-order.ts'
import {
  bulkStatus,
  isBulkDraft,
  isBulkTerminal,
  isBulkSubmitted,
} from '../../porting/bulk-status.ts'
import { readNotesAt } from '../../store/notes.ts'
import { numbersIn } from '../../porting/desired-numbers.ts'
import { extensionOfferedFrom, purgesAt } from '../../porting/draft-life.ts'
import { isAnotherBulk } from '../../porting/same-order.ts'
import { notAsAsked } from '../../porting/same-meaning.ts'
import { countDesired, savedSplit, writeNumbers } from '../../store/bulk-numbers.ts'
import { planBulk } from '../../store/plans.ts'
import {
  isSeenBulk,
  writeBulk,
  type BulkEnding,
  type SeenBulkOrder,
  type TrackedBulk,
} from '../../store/bulk-orders.ts'
import type { Database } from '../../store/database.ts'
import { writeOrder } from '../../store/orders.ts'
import { findChildren, findLivingChildren, livingChildren } from '../../store/children.ts'
import { redraw, redrawNewsLater } from '../../store/posts.ts'
import { isUnderWay } from '../../store/intents.ts'
import { isFromBeforeRestore } from '../../store/restored.ts'
import { concludeDeletion, NO_LONGER_THERE, voidAll } from '../conclude-deletion.ts'
import { writeAndWake, type Desk, type DeskSettings } from '../desk.ts'
import { redrawDoubtful } from '../refresh-order.ts'
import { cardKey } from '../post-keys.ts'
import { noSuchOrder } from '../refusals.ts'
import { bulkNotKnownYet } from './bulk-refusals.ts'
import { compareChildren } from './compare-children.ts'
import { DRAFTS, listedBulks } from './listed-bulks.ts'
import { refreshChildren } from './refresh-children.ts'
import { voidWhatNoLongerHolds } from './void-bulk-approvals.ts'
import { childrenNow, detach, leftBefore, syncChildren } from './sync-children.ts'
import { queueBulkNews, announceBulkChanges } from './announce-bulk.ts'
import { bulkNumbered } from '../numbered.ts'

/** A live message is redrawn for mere progress at most this often. */
const PROGRESS_EVERY_MS = 15_000
/** Another bulk order is refreshed meanwhile, which detaches the orders that show here now. */
const LETS_GO_WITHIN_MS = 60_000

/**
 * Read a bulk order with its numbers and its list of children, save it, and queue what is to be announced.
 * Children that changed are refreshed one by one.
 *
 * @returns null when Bandwidth does not have it anymore; that is saved and announced too.
 * @throws a BandwidthError when it could not be read.
 */
export function syncBulk(desk: Desk, number: number): Promise<SeenBulkOrder | null> {
  return desk.locks.hold(number, () => refreshBulk(desk, number))
}

/** The same for an operation that holds its lock already. */
export async function refreshBulk(desk: Desk, number: number): Promise<SeenBulkOrder | null> {
  const before = await bulkNumbered(desk.db, number)
  const { id } = before
  if (id === null) throw bulkNotKnownYet(before)
  try {
    const split = await savedSplit(desk.db, number)
    const reading = await read(desk, { ...before, split }, id)
    // The end of the bulk order says what became of each.
    if (isAlive(before) && isBulkTerminal(reading.order.status)) {
      await refreshChildren(desk, { ...before, id, seen: reading.order })
      await refuseUnlessDone(desk, before, reading.order)
    }
    await save(desk, { ...before, split }, reading)
  } catch (error) {
    if (!(error instanceof BandwidthNotFound)) throw error
    await refuseIfThere(desk, id, error)
    await saveBulkDeletion(desk, before)
    return null
  }
  const after = await bulkNumbered(desk.db, number)
  if (!isSeenBulk(after)) throw noSuchOrder(`#${number}`)
  await voidWhatNoLongerHolds(desk, after)
  await compareChildren(desk, after)
  desk.wake()
  return after
}

/** The last reading, including Bandwidth's result for the numbers. */
type KnownBulk = TrackedBulk & { readonly split: BulkNumbers | null }

interface Reading {
  readonly order: BulkOrder
  /** Null while the numbers are checked: Bandwidth has no result for them then. */
  readonly split: BulkNumbers | null
  /** How many numbers are checked so far, if Bandwidth reports it; null otherwise. */
  readonly numbersDone: number | null
  /** Null while there can be none. */
  readonly list: ChildList | null
}

async function read(
  desk: Desk,
  before: KnownBulk,
  id: NonNullable<TrackedBulk['id']>,
): Promise<Reading> {
  const order = await desk.bandwidth.getBulk(id)
  if (before.seen !== null && isAnotherBulk(before.seen, order)) {
    throw new BandwidthDown('getBulk', `another bulk order than #${before.number} was answered`)
  }
  const numbers = await readNumbers(desk, before, order, id)
  // The numbers were read last: the check may have ended between the two answers.
  const status =
    numbers !== null && numbers !== before.split && isBulkDraft(numbers.status)
      ? numbers.status
      : order.status
  if (status === 'VALIDATE_DRAFT_TNS') {
    const done =
      numbers === null
        ? doneBefore(before)
        : numbersDone(numbers, await countDesired(desk.db, before.number))
    return { order: { ...order, status }, split: null, numbersDone: done, list: null }
  }
  const list = await desk.bandwidth.getBulkChildren(id)
  return { order: { ...order, status }, split: numbers, numbersDone: null, list }
}

function doneBefore({ list }: TrackedBulk): number | null {
  return list.is === 'in-check' ? list.done : null
}

/** Up to 20,000 numbers are read only when they may say something new, not at every refresh. */
async function readNumbers(
  { bandwidth, clock }: Desk,
  before: KnownBulk,
  order: BulkOrder,
  id: NonNullable<TrackedBulk['id']>,
): Promise<BulkNumbers | null> {
  const { seen, split } = before
  if (!isBulkDraft(order.status)) return split
  if (order.status === 'VALIDATE_DRAFT_TNS') {
    return asksHowManyAreDone({ ...before, now: clock() }) ? bandwidth.getBulkNumbers(id) : null
  }
  const isAsSeen =
    split?.status === order.status &&
    seen?.status === order.status &&
    seen.lastModifiedAt === order.lastModifiedAt
  return isAsSeen ? split : bandwidth.getBulkNumbers(id)
}

async function save(
  desk: Desk,
  before: KnownBulk,
  { order, split, numbersDone, list }: Reading,
): Promise<void> {
  const now = desk.clock()
  const { number } = before
  const children = await childrenNow(desk, before, { order, split, list })
  const changes = (
    before.seen === null
      ? firstVerdict(before, { order, split })
      : bulkChangesBetween({ order: before.seen, numbers: before.split }, { order, numbers: split })
  ).map((change): BulkChange =>
    change.kind === 'numbers-valid' ? { ...change, added: children.added.length } : change,
  )
  const isChecking = order.status === 'VALIDATE_DRAFT_TNS'
  const isShownAgain =
    changes.length > 0 ||
    children.haveChanged ||
    JSON.stringify(before.seen) !== JSON.stringify(order) ||
    isExtensionOfferedNow(before, order, now) ||
    JSON.stringify(before.childErrors) !== JSON.stringify(list?.errors ?? [])
  const isProgress = isChecking && now - (before.progressAt ?? 0) >= PROGRESS_EVERY_MS
  const stillWaitingSince = isChecking || changes.length === 0 ? before.waitingSince : null
  const waitingSince = isListBehind({ order, split, list })
    ? (before.waitingSince ?? now)
    : stillWaitingSince

  await writeAndWake(desk, async (db) => {
    await syncChildren(db, desk.settings, before, children, now)
    if (split !== before.split) await saveSplit(db, before, split)
    await writeBulk(db, number, {
      seen: order,
      seenAt: now,
      shared: sharedIn(order),
      childErrors: list?.errors ?? [],
      list: listAfterRefresh(before.list, { isChecking, split, done: numbersDone }),
      ...(isProgress && { progressAt: now }),
      ...(before.seen?.status !== order.status && { statusSince: now }),
      waitingSince,
      nextPollAt:
        children.awaited.length > 0
          ? now + LETS_GO_WITHIN_MS
          : planNextBulkPoll(order, { now, waitingSince, list: before.list }),
      ...(isBulkTerminal(order.status) &&
        isAlive(before) && { endedAt: now, ending: endingOf(order) }),
    })
    for (const other of children.awaited) await planBulk(db, other, { nextPollAt: now })
    await announceBulkChanges(db, desk, before, changes, now)
    if (before.seen === null) await announceFirstSight(db, desk.settings, before, order, now)
    if (before.seen === null && !isBulkDraft(order.status)) {
      await readNotesAt(db, number, 'first-sight', now)
    }
    if (isShownAgain || isProgress) await redraw(db, cardKey(number))
    if (before.seen?.status !== order.status) await redrawDoubtful(db, number)
  })
}

/** The list of orders still lacks some that the numbers were split into: it is read again soon. */
function isListBehind({ order, split, list }: Pick<Reading, 'order' | 'split' | 'list'>): boolean {
  if (order.status !== 'VALID_DRAFT_TNS' || list === null || split === null) return false
  const named = new Set(list.ids)
  return named.size > 0 && split.children.some(({ id }) => !named.has(id))
}

/** Bandwidth's numbers are the desired ones if sent elsewhere, or since the restored backup. */
async function saveSplit(
  db: Database,
  bulk: TrackedBulk,
  split: BulkNumbers | null,
): Promise<void> {
  const { number } = bulk
  // The list may have changed after the backup that was restored: the first refresh since then decides.
  const isForgotten = isGiven(bulk.list) && (await isFromBeforeRestore(db, bulk))
  const isOurs = (await countDesired(db, number)) > 0 && !isForgotten
  await writeNumbers(db, number, {
    split,
    ...(split !== null && !isOurs && { desired: numbersIn(split) }),
  })
}

/** After a crash or an outage the check may have ended before the first refresh: it is announced anyway. */
function firstVerdict(
  { list }: Pick<TrackedBulk, 'list'>,
  { order, split }: Pick<Reading, 'order' | 'split'>,
): readonly BulkChange[] {
  // The people who made it elsewhere know the result.
  if (checkedSince(list) === null || !isBulkDraft(order.status)) return []
  const begun = { order: { ...order, status: bulkStatus('VALIDATE_DRAFT_TNS') }, numbers: null }
  return bulkChangesBetween(begun, { order, numbers: split })
}

/** Bandwidth's first answer is compared with what was requested; what it fills in itself is no difference. */
async function announceFirstSight(
  db: Database,
  settings: DeskSettings,
  bulk: TrackedBulk,
  order: BulkOrder,
  now: number,
): Promise<void> {
  for (const difference of notAsAsked(bulk.shared, order)) {
    await queueBulkNews(db, settings, bulk, { kind: 'not-as-asked', ...difference }, now)
  }
}

/** Time alone has changed what can be done with it since the last reading. */
function isExtensionOfferedNow({ seenAt }: TrackedBulk, order: BulkOrder, now: number): boolean {
  if (!isBulkDraft(order.status) || order.lastModifiedAt === null) return false
  const from = extensionOfferedFrom(purgesAt(order.lastModifiedAt))
  return seenAt !== null && seenAt < from && from <= now
}

function endingOf({ status }: BulkOrder): BulkEnding {
  if (status === 'COMPLETED') return 'complete'
  return status === 'PARTIAL' ? 'partial' : 'cancelled'
}

/** @throws BandwidthDown when shown as completed, and one of its orders was just seen not to be. */
async function refuseUnlessDone(
  { db }: Desk,
  { number }: TrackedBulk,
  { status }: BulkOrder,
): Promise<void> {
  if (status !== 'COMPLETED' || (await livingChildren(db, number)).length === 0) return
  throw new BandwidthDown('getBulk', 'completed, and not all of its orders are')
}

/** When a part was not found, the bulk order counts as deleted only if it is not found either. */
async function refuseIfThere(
  { bandwidth }: Desk,
  id: NonNullable<TrackedBulk['id']>,
  cause: BandwidthNotFound,
): Promise<void> {
  if ((await nullIfNotFound(bandwidth.getBulk(id))) === null) return
  throw new BandwidthDown(cause.operation, 'not found, and its bulk order is there', cause)
}

/** No longer at Bandwidth: purged with its draft children, or deleted there by hand. */
async function saveBulkDeletion(desk: Desk, before: TrackedBulk): Promise<void> {
  if (!isAlive(before)) return
  const now = desk.clock()
  const { number, seen } = before
  if (isBulkSubmitted(seen)) {
    // Submitted orders are never removed: more likely we asked with the wrong account.
    desk.log('order-not-found', { number, status: seen.status })
    await planBulk(desk.db, number, { nextPollAt: now + desk.settings.pollEveryMs })
    return
  }
  const left = await leftBefore(desk, before)
  const touchedAt = before.seen?.lastModifiedAt ?? before.createdAt
  const ending: BulkEnding = now >= purgesAt(touchedAt) ? 'swept' : 'deleted'
  if (!(await isUnderWay(desk.db, number, 'bulk-delete'))) await refuseIfListed(desk, before)
  await writeAndWake(desk, async (db) => {
    for (const child of left) await detach(db, desk.settings, before, child, now)
    const by = await concludeDeletion(db, { kind: 'bulk-delete', orderNumber: number }, now)
    if (by !== null) return announceDeleted(db, desk, before, by)
    await endBulk(db, number, ending, now)
    await voidAll(db, number, NO_LONGER_THERE)
    await announceBulkChanges(db, desk, before, [{ kind: 'swept' }], now)
    await redraw(db, cardKey(number))
  })
}

/** @throws BandwidthDown when Bandwidth's list has a draft that it does not find: one of the two is wrong. */
async function refuseIfListed(desk: Desk, { id }: TrackedBulk): Promise<void> {
  const listed = await listedBulks(desk, DRAFTS)
  if (listed?.some((bulk) => bulk.id === id) === true) {
    throw new BandwidthDown('getBulk', 'not found, and the list has it')
  }
}

/** It was deleted from here, and is announced as deleted by that person. */
async function announceDeleted(
  db: Database,
  { settings, clock }: Desk,
  bulk: TrackedBulk,
  by: string,
): Promise<void> {
  const now = clock()
  const children = await findLivingChildren(db, bulk.number)
  await endBulk(db, bulk.number, 'deleted', now)
  await queueBulkNews(db, settings, bulk, { kind: 'deleted', by, children: children.length }, now)
}

/** A bulk draft takes its draft children with it. */
async function endBulk(
  db: Database,
  number: number,
  ending: 'swept' | 'deleted',
  now: number,
): Promise<void> {
  const ended = { endedAt: now, ending, nextPollAt: null, waitingSince: null }
  await writeBulk(db, number, ended)
  await redrawNewsLater(db, number, now)
  for (const child of await findChildren(db, number)) {
    if (!isAlive(child)) continue
    await writeOrder(db, child.number, ended)
    await redraw(db, cardKey(child.number))
  }
}
