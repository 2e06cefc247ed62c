import type { Refusal } from '../porting/refusal.ts'
import type { Database } from '../store/database.ts'
import { closeIntentsOf, type Intent, type IntentKind } from '../store/intents.ts'
import type { Desk } from './desk.ts'
import { conclude, lookForItSoon } from './intend.ts'
import type { AnyOrder, CommonNews, OrderKind } from './order-kind.ts'
import { sendIntended } from './send-to-bandwidth.ts'

/** What was asked for, as the intent holds it. */
export type Asked = Pick<Intent, 'id' | 'facts' | 'by' | 'begunAt'>

/** A change of an order that is proven by what Bandwidth shows: declared once, for a click and for a lost answer. */
export interface ProvenChange<Order extends AnyOrder> {
  readonly of: OrderKind<Order>
  readonly kind: IntentKind
  /** Completes "Bandwidth would not …". */
  readonly what: string
  /** Whether an answer is enough, or only a look that shows it. */
  readonly proof: 'answer' | 'look'
  /** @throws Refusal when it may not be asked for now. */
  readonly plan: (desk: Desk, order: Order) => Promise<Plan>
  readonly shows: (order: Order, asked: Asked) => boolean
  /** Looks at what it has moved beside the order, before its end is written. */
  readonly lookBeside?: (desk: Desk, order: Order) => Promise<unknown>
  /** Written together with its end. */
  readonly done: (db: Database, desk: Desk, order: Order, asked: Asked) => Promise<void>
  /** Told when it never came about; null: nobody has to hear of it. */
  readonly failed: (asked: Asked) => CommonNews | null
  /** No answer came, and no look shows it yet. */
  readonly notKnown: (order: Order) => Refusal
  /** It was answered well, and a look does not show it. */
  readonly notSeen: (order: Order) => Refusal
}

export interface Plan {
  /** What is needed to find it again: the kind's own fields. */
  readonly facts?: Asked['facts']
  readonly send: () => Promise<unknown>
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
  { number, by }: { readonly number: number; readonly by: string },
): Promise<Order> {
  const { of, kind, what, proof } = change
  return desk.locks.hold(number, async () => {
    const before = await of.fresh(desk, number)
    const { facts = {}, send } = await change.plan(desk, before)
    const begunAt = desk.clock()
    const { answer, intent } = await sendIntended(
      desk,
      { kind, orderNumber: number, searchKey: before.customerOrderId, facts, by },
      send,
      of.whyNot(desk, number, what),
    )
    const asked = { id: intent, facts, by, begunAt }
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
    await lookForItSoon(desk, intent)
    throw change.notKnown(before)
  })
}

/** Whether a look shows it; if it does, that is told. */
export async function isShown<Order extends AnyOrder>(
  desk: Desk,
  change: ProvenChange<Order>,
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
  change: ProvenChange<Order>,
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
  change: ProvenChange<Order>,
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
