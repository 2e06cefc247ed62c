import { liveApprovals, moveApproval } from '../store/approvals.ts'
import { audit } from '../store/audit.ts'
import type { Database } from '../store/database.ts'
import { closeShown, type Intent } from '../store/intents.ts'
import { redraw } from '../store/posts.ts'
import { approvalKey } from './post-keys.ts'

/**
 * A draft is deleted, and somebody here was deleting it: the first refresh that sees this attributes it to
 * that person.
 *
 * @returns that person; null when nobody here was deleting it, so it was purged or deleted at Bandwidth.
 */
export async function concludeDeletion(
  db: Database,
  { kind, orderNumber }: Pick<Intent, 'kind'> & { readonly orderNumber: number },
  now: number,
): Promise<string | null> {
  const by = await closeShown(db, { kind, orderNumber }, now)
  if (by === null) return null
  await voidAll(db, orderNumber, 'the draft was deleted')
  await audit(db, { at: now, orderNumber, by, operation: 'delete', facts: {} })
  return by
}

/** Nothing about a deleted draft can be approved. */
export async function voidAll(db: Database, orderNumber: number, outcome: string): Promise<void> {
  for (const approval of await liveApprovals(db, orderNumber)) {
    await moveApproval(db, approval, { state: 'void', outcome })
    await redraw(db, approvalKey(approval.id))
  }
}

export const NO_LONGER_THERE = 'the draft no longer exists at Bandwidth'
