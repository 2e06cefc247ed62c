import { setImmediate } from 'node:timers/promises'
import { isBandwidthError } from '../bandwidth/errors.ts'
import type { Instant } from '../porting/calendar.ts'
import { keptByItselfFrom, sweptAt } from '../porting/draft-life.ts'
import type { DueReminder, Reminder, ReminderFacts } from '../porting/reminders.ts'
import { nextReminderAt, remindersDue } from '../porting/reminders-due.ts'
import { asProven, isProven } from '../porting/reminder-proof.ts'
import { ownerHours } from '../porting/owner-hours.ts'
import { isDraft } from '../porting/status.ts'
import type { Database } from '../store/database.ts'
import {
  findOrder,
  findOrders,
  isSeen,
  type SeenOrder,
  type TrackedOrder,
} from '../store/orders.ts'
import { ordersToRemindOf, planReminders } from '../store/plans.ts'
import { findPost } from '../store/posts.ts'
import { underWay, type UnderWay } from '../store/reminder-facts.ts'
import type { Desk } from './desk.ts'
import { KEEP_ORDER, keepByItself } from './keep-draft.ts'
import { syncOrder } from './look-at-order.ts'
import { oneByOne } from './one-by-one.ts'
import { queueNews } from './queue-news.ts'

/** The people's own time, as far as somebody can tell. */
export interface People {
  /** The person's time zone by its IANA name; null when nobody can tell now. */
  readonly zoneOf: (user: string) => Promise<string | null>
}

type NumberOf = Pick<TrackedOrder, 'number'>

/** Small, because nobody else gets at the database meanwhile. */
const BATCH = 50
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
    const batch = await ordersToRemindOf(desk.db, now, BATCH)
    if (batch.length === 0) return
    const each = {
      name: ({ number }: NumberOf) => ({ number }),
      outage: 'reminder-failed',
      later: ({ number }: NumberOf) => planReminders(desk.db, number, { remindAt: now + AGAIN_MS }),
    }
    const tell = async (order: TrackedOrder): Promise<void> => {
      const { looked } = await remindOf(desk, order, { now, mayLook: looksLeft > 0 })
      if (looked) looksLeft -= 1
    }
    try {
      const loud = await planSilentOnes(desk, batch, people, now)
      await oneByOne(desk, loud, { ...each, work: tell })
    } catch {
      // One of them breaks all: alone, it is named and put off, and the others have their turn.
      await oneByOne(desk, batch, {
        ...each,
        async work(one) {
          for (const order of await planSilentOnes(desk, [one], people, now)) await tell(order)
        },
      })
    }
    // Between two batches it is everybody else's turn.
    await setImmediate()
  }
}

/** Most have nothing to say: these are planned together. @returns the others, each in its owner's zone. */
async function planSilentOnes(
  desk: Desk,
  batch: readonly { readonly number: number; readonly owner: string }[],
  { zoneOf }: People,
  now: Instant,
): Promise<readonly TrackedOrder[]> {
  const zones = new Map<string, string | null>()
  for (const { owner } of batch) {
    if (!zones.has(owner)) zones.set(owner, await zoneOf(owner))
  }
  const numbers = batch.map(({ number }) => number)
  return desk.db.transaction().execute(async (db) => {
    const loud: TrackedOrder[] = []
    const underWayFor = await underWay(db, numbers)
    for (const known of await findOrders(db, numbers)) {
      if (known.endedAt !== null) continue
      const order = { ...known, ownerZone: zones.get(known.owner) ?? known.ownerZone }
      const facts = factsOf(order, underWayFor(order.number))
      const untold = await untoldOf(db, desk, order, facts, now)
      if (untold.length > 0 || isToBeKept(desk, order, facts, now)) loud.push(order)
      else await planNext(db, desk, order, facts, { now, keepAgainAt: order.keepAgainAt })
    }
    return loud
  })
}

async function remindOf(
  desk: Desk,
  order: TrackedOrder,
  { now, mayLook }: { readonly now: Instant; readonly mayLook: boolean },
): Promise<{ readonly looked: boolean }> {
  const { db } = desk
  const { number, ownerZone } = order
  const facts = factsOf(order, (await underWay(db, [number]))(number))
  const isKept = isSeen(order) && isToBeKept(desk, order, facts, now)
  const kept = isKept ? await keep(desk, order, now) : null
  const due = await untoldOf(db, desk, order, facts, now)
  const isUnproven = due.some((one) => !isProven(one, order.seenAt))
  const isStale = now - (order.seenAt ?? 0) > FRESH_MS
  const looked = isSeen(order) && kept === null && (isStale || isUnproven)
  if (looked && !mayLook) {
    await planReminders(db, number, { remindAt: now + NEXT_MINUTE_MS })
    return { looked: false }
  }
  if (looked) await isLookedAt(desk, number, () => syncOrder(desk, number))

  await db.transaction().execute(async (db) => {
    const known = await findOrder(db, number)
    if (known === undefined || known.endedAt !== null) return
    const seen = { ...known, ownerZone }
    const facts = factsOf(seen, (await underWay(db, [number]))(number))
    const untold = await untoldOf(db, desk, seen, facts, now)
    const proven = untold.flatMap((due) => asProven(due, known.seenAt) ?? [])
    for (const due of proven) {
      await queueNews(db, desk.settings, {
        key: reminderKey(number, due.key),
        order: known,
        ref: { kind: 'reminder', number, due },
        isForAll: due.toldTo === 'channel',
        now,
      })
    }
    await planNext(db, desk, seen, facts, {
      now,
      keepAgainAt: kept === 'not-yet' ? now + AGAIN_MS : known.keepAgainAt,
      isWaiting: untold.length > proven.length,
    })
  })
  return { looked }
}

async function planNext(
  db: Database,
  desk: Desk,
  order: TrackedOrder,
  facts: ReminderFacts,
  {
    now,
    keepAgainAt,
    isWaiting = false,
  }: {
    readonly now: Instant
    readonly keepAgainAt: Instant | null
    /** Something is due that can only be said when the order was looked at. */
    readonly isWaiting?: boolean
  },
): Promise<void> {
  const moments = [
    nextReminderAt(facts, desk.settings, now),
    keepingFrom(desk, order, facts),
    keepAgainAt,
    isWaiting ? now + NEXT_MINUTE_MS : null,
    now + AT_LEAST_EVERY_MS,
  ]
  const coming = moments.filter((at) => at !== null).filter((at) => at > now)
  const { number, ownerZone } = order
  await planReminders(db, number, { remindAt: Math.min(...coming), ownerZone, keepAgainAt })
}

async function untoldOf(
  db: Database,
  { settings }: Desk,
  { number, bulkNumber }: Pick<TrackedOrder, 'number' | 'bulkNumber'>,
  facts: ReminderFacts,
  now: Instant,
): Promise<readonly DueReminder[]> {
  const untold: DueReminder[] = []
  for (const due of remindersDue(facts, settings, now)) {
    if (bulkNumber !== null && TOLD_OF_THE_WHOLE.includes(due.reminder.kind)) continue
    if ((await findPost(db, reminderKey(number, due.key))) === undefined) untold.push(due)
  }
  return untold
}

/** The orders of a bulk order share their day, so it is told once. */
const TOLD_OF_THE_WHOLE: readonly Reminder['kind'][] = [
  'foc-in-three-days',
  'foc-tomorrow',
  'foc-today',
  'window-opens',
  'activates-soon',
]

/** @param key of the plan. */
export function reminderKey(number: number, key: string): string {
  return `reminder-${number}-${key}`
}

/** What cannot be looked at is reminded of as far as that is true all the same. */
export async function isLookedAt(
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

function factsOf(order: TrackedOrder, waiting: UnderWay): ReminderFacts {
  const { createdAt, standsSince, ownerZone } = order
  // A draft of a bulk order lives and dies with the whole, which is reminded of.
  const isOwn = isSeen(order) && !(order.bulkNumber !== null && isDraft(order.seen.status))
  return { seen: isOwn ? order.seen : null, createdAt, standsSince, ownerZone, ...waiting }
}

/** From when this draft is kept without anybody asking; null when it is not. */
function keepingFrom(
  { settings: { calendar, reminders } }: Desk,
  { seen, id, createdAt, endedAt, bulkNumber }: TrackedOrder,
  { approvals: requests }: ReminderFacts,
): Instant | null {
  if (bulkNumber !== null || endedAt !== null) return null
  if (id === null || seen === null || !isDraft(seen.status)) return null
  const overWeekends = reminders.keepDraftsOverWeekends
  return keptByItselfFrom(sweptAt(seen.lastModifiedAt ?? createdAt), {
    ...{ calendar, overWeekends, requests },
  })
}

function isToBeKept(desk: Desk, order: TrackedOrder, facts: ReminderFacts, now: Instant): boolean {
  const from = keepingFrom(desk, order, facts)
  return from !== null && Math.max(from, order.keepAgainAt ?? 0) <= now
}

function keep(desk: Desk, order: SeenOrder, now: Instant): Promise<'kept' | 'not-yet'> {
  return keepByItself(desk, KEEP_ORDER, order, {
    mayTell: !ownerHours(order.ownerZone).isNight(now),
  })
}
