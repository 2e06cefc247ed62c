import type { BulkNews, News } from '../porting/news.ts'
import { noteTopic } from '../porting/notes.ts'
import { nextBusinessMorning, snoozedUntil, type SnoozeChoice } from '../porting/snooze.ts'
import type { Instant } from '../porting/calendar.ts'
import { audit } from '../store/audit.ts'
import { thinkOfReminders } from '../store/plans.ts'
import { findPost, redraw } from '../store/posts.ts'
import type { Database } from '../store/database.ts'
import { findSnooze, saveSnooze, type SnoozedTopic } from '../store/snoozes.ts'
import { writeAndWake, type Desk } from './desk.ts'
import { noSuchReminder, tooLateToSnooze } from './refusals.ts'
import { threadOf } from './thread-of.ts'

interface Asked {
  /** The key of the reminder's post, or of the note. */
  readonly key: string
  readonly by: string
}

/**
 * Somebody has it: people are not reminded until the next business day, and then only if nothing has
 * changed. Nobody is reminded of a note: it only shows who has it.
 *
 * @returns until when.
 */
export async function takeOn(
  desk: Desk,
  { key, by, name }: Asked & { readonly name: string },
): Promise<{ readonly number: number; readonly until: Instant; readonly isReminded: boolean }> {
  const announced = await findAnnounced(desk, key)
  const { number, isReminded } = announced
  const zone = await zoneOf(desk, number)
  const until = nextBusinessMorning({ now: desk.clock(), zone, calendar: desk.settings.calendar })
  await storeSnooze(desk, key, { ...announced, by, until, takenByName: name })
  return { number, until, isReminded }
}

/** Remind later. @returns when. @throws Refusal when that is too late to be of use. */
export async function snoozeReminder(
  desk: Desk,
  { key, by, choice }: Asked & { readonly choice: SnoozeChoice },
): Promise<{ readonly number: number; readonly until: Instant }> {
  const announced = await findAnnounced(desk, key)
  const { number, endsAt } = announced
  const zone = await zoneOf(desk, number)
  const until = snoozedUntil(choice, { now: desk.clock(), endsAt, zone })
  if (until === null) throw tooLateToSnooze(number)
  await storeSnooze(desk, key, { ...announced, by, until, takenByName: null })
  return { number, until }
}

async function findAnnounced(desk: Desk, key: string) {
  const ref = (await findPost(desk.db, key))?.ref
  if (ref?.kind === 'reminder' || ref?.kind === 'bulk-reminder') {
    return { number: ref.number, ...ref.due, isReminded: true }
  }
  const isNews = ref?.kind === 'news' || ref?.kind === 'bulk-news'
  if (!isNews || ref.news.kind !== 'note-received') throw noSuchReminder()
  return { number: ref.number, topic: noteTopic(ref.news.note), endsAt: null, isReminded: false }
}

async function zoneOf({ db }: Desk, number: number): Promise<string | null> {
  return (await threadOf(db, number))?.order.ownerZone ?? null
}

async function storeSnooze(
  desk: Desk,
  key: string,
  asked: {
    readonly number: number
    readonly topic: string
    readonly by: string
    readonly until: Instant
    readonly takenByName: string | null
  },
): Promise<void> {
  const { number, topic, by, until, takenByName } = asked
  const at = desk.clock()
  await writeAndWake(desk, async (db) => {
    await saveSnooze(db, number, { topic, by, at, until, takenByName })
    await thinkOfReminders(db, number)
    await audit(db, {
      at,
      orderNumber: number,
      by,
      operation: takenByName === null ? 'snooze a reminder' : 'take on a reminder',
      facts: { topic, until },
    })
    await redraw(db, key)
  })
}

/** The person who has taken on news in an order's thread, if the news is a note. */
export async function noteTakenBy(
  db: Database,
  { number, news }: { readonly number: number; readonly news: News | BulkNews },
): Promise<SnoozedTopic | undefined> {
  return news.kind === 'note-received' ? findSnooze(db, number, noteTopic(news.note)) : undefined
}
