import type { Notification } from '../bandwidth/notification-xml.ts'
import { insertRefreshRequest } from '../store/refresh-requests.ts'
import { followedWithId, readNotesAt } from '../store/notes.ts'
import type { Desk } from './desk.ts'

/** Orders and bulk orders; our own database shows which of them an id belongs to. */
const FOLLOWED = ['portins', 'bulkPortins']

/**
 * A notification only causes a refresh soon; its content is not trusted. From here on it survives a crash.
 *
 * It is a row of its own and not the order's next poll, because a refresh that is under way may have read
 * Bandwidth before the change, and would overwrite the time of that poll.
 */
export async function requestRefresh(
  desk: Pick<Desk, 'db' | 'clock' | 'log'>,
  notification: Notification,
): Promise<void> {
  const { orderId, orderType, status, isNote } = notification
  if (orderType !== null && !FOLLOWED.includes(orderType)) {
    desk.log('notification-not-followed', { orderType })
    return
  }
  const now = desk.clock()
  const known = isNote ? await followedWithId(desk.db, orderId) : undefined
  if (known !== undefined) await readNotesAt(desk.db, known.number, 'notified', now)
  // A note alone changes nothing in the order, and one call is enough for it.
  const isOnlyNote = known !== undefined && (status === null || status === known.status)
  if (!isOnlyNote) await insertRefreshRequest(desk.db, orderId, now)
}
