import { bulkRuleFor } from '../../porting/bulk-status.ts'
import type { Instant } from '../../porting/calendar.ts'
import { sweptAt } from '../../porting/draft-life.ts'
import { equalInEveryChild } from '../../porting/shared-facts.ts'
import { audit } from '../../store/audit.ts'
import { findChildren, isSeen } from '../../store/orders.ts'
import type { Desk } from '../desk.ts'
import {
  bulkKeepNotSeen,
  bulkGoneNow,
  cannotDoWithBulkNow,
  keepWouldOverwrite,
} from './bulk-refusals.ts'
import { freshBulk } from './find-bulk.ts'
import { lookAtBulk } from './look-at-bulk.ts'
import { refreshChildren } from './refresh-children.ts'
import { sendBulkChange } from './send-bulk-change.ts'
import { tellBulkNews } from './tell-bulk.ts'

/**
 * Touch a bulk draft so that Bandwidth's sweep passes it by. Whatever is sent is written into every child,
 * so only a value goes that all of them have already. Done only when LastModifiedDate has moved.
 *
 * @returns the new time of the sweep.
 * @throws Refusal when nothing is equal in every child: keeping would overwrite.
 */
export function keepBulk(
  desk: Desk,
  { number, by }: { readonly number: number; readonly by: string },
): Promise<Instant> {
  return desk.locks.hold(number, async () => {
    const bulk = await freshBulk(desk, number)
    if (!bulkRuleFor(bulk.seen.status).may.includes('keep'))
      throw cannotDoWithBulkNow(bulk, 'draft')
    await refreshChildren(desk, bulk)
    const children = (await findChildren(desk.db, number)).filter(isSeen)
    const equal = equalInEveryChild(
      bulk.seen,
      bulk.seen.customerOrderId,
      children.map(({ seen }) => ({ content: seen, customerOrderId: seen.customerOrderId })),
    )
    if (equal === null) throw keepWouldOverwrite(number)
    await sendBulkChange(desk, number, 'keep the bulk draft', () =>
      desk.bandwidth.patchBulk(
        bulk.id,
        equal === 'customerOrderId'
          ? { customerOrderId: bulk.seen.customerOrderId ?? bulk.customerOrderId }
          : { shared: { [equal]: bulk.seen[equal] } },
      ),
    )
    const after = await lookAtBulk(desk, number)
    if (after === null) throw bulkGoneNow(number)
    const touchedAt = after.seen.lastModifiedAt
    if (touchedAt === null || touchedAt === bulk.seen.lastModifiedAt) {
      await tellBulkNews(desk, number, { kind: 'keep-failed', by })
      throw bulkKeepNotSeen(number)
    }
    await refreshChildren(desk, after)
    const dies = sweptAt(touchedAt)
    const at = desk.clock()
    await audit(desk.db, { at, orderNumber: number, by, deed: 'keep', facts: { through: equal } })
    await tellBulkNews(desk, number, { kind: 'kept-alive', by, sweptAt: dies })
    return dies
  })
}
