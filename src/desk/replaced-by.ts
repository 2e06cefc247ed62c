import { replacedStands, type ReplacedOrder } from '../porting/replaced-order.ts'
import { liveApprovals } from '../store/approvals.ts'
import { replacementsOf } from '../store/children.ts'
import type { Database } from '../store/database.ts'
import { findOrder, type TrackedOrder } from '../store/orders.ts'
import { redraw } from '../store/posts.ts'
import { cardKey } from './post-keys.ts'

/** The order that a draft waits for; null: it replaces none. */
export async function replacedBy(
  db: Database,
  { inPlaceOf }: Pick<TrackedOrder, 'inPlaceOf'>,
): Promise<ReplacedOrder | null> {
  const old = inPlaceOf === null ? undefined : await findOrder(db, inPlaceOf)
  if (old === undefined) return null
  const approvals = await liveApprovals(db, old.number)
  const isAsked = approvals.some(
    ({ operation, state }) => operation === 'cancel' && state === 'open',
  )
  const stands = replacedStands({ status: old.seen?.status ?? null, ending: old.ending, isAsked })
  return { number: old.number, stands }
}

/** Redraws the drafts that wait for this order's end. */
export async function redrawReplacements(db: Database, number: number): Promise<void> {
  for (const replacement of await replacementsOf(db, number)) await redraw(db, cardKey(replacement))
}
