import type { BulkNews, CommonNews, News } from '../porting/news.ts'
import type { Secrets } from '../porting/order.ts'
import type { Refusal } from '../porting/refusal.ts'
import { isBulkDraft } from '../porting/bulk-status.ts'
import { isDraft } from '../porting/status.ts'
import { planBulk, writeBulk, type SeenBulkOrder } from '../store/bulk-orders.ts'
import type { Database } from '../store/database.ts'
import { writeOrder, type SeenOrder } from '../store/orders.ts'
import { bulkGoneNow } from './bulk/bulk-refusals.ts'
import { freshBulk, seenBulk } from './bulk/find-bulk.ts'
import { lookAtBulk, syncBulk } from './bulk/look-at-bulk.ts'
import { whyNotBulk } from './bulk/send-bulk-change.ts'
import { tellBulkNewsWith } from './bulk/tell-bulk.ts'
import type { Desk } from './desk.ts'
import { findSeen } from './find-order.ts'
import { lookAfter, lookAfterDeed } from './look-after-deed.ts'
import { lookAtOrder, syncOrder, type HowToLook } from './look-at-order.ts'
import { queueNews } from './queue-news.ts'
import { orderGoneNow } from './refusals.ts'
import { whyNotOrder, type WhyNot } from './send-to-bandwidth.ts'
import { tellNewsWith } from './tell-news.ts'
import type { KindName } from '../store/followed.ts'
import { numbered } from './numbered.ts'

/** Whatever is followed as one order at Bandwidth. */
export type AnyOrder = SeenOrder | SeenBulkOrder

/** With what is for one operation only: never stored, never logged. */
export type FreshOrder = SeenOrder & { readonly secrets: Secrets }

export type NewsOf<Order extends AnyOrder> = Order extends SeenBulkOrder ? BulkNews : News

/** What differs between a stand-alone and a bulk order for whoever follows or changes one. */
export interface OrderKind<Order extends AnyOrder, Fresh extends Order = Order> {
  readonly name: KindName
  readonly isDraft: (order: Order) => boolean
  /** As it was seen last. @throws Refusal when there is none, or it is gone, or not known yet. */
  readonly seen: (desk: Desk, number: number) => Promise<Order>
  /** As it stands at Bandwidth this moment, under its lock. @throws Refusal when it is gone. */
  readonly fresh: (desk: Desk, number: number) => Promise<Fresh>
  /** The same; takes the lock. @returns null when it is gone. */
  readonly sync: (desk: Desk, number: number) => Promise<Order | null>
  /** @returns null when it is gone, undefined when Bandwidth could not be asked. */
  readonly lookAfter: (desk: Desk, number: number) => Promise<Order | null | undefined>
  readonly gone: (number: number) => Refusal
  readonly whyNot: (desk: Desk, number: number, what: string) => WhyNot
  readonly writeChangedBy: (
    db: Database,
    number: number,
    changedBy: Order['changedBy'],
  ) => Promise<void>
  /** Written together with what it tells of. */
  readonly tell: (
    db: Database,
    desk: Desk,
    number: number,
    news: CommonNews | NewsOf<Order>,
  ) => Promise<void>
  /** The same under a key of its own: told once, however often it is tried. */
  readonly tellOnce: (desk: Desk, order: Order, key: string, news: CommonNews) => Promise<void>
}

/** As `fresh`, with no more calls than it is asked for. */
export async function freshOrder(
  desk: Desk,
  number: number,
  how: HowToLook = {},
): Promise<FreshOrder> {
  const look = await lookAtOrder(desk, number, how)
  if (look === null) throw orderGoneNow(number)
  return { ...look.tracked, secrets: look.secrets }
}

export const ORDER: OrderKind<SeenOrder, FreshOrder> = {
  name: 'order',
  isDraft: ({ seen }) => isDraft(seen.status),
  seen: (desk, number) => findSeen(desk, number),
  fresh: freshOrder,
  async sync(desk, number) {
    const look = await syncOrder(desk, number)
    return look && look.tracked
  },
  async lookAfter(desk, number) {
    const look = await lookAfterDeed(desk, number)
    return look && look.tracked
  },
  gone: orderGoneNow,
  whyNot: whyNotOrder,
  writeChangedBy: (db, number, changedBy) => writeOrder(db, number, { changedBy }),
  tell: tellNewsWith,
  tellOnce: ({ db, settings, clock }, order, key, news) =>
    queueNews(db, settings, {
      key,
      order,
      ref: { kind: 'news', number: order.number, news },
      now: clock(),
    }),
}

export const BULK: OrderKind<SeenBulkOrder> = {
  name: 'bulk',
  isDraft: ({ seen }) => isBulkDraft(seen.status),
  seen: seenBulk,
  fresh: freshBulk,
  sync: syncBulk,
  lookAfter: (desk, number) => lookAfter(desk, number, { plan: planBulk, look: lookAtBulk }),
  gone: bulkGoneNow,
  whyNot: whyNotBulk,
  writeChangedBy: (db, number, changedBy) => writeBulk(db, number, { changedBy }),
  tell: tellBulkNewsWith,
  tellOnce: ({ db, settings, clock }, order, key, news) =>
    queueNews(db, settings, {
      key: `bulk-${key}`,
      order,
      ref: { kind: 'bulk-news', number: order.number, news },
      now: clock(),
    }),
}

export const KINDS = { order: ORDER, bulk: BULK } as const satisfies Record<KindName, unknown>

/** Of a number of ours. */
export async function kindOf({ db }: Desk, number: number): Promise<KindName> {
  return (await numbered(db, number))?.kind ?? 'order'
}
