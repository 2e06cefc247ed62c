import { liveApprovals, moveApproval } from '../store/approvals.ts'
import { audit } from '../store/audit.ts'
import type { Database } from '../store/database.ts'
import { closeShown, type Intent } from '../store/intents.ts'
import { redraw } from '../store/posts.ts'
import { approvalKey } from './post-keys.ts'

/**
 * A draft is gone, and somebody here was deleting it: whatever look sees that first, it is theirs.
 *
 * @returns who; null when nobody here was at it, so it was purged or deleted at Bandwidth.
 */
export async function concludeDeletion(
  db: Database,
  { kind, orderNumber }: Pick<Intent, 'kind'> & { readonly orderNumber: number },
  now: number,
): Promise<string | null> {
  const by = await closeShown(db, { kind, orderNumber }, now)
  if (by === null) return null
  for (const approval of await liveApprovals(db, orderNumber)) {
    await moveApproval(db, approval, { state: 'void', outcome: 'the draft was deleted' })
    await redraw(db, approvalKey(approval.id))
  }
  await audit(db, { at: now, orderNumber, by, operation: 'delete', facts: {} })
  return by
}
