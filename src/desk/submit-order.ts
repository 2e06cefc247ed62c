import { approvedDocuments, type ApprovedContent } from '../porting/approval.ts'
import type { SentContent } from '../porting/sent-content.ts'
import { statusText } from '../porting/standing.ts'
import { isDraft } from '../porting/status.ts'
import type { SeenOrder } from '../store/orders.ts'
import type { Act } from './act.ts'
import { changeApproved, type ApprovedChange } from './approved-change.ts'
import type { Desk } from './desk.ts'
import { ORDER, type AnyOrder } from './order-kind.ts'
import { saveUntilCompared } from './went-out.ts'

/** Remarks that are not announced for every submission. */
export function submitting<Order extends AnyOrder>({
  name,
  isSent,
  statusText,
  ...own
}: Pick<ApprovedChange<Order>, 'of' | 'send' | 'refreshBeside'> & {
  readonly name: string
  readonly isSent: (order: Order) => boolean
  /** Completes "Bandwidth has it since 9:14 AM …". */
  readonly statusText: (order: Order) => string
}): ApprovedChange<Order> {
  return {
    ...own,
    operation: 'submit',
    what: `accept the ${name}`,
    shows: (order, time) =>
      isSent(order)
        ? { result: 'seen', says: `Bandwidth has had it since ${time}${statusText(order)}` }
        : null,
    deleted: (time) => `The ${name} no longer exists at Bandwidth, as of ${time}.`,
    taken: (time) =>
      `Bandwidth accepted it at ${time}. The ${name} doesn’t show it yet. The card will.`,
    inDoubt: (time) =>
      `No answer from Bandwidth at ${time}. It may have worked. The card will show it. Don’t submit it again.`,
  }
}

const SUBMIT_ORDER = submitting<SeenOrder>({
  of: ORDER,
  name: 'order',
  send: (bandwidth, { id, customerOrderId }) =>
    bandwidth.updateOrder(id, { customerOrderId, submit: true }),
  isSent: ({ seen }) => !isDraft(seen.status),
  statusText: ({ seen }) => `. It’s ${statusText(seen)}.`,
})

/** Send an approved draft to Bandwidth, and say what the order shows afterwards. */
export const submitOrder: Act = (desk, approval, { tracked: order }, by) => {
  const { id, orderNumber, content } = approval
  const sent = [{ orderNumber, content: asApproved(desk, order, content) }]
  return saveUntilCompared(desk, id, sent, () =>
    changeApproved(desk, SUBMIT_ORDER, { order, approval, by }),
  )
}

export function asApproved(
  { seal }: Desk,
  { seen: order, secretsMark }: SeenOrder,
  content: ApprovedContent,
): SentContent {
  const documents = approvedDocuments(content)
  return { order, secretsMark: secretsMark ?? '', markedBy: seal.id, documents }
}
