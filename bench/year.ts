import { DateTime } from 'luxon'
import type { Bandwidth, ListedOrder, OrderFilter } from '../src/bandwidth/bandwidth.ts'
import { BandwidthNotFound } from '../src/bandwidth/errors.ts'
import { callsOf } from '../src/desk/calls.ts'
import type { Desk } from '../src/desk/desk.ts'
import { followOrder } from '../src/desk/find-order.ts'
import { reminderKey } from '../src/desk/remind.ts'
import { dayOf } from '../src/porting/calendar.ts'
import type { OrderId, PortOrder } from '../src/porting/order.ts'
import type { Reminder, ReminderFacts } from '../src/porting/reminders.ts'
import { remindersDue } from '../src/porting/reminders-due.ts'
import { isTerminal } from '../src/porting/status.ts'
import { openDatabase, type Database } from '../src/store/database.ts'
import { insertRefreshRequest } from '../src/store/refresh-requests.ts'
import type { PostRef } from '../src/store/posts.ts'
import {
  configWithoutSlack,
  schedulerWithoutSlack,
  withoutSlack,
} from '../test/fixtures/without-slack.ts'
import type { Extent } from './arguments.ts'
import { heapInUse } from './heap-in-use.js'
import { OWNERS } from './owners.ts'
import { atMost, none, reached, type Row } from './row.ts'
import { show } from './statistics.ts'
import { wholeMinute, yearOfOrders, type Course, type Year } from './year-of-orders.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
/** With all its holidays and both changes of New York's clock. */
const YEAR: Year = {
  from: Date.parse('2026-01-01T05:00:00Z'),
  to: Date.parse('2027-01-01T05:00:00Z'),
}
const LONGEST_STEP = 6 * HOUR
const CHANNEL = 'C0PORTING'
/** How fine the plan is walked over to find what is missing; a step of it lasts longer. */
const WALK = 15 * MINUTE
/** At nine o'clock many come due, and the refreshes before them are spread over some minutes. */
const LATE = 6 * MINUTE
const MAY_BREAK_NIGHT: readonly Reminder['kind'][] = ['activates-soon', 'outcome-unknown']
const MOST_GROWTH = 1.1

interface Said {
  readonly key: string
  readonly number: number
  readonly kind: Reminder['kind']
  readonly at: number
}

interface Simulated {
  readonly said: readonly Said[]
  /** By the orders' short numbers. */
  readonly courses: ReadonlyMap<number, Course>
  readonly troubles: readonly string[]
  readonly heapBytes: { readonly february: number; readonly december: number }
}

/**
 * A year of orders with the clock turned: the bot's own scheduler on a database in memory, at every minute at
 * which something happens or comes due. What it queued is held against the plan, walked over afterwards.
 */
export async function year({
  yearOrders: count,
}: Pick<Extent, 'yearOrders'>): Promise<readonly Row[]> {
  const config = configWithoutSlack({ PORTIN_DEFAULT_CHANNEL: CHANNEL })
  const startedAt = performance.now()
  const courses = yearOfOrders(count, YEAR, config.desk.calendar)
  const simulated = await simulate(courses, config.desk)
  const seconds = (performance.now() - startedAt) / 1000
  return rows(simulated, config.desk, { count, seconds })
}

async function simulate(
  courses: readonly Course[],
  settings: Desk['settings'],
): Promise<Simulated> {
  let now = YEAR.from
  const { db, close } = await openDatabase(':memory:')
  const shown = new Map<OrderId, PortOrder>()
  const troubles: string[] = []
  const ours = bandwidthThatShows(shown)
  const desk: Desk = {
    db,
    ...callsOf(ours),
    inBatches: callsOf(ours),
    clock: () => now,
    settings,
    log: (event) => {
      if (/fail|bug|put-off|not-found/.test(event)) troubles.push(event)
    },
    ...withoutSlack(),
  }
  const zones = new Map(OWNERS.map(({ id, zone }) => [id, zone]))
  const zoneOf = (user: string) => Promise.resolve(zones.get(user) ?? null)
  const scheduler = schedulerWithoutSlack(desk, { zoneOf })
  const events = courses
    .flatMap((course) => course.turns.map((turn, nth) => ({ ...turn, course, nth })))
    .sort((one, other) => one.at - other.at)
  const byNumber = new Map<number, Course>()
  const heap: { at: number; bytes: number }[] = []

  try {
    let next = 0
    while (now < YEAR.to) {
      const comes = Math.min(
        events[next]?.at ?? Infinity,
        await nextToRemind(db, now),
        now + LONGEST_STEP,
      )
      now = Math.max(wholeMinute(comes), now + MINUTE)
      for (; (events[next]?.at ?? Infinity) <= now; next += 1) {
        const event = events[next]
        if (event === undefined) break
        const { course, order, nth } = event
        if (order === null) shown.delete(course.id)
        else shown.set(course.id, order)
        if (nth > 0) await insertRefreshRequest(db, course.id, now)
        else if (order !== null) {
          const place = { by: course.owner.id, channel: CHANNEL }
          const { number } = await followOrder(desk, { id: course.id, order }, place)
          byNumber.set(number, course)
        }
      }
      await scheduler.everyMinute()
      const month = new Date(now).getUTCMonth() + 1
      if (heap.length < month - 1) heap.push({ at: now, bytes: heapInUse() })
    }
    heap.push({ at: now, bytes: heapInUse() })
    return {
      said: await remindersSaid(db),
      courses: byNumber,
      troubles,
      heapBytes: { february: heap[1]?.bytes ?? NaN, december: heap.at(-1)?.bytes ?? NaN },
    }
  } finally {
    await scheduler.stop()
    await close()
  }
}

/** Bandwidth as far as the clock asks it; whatever else is asked fails loudly. */
function bandwidthThatShows(shown: ReadonlyMap<OrderId, PortOrder>): Bandwidth {
  const asked: Partial<Bandwidth> = {
    getOrder(id) {
      const order = shown.get(id)
      if (order === undefined) return Promise.reject(new BandwidthNotFound('getOrder'))
      return Promise.resolve({
        order,
        secrets: { accountNumber: null, pin: null },
        otherSecrets: {},
      })
    },
    listDocuments: () => Promise.resolve([]),
    listNotes: () => Promise.resolve([]),
    listBulks: () => Promise.resolve([]),
    listOrders: (filter) =>
      Promise.resolve([...shown.values()].filter((order) => isListed(order, filter)).map(listed)),
  }
  return asked as Bandwidth
}

function isListed({ status, lastModifiedAt }: PortOrder, filter: OrderFilter): boolean {
  if (filter.status !== undefined) return status === filter.status
  const day = dayOf(lastModifiedAt ?? 0)
  return status !== 'DRAFT' && (filter.from ?? day) <= day && day <= (filter.to ?? day)
}

function listed(order: PortOrder): ListedOrder {
  return {
    ...order,
    losingCarrierName: order.losingCarrier.name,
    controllingRespOrgId: null,
  }
}

async function nextToRemind(db: Database, now: number): Promise<number> {
  const row = await db
    .selectFrom('port_order')
    .select((order) => order.fn.min('remind_at').as('at'))
    .where('ended_at', 'is', null)
    .where('remind_at', '>', now)
    .executeTakeFirst()
  return row?.at ?? Infinity
}

async function remindersSaid(db: Database): Promise<readonly Said[]> {
  const rows = await db
    .selectFrom('post')
    .select(['key', 'ref', 'created_at'])
    .where('kind', '=', 'reminder')
    .execute()
  return rows.flatMap(({ key, ref, created_at: at }) => {
    const read = JSON.parse(ref) as PostRef
    if (read.kind !== 'reminder') return []
    return [{ key, number: read.number, kind: read.due.reminder.kind, at }]
  })
}

/** A stretch in which the order stood as it did, and the facts that the plan has of it. */
interface Stretch {
  readonly from: number
  readonly to: number
  readonly facts: ReminderFacts
}

function stretchesOf({ turns, owner }: Course): readonly Stretch[] {
  const createdAt = turns[0]?.at ?? NaN
  let statusSince = createdAt
  return turns.flatMap(({ at, order }, index) => {
    if (order === null || isTerminal(order.status)) return []
    const before = turns[index - 1]?.order
    if (before?.status !== order.status || before.actualFocDate !== order.actualFocDate) {
      statusSince = at
    }
    const facts: ReminderFacts = {
      seen: order,
      createdAt,
      statusSince,
      ownerZone: owner.zone,
      approvals: [],
      unknown: [],
      isActivating: false,
      snoozes: [],
    }
    return [{ from: at, to: Math.min(turns[index + 1]?.at ?? Infinity, YEAR.to), facts }]
  })
}

interface Faults {
  readonly missing: readonly string[]
  /** Not due when it was said. */
  readonly untimely: readonly Said[]
  readonly late: readonly Said[]
  readonly atNight: readonly Said[]
}

function faultsOf({ said, courses }: Simulated, settings: Desk['settings']): Faults {
  const bySaid = new Map(said.map((one) => [one.key, one]))
  const missing = new Set<string>()
  const untimely: Said[] = []
  const late: Said[] = []
  const byNumber = Map.groupBy(said, ({ number }) => number)
  for (const [number, course] of courses) {
    const stretches = stretchesOf(course)
    const dueAt = ({ facts }: Stretch, at: number): readonly string[] =>
      remindersDue(facts, settings, at).map(({ key }) => reminderKey(number, key))
    for (const stretch of stretches) {
      for (let at = stretch.from; at < stretch.to; at += WALK) {
        for (const key of dueAt(stretch, at)) if (!bySaid.has(key)) missing.add(key)
      }
    }
    for (const one of byNumber.get(number) ?? []) {
      const stretch = stretches.find(({ from, to }) => from <= one.at && one.at < to)
      if (stretch === undefined || !dueAt(stretch, one.at).includes(one.key)) untimely.push(one)
      else if (one.at - LATE >= stretch.from && dueAt(stretch, one.at - LATE).includes(one.key)) {
        late.push(one)
      }
    }
  }
  return {
    missing: [...missing],
    untimely,
    late,
    atNight: said.filter((one) => isAtNight(one, courses.get(one.number)?.owner.zone)),
  }
}

function isAtNight({ kind, at }: Said, zone = 'America/New_York'): boolean {
  const { hour } = DateTime.fromMillis(at, { zone })
  return !MAY_BREAK_NIGHT.includes(kind) && (hour < 7 || hour >= 21)
}

function rows(
  simulated: Simulated,
  settings: Desk['settings'],
  { count, seconds }: { readonly count: number; readonly seconds: number },
): readonly Row[] {
  const { said, troubles, heapBytes } = simulated
  const { missing, untimely, late, atNight } = faultsOf(simulated, settings)
  for (const fault of [...missing, ...untimely, ...late, ...atNight, ...troubles].slice(0, 20)) {
    console.error(fault)
  }
  const noneOf = (figure: string, faults: readonly unknown[]): Row => ({
    figure,
    ours: String(faults.length),
    compared: `of ${said.length}`,
    aim: none(faults.length),
  })
  const growth = heapBytes.december / heapBytes.february
  return [
    {
      figure: `a year of ${count} orders, walked over`,
      ours: `${said.length} reminders`,
      compared: `in ${show(seconds)} s`,
      aim: `no trouble in the log: ${reached(troubles.length === 0)}`,
    },
    noneOf('of these missing', missing),
    noneOf('said when they were not due', untimely),
    noneOf('said more than five minutes late', late),
    noneOf('said at night, those aside that may be', atNight),
    {
      figure: 'heap in December',
      ours: `${show(heapBytes.december / 2 ** 20)} MB`,
      against: `${show(heapBytes.february / 2 ** 20)} MB in February`,
      compared: `${show(growth)} ×`,
      aim: atMost(MOST_GROWTH, ' ×', growth),
    },
  ]
}
