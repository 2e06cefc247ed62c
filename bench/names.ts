import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import type { Desk } from '../src/desk/desk.ts'
import { morningOf } from '../src/desk/morning.ts'
import { indexOrders } from '../src/desk/index-orders.ts'
import { ordersMeant } from '../src/desk/orders-meant.ts'
import { worklist, type WorklistName } from '../src/desk/worklists.ts'
import { momentOf, type CalendarDay } from '../src/porting/calendar.ts'
import { readTypedName } from '../src/porting/order-names.ts'
import type { OrderId, PortOrder } from '../src/porting/order.ts'
import type { TelephoneNumber } from '../src/porting/telephone-number.ts'
import { damageIn } from '../src/store/database-file.ts'
import { emptyLog, openDatabase, type Database } from '../src/store/database.ts'
import { channelsWithOrders } from '../src/store/find-by-name.ts'
import { insertOrder, writeOrder } from '../src/store/orders.ts'
import { portOrder } from '../test/fixtures/orders.ts'
import { configWithoutSlack, withoutSlack } from '../test/fixtures/without-slack.ts'
import { newOrder } from '../test/fixtures/new-orders.ts'
import type { Extent } from './arguments.ts'
import { atMost, type Row } from './row.ts'
import { median, showMs, spread } from './statistics.ts'

const ORDERS = 20_000
const CHANNELS = 40
const NOW = Date.parse('2026-12-08T15:00:00Z')
const DAY = 24 * 60 * 60_000
const ROUNDS = 20
const CHECKS = 5
const MORNINGS = 5

/** Words of names: each is in a hundred names and more. */
const WORDS = Array.from(
  { length: 100 },
  (_, at) =>
    `${'bcdfghklmnprstvz'[at % 16]}${'aeiou'[at % 5]}${'lmnrst'[at % 6]}o${'dgkpt'[at % 5]}${at}`,
)

function wordOf(at: number): string {
  return WORDS[at % WORDS.length] ?? ''
}

/** What people type: a customer, a part of it, a slip, a number, its end, an NPA-NXX, a PON, an id. */
const TYPED = [
  `${wordOf(1)} ${wordOf(1)}1`,
  'mod8',
  `x${wordOf(5)}`,
  `${wordOf(9)} x${wordOf(9)}9`,
  '919-555-0217',
  '0217',
  '919-557',
  'PON-12345',
  'id-19999',
  'nobody at all',
]

/** Searches and lists of work among 20,000 open orders of 40 channels, all of which the person hears. */
export async function names({ pairs }: Extent): Promise<readonly Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'portin-names-'))
  const file = join(folder, 'portin.sqlite')
  const { db, close } = await openDatabase(file)
  try {
    await db.transaction().execute((trx) => fill(trx))
    const desk = deskWith(db)
    const began = performance.now()
    await indexOrders(desk)
    const indexed = performance.now() - began
    const readable = (channels: readonly string[]) => Promise.resolve(channels)
    const rounds = Math.max(ROUNDS, pairs)
    const found: number[] = []
    for (const text of TYPED) {
      const typed = readTypedName(text)
      const times = await ownTimes(rounds, () =>
        ordersMeant(desk, typed, readable, { besideIt: true }),
      )
      found.push(median(times))
    }
    const list = async (name: WorklistName) =>
      ownTimes(rounds, () => worklist(desk, name, { id: 'U0DANA', isApprover: true }, readable))
    const mornings = await ownTimes(MORNINGS, async () => {
      for (const channel of await channelsWithOrders(db)) await morningOf(desk, channel)
    })
    await fillHistory(db)
    await emptyLog(db)
    const checked = await elapsedTimes(CHECKS, () => Promise.resolve(damageIn(file)))
    const megabytes = Math.round(statSync(file).size / 1e6)
    const [today, stuck] = [await list('today'), await list('stuck')]
    return [
      row('the names of 20,000 orders made, at the first start', [indexed], null),
      row(
        'own time of finding an order among 20,000, the slowest of 10 ways',
        [Math.max(...found)],
        20,
        found,
      ),
      row(
        `the quick check at a start, of 20,000 orders with their posts and audit, ${megabytes} MB`,
        checked,
        500,
      ),
      row('own time of today, of 20,000 open orders', today, 50),
      row('own time of stuck, of 20,000 open orders', stuck, 50),
      row(`own time of the messages of a morning for ${CHANNELS} channels`, mornings, 2_000),
    ]
  } finally {
    await close()
    rmSync(folder, { recursive: true })
  }
}

/** What a year leaves of each order: five posts and ten lines of the audit. */
async function fillHistory(db: Database): Promise<void> {
  const each = (count: number) => JSON.stringify(Array.from({ length: count }, (_, nth) => nth))
  await sql`INSERT INTO audit (at, order_number, by, deed, facts)
    SELECT ${NOW}, number, owner, 'edit', '{"fields":"city, requested FOC"}' FROM port_order, json_each(${each(10)})`.execute(
    db,
  )
  await sql`INSERT INTO post (key, kind, ref, channel, broadcast, ts, created_at)
    SELECT 'change-' || number || '-' || value, 'news', json_object('kind', 'news', 'number', number, 'news',
      json_object('kind', 'edited', 'by', owner, 'fields', json_array('city', 'requested FOC'))),
      channel, 0, '1796050950.' || number, ${NOW} FROM port_order, json_each(${each(5)})`.execute(
    db,
  )
}

type Work = () => Promise<unknown>

/** What the process itself takes, whoever else has the machine: SQLite works within it. */
function ownTimes(rounds: number, work: Work): Promise<readonly number[]> {
  return timesOf(rounds, work, () => {
    const began = process.cpuUsage()
    return () => {
      const { user, system } = process.cpuUsage(began)
      return (user + system) / 1_000
    }
  })
}

function elapsedTimes(rounds: number, work: Work): Promise<readonly number[]> {
  return timesOf(rounds, work, () => {
    const began = performance.now()
    return () => performance.now() - began
  })
}

async function timesOf(rounds: number, work: Work, timer: () => () => number) {
  const times: number[] = []
  await work()
  for (let round = 0; round < rounds; round += 1) {
    const took = timer()
    await work()
    times.push(took())
  }
  return times
}

function row(
  figure: string,
  times: readonly number[],
  most: number | null,
  all: readonly number[] = times,
): Row {
  const ours = median(times)
  return {
    figure,
    ours: showMs(ours),
    spread: all.length === 1 ? '' : spread(all),
    aim: most === null ? '' : atMost(most, ' ms', ours),
  }
}

/** Of fifty orders one is rejected, five are drafts, twenty have a date; one in thirty stands for weeks. */
const STATUSES = (['EXCEPTION', 5, 'DRAFT', 20, 'FOC', 24, 'SUBMITTED'] as const).flatMap(
  (one, at, all) =>
    typeof one === 'number' ? [] : Array.from({ length: Number(all[at - 1] ?? 1) }, () => one),
)

async function fill(db: Database): Promise<void> {
  for (let one = 0; one < ORDERS; one += 1) {
    const seen = orderOf(one)
    const number = await insertOrder(
      db,
      newOrder({
        id: seen.id,
        name: `Coid ${one}`,
        content: seen,
        channel: `C0MORE${one % CHANNELS}`,
        now: NOW,
      }),
    )
    await writeOrder(db, number, {
      seen,
      seenAt: NOW,
      statusSince: NOW - (one % 33 === 0 ? 20 : one % 3) * DAY,
    })
  }
}

function orderOf(one: number): PortOrder {
  const status = STATUSES[one % STATUSES.length] ?? 'DRAFT'
  const line = String(one % 10_000).padStart(4, '0')
  const numbers = [`91955${one % 10}${line}`, `91956${one % 10}${line}`] as TelephoneNumber[]
  const day = `2026-12-${String(8 + (one % 21)).padStart(2, '0')}` as CalendarDay
  const order = portOrder({ status })
  return {
    ...order,
    id: `id-${one}` as OrderId,
    numbers,
    pon: `PON-${one}`,
    actualFocDate: status === 'FOC' ? { day, at: momentOf(day, 11, 30) } : null,
    subscriber: {
      ...order.subscriber,
      businessName: `${wordOf(one)} ${wordOf(one * 3)}${one % 500} ${wordOf(one * 7)}`,
    },
    losingCarrier: { ...order.losingCarrier, name: `Carrier ${one % 200}` },
  }
}

function deskWith(db: Database): Desk {
  const { desk: settings } = configWithoutSlack()
  // Lists of work ask nobody but the database.
  const asked = { db, settings, clock: () => NOW, log: () => undefined, ...withoutSlack() }
  return asked as unknown as Desk
}
