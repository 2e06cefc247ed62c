import { keptByItselfFrom, sweptAt } from '../../porting/draft-life.ts'
import { ownerHours } from '../../porting/owner-hours.ts'
import { nextReminderAt, remindersDue, type ReminderFacts } from '../../porting/reminders.ts'
import { isBulkDraft } from '../../porting/bulk-status.ts'
import type { Instant } from '../../porting/calendar.ts'
import {
  bulksToRemindOf,
  findBulk,
  isSeenBulk,
  planBulk,
  type TrackedBulk,
} from '../../store/bulk-orders.ts'
import type { Database } from '../../store/database.ts'
import { findChildren, type TrackedOrder } from '../../store/orders.ts'
import { findPost, queuePost } from '../../store/posts.ts'
import { underWay } from '../../store/reminder-facts.ts'
import type { Desk } from '../desk.ts'
import { oneByOne } from '../one-by-one.ts'
import { cardKey } from '../post-keys.ts'
import { reminderKey, type People } from '../remind.ts'
import { keepBulkByItself, wouldOverwrite } from './keep-bulk.ts'

/** Thought of at least so often, because people travel. */
const AT_LEAST_EVERY_MS = 12 * 60 * 60_000
const AGAIN_MS = 10 * 60_000

/**
 * Queue every reminder of a bulk order whose time has come, each once: that its draft ends, that a request
 * about it ends, and the day that its orders share. Drafts are kept over weekends where that is wanted.
 */
export async function remindOfBulks(desk: Desk, { zoneOf }: People): Promise<void> {
  const now = desk.clock()
  await oneByOne(desk, await bulksToRemindOf(desk.db, now), {
    name: ({ number }) => ({ number }),
    outage: 'reminder-failed',
    work: (bulk) => remindOfBulk(desk, bulk, { zoneOf }),
    later: ({ number }) => planBulk(desk.db, number, { remindAt: now + AGAIN_MS }),
  })
}

async function remindOfBulk(
  desk: Desk,
  { number, owner }: Pick<TrackedBulk, 'number' | 'owner'>,
  { zoneOf }: People,
): Promise<void> {
  const now = desk.clock()
  const zone = await zoneOf(owner)
  const kept = await keepIfDue(desk, number, zone)
  await desk.db.transaction().execute(async (db) => {
    const known = await findBulk(db, number)
    if (known === undefined || known.endedAt !== null) return
    const bulk = { ...known, ownerZone: zone ?? known.ownerZone }
    const children = await findChildren(db, number)
    const facts = await factsOf(db, bulk, children)
    for (const due of remindersDue(facts, desk.settings, now)) {
      const key = reminderKey(number, due.key)
      if ((await findPost(db, key)) !== undefined) continue
      await queuePost(db, {
        key,
        ref: { kind: 'bulk-reminder', number, due },
        channel: bulk.channel,
        parent: cardKey(number),
        broadcast: due.toldTo === 'channel',
        now,
      })
    }
    const keepAgainAt = kept === 'not-yet' ? now + AGAIN_MS : bulk.keepAgainAt
    const coming = [
      nextReminderAt(facts, desk.settings, now),
      keepingFrom(desk, bulk, children),
      keepAgainAt,
      now + AT_LEAST_EVERY_MS,
    ]
      .filter((at) => at !== null)
      .filter((at) => at > now)
    await planBulk(db, number, {
      remindAt: Math.min(...coming),
      ownerZone: bulk.ownerZone,
      keepAgainAt,
    })
  })
}

async function keepIfDue(
  desk: Desk,
  number: number,
  zone: string | null,
): Promise<'kept' | 'not-yet' | null> {
  if (!desk.settings.reminders.keepDraftsOverWeekends) return null
  const bulk = await findBulk(desk.db, number)
  if (bulk === undefined || !isSeenBulk(bulk)) return null
  const now = desk.clock()
  const from = keepingFrom(desk, bulk, await findChildren(desk.db, number))
  if (from === null || Math.max(from, bulk.keepAgainAt ?? 0) > now) return null
  const isNight = ownerHours(zone ?? bulk.ownerZone).isNight(now)
  return keepBulkByItself(desk, bulk, { mayTell: !isNight })
}

/** From when this draft is kept without anybody asking; null when it is not. */
function keepingFrom(
  { settings }: Desk,
  bulk: TrackedBulk,
  children: readonly TrackedOrder[],
): Instant | null {
  if (!settings.reminders.keepDraftsOverWeekends || bulk.endedAt !== null) return null
  if (!isSeenBulk(bulk) || !isBulkDraft(bulk.seen.status)) return null
  if (wouldOverwrite(bulk, children)) return null
  return keptByItselfFrom(sweptAt(bulk.seen.lastModifiedAt ?? bulk.createdAt), settings.calendar)
}

async function factsOf(
  db: Database,
  bulk: TrackedBulk,
  children: readonly TrackedOrder[],
): Promise<ReminderFacts> {
  const { number, createdAt, standsSince, ownerZone } = bulk
  const agreed = children.find((child) => child.endedAt === null && child.seen?.status === 'FOC')
  return {
    // Bandwidth moves all of them to one day, so one speaks for all.
    seen: agreed?.seen ?? null,
    bulkDraft:
      isSeenBulk(bulk) && isBulkDraft(bulk.seen.status)
        ? {
            lastModifiedAt: bulk.seen.lastModifiedAt,
            keepingOverwrites: wouldOverwrite(bulk, children),
          }
        : undefined,
    createdAt,
    standsSince: agreed?.standsSince ?? standsSince,
    ownerZone,
    ...(await underWay(db, [number]))(number),
  }
}
