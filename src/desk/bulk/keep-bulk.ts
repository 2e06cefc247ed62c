import { bulkRuleFor } from '../../porting/bulk-status.ts'
import type { Instant } from '../../porting/calendar.ts'
import { sweptAt } from '../../porting/draft-life.ts'
import { equalInEveryChild } from '../../porting/shared-facts.ts'
import { audit } from '../../store/audit.ts'
import type { SeenBulkOrder } from '../../store/bulk-orders.ts'
import { closeIntentsOf } from '../../store/intents.ts'
import { findChildren, isSeen } from '../../store/orders.ts'
import type { Desk } from '../desk.ts'
import { conclude, lookForItSoon } from '../intend.ts'
import { touchedSince, type Keeping } from '../keep-draft.ts'
import { keepNotKnown } from '../refusals.ts'
import { sendIntended } from '../send-to-bandwidth.ts'
import {
  bulkKeepNotSeen,
  bulkGoneNow,
  cannotDoWithBulkNow,
  keepWouldOverwrite,
} from './bulk-refusals.ts'
import { freshBulk } from './find-bulk.ts'
import { lookAfterBulkDeed } from './look-after-bulk-deed.ts'
import { refreshChildren } from './refresh-children.ts'
import { whyNotBulk } from './send-bulk-change.ts'
import { tellBulkNewsWith } from './tell-bulk.ts'

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
    const facts = { was: String(bulk.seen.lastModifiedAt), through: equal }
    const sent = await sendIntended(
      desk,
      { kind: 'bulk-keep', orderNumber: number, searchKey: bulk.customerOrderId, facts, by },
      () =>
        desk.bandwidth.patchBulk(
          bulk.id,
          equal === 'customerOrderId'
            ? { customerOrderId: bulk.seen.customerOrderId ?? bulk.customerOrderId }
            : { shared: { [equal]: bulk.seen[equal] } },
        ),
      whyNotBulk(desk, number, 'keep the bulk draft'),
    )
    const intent = { id: sent.intent, facts, by }
    const after = await lookAfterBulkDeed(desk, number)
    if (after === null) throw bulkGoneNow(number)
    const touchedAt = after === undefined ? null : touchedSince(intent, after.seen)
    if (after !== undefined && touchedAt !== null) {
      return bulkKept(desk, after, intent, touchedAt)
    }
    if (sent.answer === 'unknown' || after === undefined) {
      await lookForItSoon(desk, intent.id)
      throw keepNotKnown({ number })
    }
    await bulkNotKept(desk, number, intent)
    throw bulkKeepNotSeen(number)
  })
}

/** @returns the new time of the sweep. */
export async function bulkKept(
  desk: Desk,
  bulk: SeenBulkOrder,
  { id, facts, by }: Keeping,
  touchedAt: Instant,
): Promise<Instant> {
  const { number: orderNumber } = bulk
  await refreshChildren(desk, bulk)
  const at = desk.clock()
  const dies = sweptAt(touchedAt)
  await conclude(desk, id, 'done', async (db) => {
    const { through = '' } = facts
    await audit(db, { at, orderNumber, by, deed: 'keep', facts: { through } })
    await tellBulkNewsWith(db, desk, orderNumber, { kind: 'kept-alive', by, sweptAt: dies })
    await closeIntentsOf(db, { kind: 'bulk-keep', orderNumber }, 'done', at)
  })
  return dies
}

/** Its last change has not moved. */
export async function bulkNotKept(desk: Desk, number: number, { id, by }: Keeping): Promise<void> {
  await conclude(desk, id, 'never-happened', (db) =>
    tellBulkNewsWith(db, desk, number, { kind: 'keep-failed', by }),
  )
}
