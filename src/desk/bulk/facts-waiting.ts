import { sharedIn, type BulkChild } from '../../porting/bulk-order.ts'
import { factsIn, withChildFacts } from '../../porting/child-facts.ts'
import { writeBulk, type TrackedBulk } from '../../store/bulk-orders.ts'
import type { Database } from '../../store/database.ts'
import type { TrackedOrder } from '../../store/orders.ts'
import { BY_ITSELF } from '../desk.ts'

/**
 * Numbers are back whose order had ended: what that order had of its own is put into the new one, which
 * Bandwidth created without it. Shared details may have changed since, and are as they are now.
 */
export async function putBackLater(
  db: Database,
  bulk: TrackedBulk,
  back: readonly { readonly row: TrackedOrder; readonly child: BulkChild }[],
): Promise<void> {
  if (back.length === 0) return
  const children = back.map(({ row: { number, content, sealedSecrets }, child }) => {
    const now = { ...content, ...sharedIn(bulk.shared), numbers: child.numbers }
    return { number, content: withChildFacts(now, factsIn(content)), sealedSecrets }
  })
  const by = bulk.changedBy.at(-1)?.by ?? BY_ITSELF
  const are = new Set(children.map(({ number }) => number))
  const waiting = (bulk.recreated?.children ?? []).filter(({ number }) => !are.has(number))
  await writeBulk(db, bulk.number, { recreated: { by, children: [...waiting, ...children] } })
}

/** What was waiting to be put into an order whose numbers leave again: Bandwidth never had it. */
export function factsWaiting(
  { recreated }: TrackedBulk,
  order: number,
): Partial<Pick<TrackedOrder, 'content' | 'sealedSecrets'>> {
  const waiting = recreated?.children.find(({ number }) => number === order)
  return waiting === undefined
    ? {}
    : { content: waiting.content, sealedSecrets: waiting.sealedSecrets }
}
