import { withShownTime, type SharedFacts } from '../../porting/bulk-order.ts'
import { bulkRuleFor } from '../../porting/bulk-status.ts'
import { overwrittenBy, sharedDifferences, type Overwritten } from '../../porting/shared-facts.ts'
import { audit } from '../../store/audit.ts'
import { writeBulk, type SeenBulkOrder } from '../../store/bulk-orders.ts'
import { findChildren } from '../../store/orders.ts'
import type { Desk } from '../desk.ts'
import { nothingSharedChanged, cannotDoWithBulkNow } from './bulk-refusals.ts'
import { freshBulk, seenBulk } from './find-bulk.ts'
import { lookAtBulk } from './look-at-bulk.ts'
import { refreshChildren } from './refresh-children.ts'
import { sendBulkChange } from './send-bulk-change.ts'
import { tellBulkNews } from './tell-bulk.ts'

/** What a change of the shared facts would take from orders that have a value of their own. */
export async function overwrittenByShared(
  desk: Desk,
  number: number,
  shared: SharedFacts,
): Promise<readonly Overwritten[]> {
  const bulk = await seenBulk(desk, number)
  const children = await findChildren(desk.db, number)
  return overwrittenBy(changedFacts(bulk, shared), children, bulk.seen)
}

/**
 * Change what is said once for all. Bandwidth writes it into every child, over what that has of its own;
 * who asks has been shown that before.
 */
export function editShared(
  desk: Desk,
  request: { readonly number: number; readonly by: string; readonly shared: SharedFacts },
): Promise<{ readonly kind: 'edited' | 'unknown'; readonly fields: readonly string[] }> {
  const { number, by, shared } = request
  return desk.locks.hold(number, async () => {
    const bulk = await freshBulk(desk, number)
    if (!bulkRuleFor(bulk.seen.status).may.includes('edit-shared')) {
      throw cannotDoWithBulkNow(bulk, 'shared facts')
    }
    const change = changedFacts(bulk, shared)
    const fields = sharedDifferences(bulk.seen, shared).map(({ field }) => field)
    if (fields.length === 0) throw nothingSharedChanged(bulk)
    const sent = await sendBulkChange(desk, number, 'change the bulk order', () =>
      desk.bandwidth.patchBulk(bulk.id, { shared: change }),
    )
    const now = desk.clock()
    await writeBulk(desk.db, number, {
      changedBy: [...bulk.changedBy, { by, at: now }],
      waitingSince: now,
    })
    const facts = { fields: fields.join(', '), answer: sent }
    await audit(desk.db, { at: now, orderNumber: number, by, deed: 'edit', facts })
    await tellBulkNews(desk, number, { kind: 'shared-edited', by, fields })
    const after = await lookAtBulk(desk, number)
    if (after !== null) {
      await refreshChildren(desk, after)
      const meant = withShownTime(shared, after.seen)
      for (const { field, before, after: asked } of sharedDifferences(after.seen, meant)) {
        if (asked === null) continue
        const news = { kind: 'not-as-asked', field, asked, shown: before ?? 'nothing' } as const
        await tellBulkNews(desk, number, news)
      }
    }
    return { kind: sent === 'answered' ? 'edited' : 'unknown', fields }
  })
}

/** Only what differs is sent: everything that is sent is written over all children. */
function changedFacts({ seen }: SeenBulkOrder, shared: SharedFacts): Partial<SharedFacts> {
  const differing = (Object.keys(shared) as (keyof SharedFacts)[]).filter(
    (name) => JSON.stringify(seen[name]) !== JSON.stringify(shared[name]),
  )
  return Object.fromEntries(differing.map((name) => [name, shared[name]]))
}
