import { snoozedUntil, type SnoozeChoice } from '../porting/snooze.ts'
import type { Instant } from '../porting/calendar.ts'
import { audit } from '../store/audit.ts'
import { findOrder, thinkOfReminders } from '../store/orders.ts'
import { findPost, redraw } from '../store/posts.ts'
import { keepQuiet } from '../store/quiet.ts'
import type { Desk } from './desk.ts'
import { noSuchReminder, tooLateToSnooze } from './refusals.ts'

interface Asked {
  /** Of the post that tells the reminder. */
  readonly key: string
  readonly by: string
}

/** Somebody has it: nothing more is said of this matter. @returns the order's number. */
export async function acknowledge(desk: Desk, { key, by }: Asked): Promise<number> {
  const told = await findTold(desk, key)
  await quiet(desk, key, { ...told, by, until: null })
  return told.number
}

/**
 * Say it again later.
 *
 * @returns when.
 * @throws Refusal when it would come too late to be of use.
 */
export async function snooze(
  desk: Desk,
  { key, by, choice }: Asked & { readonly choice: SnoozeChoice },
): Promise<{ readonly number: number; readonly until: Instant }> {
  const told = await findTold(desk, key)
  const { number, endsAt } = told
  const order = await findOrder(desk.db, number)
  const zone = order?.ownerZone ?? null
  const until = snoozedUntil(choice, { now: desk.clock(), endsAt, zone })
  if (until === null) throw tooLateToSnooze(number)
  await quiet(desk, key, { ...told, by, until })
  return { number, until }
}

async function findTold(desk: Desk, key: string) {
  const post = await findPost(desk.db, key)
  if (post?.ref.kind !== 'reminder') throw noSuchReminder()
  return { number: post.ref.number, ...post.ref.due }
}

async function quiet(
  desk: Desk,
  key: string,
  asked: {
    readonly number: number
    readonly matter: string
    readonly by: string
    readonly until: Instant | null
  },
): Promise<void> {
  const { number, matter, by, until } = asked
  const at = desk.clock()
  await desk.db.transaction().execute(async (db) => {
    await keepQuiet(db, number, { matter, by, at, until })
    await thinkOfReminders(db, number)
    await audit(db, {
      at,
      orderNumber: number,
      by,
      deed: until === null ? 'acknowledge a reminder' : 'snooze a reminder',
      facts: { matter, ...(until !== null && { until }) },
    })
    await redraw(db, key)
  })
  desk.nudge()
}
