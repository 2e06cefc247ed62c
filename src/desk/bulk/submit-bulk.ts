import { approvedDocuments } from '../../porting/approval.ts'
import { childContent } from '../../porting/bulk-approval.ts'
import { bulkRuleFor, isBulkDraft } from '../../porting/bulk-status.ts'
import { showEasternTime } from '../../porting/calendar.ts'
import { audit } from '../../store/audit.ts'
import type { SeenBulkOrder } from '../../store/bulk-orders.ts'
import type { Approval, Outcome } from '../../store/approvals.ts'
import type { SeenOrder } from '../../store/orders.ts'
import { planLook } from '../../store/plans.ts'
import { findChildren } from '../../store/children.ts'
import type { Desk } from '../desk.ts'
import { keepUntilCompared } from '../went-out.ts'
import { lookAfterBulkDeed } from './look-after-bulk-deed.ts'
import { sendBulkChange } from './send-bulk-change.ts'

/** Send an approved bulk order with all its children, and say what it shows afterwards. */
export async function submitBulk(
  desk: Desk,
  { bulk, approved }: { readonly bulk: SeenBulkOrder; readonly approved: readonly SeenOrder[] },
  approval: Approval,
  by: string,
): Promise<Outcome> {
  const { number } = bulk
  const sent = await keepUntilCompared(
    desk,
    approval.id,
    sentRows(desk, number, approved, approval),
    () =>
      sendBulkChange(desk, number, 'take the bulk order', () =>
        desk.bandwidth.patchBulk(bulk.id, { submit: true }),
      ),
  )
  const at = desk.clock()
  await audit(desk.db, { at, orderNumber: number, by, deed: 'submit', facts: { answer: sent } })
  const children = (await findChildren(desk.db, number)).filter(({ endedAt }) => endedAt === null)
  for (const child of children) {
    await planLook(desk.db, child.number, { lookAt: at, waitingSince: at })
  }
  const after = await lookAfterBulkDeed(desk, number)
  const time = showEasternTime(desk.clock())
  if (after === null) {
    const says = `Bandwidth does not have the bulk order any more, as of ${time}.`
    return { result: 'unknown', says }
  }
  if (after !== undefined && !isBulkDraft(after.seen.status)) {
    const refused = after.childErrors.length
    const stopped = refused === 0 ? '' : ` Bandwidth objects to ${refused} of them: see the card.`
    const says = `Bandwidth has it since ${time} with its ${children.length} orders: it is ${bulkRuleFor(after.seen.status).words}.${stopped}`
    return { result: 'seen', says }
  }
  return sent === 'answered'
    ? {
        result: 'taken',
        says: `Bandwidth has taken it at ${time}; it does not show it yet. The card will.`,
      }
    : {
        result: 'unknown',
        says: `No answer came from Bandwidth at ${time}. It may have worked: the card shows it as soon as it is seen. Don't submit it again before.`,
      }
}

/** The bulk order with its children, and each child as it was approved. */
function sentRows(
  { seal }: Desk,
  bulk: number,
  approved: readonly SeenOrder[],
  { content }: Approval,
): Parameters<typeof keepUntilCompared>[2] {
  return [
    { orderNumber: bulk, content: { children: approved.map(({ number }) => number) } },
    ...approved.map(({ number, seen, secretsMark }) => ({
      orderNumber: number,
      content: {
        order: seen,
        secretsMark: secretsMark ?? '',
        markedBy: seal.id,
        documents: approvedDocuments(childContent(content, number)),
      },
    })),
  ]
}
