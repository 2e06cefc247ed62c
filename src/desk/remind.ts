import { isBandwidthError } from '../bandwidth/errors.ts'
import type { Instant } from '../porting/calendar.ts'
import { keptByItselfFrom, sweptAt } from '../porting/draft-life.ts'
import {
  nextReminderAt,
  remindersDue,
  type Reminder,
  type ReminderFacts,
} from '../porting/reminders.ts'
import { ownerHours } from '../porting/owner-hours.ts'
import { isDraft } from '../porting/status.ts'
import { openActivations } from '../store/activations.ts'
import { liveApprovals } from '../store/approvals.ts'
import type { Database } from '../store/database.ts'
import { openIntents } from '../store/intents.ts'
import {
  findOrder,
  isSeen,
  ordersToRemindOf,
  planReminders,
  type TrackedOrder,
} from '../store/orders.ts'
import { findPost, queuePost } from '../store/posts.ts'
import { quietMatters } from '../store/quiet.ts'
import type { Desk } from './desk.ts'
import { keepByItself } from './keep-draft.ts'
import { syncOrder } from './look-at-order.ts'
import { cardKey } from './post-keys.ts'

/** The people's own time, as far as somebody can tell. */
export interface People {
  /** The person's time zone by its IANA name; null when nobody can tell now. */
  readonly zoneOf: (user: string) => Promise<string | null>
}

const BATCH = 200
/** Looks are calls, and calls are few; who waits longer waits a minute. */
const MOST_LOOKS = 20
/** What was seen longer ago is looked at before anybody is reminded of it. */
const FRESH_MS = 10 * 60_000
/** Thought of at least so often, because people travel. */
const AT_LEAST_EVERY_MS = 12 * 60 * 60_000
const AGAIN_MS = 10 * 60_000
const NEXT_MINUTE_MS = 60_000

/**
 * Queue every reminder whose time has come, each once. An order is thought of when something about it
 * has changed and when something comes due, not every minute.
 */
export async function remind(desk: Desk, people: People): Promise<void> {
  const now = desk.clock()
  let looksLeft = MOST_LOOKS
  for (;;) {
    const numbers = await ordersToRemindOf(desk.db, now, BATCH)
    if (numbers.length === 0) return
    for (const number of numbers) {
      try {
        const { looked } = await remindOf(desk, number, { now, people, mayLook: looksLeft > 0 })
        if (looked) looksLeft -= 1
      } catch (error) {
        // One order that breaks must not keep the others from their turn.
        desk.log('reminder-failed', { number, error })
        await planReminders(desk.db, number, { remindAt: now + AGAIN_MS })
      }
    }
  }
}

async function remindOf(
  desk: Desk,
  number: number,
  {
    now,
    people,
    mayLook,
  }: { readonly now: Instant; readonly people: People; readonly mayLook: boolean },
): Promise<{ readonly looked: boolean }> {
  const { db, settings } = desk
  const order = await findOrder(db, number)
  if (order === undefined) return { looked: false }
  const ownerZone = (await people.zoneOf(order.owner)) ?? order.ownerZone
  const kept = await keepIfWanted(desk, order, now)

  const isStale = isSeen(order) && kept === null && now - (order.seenAt ?? 0) > FRESH_MS
  const looked = isStale && (await hasUntold(desk, { ...order, ownerZone }, now))
  if (looked && !mayLook) {
    await planReminders(db, number, { remindAt: now + NEXT_MINUTE_MS })
    return { looked: false }
  }
  if (looked) await look(desk, number)

  await db.transaction().execute(async (db) => {
    const known = await findOrder(db, number)
    if (known === undefined || known.endedAt !== null) return
    const facts = await factsOf(db, { ...known, ownerZone })
    const due = remindersDue(facts, settings, now)
    const proven = due.filter(({ reminder }) => isProven(reminder, known))
    for (const reminder of proven) {
      await queuePost(db, {
        key: reminderKey(number, reminder.key),
        ref: { kind: 'reminder', number, due: reminder },
        channel: known.channel,
        parent: cardKey(number),
        broadcast: reminder.toldTo === 'channel',
        now,
      })
    }
    const keepAgainAt = kept === 'not-yet' ? now + AGAIN_MS : known.keepAgainAt
    const moments = [
      nextReminderAt(facts, settings, now) ?? Infinity,
      keepingFrom(desk, known) ?? Infinity,
      keepAgainAt ?? Infinity,
      due.length > proven.length ? now + NEXT_MINUTE_MS : Infinity,
      now + AT_LEAST_EVERY_MS,
    ]
    const remindAt = Math.min(...moments.filter((at) => at > now))
    await planReminders(db, number, { remindAt, ownerZone, keepAgainAt })
  })
  return { looked }
}

/** That an order is not live can only be said of one that was looked at since it should be. */
function isProven(reminder: Reminder, { seenAt }: TrackedOrder): boolean {
  return reminder.kind !== 'not-live' || (seenAt ?? 0) > reminder.automaticAt
}

async function hasUntold(
  { db, settings }: Desk,
  order: TrackedOrder,
  now: Instant,
): Promise<boolean> {
  for (const { key } of remindersDue(await factsOf(db, order), settings, now)) {
    if ((await findPost(db, reminderKey(order.number, key))) === undefined) return true
  }
  return false
}

/** @param key of the plan. */
export function reminderKey(number: number, key: string): string {
  return `reminder-${number}-${key}`
}

/** What cannot be looked at is reminded of as it was seen last: better once too often than never. */
async function look(desk: Desk, number: number): Promise<void> {
  try {
    await syncOrder(desk, number)
  } catch (error) {
    if (!isBandwidthError(error)) throw error
    desk.log('look-failed', { number, error })
  }
}

async function factsOf(db: Database, order: TrackedOrder): Promise<ReminderFacts> {
  const { number } = order
  const runs = await openActivations(db, number)
  const approvals = await liveApprovals(db, number)
  const intents = await openIntents(db, number)
  return {
    seen: isSeen(order) ? order.seen : null,
    createdAt: order.createdAt,
    standsSince: order.standsSince,
    editedAt: order.changedBy.at(-1)?.at ?? null,
    ownerZone: order.ownerZone,
    approvals: approvals.map(({ id, deed, state, askedAt, decidedAt, expiresAt }) => ({
      id,
      deed,
      isGranted: state === 'granted',
      since: decidedAt ?? askedAt,
      expiresAt,
    })),
    unknown: [
      ...intents.map(({ kind, begunAt }) => ({ what: kind, since: begunAt })),
      ...runs
        .filter(({ state }) => state === 'unknown')
        .map(({ askedAt }) => ({ what: 'activation' as const, since: askedAt })),
    ],
    isActivating: runs.length > 0,
    quiet: await quietMatters(db, number),
  }
}

/** From when this draft is kept without anybody asking; null when it is not. */
function keepingFrom(
  { settings }: Desk,
  { seen, id, createdAt, endedAt }: TrackedOrder,
): Instant | null {
  if (!settings.reminders.keepDraftsOverWeekends || endedAt !== null) return null
  if (id === null || seen === null || !isDraft(seen.status)) return null
  return keptByItselfFrom(sweptAt(seen.lastModifiedAt ?? createdAt), settings.calendar)
}

/** @returns null when there is nothing to keep now. */
async function keepIfWanted(
  desk: Desk,
  order: TrackedOrder,
  now: Instant,
): Promise<'kept' | 'not-yet' | null> {
  const from = keepingFrom(desk, order)
  if (from === null || now < Math.max(from, order.keepAgainAt ?? 0) || !isSeen(order)) return null
  const isNight = ownerHours(order.ownerZone).isNight(now)
  return keepByItself(desk, order, { mayTell: !isNight })
}
