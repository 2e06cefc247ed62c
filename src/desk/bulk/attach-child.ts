import { bulkRuleFor, isBulkDraft } from '../../porting/bulk-status.ts'
import type { OrderId } from '../../porting/order.ts'
import { isDraft, isTerminal } from '../../porting/status.ts'
import { audit } from '../../store/audit.ts'
import { keptNumbers, writeNumbers } from '../../store/bulk-numbers.ts'
import { writeBulk } from '../../store/bulk-orders.ts'
import { findOrder, isSeen, planLook, writeOrder, type SeenOrder } from '../../store/orders.ts'
import type { Desk } from '../desk.ts'
import { noSuchOrder, notKnownYet } from '../refusals.ts'
import { queueCard } from '../queue-card.ts'
import { cannotAttachChild, cannotDoWithBulkNow, notAChild } from './bulk-refusals.ts'
import { freshBulk } from './find-bulk.ts'
import { lookAtBulk } from './look-at-bulk.ts'
import { sendBulkChange } from './send-bulk-change.ts'
import { tellBulkNews } from './tell-bulk.ts'

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
    const order = await seenOrder(desk, child)
    const { wanted } = await keptNumbers(desk.db, number)
    const why = whyNotAttach(order, wanted)
    if (why !== null) throw cannotAttachChild(child, number, why)
    const { ids } = await desk.bandwidth.getBulkChildren(bulk.id)
    await sendBulkChange(desk, number, `put #${child} into it`, () =>
      desk.bandwidth.putBulkChildren(bulk.id, [...ids, order.id]),
    )
    // Attached, its numbers belong to the whole.
    await desk.db.transaction().execute(async (db) => {
      await writeNumbers(db, number, { wanted: [...new Set([...wanted, ...order.seen.numbers])] })
      await writeBulk(db, number, { changedBy: changed(desk, bulk.changedBy, by) })
    })
    await afterwards(desk, number, { child, by, deed: `attach #${child}` })
    await tellBulkNews(desk, number, { kind: 'child-attached', by, child })
  })
}

/** Take an order out of a bulk order: it goes its own way, with a card and a thread of its own. */
export async function detachChild(
  desk: Desk,
  { child, by }: { readonly child: number; readonly by: string },
): Promise<number> {
  const { bulkNumber } = await seenOrder(desk, child)
  if (bulkNumber === null) throw notAChild(child)
  await desk.locks.hold(bulkNumber, async () => {
    const bulk = await freshBulk(desk, bulkNumber)
    const order = await seenOrder(desk, child)
    if (!bulkRuleFor(bulk.seen.status).may.includes('detach')) {
      throw cannotDoWithBulkNow(bulk, 'list of orders')
    }
    const { ids } = await desk.bandwidth.getBulkChildren(bulk.id)
    const left = ids.filter((id: OrderId) => id !== order.id)
    await sendBulkChange(desk, bulkNumber, `take #${child} out of it`, () =>
      desk.bandwidth.putBulkChildren(bulk.id, left),
    )
    const shown = await desk.bandwidth.getBulkChildren(bulk.id)
    if (!shown.ids.includes(order.id)) {
      const now = desk.clock()
      await desk.db.transaction().execute(async (db) => {
        await writeOrder(db, child, { bulkNumber: null })
        await queueCard(db, { number: child, channel: order.channel, now })
        await planLook(db, child, { lookAt: now, waitingSince: now })
        if (isBulkDraft(bulk.seen.status)) {
          const gone = new Set(order.seen.numbers)
          const { wanted } = await keptNumbers(db, bulkNumber)
          await writeNumbers(db, bulkNumber, { wanted: wanted.filter((tn) => !gone.has(tn)) })
          await writeBulk(db, bulkNumber, { changedBy: changed(desk, bulk.changedBy, by) })
        }
      })
      await tellBulkNews(desk, bulkNumber, { kind: 'child-detached', by, child })
    }
    await afterwards(desk, bulkNumber, { child, by, deed: `detach #${child}` })
  })
  return bulkNumber
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

async function afterwards(
  desk: Desk,
  number: number,
  { child, by, deed }: { readonly child: number; readonly by: string; readonly deed: string },
): Promise<void> {
  await audit(desk.db, { at: desk.clock(), orderNumber: number, by, deed, facts: { child } })
  await lookAtBulk(desk, number)
}

function changed(
  desk: Desk,
  changedBy: readonly { readonly by: string; readonly at: number }[],
  by: string,
): readonly { readonly by: string; readonly at: number }[] {
  return [...changedBy, { by, at: desk.clock() }]
}

async function seenOrder(desk: Desk, number: number): Promise<SeenOrder> {
  const order = await findOrder(desk.db, number)
  if (order === undefined) throw noSuchOrder(`#${number}`)
  if (!isSeen(order)) throw notKnownYet(order)
  return order
}
