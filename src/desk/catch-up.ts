import { forgetRestoration, noteCaughtUp, restorationOf, unreadSince } from '../store/restored.ts'
import type { Desk } from './desk.ts'

/** Reminders and requests from before a restore may come due for this long. */
const ANNOUNCED_FOR_MS = 7 * 24 * 60 * 60 * 1000

/** After a restore: once every order on its way was read again, everything that happens is new. */
export async function catchUp({ db, clock, log }: Desk): Promise<void> {
  const restoration = await restorationOf(db)
  if (restoration === null) return
  const now = clock()
  if (restoration.caughtUpAt === null && (await unreadSince(db, restoration.at)) === 0) {
    await noteCaughtUp(db, now)
    log('caught-up-after-restore', {})
  }
  if (now - restoration.at > ANNOUNCED_FOR_MS) await forgetRestoration(db)
}
