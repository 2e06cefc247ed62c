import type { SeenOrder } from '../store/orders.ts'
import type { ApprovedChange } from './approved-change.ts'
import { ORDER } from './order-kind.ts'

/** Ask for the cancellation of a submitted order. Requested is not canceled: the carrier has a say. */
export const CANCEL_ORDER: ApprovedChange<SeenOrder> = {
  of: ORDER,
  operation: 'cancel',
  what: 'cancel the order',
  send: (bandwidth, { id }) => bandwidth.deleteOrder(id),
  shows({ seen: { status } }, time) {
    if (status === 'CANCELLED') {
      return { result: 'seen', says: `Canceled: Bandwidth shows it since ${time}.` }
    }
    if (status !== 'REQUESTED_CANCEL') return null
    const says = `The cancel is requested since ${time}. It is canceled when the losing carrier agrees; the card says so then.`
    return { result: 'requested', says }
  },
  taken: (time, after) =>
    `Bandwidth has taken the cancel at ${time}; the order still shows ${after?.seen.status ?? 'nothing new'}. The card will follow it.`,
  inDoubt: (time) =>
    `No answer came from Bandwidth at ${time}. The cancel may have arrived: the card shows it as soon as it is seen.`,
}
