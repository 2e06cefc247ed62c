import { keptByItselfFrom, sweptAt } from '../../porting/draft-life.ts'
import { agreedDate } from '../../porting/foc.ts'
import { ownerHours } from '../../porting/owner-hours.ts'
import { asProven, isProven } from '../../porting/reminder-proof.ts'
import type { DueReminder, ReminderFacts } from '../../porting/reminders.ts'
import { nextReminderAt, remindersDue } from '../../porting/reminders-due.ts'
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
import type { TrackedOrder } from '../../store/orders.ts'
import { findChildren } from '../../store/children.ts'
import { findPost } from '../../store/posts.ts'
import { underWay } from '../../store/reminder-facts.ts'
import type { Desk } from '../desk.ts'
import { keepByItself } from '../keep-draft.ts'
import { oneByOne } from '../one-by-one.ts'
import { queueNews } from '../queue-news.ts'
import { syncOrder } from '../look-at-order.ts'
import { isLookedAt, reminderKey, type People } from '../remind.ts'
import { KEEP_BULK, wouldOverwrite } from './keep-bulk.ts'
import { syncBulk } from './look-at-bulk.ts'

/** Thought of at least so often, because people travel. */
const AT_LEAST_EVERY_MS = 12 * 60 * 60_000
const AGAIN_MS = 10 * 60_000
const NEXT_MINUTE_MS = 60_000
/** Looks are calls, and calls are few; who waits longer waits a minute. */
const MOST_LOOKS = 20

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
  await lookUntilProven(desk, number)
  await desk.db.transaction().execute(async (db) => {
    const known = await findBulk(db, number)
    if (known === undefined || known.endedAt !== null) return
    const bulk = { ...known, ownerZone: zone ?? known.ownerZone }
    const children = await findChildren(db, number)
    const facts = await factsOf(db, bulk, children)
    const untold = await untoldOf(db, desk, number, facts)
    const seenAt = seenAtOf(bulk, children)
    const proven = untold.flatMap((due) => asProven(due, seenAt) ?? [])
    for (const due of proven) {
      await queueNews(db, desk.settings, {
        key: reminderKey(number, due.key),
        order: bulk,
        ref: { kind: 'bulk-reminder', number, due },
        isForAll: due.toldTo === 'channel',
        now,
      })
    }
    const keepAgainAt = kept === 'not-yet' ? now + AGAIN_MS : bulk.keepAgainAt
    const coming = [
      nextReminderAt(facts, desk.settings, now),
      keepingFrom(desk, bulk, children, facts),
      keepAgainAt,
      untold.length > proven.length ? now + NEXT_MINUTE_MS : null,
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

/**
 * Look at whichever order speaks for all until what is due was seen since its moment: one that is live
 * by then leaves it to the next.
 */
async function lookUntilProven(desk: Desk, number: number): Promise<void> {
  for (let looks = 0; looks < MOST_LOOKS; looks += 1) {
    const bulk = await findBulk(desk.db, number)
    if (bulk === undefined || !isSeenBulk(bulk)) return
    const children = await findChildren(desk.db, number)
    const untold = await untoldOf(desk.db, desk, number, await factsOf(desk.db, bulk, children))
    const seenAt = seenAtOf(bulk, children)
    if (untold.every((due) => isProven(due, seenAt))) return
    const speaker = speakerOf(children)
    const look = () =>
      speaker === undefined ? syncBulk(desk, number) : syncOrder(desk, speaker.number)
    if (!(await isLookedAt(desk, number, look))) return
  }
}

async function untoldOf(
  db: Database,
  { settings, clock }: Desk,
  number: number,
  facts: ReminderFacts,
): Promise<readonly DueReminder[]> {
  const untold: DueReminder[] = []
  for (const due of remindersDue(facts, settings, clock())) {
    if ((await findPost(db, reminderKey(number, due.key))) === undefined) untold.push(due)
  }
  return untold
}

async function keepIfDue(
  desk: Desk,
  number: number,
  zone: string | null,
): Promise<'kept' | 'not-yet' | null> {
  const bulk = await findBulk(desk.db, number)
  if (bulk === undefined || !isSeenBulk(bulk)) return null
  const now = desk.clock()
  const children = await findChildren(desk.db, number)
  const from = keepingFrom(desk, bulk, children, await factsOf(desk.db, bulk, children))
  if (from === null || Math.max(from, bulk.keepAgainAt ?? 0) > now) return null
  const isNight = ownerHours(zone ?? bulk.ownerZone).isNight(now)
  return keepByItself(desk, KEEP_BULK, bulk, { mayTell: !isNight })
}

/** From when this draft is kept without anybody asking; null when it is not. */
function keepingFrom(
  { settings: { calendar, reminders } }: Desk,
  bulk: TrackedBulk,
  children: readonly TrackedOrder[],
  { approvals: requests }: ReminderFacts,
): Instant | null {
  if (bulk.endedAt !== null || !isSeenBulk(bulk) || !isBulkDraft(bulk.seen.status)) return null
  if (wouldOverwrite(bulk, children)) return null
  const overWeekends = reminders.keepDraftsOverWeekends
  return keptByItselfFrom(sweptAt(bulk.seen.lastModifiedAt ?? bulk.createdAt), {
    ...{ calendar, overWeekends, requests },
  })
}

/**
 * Bandwidth moves all of them to one day, so one that has it speaks for all: one that nothing is asked of,
 * else one that may still port on its date.
 */
function speakerOf(children: readonly TrackedOrder[]): TrackedOrder | undefined {
  const agreed = children.filter(
    ({ endedAt, seen }) =>
      endedAt === null && seen !== null && seen.status !== 'EXCEPTION' && agreedDate(seen) !== null,
  )
  return agreed.find(({ seen }) => seen?.status === 'FOC') ?? agreed[0]
}

function seenAtOf(bulk: TrackedBulk, children: readonly TrackedOrder[]): Instant | null {
  return (speakerOf(children) ?? bulk).seenAt
}

async function factsOf(
  db: Database,
  bulk: TrackedBulk,
  children: readonly TrackedOrder[],
): Promise<ReminderFacts> {
  const { number, createdAt, standsSince, ownerZone } = bulk
  const agreed = speakerOf(children)
  return {
    seen: agreed?.seen ?? null,
    isForMany: true,
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
