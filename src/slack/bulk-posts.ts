import { isAlive } from '../porting/standing.ts'
import type { Desk } from '../desk/desk.ts'
import { noteTakenBy } from '../desk/snooze-reminder.ts'
import { viewBulk } from '../desk/bulk/view-bulk.ts'
import { viewLoas } from '../desk/bulk/view-loas.ts'
import { writeChildCsv } from '../porting/child-table.ts'
import { findApproval } from '../store/approvals.ts'
import type { BulkPostRef } from '../store/bulk-posts.ts'
import type { PostRef } from '../store/posts.ts'
import { findSnooze } from '../store/snoozes.ts'
import type { Message } from './blocks.ts'
import { bulkApproval } from './messages/bulk-approval.ts'
import { bulkCard } from './messages/bulk-card.ts'
import { bulkDocuments } from './messages/bulk-documents.ts'
import { refusedCsv } from './messages/bulk-files.ts'
import { bulkChange } from './messages/bulk-change.ts'
import { bulkDays } from './messages/bulk-days.ts'
import { bulkDigest } from './messages/bulk-digest.ts'
import { bulkNews } from './messages/bulk-news.ts'
import { bulkReminder } from './messages/bulk-reminder.ts'
import { leavingBeside } from './words/bulk-words.ts'
import { approversFor, noApproverOn } from './who-may-approve.ts'
import { withPlainNames } from './plain-names.ts'
import type { Workspace } from './workspace.ts'
import { bulkNumbered } from '../desk/numbered.ts'

type BulkFileRef = Extract<BulkPostRef, { kind: 'bulk-refused-file' | 'bulk-children-file' }>

export function isBulkPost(ref: PostRef): ref is BulkPostRef {
  return ref.kind.startsWith('bulk-')
}

/** The message of a post about a bulk order now; null when there is nothing left to show. */
export async function drawBulkPost(
  desk: Desk,
  workspace: Workspace,
  ref: BulkPostRef,
): Promise<Message | null> {
  const bulk = await bulkNumbered(desk.db, ref.number)
  // The progress of a shared LOA is redrawn often and needs none of the numbers.
  if (ref.kind === 'bulk-documents') return bulkDocuments(await viewLoas(desk.db, bulk))
  const view = await viewBulk(desk, bulk)
  const { approvers } = workspace.roles
  switch (ref.kind) {
    case 'bulk-card':
      return bulkCard(
        view,
        await noApproverOn(desk, [bulk, ...view.children.map(({ tracked }) => tracked)]),
      )
    case 'bulk-change':
      return bulkChange(view, ref.change)
    case 'bulk-news':
      return withPlainNames(
        workspace,
        ref.news,
        bulkNews(view, ref.news, {
          approvers,
          taken: await noteTakenBy(desk.db, ref),
          ...(ref.news.kind === 'split-anew' && {
            loas: (await viewLoas(desk.db, bulk)).shared,
          }),
        }),
      )
    case 'bulk-digest':
      return bulkDigest(view, ref.items)
    case 'bulk-days':
      return bulkDays(view, ref)
    case 'bulk-reminder':
      return bulkReminder(view, ref.due, {
        approvers,
        snooze: await findSnooze(desk.db, ref.number, ref.due.topic),
      })
    case 'bulk-approval': {
      const approval = await findApproval(desk.db, ref.id)
      if (approval === undefined) return null
      return bulkApproval(view, approval, await approversFor(desk, workspace, approval))
    }
    // Files, which are no messages.
    case 'bulk-refused-file':
    case 'bulk-children-file':
      return null
  }
}

/** @param postId makes the name its own: a thread may have several of them. */
export async function bulkFile(
  desk: Desk,
  { kind, number }: BulkFileRef,
  postId: number,
): Promise<{ readonly name: string; readonly content: string } | null> {
  const bulk = await bulkNumbered(desk.db, number)
  const view = await viewBulk(desk, bulk)
  if (kind === 'bulk-refused-file') {
    return { name: `cannot-go-${number}-${postId}.csv`, content: refusedCsv(view) }
  }
  const children = view.children
    .filter(({ tracked }) => isAlive(tracked))
    .map(({ tracked }) => ({
      number: tracked.number,
      content: tracked.seen ?? tracked.content,
      from: leavingBeside(tracked),
    }))
  return { name: `orders-${number}-${postId}.csv`, content: writeChildCsv(children) }
}
