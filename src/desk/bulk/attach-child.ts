import { bulkRuleFor } from '../../porting/bulk-status.ts'
import { wantedAfter } from '../../porting/bulk-wanted.ts'
import type { OrderId } from '../../porting/order.ts'
import { Refusal } from '../../porting/refusal.ts'
import { isDraft, isTerminal } from '../../porting/status.ts'
import { audit } from '../../store/audit.ts'
import { keptNumbers, writeNumbers } from '../../store/bulk-numbers.ts'
import { writeBulk, type SeenBulkOrder } from '../../store/bulk-orders.ts'
import type { BulkNews } from '../../porting/news.ts'
import type { Database } from '../../store/database.ts'
import { closeIntent, openIntents, type Intent } from '../../store/intents.ts'
import { type SeenOrder, writeOrder } from '../../store/orders.ts'
import { planLook } from '../../store/plans.ts'
import { findChildren } from '../../store/children.ts'
import { redraw } from '../../store/posts.ts'
import type { Desk } from '../desk.ts'
import { conclude, lookForItSoon } from '../intend.ts'
import { cardKey } from '../post-keys.ts'
import { queueCard } from '../queue-card.ts'
import { sendIntended } from '../send-to-bandwidth.ts'
import {
  cannotAttachChild,
  cannotDoWithBulkNow,
  listNotSeen,
  listNotWhole,
  notAChild,
} from './bulk-refusals.ts'
import { freshBulk } from './find-bulk.ts'
import { lookAtBulk } from './look-at-bulk.ts'
import { fateOf } from './remember-children.ts'
import { whyNotBulk } from './send-bulk-change.ts'
import { tellBulkNewsWith } from './tell-bulk.ts'
import { seenOrderNumbered } from '../numbered.ts'

/**
 * Put a single draft into a bulk draft, so that they go out together.
 * @throws Refusal with the rule that stands against it (Bandwidth: Bulk Port-Ins guide, 7700–7719).
 */
export function attachChild(
  desk: Desk,
  { number, child, by }: { readonly number: number; readonly child: number; readonly by: string },
): Promise<void> {
  return desk.locks.hold(number, async () => {
    const bulk = await freshBulk(desk, number)
    if (!bulkRuleFor(bulk.seen.status).may.includes('attach')) {
      throw cannotDoWithBulkNow(bulk, 'list of orders')
    }
    const order = await seenOrderNumbered(desk.db, child)
    const { wanted } = await keptNumbers(desk.db, number)
    const why = whyNotAttach(order, wanted)
    if (why !== null) throw cannotAttachChild(child, number, why)
    const ids = await wholeList(desk, bulk)
    const intent = await sendList(desk, bulk, order, {
      ...{ kind: 'bulk-attach', by, what: `put #${child} into it`, ids: [...ids, order.id] },
    })
    const list = { by, deed: `attach #${child}`, child, intent }
    await rememberList(desk, bulk, list, async (db, ids) => {
      if (!ids.includes(order.id)) return null
      await writeOrder(db, child, { bulkNumber: number })
      await redraw(db, cardKey(child))
      await writeNumbers(db, number, {
        wanted: wantedAfter(wanted, { joined: order.seen.numbers, left: [] }),
      })
      return { kind: 'child-attached', by, child }
    })
  })
}

/** Take an order out of a bulk order: it goes its own way, with a card and a thread of its own. */
export async function detachChild(
  desk: Desk,
  { child, by }: { readonly child: number; readonly by: string },
): Promise<number> {
  const { bulkNumber } = await seenOrderNumbered(desk.db, child)
  if (bulkNumber === null) throw notAChild(child)
  await desk.locks.hold(bulkNumber, async () => {
    const bulk = await freshBulk(desk, bulkNumber)
    const order = await seenOrderNumbered(desk.db, child)
    // The look may have shown that it has gone.
    if (order.bulkNumber !== bulkNumber) throw notAChild(child)
    if (!bulkRuleFor(bulk.seen.status).may.includes('detach')) {
      throw cannotDoWithBulkNow(bulk, 'list of orders')
    }
    const ids = await wholeList(desk, bulk)
    const left = ids.filter((id: OrderId) => id !== order.id)
    const intent = await sendList(desk, bulk, order, {
      ...{ kind: 'bulk-detach', by, what: `take #${child} out of it`, ids: left },
    })
    const list = { by, deed: `detach #${child}`, child, intent }
    await rememberList(desk, bulk, list, async (db, ids) => {
      if (ids.includes(order.id)) return null
      const now = desk.clock()
      await writeOrder(db, child, { bulkNumber: null })
      await queueCard(db, { number: child, channel: order.channel, now })
      await planLook(db, child, { lookAt: now, waitingSince: now })
      const { wanted } = await keptNumbers(db, bulkNumber)
      await writeNumbers(db, bulkNumber, {
        wanted: wantedAfter(wanted, { joined: [], left: order.seen.numbers }),
      })
      return { kind: 'child-detached', by, child }
    })
  })
  return bulkNumber
}

/** Whoever may have changed it does not approve it: written down first, and taken back if nothing happened. */
async function sendList(
  desk: Desk,
  { id, number, changedBy }: SeenBulkOrder,
  child: SeenOrder,
  {
    kind,
    by,
    what,
    ids,
  }: {
    readonly kind: 'bulk-attach' | 'bulk-detach'
    readonly by: string
    readonly what: string
    readonly ids: readonly OrderId[]
  },
): Promise<number> {
  try {
    const { intent } = await sendIntended(
      desk,
      {
        ...{ kind, orderNumber: number, searchKey: child.id, by },
        facts: { child: String(child.number) },
      },
      (bandwidth) => bandwidth.putBulkChildren(id, ids),
      whyNotBulk(desk, number, what),
      (db) => writeBulk(db, number, { changedBy: [...changedBy, { by, at: desk.clock() }] }),
    )
    return intent
  } catch (error) {
    if (error instanceof Refusal) await writeBulk(desk.db, number, { changedBy })
    throw error
  }
}

/**
 * The list of orders is replaced as a whole: sent back from one that lags behind, it would take out
 * whoever is not in it yet.
 */
async function wholeList(desk: Desk, { id, number }: SeenBulkOrder): Promise<readonly OrderId[]> {
  const { ids } = await desk.bandwidth.getBulkChildren(id)
  const named = new Set(ids)
  for (const child of await findChildren(desk.db, number)) {
    if (child.endedAt !== null || child.id === null || named.has(child.id)) continue
    if ((await fateOf(desk, child.id, id)) === 'still-in') throw listNotWhole(number, child.number)
  }
  return ids
}

/**
 * See whether the list of orders is as asked, and remember it together with what is told of it. Who is cut
 * off in between is told of it by the next look.
 *
 * @param remember is given the orders that belong to it now; null: it is not as asked.
 */
async function rememberList(
  desk: Desk,
  { id, number }: SeenBulkOrder,
  {
    by,
    deed,
    child,
    intent,
  }: {
    readonly by: string
    readonly deed: string
    readonly child: number
    readonly intent: number
  },
  remember: (db: Database, ids: readonly OrderId[]) => Promise<BulkNews | null>,
): Promise<void> {
  const { ids } = await desk.bandwidth.getBulkChildren(id)
  const now = desk.clock()
  const isDone = await desk.db.transaction().execute(async (db) => {
    const news = await remember(db, ids)
    if (news !== null) await closeIntent(db, intent, 'done', now)
    await audit(db, { at: now, orderNumber: number, by, deed, facts: { child } })
    if (news !== null) await tellBulkNewsWith(db, desk, number, news)
    return news !== null
  })
  await lookAtBulk(desk, number)
  if (isDone) return
  await lookForItSoon(desk, intent)
  throw listNotSeen(number, child)
}

/** Whether the look of which this is the end has told who put it in or took it out. */
export async function isListChangeTold(
  desk: Desk,
  intent: Intent,
  { number }: SeenBulkOrder,
): Promise<boolean> {
  return (await openIntents(desk.db, number)).every(({ id }) => id !== intent.id)
}

/** The list is not as asked, and was looked at often enough. */
export async function listNeverChanged(
  desk: Desk,
  number: number,
  { id, kind, by, facts }: Intent,
): Promise<void> {
  const news = { kind: 'list-not-changed', by, child: Number(facts['child']) } as const
  const isIn = kind === 'bulk-detach'
  await conclude(desk, id, 'never-happened', (db) =>
    tellBulkNewsWith(db, desk, number, { ...news, isIn }),
  )
}

function whyNotAttach(order: SeenOrder, numbers: readonly string[]): string | null {
  const { seen, bulkNumber } = order
  if (bulkNumber !== null) return `it is in bulk order #${bulkNumber} already (7701).`
  if (isTerminal(seen.status)) return `it is ${seen.status} (7714).`
  if (!isDraft(seen.status)) return 'it is submitted, and this bulk order is a draft (7712).'
  const inBoth = seen.numbers.filter((tn) => numbers.includes(tn))
  if (inBoth.length > 0) return `${inBoth.length} of its numbers are in it already (7718).`
  return null
}
