import { statusText, isAlive } from '../../porting/standing.ts'
import { showCount } from '../../porting/counts.ts'
import { bulkRuleFor } from '../../porting/bulk-status.ts'
import { desiredAfter } from '../../porting/desired-numbers.ts'
import type { OrderId } from '../../porting/order.ts'
import { isDraft, isTerminal } from '../../porting/status.ts'
import { savedNumbers, writeNumbers } from '../../store/bulk-numbers.ts'
import type { SeenBulkOrder } from '../../store/bulk-orders.ts'
import { findChildren } from '../../store/children.ts'
import { openIntents } from '../../store/intents.ts'
import type { SeenOrder } from '../../store/orders.ts'
import type { Desk } from '../desk.ts'
import { bulkNumbered, orderNumbered, seenOrderNumbered } from '../numbered.ts'
import { BULK } from '../order-kind.ts'
import { attemptChange, type Plan, type ProvableChange } from '../proven-change.ts'
import {
  cannotAttachChild,
  cannotDoWithBulkNow,
  listNotSeen,
  listNotWhole,
  notAChild,
} from './bulk-refusals.ts'
import { childAttached, childDetached } from './join-and-leave.ts'
import { fateOf } from './sync-children.ts'

/**
 * Put a single draft into a bulk draft, so that they go out together.
 * @throws Refusal with the rule that forbids it (Bandwidth: Bulk Port-Ins guide, 7700–7719).
 */
export async function attachChild(
  desk: Desk,
  { number, child, by }: { readonly number: number; readonly child: number; readonly by: string },
): Promise<void> {
  const { is } = await attemptChange(desk, attaching(child), { number, by })
  if (is !== 'done') throw listNotSeen(number, child)
}

/** Take an order out of a bulk order: it becomes stand-alone, with a card and a thread of its own. */
export async function detachFromBulk(
  desk: Desk,
  { child, by }: { readonly child: number; readonly by: string },
): Promise<number> {
  const { bulkNumber: number } = await seenOrderNumbered(desk.db, child)
  if (number === null) throw notAChild(child)
  const { is } = await attemptChange(desk, detaching(child), { number, by })
  if (is !== 'done') throw listNotSeen(number, child)
  return number
}

export const ATTACH = listChange('bulk-attach', { isIn: true })
export const DETACH = listChange('bulk-detach', { isIn: false })

/** Usually the refresh afterwards sees the change and announces it, with the person who requested it. */
function listChange(
  kind: 'bulk-attach' | 'bulk-detach',
  { isIn }: { readonly isIn: boolean },
): Omit<ProvableChange<SeenBulkOrder>, 'plan' | 'what'> {
  return {
    of: BULK,
    kind,
    changesContent: true,
    proof: 'refreshes',
    async shows({ id, number }, asked, desk) {
      const isOpen = (await openIntents(desk.db, number)).some((open) => open.id === asked.id)
      if (!isOpen) return true
      // A refresh draws no conclusion from a list that is empty, or whose numbers did not pass.
      const { ids } = await desk.bandwidth.getBulkChildren(id)
      return ids.some((one) => one === asked.searchKey) === isIn
    },
    async done(db, { settings, clock }, { number }, { by, facts }) {
      const child = await orderNumbered(db, Number(facts['child']))
      const bulk = await bulkNumbered(db, number)
      const record = isIn ? childAttached : childDetached
      await record(db, settings, { bulk, child }, { by, at: clock() })
      const { numbers } = child.content
      const { desired } = await savedNumbers(db, number)
      const [joined, left] = isIn ? [numbers, []] : [[], numbers]
      await writeNumbers(db, number, { desired: desiredAfter(desired, { joined, left }) })
    },
    failed: ({ by, facts }) => ({
      kind: 'list-not-changed',
      by,
      child: Number(facts['child']),
      isIn: !isIn,
    }),
  }
}

function attaching(child: number): ProvableChange<SeenBulkOrder> {
  return {
    ...ATTACH,
    what: `put #${child} into it`,
    async plan(desk, bulk) {
      const { number } = bulk
      refuseUnless(bulk, 'attach')
      const order = await seenOrderNumbered(desk.db, child)
      const { desired } = await savedNumbers(desk.db, number)
      const why = whyNotAttach(order, desired)
      if (why !== null) throw cannotAttachChild(child, number, why)
      return putting(bulk, order, [...(await wholeList(desk, bulk)), order.id])
    },
  }
}

function detaching(child: number): ProvableChange<SeenBulkOrder> {
  return {
    ...DETACH,
    what: `detach #${child}`,
    async plan(desk, bulk) {
      const order = await seenOrderNumbered(desk.db, child)
      // The refresh may have shown that it has left the bulk order.
      if (order.bulkNumber !== bulk.number) throw notAChild(child)
      refuseUnless(bulk, 'detach')
      const ids = await wholeList(desk, bulk)
      return putting(
        bulk,
        order,
        ids.filter((id: OrderId) => id !== order.id),
      )
    },
  }
}

function refuseUnless(bulk: SeenBulkOrder, operation: 'attach' | 'detach'): void {
  if (bulkRuleFor(bulk.seen.status).may.includes(operation)) return
  throw cannotDoWithBulkNow(bulk, 'order list')
}

function putting(
  { id }: SeenBulkOrder,
  { id: searchKey, number: child }: SeenOrder,
  ids: readonly OrderId[],
): Plan {
  return {
    searchKey,
    facts: { child: String(child) },
    async send(bandwidth) {
      await bandwidth.putBulkChildren(id, ids)
    },
  }
}

/** A PUT replaces the whole list: one that lags behind would remove the orders not in it yet. */
async function wholeList(desk: Desk, { id, number }: SeenBulkOrder): Promise<readonly OrderId[]> {
  const { ids } = await desk.bandwidth.getBulkChildren(id)
  const named = new Set(ids)
  for (const child of await findChildren(desk.db, number)) {
    if (!isAlive(child) || child.id === null || named.has(child.id)) continue
    if ((await fateOf(desk, child.id, id)) === 'still-in') throw listNotWhole(number, child.number)
  }
  return ids
}

function whyNotAttach(order: SeenOrder, numbers: readonly string[]): string | null {
  const { seen, bulkNumber } = order
  if (bulkNumber !== null) return `it’s already in bulk order #${bulkNumber} (7701).`
  if (isTerminal(seen.status)) return `it’s ${statusText(seen)} (7714).`
  if (!isDraft(seen.status)) return 'it’s submitted, and this bulk order is a draft (7712).'
  const inBoth = seen.numbers.filter((tn) => numbers.includes(tn))
  if (inBoth.length > 0)
    return `${showCount(inBoth.length)} of its numbers ${inBoth.length === 1 ? 'is' : 'are'} already there (7718).`
  return null
}
