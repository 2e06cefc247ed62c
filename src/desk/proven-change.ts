import type { BandwidthWrites } from '../bandwidth/bandwidth.ts'
import { isBandwidthError } from '../bandwidth/errors.ts'
import { Refusal } from '../porting/refusal.ts'
import type { AskedAndShown } from '../porting/same-meaning.ts'
import type { Database } from '../store/database.ts'
import { closeIntentsOf, type Intent, type IntentKind } from '../store/intents.ts'
import { redraw } from '../store/posts.ts'
import { writeAndWake, type Desk } from './desk.ts'
import { conclude, confirmSoon } from './intend.ts'
import { cardKey } from './post-keys.ts'
import { orderDeletedNow } from './refusals.ts'
import type { AnyOrder, NewsOf, OrderKind } from './order-kind.ts'
import { sendIntended, type Sent } from './send-to-bandwidth.ts'

/** The request, as saved in the intent. */
export type Asked = Pick<Intent, 'id' | 'searchKey' | 'facts' | 'by' | 'begunAt'>

/** Whether it shows, or facts to save with it from then on. */
type Shown = boolean | Asked['facts']

/** A change that may be requested at Bandwidth, declared once: for a click, and for an answer that was lost. */
export interface Declared<Order extends AnyOrder> {
  readonly of: OrderKind<Order>
  readonly kind: IntentKind
  readonly shows: (order: Order, asked: Asked, desk: Desk) => Shown | Promise<Shown>
  /** Refreshes what the change affects besides the order, before its end is written. */
  readonly refreshBeside?: (desk: Desk, order: Order) => Promise<unknown>
  /** Written together with its end. */
  readonly done: (db: Database, desk: Desk, order: Order, asked: Asked) => Promise<void>
  /** Announced when it did not happen; null: nobody has to be notified. */
  readonly failed: (asked: Asked) => NewsOf<Order> | null
  /** Requests for it are interchangeable: what is found for one holds for every other open one. */
  readonly isIdempotent?: boolean
}

/** A change that is about to be requested. */
interface Planned<Order extends AnyOrder, Fresh extends Order> extends Declared<Order> {
  readonly of: OrderKind<Order, Fresh>
  /** Completes "Bandwidth would not …". */
  readonly what: string
  /** @throws Refusal when it may not be requested now. */
  readonly plan: (desk: Desk, order: Fresh) => Promise<Plan>
  /** People who may have changed what is approved may not approve it. */
  readonly changesContent?: boolean
}

/** A change that is proven by what Bandwidth shows. */
export interface ProvableChange<
  Order extends AnyOrder,
  Fresh extends Order = Order,
> extends Planned<Order, Fresh> {
  /**
   * Whether an answer is enough, or only a refresh that shows it. With `answer-or-refresh` either is, and
   * its end is written after the refresh. With `refreshes`, one that does not show at once is polled.
   */
  readonly proof: 'answer' | 'refresh' | 'refreshes' | 'answer-or-refresh'
  /** What the refresh shows differently from the request, to be announced. */
  readonly notAsAsked?: (
    order: Order,
    asked: Asked,
    come: { readonly isDone: boolean },
  ) => readonly AskedAndShown[]
}

interface Doubts<Order extends AnyOrder> {
  /** It is not known yet whether it happened. */
  readonly notKnown: (order: Order) => Refusal
  /** A refresh does not show it. */
  readonly notSeen: (order: Order) => Refusal
}

export interface ProvenChange<Order extends AnyOrder, Fresh extends Order = Order>
  extends ProvableChange<Order, Fresh>, Doubts<Order> {}

/**
 * A change that is proven when Bandwidth no longer has the order: the refresh that sees that concludes it.
 * `shows` and `done` are for an order that has become something else instead.
 */
export interface ProvenEnd<Order extends AnyOrder, Fresh extends Order = Order>
  extends Planned<Order, Fresh>, Doubts<Order> {
  readonly instead: (order: Order) => Refusal
}

export interface Plan {
  /** Finds it again; defaults to the customer order id. */
  readonly searchKey?: string
  /** What else that needs: the fields of its kind. */
  readonly facts?: Asked['facts']
  /** @returns facts from the reply to save with the intent. */
  readonly send: (bandwidth: BandwidthWrites) => Promise<void> | Promise<Asked['facts']>
}

interface Who {
  readonly number: number
  readonly by: string
}

export interface Attempt<Order extends AnyOrder> {
  readonly is: 'done' | 'not-known' | 'not-seen'
  readonly answer: Sent
  /** The last reading. */
  readonly order: Order
  readonly asked: Asked
}

/** `attemptChange` for callers that cannot continue in doubt. @returns the order that shows it. */
export async function changeProven<Order extends AnyOrder, Fresh extends Order>(
  desk: Desk,
  change: ProvenChange<Order, Fresh>,
  who: Who,
): Promise<Order> {
  const { is, order } = await attemptChange(desk, change, who)
  if (is === 'done') return order
  throw is === 'not-known' ? change.notKnown(order) : change.notSeen(order)
}

/**
 * Refresh, send, refresh, and announce the outcome.
 *
 * @throws Refusal when it may not be requested, or certainly did not happen.
 */
export function attemptChange<Order extends AnyOrder, Fresh extends Order>(
  desk: Desk,
  change: ProvableChange<Order, Fresh>,
  who: Who,
): Promise<Attempt<Order>> {
  return desk.locks.hold(who.number, () => attemptLocked(desk, change, who))
}

/** The same for an operation that holds the order's lock already. */
export async function attemptLocked<Order extends AnyOrder, Fresh extends Order>(
  desk: Desk,
  change: ProvableChange<Order, Fresh>,
  who: Who,
): Promise<Attempt<Order>> {
  const { of, proof } = change
  const { number } = who
  const { before, answer, asked } = await ask(desk, change, who)
  if (answer === 'answered' && proof === 'answer') {
    await finish(desk, change, before, asked)
    const order = (await of.refreshAfter(desk, number)) ?? before
    return { is: 'done', answer, order, asked }
  }
  const after = await of.refreshAfter(desk, number)
  const found = after == null ? null : await shownBy(desk, change, after, asked).catch(noneInOutage)
  const isDone = (answer === 'answered' && proof === 'answer-or-refresh') || found !== null
  const differences = after == null ? [] : (change.notAsAsked?.(after, asked, { isDone }) ?? [])
  if (isDone) {
    const order = after ?? before
    if (after != null) await change.refreshBeside?.(desk, after)
    await finish(desk, change, order, found ?? asked, differences)
    return { is: 'done', answer, order, asked }
  }
  // A submitted order that is not found still exists: confirm the outcome later.
  if (after === null && of.isDraft(before)) throw orderDeletedNow(number)
  if (answer === 'answered' && after != null && proof !== 'refreshes') {
    await neverCame(desk, change, number, asked)
    return { is: 'not-seen', answer, order: before, asked }
  }
  await confirmSoon(desk, asked.id)
  await writeAndWake(desk, async (db) => {
    await announceAll(db, desk, of, number, differences)
    await redraw(db, cardKey(number))
  })
  return { is: 'not-known', answer, order: after ?? before, asked }
}

/** The same for a change that ends an order. */
export function endProven<Order extends AnyOrder, Fresh extends Order>(
  desk: Desk,
  change: ProvenEnd<Order, Fresh>,
  who: Who,
): Promise<void> {
  const { of, notKnown, notSeen, instead } = change
  return desk.locks.hold(who.number, async () => {
    const { before, asked } = await ask(desk, change, who)
    const after = await of.refreshAfter(desk, who.number)
    if (after === null) return
    if (after !== undefined && (await isShown(desk, change, after, asked))) throw instead(after)
    // Bandwidth may still show the order for a moment.
    await confirmSoon(desk, asked.id)
    throw after === undefined ? notKnown(before) : notSeen(before)
  })
}

async function ask<Order extends AnyOrder, Fresh extends Order>(
  desk: Desk,
  { of, kind, what, plan, changesContent = false }: Planned<Order, Fresh>,
  { number, by }: Who,
): Promise<{ readonly before: Order; readonly answer: Sent; readonly asked: Asked }> {
  const before = await of.fresh(desk, number)
  const { searchKey = before.customerOrderId, facts = {}, send } = await plan(desk, before)
  const begunAt = desk.clock()
  const { changedBy } = before
  const writeChangedBy = async (db: Database, now: Order['changedBy']) => {
    if (changesContent) await of.writeChangedBy(db, number, now)
  }
  try {
    const { answer, intent, reply } = await sendIntended(
      desk,
      { kind, orderNumber: number, searchKey, facts, by },
      async (bandwidth) => (await send(bandwidth)) ?? {},
      of.whyNot(desk, number, what),
      (db) => writeChangedBy(db, [...changedBy, { by, at: begunAt }]),
    )
    const asked = { id: intent, searchKey, facts: { ...facts, ...reply }, by, begunAt }
    return { before, answer, asked }
  } catch (error) {
    if (error instanceof Refusal) await writeChangedBy(desk.db, changedBy)
    throw error
  }
}

/** Whether a refresh shows it; if so, that is announced. */
export async function isShown<Order extends AnyOrder>(
  desk: Desk,
  change: Declared<Order>,
  order: Order,
  asked: Asked,
): Promise<boolean> {
  const found = await shownBy(desk, change, order, asked)
  if (found === null) return false
  await change.refreshBeside?.(desk, order)
  await finish(desk, change, order, found)
  return true
}

async function shownBy<Order extends AnyOrder>(
  desk: Desk,
  { shows }: Declared<Order>,
  order: Order,
  asked: Asked,
): Promise<Asked | null> {
  const shown = await shows(order, asked, desk)
  if (shown === false) return null
  return shown === true ? asked : { ...asked, facts: { ...asked.facts, ...shown } }
}

/** It does not show, although it was answered or polled often enough. */
export async function neverCame<Order extends AnyOrder>(
  desk: Desk,
  { failed, of }: Declared<Order>,
  number: number,
  asked: Asked,
): Promise<void> {
  await conclude(desk, asked.id, 'never-happened', async (db) => {
    const news = failed(asked)
    if (news !== null) await of.announce(db, desk, number, news)
  })
}

async function finish<Order extends AnyOrder>(
  desk: Desk,
  { of, kind, isIdempotent = false, done }: Declared<Order>,
  order: Order,
  asked: Asked,
  differences: readonly AskedAndShown[] = [],
): Promise<void> {
  const { number } = order
  await conclude(desk, asked.id, 'done', async (db) => {
    await done(db, desk, order, asked)
    await announceAll(db, desk, of, number, differences)
    if (isIdempotent) await closeIntentsOf(db, { kind, orderNumber: number }, 'done', desk.clock())
  })
}

async function announceAll<Order extends AnyOrder>(
  db: Database,
  desk: Desk,
  of: OrderKind<Order>,
  number: number,
  differences: readonly AskedAndShown[],
): Promise<void> {
  for (const difference of differences) {
    await of.announce(db, desk, number, { kind: 'not-as-asked', ...difference })
  }
}

/** An order that could not be read is unknown. */
function noneInOutage(error: unknown): null {
  if (isBandwidthError(error)) return null
  throw error
}
