import type { CommonNews } from '../porting/news.ts'
import type { Refusal } from '../porting/refusal.ts'
import type { Database } from '../store/database.ts'
import { closeIntentsOf, type Intent, type IntentKind } from '../store/intents.ts'
import type { Desk } from './desk.ts'
import { conclude, lookForItSoon } from './intend.ts'
import type { AnyOrder, OrderKind } from './order-kind.ts'
import { sendIntended, type Sent } from './send-to-bandwidth.ts'

/** What was asked for, as the intent holds it. */
export type Asked = Pick<Intent, 'id' | 'facts' | 'by' | 'begunAt'>

/** Something asked of an order at Bandwidth, declared once: for a click, and for an answer that was lost. */
export interface Declared<Order extends AnyOrder> {
  readonly of: OrderKind<Order>
  readonly kind: IntentKind
  /** Completes "Bandwidth would not …". */
  readonly what: string
  /** @throws Refusal when it may not be asked for now. */
  readonly plan: (desk: Desk, order: Order) => Promise<Plan>
  readonly shows: (order: Order, asked: Asked) => boolean
  /** Looks at what it has moved beside the order, before its end is written. */
  readonly lookBeside?: (desk: Desk, order: Order) => Promise<unknown>
  /** Written together with its end. */
  readonly done: (db: Database, desk: Desk, order: Order, asked: Asked) => Promise<void>
  /** Told when it never came about; null: nobody has to hear of it. */
  readonly failed: (asked: Asked) => CommonNews | null
  /** Whether it came about cannot be told yet. */
  readonly notKnown: (order: Order) => Refusal
  /** A look does not show it. */
  readonly notSeen: (order: Order) => Refusal
}

/** A change that is proven by what Bandwidth shows. */
export interface ProvenChange<Order extends AnyOrder> extends Declared<Order> {
  /** Whether an answer is enough, or only a look that shows it. */
  readonly proof: 'answer' | 'look'
}

/**
 * A change that is proven when Bandwidth does not have the order any more: the look that sees it concludes
 * it. `shows` and `done` are about an order that has become something else instead.
 */
export interface ProvenEnd<Order extends AnyOrder> extends Declared<Order> {
  readonly instead: (order: Order) => Refusal
}

export interface Plan {
  /** What is needed to find it again: the kind's own fields. */
  readonly facts?: Asked['facts']
  readonly send: () => Promise<unknown>
}

interface Who {
  readonly number: number
  readonly by: string
}

/**
 * Look, ask, look, and tell what came of it.
 *
 * @returns the order that shows it.
 * @throws Refusal when it may not be asked for, did not come about, or is not known to have.
 */
export function changeProven<Order extends AnyOrder>(
  desk: Desk,
  change: ProvenChange<Order>,
  who: Who,
): Promise<Order> {
  const { of, proof } = change
  const { number } = who
  return desk.locks.hold(number, async () => {
    const { before, answer, asked } = await ask(desk, change, who)
    if (answer === 'answered' && proof === 'answer') {
      await finish(desk, change, before, asked)
      return (await of.lookAfter(desk, number)) ?? before
    }
    const after = await of.lookAfter(desk, number)
    if (after === null) throw of.gone(number)
    if (after !== undefined && (await isShown(desk, change, after, asked))) return after
    if (answer === 'answered' && after !== undefined) {
      await neverCame(desk, change, number, asked)
      throw change.notSeen(before)
    }
    await lookForItSoon(desk, asked.id)
    throw change.notKnown(before)
  })
}

/** The same for what ends an order. */
export function endProven<Order extends AnyOrder>(
  desk: Desk,
  change: ProvenEnd<Order>,
  who: Who,
): Promise<void> {
  const { of, notKnown, notSeen, instead } = change
  return desk.locks.hold(who.number, async () => {
    const { before, asked } = await ask(desk, change, who)
    const after = await of.lookAfter(desk, who.number)
    if (after === null) return
    if (after !== undefined && (await isShown(desk, change, after, asked))) throw instead(after)
    // What was taken may still be shown for a moment.
    await lookForItSoon(desk, asked.id)
    throw after === undefined ? notKnown(before) : notSeen(before)
  })
}

async function ask<Order extends AnyOrder>(
  desk: Desk,
  { of, kind, what, plan }: Declared<Order>,
  { number, by }: Who,
): Promise<{ readonly before: Order; readonly answer: Sent; readonly asked: Asked }> {
  const before = await of.fresh(desk, number)
  const { facts = {}, send } = await plan(desk, before)
  const begunAt = desk.clock()
  const { answer, intent } = await sendIntended(
    desk,
    { kind, orderNumber: number, searchKey: before.customerOrderId, facts, by },
    send,
    of.whyNot(desk, number, what),
  )
  return { before, answer, asked: { id: intent, facts, by, begunAt } }
}

/** Whether a look shows it; if it does, that is told. */
export async function isShown<Order extends AnyOrder>(
  desk: Desk,
  change: Declared<Order>,
  order: Order,
  asked: Asked,
): Promise<boolean> {
  if (!change.shows(order, asked)) return false
  await finish(desk, change, order, asked)
  return true
}

/** It does not show, and it was answered or looked for often enough. */
export async function neverCame<Order extends AnyOrder>(
  desk: Desk,
  change: Declared<Order>,
  number: number,
  asked: Asked,
): Promise<void> {
  await conclude(desk, asked.id, 'never-happened', async (db) => {
    const news = change.failed(asked)
    if (news !== null) await change.of.tell(db, desk, number, news)
  })
}

async function finish<Order extends AnyOrder>(
  desk: Desk,
  change: Declared<Order>,
  order: Order,
  asked: Asked,
): Promise<void> {
  const { kind, lookBeside } = change
  await lookBeside?.(desk, order)
  await conclude(desk, asked.id, 'done', async (db) => {
    await change.done(db, desk, order, asked)
    // What is found of one is true of every other of its kind.
    await closeIntentsOf(db, { kind, orderNumber: order.number }, 'done', desk.clock())
  })
}
