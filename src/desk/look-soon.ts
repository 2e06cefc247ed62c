import type { Notification } from '../bandwidth/notification-xml.ts'
import { noteHint } from '../store/hints.ts'
import type { Desk } from './desk.ts'

/** Orders and bulk orders; which of them an id belongs to, our own memory tells. */
const FOLLOWED = ['portins', 'bulkPortins']

/**
 * A notification is obeyed, not believed: look at this order soon. From here on it survives a crash.
 *
 * It is a row of its own and not the order's next look, because a look that is under way may have asked
 * Bandwidth before the change and would set its next one over it.
 */
export async function lookSoon(desk: Desk, { orderId, orderType }: Notification): Promise<void> {
  if (orderType !== null && !FOLLOWED.includes(orderType)) {
    desk.log('hint-not-followed', { orderType })
    return
  }
  await noteHint(desk.db, orderId, desk.clock())
}
