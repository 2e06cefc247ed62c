import { setImmediate } from 'node:timers/promises'
import { isBandwidthError } from '../bandwidth/errors.ts'
import type { Instant } from '../porting/calendar.ts'
import { keptByItselfFrom } from '../porting/draft-life.ts'
import { ownerHours } from '../porting/owner-hours.ts'
import { asProven, isProven } from '../porting/reminder-proof.ts'
import { nextReminderAt, remindersDue } from '../porting/reminders-due.ts'
import type { DueReminder, Reminder, ReminderFacts } from '../porting/reminders.ts'
import type { Database } from '../store/database.ts'
import type { Followed } from '../store/followed.ts'
import { planReminders, toRemindOf, type FollowedTables, type OwnedNumber } from '../store/plans.ts'
import { findPost, type Told } from '../store/posts.ts'
import { underWay, type UnderWay } from '../store/reminder-facts.ts'
import type { Desk } from './desk.ts'
import { oneByOne } from './one-by-one.ts'
import { queueNews } from './queue-news.ts'

/** The people's own time, as far as somebody can tell. */
export interface People {
  /** The person's time zone by its IANA name; null when nobody can tell now. */
  readonly zoneOf: (user: string) => Promise<string | null>
}

/** What people are reminded of alike: orders, and bulk orders. */
export interface Reminded<One extends Followed> {
  readonly table: FollowedTables
  /** How many are planned at once. Nobody else gets at the database meanwhile. */
  readonly batch: number
  readonly find: (db: Database, numbers: readonly number[]) => Promise<readonly One[]>
  readonly stateOf: (db: Database, desk: Desk, one: One, underWay: UnderWay) => Promise<State>
  readonly keep: (desk: Desk, one: One, how: { mayTell: boolean }) => Promise<'kept' | 'not-yet'>
  readonly refOf: (number: number, due: DueReminder) => Told
}

/** How one stands, as far as people are reminded of it. */
export interface State {
  readonly facts: ReminderFacts
  /** When what is said of it was seen; null: never, so there is nothing to look at either. */
  readonly seenAt: Instant | null
  readonly look: () => Promise<unknown>
  /** The sweep of a draft that may be kept without anybody asking; null where there is none. */
  readonly dies: Instant | null
  /** Whether it is told of this one, or of the whole that it belongs to. */
  readonly isOwn: (reminder: Reminder) => boolean
}

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
export async function remind<One extends Followed>(
  desk: Desk,
  of: Reminded<One>,
  people: People,
): Promise<void> {
  const now = desk.clock()
  let looksLeft = MOST_LOOKS
  const tell = async (one: One): Promise<void> => {
    looksLeft -= await remindOf(desk, of, one, { now, mayLook: looksLeft > 0 })
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
      const loud = await planSilentOnes(desk, of, batch, people, now)
      await oneByOne(desk, loud, { ...each, work: tell })
    } catch {
      // One of them breaks all: alone, it is named and put off, and the others have their turn.
      await oneByOne(desk, batch, {
        ...each,
        async work(one) {
          for (const loud of await planSilentOnes(desk, of, [one], people, now)) await tell(loud)
        },
      })
    }
    // Between two batches it is everybody else's turn.
    await setImmediate()
  }
}

/** Most have nothing to say: these are planned together. @returns the others, each in its owner's zone. */
async function planSilentOnes<One extends Followed>(
  desk: Desk,
  of: Reminded<One>,
  batch: readonly OwnedNumber[],
  { zoneOf }: People,
  now: Instant,
): Promise<readonly One[]> {
  const zones = new Map<string, string | null>()
  for (const { owner } of batch) {
    if (!zones.has(owner)) zones.set(owner, await zoneOf(owner))
  }
  const numbers = batch.map(({ number }) => number)
  return desk.db.transaction().execute(async (db) => {
    const loud: One[] = []
    const underWayFor = await underWay(db, numbers)
    for (const known of await of.find(db, numbers)) {
      if (known.endedAt !== null) continue
      const one = { ...known, ownerZone: zones.get(known.owner) ?? known.ownerZone }
      const state = await of.stateOf(db, desk, one, underWayFor(one.number))
      const untold = await untoldOf(db, desk, one, state, now)
      if (untold.length > 0 || isToBeKept(desk, one, state)) loud.push(one)
      else await planNext(db, desk, of, { one, state, now, keepAgainAt: one.keepAgainAt })
    }
    return loud
  })
}

/** @returns how many looks it took. */
async function remindOf<One extends Followed>(
  desk: Desk,
  of: Reminded<One>,
  one: One,
  { now, mayLook }: { readonly now: Instant; readonly mayLook: boolean },
): Promise<number> {
  const { number, ownerZone } = one
  const asKnown = async (db: Database, known: One): Promise<State> =>
    of.stateOf(db, desk, known, (await underWay(db, [number]))(number))
  const again = async (db: Database) => {
    const [known] = await of.find(db, [number])
    if (known === undefined || known.endedAt !== null) return null
    const seen = { ...known, ownerZone }
    const state = await asKnown(db, seen)
    return { one: seen, state, untold: await untoldOf(db, desk, seen, state, now) }
  }

  const kept = isToBeKept(desk, one, await asKnown(desk.db, one))
    ? await of.keep(desk, one, { mayTell: !ownerHours(ownerZone).isNight(now) })
    : null
  let looks = 0
  while (kept === null && looks < MOST_LOOKS) {
    const known = await again(desk.db)
    if (known === null || !isToBeLookedAt(known.state, known.untold, now)) break
    if (!mayLook) {
      await planReminders(desk.db, of.table, number, { remindAt: now + NEXT_MINUTE_MS })
      return 0
    }
    looks += 1
    // What was looked at may leave it to another to speak for all.
    if (!(await isLookedAt(desk, number, known.state.look))) break
  }

  await desk.db.transaction().execute(async (db) => {
    const known = await again(db)
    if (known === null) return
    const { one: order, state, untold } = known
    const proven = untold.flatMap((due) => asProven(due, state.seenAt) ?? [])
    for (const due of proven) {
      await queueNews(db, desk.settings, {
        key: reminderKey(number, due.key),
        order,
        ref: of.refOf(number, due),
        isForAll: due.toldTo === 'channel',
        now,
      })
    }
    const keepAgainAt = kept === 'not-yet' ? now + AGAIN_MS : order.keepAgainAt
    const isWaiting = untold.length > proven.length
    await planNext(db, desk, of, { one: order, state, now, keepAgainAt, isWaiting })
  })
  return looks
}

function isToBeLookedAt({ seenAt }: State, untold: readonly DueReminder[], now: Instant): boolean {
  if (seenAt === null || untold.length === 0) return false
  return now - seenAt > FRESH_MS || untold.some((due) => !isProven(due, seenAt))
}

/** What cannot be looked at is reminded of as far as that is true all the same. */
async function isLookedAt(
  desk: Desk,
  number: number,
  look: () => Promise<unknown>,
): Promise<boolean> {
  try {
    await look()
    return true
  } catch (error) {
    if (!isBandwidthError(error)) throw error
    desk.log('look-failed', { number, error })
    return false
  }
}

function isToBeKept(desk: Desk, { keepAgainAt }: Followed, state: State): boolean {
  const from = keptFrom(desk, state)
  return from !== null && Math.max(from, keepAgainAt ?? 0) <= desk.clock()
}

/** From when its draft is kept without anybody asking; null when it is not. */
function keptFrom(
  { settings: { calendar, reminders } }: Desk,
  { dies, facts: { approvals: requests } }: State,
): Instant | null {
  const overWeekends = reminders.keepDraftsOverWeekends
  return dies === null ? null : keptByItselfFrom(dies, { calendar, overWeekends, requests })
}

async function planNext<One extends Followed>(
  db: Database,
  desk: Desk,
  { table }: Reminded<One>,
  {
    one: { number, ownerZone },
    state,
    now,
    keepAgainAt,
    isWaiting = false,
  }: {
    readonly one: One
    readonly state: State
    readonly now: Instant
    readonly keepAgainAt: Instant | null
    /** Something is due that can only be said when the order was looked at. */
    readonly isWaiting?: boolean
  },
): Promise<void> {
  const moments = [
    nextReminderAt(state.facts, desk.settings, now),
    keptFrom(desk, state),
    keepAgainAt,
    isWaiting ? now + NEXT_MINUTE_MS : null,
    now + AT_LEAST_EVERY_MS,
  ]
  const coming = moments.filter((at) => at !== null).filter((at) => at > now)
  await planReminders(db, table, number, {
    ...{ remindAt: Math.min(...coming), ownerZone, keepAgainAt },
  })
}

async function untoldOf(
  db: Database,
  { settings }: Desk,
  { number }: OwnedNumber,
  { facts, isOwn }: State,
  now: Instant,
): Promise<readonly DueReminder[]> {
  const untold: DueReminder[] = []
  for (const due of remindersDue(facts, settings, now)) {
    if (!isOwn(due.reminder)) continue
    if ((await findPost(db, reminderKey(number, due.key))) === undefined) untold.push(due)
  }
  return untold
}

/** @param key of the plan. */
export function reminderKey(number: number, key: string): string {
  return `reminder-${number}-${key}`
}
