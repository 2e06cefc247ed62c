import { accountFor } from '../../porting/bulk-account.ts'
import {
  approvalExpiresAt,
  type ApprovedContent,
  type ApprovalOperation,
} from '../../porting/approval.ts'
import { approvedBulkContent } from '../../porting/bulk-approval.ts'
import { bulkReadiness } from '../../porting/bulk-readiness.ts'
import { bulkRuleFor } from '../../porting/bulk-status.ts'
import type { Instant } from '../../porting/calendar.ts'
import { purgesAt } from '../../porting/draft-life.ts'
import { automaticActivation } from '../../porting/foc.ts'
import { isTerminal } from '../../porting/status.ts'
import { savedNumbers } from '../../store/bulk-numbers.ts'
import type { SeenBulkOrder } from '../../store/bulk-orders.ts'
import { isSeen, type SeenOrder } from '../../store/orders.ts'
import { findChildren } from '../../store/children.ts'
import type { Approvable } from '../approvable.ts'
import { patient, type Desk } from '../desk.ts'
import { documentsToApprove } from '../documents-to-approve.ts'
import {
  BulkNotReady,
  cannotCancelBulkNow,
  cannotSubmitBulkNow,
  decidedForEachOrder,
} from './bulk-refusals.ts'
import { cancelBulk } from './cancel-bulk.ts'
import { wouldOverwrite } from './extend-bulk.ts'
import { refreshBulk } from './refresh-bulk.ts'
import { readDocuments } from './read-documents.ts'
import { refreshChildren } from './refresh-children.ts'
import { submitBulk } from './submit-bulk.ts'

/** A bulk order with its children and their documents, read fresh from Bandwidth. */
export async function refreshApprovableBulk(
  desk: Desk,
  number: number,
): Promise<Approvable | null> {
  const bulk = await refreshBulk(desk, number)
  if (bulk === null) return null
  await refreshChildren(desk, bulk)
  const children = await withDocuments(
    patient(desk),
    (await findChildren(desk.db, number)).filter(isSeen),
  )
  return {
    kind: 'bulk',
    channel: bulk.channel,
    changed: [bulk, ...children],
    content: (operation) => contentOf(patient(desk), operation, bulk, children),
    refuseUnlessPossible: ({ operation }) => refuseUnlessPossible(desk, operation, bulk, children),
    // A bulk order that is too early is not ready: Bandwidth would refuse it (7715).
    warning: () => null,
    expiresAt: (operation, requestedAt) =>
      approvalExpiresAt({
        operation,
        requestedAt,
        calendar: desk.settings.calendar,
        requestedFocDate: bulk.seen.requestedFocDate,
        liveAt: firstLiveAt(children),
        lockedAt: null,
        purgedAt: wouldOverwrite(bulk, children)
          ? purgesAt(bulk.seen.lastModifiedAt ?? bulk.createdAt)
          : null,
      }),
    act(approval, by) {
      const { operation } = approval
      switch (operation) {
        case 'submit':
          return submitBulk(desk, { bulk, approved: children }, approval, by)
        case 'cancel':
          return cancelBulk(patient(desk), bulk, children, approval, by)
        case 'activate':
        case 'change':
          throw decidedForEachOrder(bulk)
      }
    },
  }
}

/** When the first of its orders goes live automatically. */
function firstLiveAt(children: readonly SeenOrder[]): Instant | null {
  const moments = children.map(({ seen }) => automaticActivation(seen)).filter((at) => at !== null)
  return moments.length === 0 ? null : Math.min(...moments)
}

/** Reads the documents of every child; one that has ended accepts none anymore. */
async function withDocuments(
  desk: Desk,
  children: readonly SeenOrder[],
): Promise<readonly SeenOrder[]> {
  const read: SeenOrder[] = []
  for (const child of children) {
    if (isTerminal(child.seen.status)) {
      read.push(child)
      continue
    }
    read.push({ ...child, documents: await readDocuments(desk, child) })
  }
  return read
}

/** The documents' bytes are read again: one that was replaced in place has the same name and the same id. */
async function contentOf(
  desk: Desk,
  operation: ApprovalOperation,
  bulk: SeenBulkOrder,
  children: readonly SeenOrder[],
): Promise<ApprovedContent> {
  const approved = []
  for (const child of children) {
    const { number, id, seen: order, secretsMark } = child
    const documents = await documentsToApprove(desk, child)
    approved.push({ number, id, order, documents, secretsMark: secretsMark ?? '' })
  }
  return approvedBulkContent(operation === 'submit' ? 'submit' : 'cancel', {
    bulk: bulk.seen,
    children: approved,
  })
}

async function refuseUnlessPossible(
  { db, clock, settings }: Desk,
  operation: ApprovalOperation,
  bulk: SeenBulkOrder,
  children: readonly SeenOrder[],
): Promise<void> {
  const { may } = bulkRuleFor(bulk.seen.status)
  switch (operation) {
    case 'submit':
      if (!may.includes('submit')) throw cannotSubmitBulkNow(bulk)
      return refuseUnlessReady({ db, clock, settings }, bulk, children)
    case 'cancel':
      if (!may.includes('cancel')) throw cannotCancelBulkNow(bulk)
      return
    case 'activate':
    case 'change':
      throw decidedForEachOrder(bulk)
  }
}

async function refuseUnlessReady(
  { db, clock, settings }: Pick<Desk, 'db' | 'clock' | 'settings'>,
  bulk: SeenBulkOrder,
  children: readonly SeenOrder[],
): Promise<void> {
  const { desired, split } = await savedNumbers(db, bulk.number)
  const found = bulkReadiness({
    now: clock(),
    calendar: settings.calendar,
    numbers: accountFor(desired, split),
    status: bulk.seen.status,
    requestedFocDate: bulk.seen.requestedFocDate,
    children: children.map(({ number, seen, documents }) => ({ number, order: seen, documents })),
  })
  if (!found.ready) throw new BulkNotReady(bulk, found)
}
