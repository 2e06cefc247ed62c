import { approvedDocuments } from '../porting/approval.ts'
import { showEasternTime } from '../porting/calendar.ts'
import { standingWords } from '../porting/standing.ts'
import { isDraft } from '../porting/status.ts'
import { audit } from '../store/audit.ts'
import type { Act } from './act.ts'
import { lookAfterDeed } from './look-after-deed.ts'
import { sendToBandwidth } from './send-to-bandwidth.ts'
import { keepUntilCompared } from './went-out.ts'

/** Send an approved draft to Bandwidth, and say what the order shows afterwards. */
export const submitOrder: Act = async (
  desk,
  { id, orderNumber, content },
  { tracked, secretsMark },
  by,
) => {
  const approved = {
    order: tracked.seen,
    secretsMark,
    markedBy: desk.seal.id,
    documents: approvedDocuments(content),
  }
  const sent = await keepUntilCompared(desk, id, [{ orderNumber, content: approved }], () =>
    sendToBandwidth(desk, orderNumber, 'take the order', () =>
      desk.bandwidth.updateOrder(tracked.id, {
        customerOrderId: tracked.customerOrderId,
        submit: true,
      }),
    ),
  )
  const at = desk.clock()
  await audit(desk.db, { at, orderNumber, by, deed: 'submit', facts: { answer: sent } })

  const after = await lookAfterDeed(desk, orderNumber)
  const time = showEasternTime(desk.clock())
  if (after === null) {
    const says = `Bandwidth does not have the order any more, as of ${time}.`
    return { result: 'unknown', says }
  }
  if (after !== undefined && !isDraft(after.tracked.seen.status)) {
    const says = `Bandwidth has it since ${time}: it is ${standingWords(after.tracked.seen)}.`
    return { result: 'seen', says }
  }
  return sent === 'answered'
    ? {
        result: 'taken',
        says: `Bandwidth has taken it at ${time}; the order does not show it yet. The card will.`,
      }
    : {
        result: 'unknown',
        says: `No answer came from Bandwidth at ${time}. It may have worked: the card shows it as soon as it is seen. Don't submit it again before.`,
      }
}
