import { showDifferences, type ContentDifference } from '../../porting/approval.ts'
import { approvedBulkContent, bulkContentDifferences } from '../../porting/bulk-approval.ts'
import { bulkRuleFor } from '../../porting/bulk-status.ts'
import { liveApprovals, type Approval } from '../../store/approvals.ts'
import type { SeenBulkOrder } from '../../store/bulk-orders.ts'
import { isSeen, type TrackedOrder } from '../../store/orders.ts'
import { findChildren } from '../../store/children.ts'
import type { Desk } from '../desk.ts'
import { voidApproval } from '../void-approval.ts'

/** A request about a bulk order is voided at the first refresh that shows another content. */
export async function voidWhatNoLongerHolds(desk: Desk, bulk: SeenBulkOrder): Promise<void> {
  const approvals = await liveApprovals(desk.db, bulk.number)
  if (approvals.length === 0) return
  const children = await findChildren(desk.db, bulk.number)
  for (const approval of approvals) {
    const outcome = whyItNoLongerHolds(approval, bulk, children)
    if (outcome === null) continue
    await voidApproval(desk, { kind: 'bulk', channel: bulk.channel }, approval, outcome)
  }
}

function whyItNoLongerHolds(
  approval: Approval,
  bulk: SeenBulkOrder,
  children: readonly TrackedOrder[],
): string | null {
  const operation = approval.operation === 'submit' ? 'submit' : 'cancel'
  const { may, words } = bulkRuleFor(bulk.seen.status)
  if (!may.includes(operation)) return `it’s ${words} now`
  // Every order had been read when the approval was requested, so these are others.
  if (!children.every(isSeen)) return 'Bandwidth has regrouped the numbers'
  const content = approvedBulkContent(operation, {
    bulk: bulk.seen,
    children: children.filter(isSeen).map(({ number, id, seen, documents, secretsMark }) => ({
      number,
      id,
      order: seen,
      secretsMark: secretsMark ?? '',
      documents: documents.map(({ fileId, type }) => ({ fileId, type, digest: null })),
    })),
  })
  const differences = bulkContentDifferences(approval.content, content).filter(isKnown)
  return differences.length === 0 ? null : showDifferences(differences)
}

/** The bytes of a document are compared only when the approval is used. */
function isKnown({ field, before, after }: ContentDifference): boolean {
  return !/^#\d+: document /.test(field) || before === null || after === null
}
