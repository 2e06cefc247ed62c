import type { Instant } from '../porting/calendar.ts'
import { KIND_OF_NEWS } from '../porting/news.ts'
import { KIND_OF_BULK_CHANGE, KIND_OF_CHANGE, type NewsKind } from '../porting/news-routes.ts'
import type { TrackedBulk } from '../store/bulk-orders.ts'
import { collectFilled, type Collector, type Place } from '../store/collected-posts.ts'
import type { Database } from '../store/database.ts'
import type { Followed } from '../store/followed.ts'
import { queuePost, type Announcement } from '../store/posts.ts'
import type { DeskSettings } from './desk.ts'
import { cardKey } from './post-keys.ts'
import { queueCard } from './queue-card.ts'
import { bulkNumbered } from './numbered.ts'
import { isRecreated } from '../porting/standing.ts'

interface NewNews {
  /** Makes the news unique, wherever it is posted. */
  readonly key: string
  readonly order: Pick<Followed, 'number' | 'channel' | 'owner'> & {
    /** The bulk order that it belongs to. */
    readonly bulkNumber?: number | null
  }
  readonly ref: Announcement
  /** Also in the channel, whatever the settings say. */
  readonly isForAll?: boolean
  /** News that can wait is not announced in its reader's night. */
  readonly announceFrom?: Instant
  readonly now: Instant
}

/** Announce in the thread of an order or bulk order, and wherever the settings say for this kind of news. */
export async function queueNews(
  db: Database,
  settings: DeskSettings,
  { key, order, ref, isForAll = false, announceFrom = 0, now }: NewNews,
): Promise<void> {
  const { number, channel, bulkNumber = null } = order
  const edited = ref.kind === 'news' && ref.news.kind === 'edited' ? ref.news : null
  if (bulkNumber !== null && edited === null) {
    // An order of a bulk order gets a card only when there is something to announce about it alone.
    await queueCard(db, { number, channel, now })
  }
  // Filling in many orders of a bulk order is announced once, in its thread.
  const isTogether = bulkNumber !== null && edited !== null
  if (isTogether) {
    const bulk = await bulkNumbered(db, bulkNumber)
    const filled = { by: edited.by, children: [number], failed: [] }
    // In a recreated bulk order this is announced once everything is filled in.
    if (!isRecreated(bulk)) await collectFilled(db, filledIn(settings, bulk), filled, now)
  }
  const isInMorning = settings.morning !== null && isOfTheMorning(ref)
  for (const to of placesOf(settings, order, kindOf(ref), { isForAll })) {
    // The morning message covers it, so it is not broadcast.
    const place = isInMorning ? { ...to, broadcast: false } : to
    const isDirect = place.parent === null
    // One direct message covers all of the orders.
    if (isDirect && isTogether) continue
    await queuePost(db, {
      ...place,
      key: isDirect ? `direct-${key}` : key,
      ref: isDirect ? { kind: 'direct', number, of: ref } : ref,
      announceFrom,
      now,
    })
  }
}

function isOfTheMorning(ref: Announcement): boolean {
  const isReminder = ref.kind === 'reminder' || ref.kind === 'bulk-reminder'
  return isReminder && ref.due.reminder.kind === 'foc-today'
}

/** The thread, and where else this kind of news is posted; a null kind: nowhere else. */
export function placesOf(
  { news: routes }: DeskSettings,
  { number, channel, owner }: Pick<Followed, 'number' | 'channel' | 'owner'>,
  kind: NewsKind | null,
  { isForAll = false }: { readonly isForAll?: boolean } = {},
): readonly Place[] {
  const route = kind === null ? null : routes[kind]
  const broadcast = isForAll || route?.channel === true
  const thread: Place = { channel, parent: cardKey(number), broadcast }
  if (route?.owner !== true || !isPerson(owner)) return [thread]
  return [thread, { channel: owner, parent: null, broadcast: false }]
}

/** Whether it must be posted where somebody is notified, not only in a thread. */
export function mustReachChannel({ news: routes }: DeskSettings, ref: Announcement): boolean {
  const kind = kindOf(ref)
  if (kind === null) return false
  return kind === 'note' || kind === 'reminders' || routes[kind].channel
}

/** Where it is announced that orders of a bulk order were filled in. */
export function filledIn(settings: DeskSettings, bulk: TrackedBulk): Collector {
  const { number } = bulk
  return { number, places: placesOf(settings, bulk, KIND_OF_NEWS['children-filled']) }
}

/** Whether there is somebody to write to: an order that was found elsewhere has no owner yet. */
export function isPerson(id: string): boolean {
  return /^[UW][A-Z0-9]+$/.test(id)
}

/** Whether a channel is somebody's own conversation with the bot, by its id or by theirs. */
export function isDirect(channel: string): boolean {
  return channel.startsWith('D') || isPerson(channel)
}

function kindOf(ref: Announcement): NewsKind | null {
  switch (ref.kind) {
    case 'change':
      return KIND_OF_CHANGE[ref.change.kind]
    case 'bulk-change':
      return KIND_OF_BULK_CHANGE[ref.change.kind]
    case 'news':
    case 'bulk-news':
      return KIND_OF_NEWS[ref.news.kind]
    case 'reminder':
    case 'bulk-reminder':
      return 'reminders'
  }
}
