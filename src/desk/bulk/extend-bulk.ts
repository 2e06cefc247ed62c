import { isAlive } from '../../porting/standing.ts'
import { bulkRuleFor } from '../../porting/bulk-status.ts'
import { wayToExtend, type WayToExtend } from '../../porting/shared-facts.ts'
import type { SeenBulkOrder } from '../../store/bulk-orders.ts'
import { isSeen, type TrackedOrder } from '../../store/orders.ts'
import { findChildren } from '../../store/children.ts'
import { extension } from '../extend-draft.ts'
import { BULK } from '../order-kind.ts'
import type { ProvenChange } from '../proven-change.ts'
import {
  bulkExtensionNotSeen,
  cannotDoWithBulkNow,
  ExtensionWouldOverwrite,
} from './bulk-refusals.ts'
import { refreshChildren } from './refresh-children.ts'

/** Everything sent is written into every child, so send only a value that all of them already have. */
export const EXTEND_BULK: ProvenChange<SeenBulkOrder> = extension(BULK, {
  kind: 'bulk-keep',
  what: 'extend the bulk draft',
  notSeen: bulkExtensionNotSeen,
  refreshBeside: refreshChildren,
  async touch(desk, bulk) {
    const { id, number, seen, customerOrderId } = bulk
    if (!bulkRuleFor(seen.status).may.includes('keep')) throw cannotDoWithBulkNow(bulk, 'draft')
    await refreshChildren(desk, bulk)
    const children = await findChildren(desk.db, number)
    const way = extendedThrough(bulk, children)
    if (way === null || way.differs.length > 0)
      throw new ExtensionWouldOverwrite(bulk, way, children)
    const { through } = way
    const change =
      through === 'customerOrderId'
        ? { customerOrderId: seen.customerOrderId ?? customerOrderId }
        : { shared: { [through]: seen[through] } }
    return { facts: { through }, send: (bandwidth) => bandwidth.patchBulk(id, change) }
  },
})

/** The field through which a bulk draft could be extended, by the last readings of its orders. */
export function extendedThrough(
  { seen }: SeenBulkOrder,
  children: readonly TrackedOrder[],
): WayToExtend | null {
  return wayToExtend(
    seen,
    seen.customerOrderId,
    children
      .filter(isSeen)
      .filter(isAlive)
      .map(({ number, seen: order }) => ({
        number,
        content: order,
        customerOrderId: order.customerOrderId,
      })),
  )
}

/** Whether writing the value again would overwrite an order's own. */
export function wouldOverwrite(bulk: SeenBulkOrder, children: readonly TrackedOrder[]): boolean {
  const way = extendedThrough(bulk, children)
  return way === null || way.differs.length > 0
}
