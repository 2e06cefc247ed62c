import { isBulkDraft } from '../../porting/bulk-status.ts'
import { findApproval } from '../../store/approvals.ts'
import type { SeenBulkOrder } from '../../store/bulk-orders.ts'
import { findChildren } from '../../store/children.ts'
import { endSent, findSent } from '../../store/sent-content.ts'
import type { Desk } from '../desk.ts'
import { announceOfChild } from '../went-out.ts'

/**
 * The first refresh of a bulk order that is no longer a draft shows whether the orders that went out are
 * the ones that were approved; each order's content is compared when that order is refreshed.
 */
export async function compareChildren(desk: Desk, { number, seen }: SeenBulkOrder): Promise<void> {
  const sent = await findSent(desk.db, number)
  if (sent === undefined || !('children' in sent.content) || isBulkDraft(seen.status)) return
  const approved = new Set(sent.content.children)
  const now = new Set((await findChildren(desk.db, number)).map((child) => child.number))
  const different = [
    ...[...now].filter((child) => !approved.has(child)).map((child) => differing(child, CAME)),
    ...[...approved].filter((child) => !now.has(child)).map((child) => differing(child, LEFT)),
  ]
  const approval = await findApproval(desk.db, sent.approvalId)
  const people = { asker: approval?.askedBy ?? null, approver: approval?.decidedBy ?? null }
  await desk.db.transaction().execute(async (db) => {
    for (const one of different) await announceOfChild(db, desk, number, { ...people, ...one })
    await endSent(db, sent)
  })
  if (different.length > 0) {
    desk.log('sent-otherwise', { number, fields: 'orders' })
    desk.wake()
  }
}

const CAME = 'wasn’t part of what was approved'
const LEFT = 'was approved with the others and is no longer part of the order'

function differing(child: number, difference: string) {
  return { child, differences: [difference] }
}
