import { remindersDue } from '../porting/reminders.ts'
import { isSeen, listTracked } from '../store/orders.ts'
import { queuePost } from '../store/posts.ts'
import type { Desk } from './desk.ts'
import { cardKey } from './look-at-order.ts'

/** Queue every reminder whose time has come; those told before are not told again. */
export async function remind(desk: Desk): Promise<void> {
  const now = desk.clock()
  for (const order of await listTracked(desk.db, { alive: true })) {
    if (!isSeen(order)) continue
    for (const due of remindersDue(order.seen, { now, calendar: desk.settings.calendar })) {
      await queuePost(desk.db, {
        key: `reminder-${order.number}-${due.key}`,
        ref: { kind: 'reminder', number: order.number, reminder: due.reminder },
        channel: order.channel,
        parent: cardKey(order.number),
        broadcast: true,
        now,
      })
    }
  }
  desk.nudge()
}
