import { showEasternTime } from '../porting/calendar.ts'
import { audit } from '../store/audit.ts'
import type { Act } from './act.ts'
import { lookAfterDeed } from './look-after-deed.ts'
import { sendToBandwidth } from './send-to-bandwidth.ts'

/** Ask for the cancellation of a submitted order. Requested is not cancelled: the carrier has a say. */
export const cancelOrder: Act = async (desk, { orderNumber }, { tracked }, by) => {
  const sent = await sendToBandwidth(desk, orderNumber, 'cancel the order', () =>
    desk.bandwidth.deleteOrder(tracked.id),
  )
  const at = desk.clock()
  await audit(desk.db, { at, orderNumber, by, deed: 'cancel', facts: { answer: sent } })

  const after = await lookAfterDeed(desk, orderNumber)
  const time = showEasternTime(desk.clock())
  const status = after?.tracked.seen.status
  if (status === 'CANCELLED') {
    return { result: 'seen', says: `Cancelled: Bandwidth shows it since ${time}.` }
  }
  if (status === 'REQUESTED_CANCEL') {
    const says = `The cancel is requested since ${time}. It is cancelled when the losing carrier agrees; the card says so then.`
    return { result: 'requested', says }
  }
  return sent === 'answered'
    ? {
        result: 'taken',
        says: `Bandwidth has taken the cancel at ${time}; the order still shows ${status ?? 'nothing new'}. The card will follow it.`,
      }
    : {
        result: 'unknown',
        says: `No answer came from Bandwidth at ${time}. The cancel may have arrived: the card shows it as soon as it is seen.`,
      }
}
