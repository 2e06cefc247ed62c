import type { SeenOrder } from '../store/orders.ts'
import type { ApprovedChange } from './approved-change.ts'
import { ORDER } from './order-kind.ts'

/** Request the cancellation of a submitted order. Requested is not canceled: the carrier has a say. */
export const CANCEL_ORDER: ApprovedChange<SeenOrder> = {
  of: ORDER,
  operation: 'cancel',
  what: 'cancel the order',
  send: (bandwidth, { id }) => bandwidth.deleteOrder(id),
  shows({ seen: { status } }, time) {
    if (status === 'CANCELLED') {
      return { result: 'seen', says: `Canceled: Bandwidth showed it at ${time}.` }
    }
    if (status !== 'REQUESTED_CANCEL') return null
    const says = `Cancel requested at ${time}. It isn’t canceled until the losing carrier confirms.`
    return { result: 'requested', says }
  },
  taken: (time, after) =>
    `Bandwidth accepted the cancel at ${time}. The order still shows ${after?.seen.status ?? 'nothing new'}. The card will update.`,
  inDoubt: (time) =>
    `No answer from Bandwidth at ${time}. The cancel may have arrived. The card will show it.`,
}
