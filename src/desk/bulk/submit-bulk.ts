import { childContent } from '../../porting/bulk-approval.ts'
import { bulkStatusWords, isBulkDraft } from '../../porting/bulk-status.ts'
import type { SeenBulkOrder } from '../../store/bulk-orders.ts'
import type { Approval, Outcome, SpentApproval } from '../../store/approvals.ts'
import { livingChildren } from '../../store/children.ts'
import { planPoll } from '../../store/plans.ts'
import type { SeenOrder } from '../../store/orders.ts'
import { changeApproved } from '../approved-change.ts'
import type { Desk } from '../desk.ts'
import { BULK } from '../order-kind.ts'
import { asApproved, submitting } from '../submit-order.ts'
import { saveUntilCompared } from '../went-out.ts'

/** Send an approved bulk order with all its children, and say what it shows afterwards. */
export async function submitBulk(
  desk: Desk,
  { bulk, approved }: { readonly bulk: SeenBulkOrder; readonly approved: readonly SeenOrder[] },
  approval: SpentApproval,
  by: string,
): Promise<Outcome> {
  const { number } = bulk
  const children = await livingChildren(desk.db, number)
  const submit = submitting<SeenBulkOrder>({
    of: BULK,
    name: 'bulk order',
    send: (bandwidth, { id }) => bandwidth.patchBulk(id, { submit: true }),
    async refreshBeside() {
      const now = desk.clock()
      for (const child of children) {
        await planPoll(desk.db, child.number, { nextPollAt: now, waitingSince: now })
      }
    },
    isSent: ({ seen }) => !isBulkDraft(seen.status),
    statusText({ seen, childErrors: { length: refused } }) {
      const stopped = refused === 0 ? '' : ` Bandwidth rejected ${refused} of them. See the card.`
      return ` with its ${children.length} orders. It’s ${bulkStatusWords(seen.status)}.${stopped}`
    },
  })
  return saveUntilCompared(desk, approval.id, sentRows(desk, number, approved, approval), () =>
    changeApproved(desk, submit, { order: bulk, approval, by }),
  )
}

/** The bulk order with its children, and each child as it was approved. */
function sentRows(
  desk: Desk,
  bulk: number,
  approved: readonly SeenOrder[],
  { content }: Approval,
): Parameters<typeof saveUntilCompared>[2] {
  return [
    { orderNumber: bulk, content: { children: approved.map(({ number }) => number) } },
    ...approved.map((child) => ({
      orderNumber: child.number,
      content: asApproved(desk, child, childContent(content, child.number)),
    })),
  ]
}
