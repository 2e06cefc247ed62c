import { isAlive } from '../porting/standing.ts'
import { setImmediate } from 'node:timers/promises'
import { isBandwidthError } from '../bandwidth/errors.ts'
import type { Instant } from '../porting/calendar.ts'
import { extendedAutomaticallyFrom } from '../porting/draft-life.ts'
import { ownerHours } from '../porting/owner-hours.ts'
import { asProven, isProven } from '../porting/reminder-proof.ts'
import { nextReminderAt, remindersDue } from '../porting/reminders-due.ts'
import type { AbsentOwner, DueReminder, Reminder, ReminderFacts } from '../porting/reminders.ts'
import type { Database } from '../store/database.ts'
import type { Followed } from '../store/followed.ts'
import { waitingApprovals } from '../store/list-orders.ts'
import { planReminders, toRemindOf, type FollowedTables, type OwnedNumber } from '../store/plans.ts'
import { findPost, type Announcement } from '../store/posts.ts'
import { underWay, type UnderWay } from '../store/reminder-facts.ts'
import type { Desk } from './desk.ts'
import { oneByOne } from './one-by-one.ts'
import { queueNews } from './queue-news.ts'

/** People's time zones and absences, as far as they are known. */
export interface People {
  /** @returns null when they are there, or when that can't be found out now. */
  readonly absenceOf: (user: string) => Promise<AbsentOwner | null>
  /** The person's time zone by its IANA name; null when it can't be found out now. */
  readonly zoneOf: (user: string) => Promise<string | null>
  /** @returns null when nobody is left to notify, or when that can't be found out now. */
  readonly nthApprover: (request: string, nth: number) => Promise<string | null>
}

/** What people are reminded of in the same way: orders, and bulk orders. */
export interface Reminded<One extends Followed> {
  readonly table: FollowedTables
  /** How many are planned at once. The database is blocked meanwhile. */
  readonly batch: number
  readonly find: (db: Database, numbers: readonly number[]) => Promise<readonly One[]>
  readonly stateOf: (db: Database, desk: Desk, one: One, underWay: UnderWay) => Promise<State>
  readonly extend: (
    desk: Desk,
    one: One,
    how: { mayAnnounce: boolean },
  ) => Promise<'kept' | 'not-yet'>
  readonly refOf: (number: number, due: DueReminder) => Announcement
}

/** The state of an order, as far as reminders need it. */
interface State {
  readonly facts: ReminderFacts
  /** When it was last read; null: never, so there is nothing to refresh either. */
  readonly seenAt: Instant | null
  readonly refresh: () => Promise<unknown>
  /** When the draft is purged, if it may be extended automatically; null otherwise. */
  readonly dies: Instant | null
  /** Whether it is announced for this order, or for the bulk order that it belongs to. */
  readonly isOwn: (reminder: Reminder) => boolean
}

/** A refresh is a call, and calls are few; the rest waits a minute. */
const MOST_REFRESHES = 20
/** An older reading is refreshed before anybody is reminded. */
const FRESH_MS = 10 * 60_000
/** Planned again at least this often, because people travel. */
const AT_LEAST_EVERY_MS = 12 * 60 * 60_000
const AGAIN_MS = 10 * 60_000
const NEXT_MINUTE_MS = 60_000

/** One pass over all that is due. */
interface Round<One extends Followed> {
  readonly desk: Desk
  readonly of: Reminded<One>
  readonly people: People
  readonly now: Instant
  /** How many requests have mentioned somebody, by channel. */
  readonly calls: Map<string, number>
}

/**
 * Queue every reminder whose time has come, each once. An order is examined when something about it has
 * changed and when something comes due, not every minute.
 */
export async function remind<One extends Followed>(
  desk: Desk,
  of: Reminded<One>,
  people: People,
): Promise<void> {
  const now = desk.clock()
  const round = { desk, of, people, now, calls: new Map<string, number>() }
  let refreshesLeft = MOST_REFRESHES
  const announce = async (one: One): Promise<void> => {
    refreshesLeft -= await remindOf(round, one, refreshesLeft > 0)
  }
  const each = {
    name: ({ number }: OwnedNumber) => ({ number }),
    outage: 'reminder-failed',
    later: ({ number }: OwnedNumber) =>
      planReminders(desk.db, of.table, number, { remindAt: now + AGAIN_MS }),
  }
  for (;;) {
    const batch = await toRemindOf(desk.db, of.table, now, of.batch)
    if (batch.length === 0) return
    try {
      const loud = await planSilentOnes(round, batch)
      await oneByOne(desk, loud, { ...each, work: announce })
    } catch {
      // One of them breaks the batch: one by one, it is logged and postponed, the others have their turn.
      await oneByOne(desk, batch, {
        ...each,
        async work(one) {
          for (const loud of await planSilentOnes(round, [one])) await announce(loud)
        },
      })
    }
    // Let everybody else use the database between two batches.
    await setImmediate()
  }
}

/** Most have no reminder: these are planned together. @returns the others, each in its owner's time zone. */
async function planSilentOnes<One extends Followed>(
  round: Round<One>,
  batch: readonly OwnedNumber[],
): Promise<readonly One[]> {
  const { desk, of, now } = round
  const zones = new Map<string, string | null>()
  for (const { owner } of batch) {
    if (!zones.has(owner)) zones.set(owner, await round.people.zoneOf(owner))
  }
  const numbers = batch.map(({ number }) => number)
  return desk.db.transaction().execute(async (db) => {
    const loud: One[] = []
    const underWayFor = await underWay(db, numbers)
    for (const known of await of.find(db, numbers)) {
      if (!isAlive(known)) continue
      const one = { ...known, ownerZone: zones.get(known.owner) ?? known.ownerZone }
      const state = await of.stateOf(db, desk, one, underWayFor(one.number))
      const unannounced = await unannouncedOf(db, desk, one, state, now)
      if (unannounced.length > 0 || isToBeExtended(desk, one, state)) loud.push(one)
      else await planNext(db, round, { one, state, extendAgainAt: one.extendAgainAt })
    }
    return loud
  })
}

/** @returns how many refreshes it took. */
async function remindOf<One extends Followed>(
  round: Round<One>,
  one: One,
  mayRefresh: boolean,
): Promise<number> {
  const { desk, of, people, now, calls } = round
  const { number, ownerZone } = one
  const absent = await people.absenceOf(one.owner)
  const asKnown = async (db: Database, known: One): Promise<State> =>
    of.stateOf(db, desk, known, (await underWay(db, [number]))(number))
  const again = async (db: Database) => {
    const [known] = await of.find(db, [number])
    if (known === undefined || !isAlive(known)) return null
    const seen = { ...known, ownerZone }
    const state = await asKnown(db, seen)
    return { one: seen, state, unannounced: await unannouncedOf(db, desk, seen, state, now) }
  }

  const extended = isToBeExtended(desk, one, await asKnown(desk.db, one))
    ? await of.extend(desk, one, { mayAnnounce: !ownerHours(ownerZone).isNight(now) })
    : null
  let refreshes = 0
  let before = await again(desk.db)
  while (extended === null && refreshes < MOST_REFRESHES) {
    if (before === null || !needsRefresh(before.state, before.unannounced, now)) break
    if (!mayRefresh) {
      await planReminders(desk.db, of.table, number, { remindAt: now + NEXT_MINUTE_MS })
      return 0
    }
    refreshes += 1
    // After the refresh another order may speak for all, and need one too.
    if (!(await isRefreshed(desk, number, before.state.refresh))) break
    before = await again(desk.db)
  }
  const calling = await approversCalled(people, before?.unannounced ?? [])

  await desk.db.transaction().execute(async (db) => {
    const known = await again(db)
    if (known === null) return
    const { one: order, state } = known
    const unannounced = known.unannounced.flatMap((due) => calling(due) ?? [])
    const proven = unannounced.flatMap((due) => asProven(due, state.seenAt) ?? [])
    for (const due of proven) {
      const call = due.reminder.kind === 'approval-ends' ? nextCall(calls, order.channel) : 0
      const isQuiet = call > MOST_CALLS
      await queueNews(db, desk.settings, {
        key: reminderKey(number, due.key),
        order,
        ref: of.refOf(number, {
          ...due,
          ...(absent !== null && { absent }),
          ...(isQuiet && { isQuiet }),
          ...(call === MOST_CALLS && (await othersIn(db, order.channel))),
        }),
        isForAll: !isQuiet && (due.notified === 'channel' || absent !== null),
        now,
      })
    }
    const extendAgainAt = extended === 'not-yet' ? now + AGAIN_MS : order.extendAgainAt
    const isWaiting = unannounced.length > proven.length
    await planNext(db, round, { one: order, state, extendAgainAt, isWaiting })
  })
  return refreshes
}

/** Of many requests that wait in one channel, only a few mention somebody; the last of these names the others. */
const MOST_CALLS = 4

function nextCall(calls: Map<string, number>, channel: string): number {
  const call = (calls.get(channel) ?? 0) + 1
  calls.set(channel, call)
  return call
}

async function othersIn(
  db: Database,
  channel: string,
): Promise<Pick<DueReminder, 'othersWaiting'>> {
  const othersWaiting = (await waitingApprovals(db, [channel])).length - MOST_CALLS
  return othersWaiting > 0 ? { othersWaiting } : {}
}

/**
 * Slack is asked before the transaction begins.
 * @returns null when it is the turn of somebody who isn't there: all were mentioned.
 */
async function approversCalled(
  people: People,
  unannounced: readonly DueReminder[],
): Promise<(due: DueReminder) => DueReminder | null> {
  const called = new Map<string, string | null>()
  for (const { key, reminder } of unannounced) {
    if (reminder.kind !== 'approval-ends' || reminder.nth === undefined) continue
    called.set(key, await people.nthApprover(reminder.id, reminder.nth))
  }
  return (due) => {
    const who = called.get(due.key) ?? null
    if (who !== null) return { ...due, called: who }
    const isLater = due.reminder.kind === 'approval-ends' && (due.reminder.nth ?? 0) > 0
    return isLater ? null : due
  }
}

function needsRefresh(
  { seenAt }: State,
  unannounced: readonly DueReminder[],
  now: Instant,
): boolean {
  // A reminder of a request for hundreds of orders does not wait until each of them is read.
  const ofOrders = unannounced.filter(
    ({ reminder }) => reminder.kind !== 'approval-ends' || reminder.announcedUnder === undefined,
  )
  if (seenAt === null || ofOrders.length === 0) return false
  return now - seenAt > FRESH_MS || ofOrders.some((due) => !isProven(due, seenAt))
}

/** @returns false when it could not be read: then only what holds without a fresh reading is posted. */
async function isRefreshed(
  desk: Desk,
  number: number,
  refresh: () => Promise<unknown>,
): Promise<boolean> {
  try {
    await refresh()
    return true
  } catch (error) {
    if (!isBandwidthError(error)) throw error
    desk.log('refresh-failed', { number, error })
    return false
  }
}

function isToBeExtended(desk: Desk, { extendAgainAt }: Followed, state: State): boolean {
  const from = extendedFrom(desk, state)
  return from !== null && Math.max(from, extendAgainAt ?? 0) <= desk.clock()
}

/** When its draft is extended automatically; null: not. */
function extendedFrom(
  { settings: { calendar, reminders } }: Desk,
  { dies, facts: { approvals: requests } }: State,
): Instant | null {
  const overWeekends = reminders.extendDraftsOverWeekends
  return dies === null
    ? null
    : extendedAutomaticallyFrom(dies, { calendar, overWeekends, requests })
}

async function planNext<One extends Followed>(
  db: Database,
  { desk, of: { table }, now }: Round<One>,
  {
    one: { number, ownerZone },
    state,
    extendAgainAt,
    isWaiting = false,
  }: {
    readonly one: One
    readonly state: State
    readonly extendAgainAt: Instant | null
    /** A reminder is due that needs a fresh reading first. */
    readonly isWaiting?: boolean
  },
): Promise<void> {
  const moments = [
    nextReminderAt(state.facts, desk.settings, now),
    extendedFrom(desk, state),
    extendAgainAt,
    isWaiting ? now + NEXT_MINUTE_MS : null,
    now + AT_LEAST_EVERY_MS,
  ]
  const coming = moments.filter((at) => at !== null).filter((at) => at > now)
  await planReminders(db, table, number, {
    remindAt: Math.min(...coming),
    ownerZone,
    extendAgainAt,
  })
}

async function unannouncedOf(
  db: Database,
  { settings }: Desk,
  { number }: OwnedNumber,
  { facts, isOwn }: State,
  now: Instant,
): Promise<readonly DueReminder[]> {
  const unannounced: DueReminder[] = []
  for (const due of remindersDue(facts, settings, now)) {
    if (!isOwn(due.reminder)) continue
    if ((await findPost(db, reminderKey(number, due.key))) === undefined) unannounced.push(due)
  }
  return unannounced
}

/** @param key of the plan. */
export function reminderKey(number: number, key: string): string {
  return `reminder-${number}-${key}`
}
