import type { BulkNews, CommonNews, News } from '../porting/news.ts'
import { isBulkDraft } from '../porting/bulk-status.ts'
import type { TheirEntry } from '../porting/history.ts'
import type { Note } from '../porting/notes.ts'
import { isDraft } from '../porting/status.ts'
import { planBulk } from '../store/plans.ts'
import { isSeenBulk, writeBulk, type SeenBulkOrder } from '../store/bulk-orders.ts'
import type { Database } from '../store/database.ts'
import { isSeen, writeOrder, type SeenOrder } from '../store/orders.ts'
import { freshBulk, seenBulk } from './bulk/find-bulk.ts'
import { refreshBulk, syncBulk } from './bulk/refresh-bulk.ts'
import { whyNotBulk } from './bulk/send-bulk-change.ts'
import { announceBulkWith } from './bulk/announce-bulk.ts'
import type { Desk } from './desk.ts'
import { findSeen } from './find-order.ts'
import { refreshAfter, refreshOrderAfter } from './refresh-after.ts'
import { refreshOrder, syncOrder, type HowToRefresh, type RefreshedOrder } from './refresh-order.ts'
import { queueNews } from './queue-news.ts'
import { notFound } from './not-found.ts'
import { whyNotOrder, type WhyNot } from './send-to-bandwidth.ts'
import { announceWith } from './announce-news.ts'
import type { KindName } from '../store/followed.ts'
import { numbered, ofKind } from './numbered.ts'

/** An order or a bulk order, with a reading. */
export type AnyOrder = SeenOrder | SeenBulkOrder

/** With secrets that are for one operation only: never stored, never logged. */
export type FreshOrder = SeenOrder & Pick<RefreshedOrder, 'secrets' | 'otherSecrets'>

export type NewsOf<Order extends AnyOrder> = Order extends SeenBulkOrder ? BulkNews : News

/** What differs between stand-alone and bulk orders for code that follows or changes them. */
export interface OrderKind<Order extends AnyOrder, Fresh extends Order = Order> {
  readonly name: KindName
  readonly isDraft: (order: Order) => boolean
  /** The last reading. @throws Refusal when there is none yet, no such order, or it was deleted. */
  readonly seen: (desk: Desk, number: number) => Promise<Order>
  /** Read fresh from Bandwidth; the caller holds its lock. @throws Refusal when it was deleted. */
  readonly fresh: (desk: Desk, number: number) => Promise<Fresh>
  /** The same; takes the lock. @returns null when it was deleted. */
  readonly sync: (desk: Desk, number: number) => Promise<Order | null>
  /** @returns null when it was deleted, undefined when Bandwidth could not be asked. */
  readonly refreshAfter: (desk: Desk, number: number) => Promise<Order | null | undefined>
  readonly whyNot: (desk: Desk, number: number, what: string) => WhyNot
  readonly writeChangedBy: (
    db: Database,
    number: number,
    changedBy: Order['changedBy'],
  ) => Promise<void>
  /** Written together with what it announces. */
  readonly announce: (
    db: Database,
    desk: Desk,
    number: number,
    news: CommonNews | NewsOf<Order>,
  ) => Promise<void>
  /** The same under a key of its own: announced once, however often it is attempted. */
  readonly announceOnce: (desk: Desk, order: Order, key: string, news: CommonNews) => Promise<void>
  /** The notes at Bandwidth. */
  readonly notes: (desk: Pick<Desk, 'bandwidth'>, order: Order) => Promise<readonly Note[]>
  /** @returns null when Bandwidth has none. */
  readonly history: (
    desk: Pick<Desk, 'bandwidth'>,
    order: Order,
  ) => Promise<readonly TheirEntry[] | null>
}

/** Like `fresh`, with only the calls that were asked for. */
export async function freshOrder(
  desk: Desk,
  number: number,
  how: HowToRefresh = {},
): Promise<FreshOrder> {
  const refreshed = await refreshOrder(desk, number, how)
  if (refreshed === null) throw await notFound(desk, number)
  const { tracked, secrets, otherSecrets } = refreshed
  return { ...tracked, secrets, otherSecrets }
}

type Refreshes = Pick<OrderKind<SeenOrder>, 'sync' | 'refreshAfter'>

const refreshes = (how: HowToRefresh): Refreshes => ({
  async sync(desk, number) {
    const refreshed = await syncOrder(desk, number, how)
    return refreshed && refreshed.tracked
  },
  async refreshAfter(desk, number) {
    const refreshed = await refreshOrderAfter(desk, number, how)
    return refreshed && refreshed.tracked
  },
})

export const ORDER: OrderKind<SeenOrder, FreshOrder> = {
  name: 'order',
  isDraft: ({ seen }) => isDraft(seen.status),
  seen: findSeen,
  fresh: freshOrder,
  ...refreshes({ documents: true }),
  whyNot: whyNotOrder,
  writeChangedBy: (db, number, changedBy) => writeOrder(db, number, { changedBy }),
  announce: announceWith,
  announceOnce: ({ db, settings, clock }, order, key, news) =>
    queueNews(db, settings, {
      key,
      order,
      ref: { kind: 'news', number: order.number, news },
      now: clock(),
    }),
  notes: ({ bandwidth }, { id }) => bandwidth.listNotes(id),
  history: ({ bandwidth }, { id }) => bandwidth.getHistory(id),
}

/** For operations that leave the documents alone: their list is not read again each time. */
export const ORDER_BUT_DOCUMENTS: OrderKind<SeenOrder, FreshOrder> = {
  ...ORDER,
  ...refreshes({ documents: false }),
}

export const BULK: OrderKind<SeenBulkOrder> = {
  name: 'bulk',
  isDraft: ({ seen }) => isBulkDraft(seen.status),
  seen: seenBulk,
  fresh: freshBulk,
  sync: syncBulk,
  refreshAfter: (desk, number) =>
    refreshAfter(desk, number, planBulk, () => refreshBulk(desk, number)),
  whyNot: whyNotBulk,
  writeChangedBy: (db, number, changedBy) => writeBulk(db, number, { changedBy }),
  announce: announceBulkWith,
  announceOnce: ({ db, settings, clock }, order, key, news) =>
    queueNews(db, settings, {
      key: `bulk-${key}`,
      order,
      ref: { kind: 'bulk-news', number: order.number, news },
      now: clock(),
    }),
  notes: ({ bandwidth }, { id }) => bandwidth.listBulkNotes(id),
  history: ({ bandwidth }, { id }) => bandwidth.getBulkHistory(id),
}

export const KINDS = { order: ORDER, bulk: BULK } as const satisfies Record<KindName, unknown>

/** The kind of the order with this number. */
export async function kindOf({ db }: Desk, number: number): Promise<KindName> {
  return (await numbered(db, number))?.kind ?? 'order'
}

/** The last reading of an order of either kind. @throws Refusal like `seen`. */
export async function anySeen(desk: Desk, number: number): Promise<AnyOrder> {
  return KINDS[await kindOf(desk, number)].seen(desk, number)
}

/** One that has been read from Bandwidth, with the questions for its kind. */
export interface Shown {
  readonly kind: KindName
  readonly order: AnyOrder
  readonly isDraft: boolean
  readonly notes: () => Promise<readonly Note[]>
  readonly history: () => Promise<readonly TheirEntry[] | null>
}

/** @returns null when nothing has this number, or it has not been read from Bandwidth yet. */
export async function shownOf(desk: Desk, number: number): Promise<Shown | null> {
  const found = await numbered(desk.db, number)
  if (found === undefined) return null
  return ofKind(found, {
    order: (order) => (isSeen(order) ? shownAs(desk, ORDER, order) : null),
    bulk: (bulk) => (isSeenBulk(bulk) ? shownAs(desk, BULK, bulk) : null),
  })
}

function shownAs<Order extends AnyOrder>(desk: Desk, of: OrderKind<Order>, order: Order): Shown {
  return {
    kind: of.name,
    order,
    isDraft: of.isDraft(order),
    notes: () => of.notes(desk, order),
    history: () => of.history(desk, order),
  }
}
