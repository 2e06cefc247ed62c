import { hasEndedAs, isAlive } from '../../porting/standing.ts'
import { about, Refusal } from '../../porting/refusal.ts'
import { audit } from '../../store/audit.ts'
import { savedNumbers, writeNumbers } from '../../store/bulk-numbers.ts'
import { claimPurgedBulk, writeBulk, type TrackedBulk } from '../../store/bulk-orders.ts'
import type { Database } from '../../store/database.ts'
import { writeOrder } from '../../store/orders.ts'
import { findChildren } from '../../store/children.ts'
import { redraw } from '../../store/posts.ts'
import { writeAndWake, type Desk } from '../desk.ts'
import { newCustomerOrderId } from '../draft-order.ts'
import { intend, whyNotMade } from '../intend.ts'
import { refuseIfMadeMeanwhile } from '../made-meanwhile.ts'
import { cardKey } from '../post-keys.ts'
import { bulkNotKnownYet } from './bulk-refusals.ts'
import { adoptMadeBulkLocked } from './draft-bulk.ts'
import { redrawBulkCard } from './announce-bulk.ts'
import { bulkNumbered } from '../numbered.ts'

/**
 * Recreate a purged bulk order: under the same number, in the same thread, with the same numbers. When
 * Bandwidth has split them, what a child had of its own is put into the one with most of its numbers.
 */
export function recreatePurgedBulk(
  desk: Desk,
  { number, by }: { readonly number: number; readonly by: string },
): Promise<'made' | 'unknown'> {
  return desk.locks.hold(number, async () => {
    const bulk = await bulkNumbered(desk.db, number)
    if (!hasEndedAs('purged', bulk)) throw notPurgedBulk(number, bulk)
    const { desired } = await savedNumbers(desk.db, number)
    await refuseIfMadeMeanwhile(desk, { ...bulk, numbers: desired })
    const customerOrderId = newCustomerOrderId({ ...bulk.shared, numbers: desired })
    const { id, shared, seen, seenAt, endedAt } = bulk
    const made = await intend(
      desk,
      { kind: 'bulk', orderNumber: number, searchKey: customerOrderId, facts: {}, by },
      (bandwidth) => bandwidth.createBulk({ customerOrderId, shared }),
      async (db) => {
        const children = (await findChildren(db, number)).filter((child) =>
          hasEndedAs('purged', child),
        )
        const now = desk.clock()
        const claimed = await claimPurgedBulk(db, number, {
          id: null,
          customerOrderId,
          seen: null,
          seenAt: null,
          childErrors: [],
          list: { is: 'unsent' },
          endedAt: null,
          ending: null,
          nextPollAt: null,
          waitingSince: now,
          statusSince: null,
          changedBy: [...bulk.changedBy, { by, at: now }],
          recreated: {
            by,
            was: { id, customerOrderId: bulk.customerOrderId, seen, seenAt, endedAt },
            children: children.map(({ number, content, sealedSecrets }) => ({
              number,
              content,
              sealedSecrets,
            })),
          },
        })
        await writeNumbers(db, number, { split: null })
        if (!claimed) throw notPurgedBulk(number, await bulkNumbered(db, number))
        // They follow their numbers to the new children, as after any split.
        for (const child of children) {
          await writeOrder(db, child.number, { endedAt: null, ending: null })
        }
        const facts = { was: id ?? 'never seen' }
        await audit(db, { at: now, orderNumber: number, by, operation: 'make again', facts })
      },
    )
    switch (made.kind) {
      case 'done':
        await adoptMadeBulkLocked(desk, { number, intent: made.intent, id: made.result.id })
        return 'made'
      case 'unknown':
        await redrawBulkCard(desk, number)
        return 'unknown'
      case 'refused':
      case 'not-done':
        await writeAndWake(desk, (db) => backToPurged(db, number, desk.clock()))
        throw whyNotMade(made, 'recreate this bulk order')
    }
  })
}

/** The creation did not happen: the draft is purged as before, and can be recreated. */
export async function backToPurged(db: Database, number: number, now: number): Promise<void> {
  const { recreated } = await bulkNumbered(db, number)
  const { endedAt = now, ...was } = recreated?.was ?? {}
  const ended = { endedAt, ending: 'swept', nextPollAt: null } as const
  await writeBulk(db, number, { id: null, ...was, ...ended, recreated: null })
  for (const child of await findChildren(db, number)) {
    if (isAlive(child)) await writeOrder(db, child.number, ended)
  }
  await redraw(db, cardKey(number))
}

function notPurgedBulk(number: number, bulk: TrackedBulk | undefined): Refusal {
  return bulk !== undefined && isAlive(bulk) && bulk.id === null
    ? bulkNotKnownYet(bulk)
    : new Refusal(
        'not-swept',
        about(
          number,
          (named) => `Bandwidth didn’t delete ${named}, so there’s nothing to recreate.`,
        ),
      )
}
