import type { ListedOrder } from '../../bandwidth/bandwidth.ts'
import { nullIfNotFound } from '../../bandwidth/errors.ts'
import { followChildren } from '../../porting/bulk-children.ts'
import {
  sharedIn,
  type BulkChild,
  type BulkNumbers,
  type BulkOrder,
  type BulkOrderId,
  type ChildList,
} from '../../porting/bulk-order.ts'
import { isBulkDraft } from '../../porting/bulk-status.ts'
import { desiredAfter } from '../../porting/desired-numbers.ts'
import { emptyContent } from '../../porting/empty-content.ts'
import type { OrderId } from '../../porting/order.ts'
import type { BulkNews } from '../../porting/news.ts'
import { DRAFT_STATUSES } from '../../porting/status.ts'
import { sameNumbers, type TelephoneNumber } from '../../porting/telephone-number.ts'
import { savedNumbers, writeNumbers } from '../../store/bulk-numbers.ts'
import type { TrackedBulk } from '../../store/bulk-orders.ts'
import type { Database } from '../../store/database.ts'
import { closeShown, isUnderWay } from '../../store/intents.ts'
import { offersInState } from '../../store/offered-documents.ts'
import {
  findOrder,
  findOrderWithId,
  insertOrder,
  type ListedChild,
  type TrackedOrder,
  writeOrder,
} from '../../store/orders.ts'
import { planPoll } from '../../store/plans.ts'
import { findChildren, findLivingChildren, supersededChildren } from '../../store/children.ts'
import { redraw } from '../../store/posts.ts'
import type { Desk, DeskSettings } from '../desk.ts'
import { cardKey } from '../post-keys.ts'
import { moveOffers } from '../recreate-draft.ts'
import { childAttached, childDetached } from './join-and-leave.ts'
import { factsWaiting, putBackLater } from './facts-waiting.ts'
import { holdersOf } from './holders-of.ts'
import { joinedAfterLoa } from './joined-after-loa.ts'
import { redrawLoas } from './redraw-loas.ts'
import { queueBulkNews } from './announce-bulk.ts'
import { hasEndedAs, isAlive } from '../../porting/standing.ts'

/** An order as we know it, and as Bandwidth shows it now. */
interface Followed {
  readonly row: TrackedOrder
  readonly child: BulkChild
}

/** What became of the children since the last reading. */
interface ChildrenNow {
  readonly haveChanged: boolean
  /** Their numbers differ from what we knew. */
  readonly renumbered: readonly Followed[]
  /** The same order for people, a new one at Bandwidth. */
  readonly moved: readonly Followed[]
  readonly added: readonly BulkChild[]
  /** Their numbers had left and are back now: they are the former orders again. */
  readonly back: readonly Followed[]
  readonly listed: ReadonlyMap<string, ListedChild>
  readonly superseded: readonly TrackedOrder[]
  readonly detached: readonly TrackedOrder[]
  /** Other bulk orders that still have to release an order that shows here. */
  readonly awaited: readonly number[]
}

interface Reading {
  readonly order: BulkOrder
  readonly split: BulkNumbers | null
  readonly list: ChildList | null
}

/** Up to this many are read one by one: a list would take longer. */
const FEW = 8
/** Refreshes are spread out, so that other orders get their turn in between. */
const BETWEEN_POLLS_MS = 1_500

/**
 * Compare the children that Bandwidth shows with those that are known. While numbers are checked, or did
 * not pass, Bandwidth shows none or some; then nothing is concluded from it.
 */
export async function childrenNow(
  desk: Desk,
  bulk: TrackedBulk,
  { order, split, list }: Reading,
): Promise<ChildrenNow> {
  const rows = (await findChildren(desk.db, bulk.number)).filter(
    (row) => row.id !== null && !hasEndedAs('purged', row) && !hasEndedAs('deleted', row),
  )
  if (list === null || order.status === 'INVALID_DRAFT_TNS') return UNCHANGED
  const before = rows.map(asChild)
  const shown = await shownChildren(desk, { order, split, list }, rows)
  const rowOf = new Map(rows.map((row) => [row.id as OrderId, row]))
  const unknown = shown.filter(({ id }) => !rowOf.has(id))
  const holders = await holdersOf(desk.db, bulk, unknown)
  const after = shown.filter(({ id }) => !holders.has(id))
  const isStillDraft = isBulkDraft(order.status)
  const { moves, added, removed } = isStillDraft
    ? followChildren(before, after)
    : follow(before, after)
  const back = isStillDraft ? await comeBack(desk, bulk, added) : []
  const isBack = new Set(back.map(({ child }) => child.id))
  const moved = pairs(moves, rows, after)
  const renumbered = after.flatMap((child) => {
    const row = rowOf.get(child.id)
    return row === undefined || sameNumbers(row.content.numbers, child.numbers)
      ? []
      : [{ row, child }]
  })
  const superseded: TrackedOrder[] = []
  const detached: TrackedOrder[] = []
  for (const id of removed) {
    const row = rowOf.get(id)
    // One that somebody here is deleting is announced by its own refresh.
    if (row === undefined || (await isUnderWay(desk.db, row.number, 'delete'))) continue
    const fate = await fateOf(desk, id, bulk.id)
    if (fate === 'deleted') superseded.push(row)
    if (fate === 'left') detached.push(row)
  }
  return {
    haveChanged: moved.length + added.length + renumbered.length + removed.length > 0,
    renumbered,
    moved,
    added: added.filter(({ id }) => !isBack.has(id)),
    back,
    superseded,
    detached,
    awaited: [...new Set(holders.values())],
    listed: added.length > FEW ? await listDrafts(desk) : new Map(),
  }
}

const UNCHANGED: ChildrenNow = {
  haveChanged: false,
  renumbered: [],
  moved: [],
  added: [],
  back: [],
  superseded: [],
  detached: [],
  awaited: [],
  listed: new Map(),
}

/** What people typed for numbers that leave is stored as long as their account numbers and PINs. */
const RESTORABLE_MS = 30 * 24 * 60 * 60 * 1000

/** Orders that had ended when their numbers left, and the new ones that have most of these numbers. */
async function comeBack(
  { db, clock }: Desk,
  { number }: TrackedBulk,
  added: readonly BulkChild[],
): Promise<ChildrenNow['back']> {
  if (added.length === 0) return []
  const left = await supersededChildren(db, number, clock() - RESTORABLE_MS)
  const unknown: BulkChild[] = []
  for (const child of added) {
    if ((await findOrderWithId(db, child.id)) === undefined) unknown.push(child)
  }
  return pairs(followChildren(left.map(asChild), unknown).moves, left, unknown)
}

function asChild({ id, content }: TrackedOrder): BulkChild {
  return { id: id as OrderId, numbers: content.numbers }
}

/** A running bulk order is not split again, so ids don't change. */
function follow(
  before: readonly BulkChild[],
  after: readonly BulkChild[],
): ReturnType<typeof followChildren> {
  const were = new Set(before.map(({ id }) => id))
  const are = new Set(after.map(({ id }) => id))
  return {
    moves: [],
    added: after.filter(({ id }) => !were.has(id)),
    removed: before.map(({ id }) => id).filter((id) => !are.has(id)),
  }
}

function pairs(
  moves: ReturnType<typeof followChildren>['moves'],
  rows: readonly TrackedOrder[],
  children: readonly BulkChild[],
): readonly Followed[] {
  const rowOf = new Map(rows.map((row) => [row.id, row]))
  const childOf = new Map(children.map((child) => [child.id, child]))
  return moves.flatMap(({ from, to }) => {
    const [row, child] = [rowOf.get(from), childOf.get(to)]
    return row === undefined || child === undefined ? [] : [{ row, child }]
  })
}

/** The split says which order has which numbers; the list says which orders belong. */
async function shownChildren(
  desk: Desk,
  { order, split, list }: Reading,
  rows: readonly TrackedOrder[],
): Promise<readonly BulkChild[]> {
  const ids = list?.ids ?? []
  const known = rows.map(({ id, content }) => [id as OrderId, content.numbers] as const)
  const shown = (split?.children ?? []).map(({ id, numbers }) => [id, numbers] as const)
  // After submission each order's own numbers count; the split is the one from before.
  const numbersOf = new Map<OrderId, readonly TelephoneNumber[]>(
    isBulkDraft(order.status) ? [...known, ...shown] : [...shown, ...known],
  )
  // A list that lags behind the split is empty, and so is that of a bulk order without any orders.
  const belonging =
    ids.length === 0 && order.status === 'VALID_DRAFT_TNS'
      ? (split?.children ?? []).map(({ id }) => id)
      : ids
  const children: BulkChild[] = []
  for (const id of belonging) {
    // The list may name an order that does not exist (anymore).
    const numbers =
      numbersOf.get(id) ?? (await nullIfNotFound(desk.bandwidth.getOrder(id)))?.order.numbers
    if (numbers !== undefined) children.push({ id, numbers })
  }
  return children
}

/** A new split replaces drafts; one that was detached lives on, alone or in another bulk order. */
export async function fateOf(
  desk: Desk,
  id: OrderId,
  bulkId: BulkOrderId | null,
): Promise<'deleted' | 'left' | 'still-in'> {
  const reading = await nullIfNotFound(desk.bandwidth.getOrder(id))
  if (reading === null) return 'deleted'
  return reading.order.bulkOrderId === bulkId ? 'still-in' : 'left'
}

/** Children that had left a bulk draft before it was deleted: they live on. */
export async function leftBefore(
  desk: Desk,
  { number, id: bulkId }: TrackedBulk,
): Promise<readonly TrackedOrder[]> {
  const children = await findLivingChildren(desk.db, number)
  const listed = children.length > FEW ? await listDrafts(desk) : null
  const left: TrackedOrder[] = []
  for (const child of children) {
    if (child.id === null || listed?.has(child.id) === false) continue
    if ((await fateOf(desk, child.id, bulkId)) === 'left') left.push(child)
  }
  return left
}

async function listDrafts(desk: Desk): Promise<ReadonlyMap<string, ListedChild>> {
  const listed = new Map<string, ListedChild>()
  for (const status of DRAFT_STATUSES) {
    for (const order of await desk.bandwidth.listOrders({ status })) {
      listed.set(order.id, listedChild(order))
    }
  }
  return listed
}

function listedChild(order: ListedOrder): ListedChild {
  const { losingCarrierName, controllingRespOrgId: respOrg } = order
  return {
    status: order.status,
    from: losingCarrierName ?? (respOrg === null ? null : `RespOrg ${respOrg}`),
    vendorName: order.vendorName,
    lastModifiedAt: order.lastModifiedAt,
  }
}

/** Save what changed, and announce what people must know. */
export async function syncChildren(
  db: Database,
  settings: DeskSettings,
  bulk: TrackedBulk,
  now: ChildrenNow,
  at: number,
): Promise<void> {
  if (!now.haveChanged) return
  await followNumbers(db, bulk.number, now)
  for (const { row, child } of now.renumbered) {
    await writeOrder(db, row.number, { content: { ...row.content, numbers: child.numbers } })
    await planPoll(db, row.number, { nextPollAt: at })
  }
  const lostDocuments: { child: number; name: string }[] = []
  const afterLoa: { child: number; numbers: number }[] = []
  for (const { row, child } of [...now.moved, ...now.back]) {
    const numbers = await joinedAfterLoa(db, row, child)
    if (numbers > 0) afterLoa.push({ child: row.number, numbers })
    lostDocuments.push(...(await moveChild(db, row, child, at)))
  }
  await putBackLater(db, bulk, now.back)
  const added: number[] = []
  for (const [index, child] of now.added.entries()) {
    const nextPollAt = at + index * BETWEEN_POLLS_MS
    added.push(await addChild(db, bulk, child, { settings, now, at, nextPollAt }))
  }
  for (const { number } of now.superseded) {
    // It may have been deleted from here since it was read.
    const known = await findOrder(db, number)
    if (known === undefined || !isAlive(known)) continue
    await writeOrder(db, number, {
      ...factsWaiting(bulk, number),
      endedAt: at,
      ending: 'regrouped',
      nextPollAt: null,
      waitingSince: null,
    })
    await redraw(db, cardKey(number))
  }
  for (const row of now.detached) await detach(db, settings, bulk, row, at)
  await redrawLoas(db, bulk.number, at)

  const isNewlyMade = now.moved.length + now.superseded.length + now.back.length > 0
  if (isNewlyMade) {
    const news: BulkNews = {
      kind: 'split-anew',
      kept: now.moved.map(({ row, child }) => ({
        child: row.number,
        numbers: child.numbers.length,
      })),
      added,
      back: now.back.map(({ row }) => row.number),
      gone: now.superseded.map(({ number }) => number),
      lostDocuments,
      afterLoa,
    }
    await queueBulkNews(db, settings, bulk, news, at)
  }
}

/** Orders may come and go elsewhere: the desired numbers follow the orders. */
async function followNumbers(
  db: Database,
  number: number,
  { added, moved, back, renumbered, detached }: ChildrenNow,
): Promise<void> {
  const { desired } = await savedNumbers(db, number)
  const shown = [...added, ...[...moved, ...back, ...renumbered].map(({ child }) => child)]
  const next = desiredAfter(desired, {
    joined: shown.flatMap(({ numbers }) => numbers),
    left: detached.flatMap(({ content }) => content.numbers),
  })
  if (!sameNumbers(next, desired)) await writeNumbers(db, number, { desired: next })
}

/** The number, the thread and what people typed stay; Bandwidth has copied its data to the new order. */
async function moveChild(
  db: Database,
  row: TrackedOrder,
  child: BulkChild,
  at: number,
): Promise<readonly { readonly child: number; readonly name: string }[]> {
  const { number, documents, content } = row
  const ours = await offersInState(db, number, 'attached')
  const fileIds = new Set(ours.map(({ fileId }) => fileId))
  await moveOffers(db, number, 'attached', 'again')
  await writeOrder(db, number, {
    id: child.id,
    content: { ...content, numbers: child.numbers },
    seen: null,
    seenAt: null,
    documents: [],
    listed: null,
    secretsMark: null,
    nextPollAt: at,
    waitingSince: at,
    endedAt: null,
    ending: null,
  })
  await redraw(db, cardKey(number))
  return documents
    .filter(({ fileId }) => !fileIds.has(fileId))
    .map(({ name, type }) => ({
      child: number,
      name: name ?? `unnamed ${type ?? 'document'}`,
    }))
}

async function addChild(
  db: Database,
  bulk: TrackedBulk,
  { id, numbers }: BulkChild,
  {
    settings,
    now,
    at,
    nextPollAt,
  }: {
    readonly settings: DeskSettings
    readonly now: ChildrenNow
    readonly at: number
    readonly nextPollAt: number
  },
): Promise<number> {
  const known = await findOrderWithId(db, id)
  if (known !== undefined) {
    if (known.bulkNumber === null) {
      const asked = { kind: 'bulk-attach', orderNumber: bulk.number, searchKey: id } as const
      const by = await closeShown(db, asked, at)
      await childAttached(db, settings, { bulk, child: known }, { by, at })
    } else {
      await writeOrder(db, known.number, { bulkNumber: bulk.number })
      await redraw(db, cardKey(known.number))
    }
    await planPoll(db, known.number, { nextPollAt })
    return known.number
  }
  const content = { ...emptyContent(numbers), ...sharedIn(bulk.shared) }
  const number = await insertOrder(db, {
    id,
    // Bandwidth gives every child the customer order id of the bulk order.
    customerOrderId: bulk.customerOrderId,
    content,
    sealedSecrets: null,
    channel: bulk.channel,
    owner: bulk.owner,
    now: at,
    bulkNumber: bulk.number,
  })
  await writeOrder(db, number, { listed: now.listed.get(id) ?? null })
  await planPoll(db, number, { nextPollAt })
  return number
}

/** Make an order stand-alone, no matter who took it out. */
export async function detach(
  db: Database,
  settings: DeskSettings,
  bulk: TrackedBulk,
  child: TrackedOrder,
  at: number,
): Promise<void> {
  const searchKey = child.id ?? ''
  const asked = { kind: 'bulk-detach', orderNumber: bulk.number, searchKey } as const
  const by = await closeShown(db, asked, at)
  await childDetached(db, settings, { bulk, child }, { by, at })
}
