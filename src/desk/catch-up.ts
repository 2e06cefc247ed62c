import { forgetRestoration, noteCaughtUp, restorationOf, unreadSince } from '../store/restored.ts'
import type { Desk } from './desk.ts'

/** Reminders and requests of before may come due so long after a restore. */
const ANNOUNCED_FOR_MS = 7 * 24 * 60 * 60 * 1000

/** After a restore: when everything on its way was read again, what happens is new. */
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
