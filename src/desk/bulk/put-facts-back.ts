import { isAlive } from '../../porting/standing.ts'
import { Refusal } from '../../porting/refusal.ts'
import { writeBulk, type BulkRecreated, type TrackedBulk } from '../../store/bulk-orders.ts'
import type { Database } from '../../store/database.ts'
import { findOrders } from '../../store/orders.ts'
import { planBulk } from '../../store/plans.ts'
import { writeAndWake, type Desk } from '../desk.ts'
import { editOrder } from '../edit-order.ts'
import { bulkNumbered } from '../numbered.ts'
import { isOutage } from '../bandwidth-trouble.ts'
import { whyNotOne } from '../one-by-one.ts'
import { announceBulkWith } from './announce-bulk.ts'
import { NO_ANSWER } from './fill-children.ts'

const AFTER_OUTAGE_MS = 60_000

/**
 * After the split: put back what each child had of its own. A child that cannot be changed is named, and
 * stays as Bandwidth created it; while Bandwidth cannot be asked, the rest waits.
 */
export async function putFactsBack(desk: Desk, number: number): Promise<void> {
  const bulk = await bulkNumbered(desk.db, number)
  if (bulk.recreated === null || bulk.seen?.status !== 'VALID_DRAFT_TNS') return
  const { by, children } = bulk.recreated
  // One that was detached meanwhile is no longer one of its orders, but still gets its details.
  const all = await findOrders(
    desk.db,
    children.map((child) => child.number),
  )
  const rows = new Map(all.filter(isAlive).map((row) => [row.number, row]))
  const living = children.filter((child) => rows.has(child.number))
  // Not read yet: the next tick continues.
  if (living.some((child) => rows.get(child.number)?.seen === null)) return
  const done: number[] = []
  const failed: { child: number; why: string }[] = []
  let rest: typeof children = []
  for (const [index, { number: child, content, sealedSecrets }] of living.entries()) {
    const numbers = rows.get(child)?.content.numbers ?? content.numbers
    try {
      const { kind } = await editOrder(desk, {
        number: child,
        by,
        content: { ...content, numbers },
        secrets: desk.seal.open(sealedSecrets),
      })
      if (kind === 'edited') done.push(child)
      else failed.push({ child, why: NO_ANSWER })
    } catch (error) {
      // Already put back before an interruption.
      if (error instanceof Refusal && error.code === 'nothing-changed') {
        if (content.billingTelephoneNumber !== null) done.push(child)
        continue
      }
      if (isOutage(error)) {
        rest = living.slice(index)
        break
      }
      failed.push({ child, why: whyNotOne(desk, child, error) })
    }
  }
  await writeAndWake(desk, async (db) => {
    await writeBulk(db, number, { recreated: await stillWaiting(db, bulk, rest) })
    if (rest.length > 0) await planBulk(db, number, { nextPollAt: desk.clock() + AFTER_OUTAGE_MS })
    if (done.length + failed.length === 0) return
    await announceBulkWith(db, desk, number, { kind: 'facts-put-back', children: done, failed })
  })
}

/** Others may have come back in the meantime. */
async function stillWaiting(
  db: Database,
  { number, recreated: before }: TrackedBulk,
  rest: BulkRecreated['children'],
): Promise<BulkRecreated | null> {
  const seen = new Set(before?.children.map((child) => JSON.stringify(child)))
  const { recreated } = await bulkNumbered(db, number)
  const since = recreated?.children.filter((child) => !seen.has(JSON.stringify(child))) ?? []
  const children = [...rest, ...since]
  return recreated === null || children.length === 0 ? null : { ...recreated, children }
}
