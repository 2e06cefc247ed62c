import fc from 'fast-check'
import { startPracticeBandwidth } from '../sandbox/bandwidth/server.ts'
import { createPracticeClock } from '../sandbox/clock.ts'
import { createBandwidth } from '../src/bandwidth/client.ts'
import { callsOf } from '../src/desk/calls.ts'
import type { Desk } from '../src/desk/desk.ts'
import { followNotes } from '../src/desk/follow-notes.ts'
import { readHistory } from '../src/desk/read-history.ts'
import { syncOrder } from '../src/desk/refresh-order.ts'
import { requestRefresh } from '../src/desk/request-refresh.ts'
import type { OrderId } from '../src/porting/order.ts'
import { historyAnswer, historyFile } from '../src/slack/messages/history.ts'
import { audit } from '../src/store/audit.ts'
import { openDatabase } from '../src/store/database.ts'
import { findOrder, insertOrder } from '../src/store/orders.ts'
import { makeElsewhere } from '../test/fixtures/call-bandwidth.ts'
import { complaintsAbout, noteTexts } from '../test/fixtures/note-texts.ts'
import { REAL_CLOCKS } from '../test/fixtures/real-clocks.ts'
import { configWithoutSlack, withoutSlack } from '../test/fixtures/without-slack.ts'
import { newOrder } from '../test/fixtures/new-orders.ts'
import { atMost, type Row } from './row.ts'
import { percentile, showMs } from './statistics.ts'

const TEXTS = 10_000
const ORDERS = 1_000
const NOTES_EACH = 5
const HINTS_A_NOTE = 3
const ENTRIES = 200
const MOMENTS = 9
const HISTORY_MOST_MS = 150
/** Calls are counted here, and none has to wait. */
const NO_LIMIT = 10_000_000
const TUESDAY = Date.parse('2026-12-01T15:00:00Z')

/** Notes of Bandwidth's people: what Slack takes of them, that none is told twice, and what a history takes. */
export async function notes(): Promise<readonly Row[]> {
  const office = await openOffice()
  try {
    return [
      fuzzed(),
      ...(await announcedOnce(office)),
      ...(await announcedWithin(office)),
      await historyOf(office),
    ]
  } finally {
    await office.close()
  }
}

function fuzzed(): Row {
  const texts = fc.sample(noteTexts(), { seed: 14, numRuns: TEXTS })
  const refused = texts.filter((text) => complaintsAbout(text).length > 0).length
  return countRow(`${TEXTS} texts of notes that Slack would refuse, or that call somebody`, refused)
}

interface Office {
  readonly desk: Desk
  readonly bandwidth: Awaited<ReturnType<typeof startPracticeBandwidth>>
  readonly advance: (ms: number) => void
  /** Made at Bandwidth and followed. */
  readonly make: (at: number) => Promise<{ readonly id: OrderId; readonly number: number }>
  readonly close: () => Promise<void>
}

async function openOffice(): Promise<Office> {
  const clock = createPracticeClock({ start: TUESDAY, frozen: true })
  const practice = await startPracticeBandwidth({ clock })
  const { env } = practice
  const config = configWithoutSlack({ ...env })
  const { db, close } = await openDatabase(':memory:')
  const bandwidth = createBandwidth(
    { ...config.bandwidth, callsPerMinute: NO_LIMIT },
    {
      clock: REAL_CLOCKS.wallClock,
      monotonic: REAL_CLOCKS.monotonic,
      log: () => undefined,
    },
  )
  const desk: Desk = {
    db,
    ...callsOf(bandwidth),
    inBatches: callsOf(bandwidth.inBatches),
    clock: () => clock.now(),
    settings: config.desk,
    log: () => undefined,
    ...withoutSlack(),
  }
  await followNotes(desk)
  return {
    desk,
    bandwidth: practice,
    advance(ms) {
      clock.advance(ms)
    },
    async make(at) {
      // Submitted by somebody else; whether the carrier takes it makes no difference here.
      const id = (await makeElsewhere({ ...env }, { tn: `${9_195_550_000 + at}` })) as OrderId
      const number = await insertOrder(db, newOrder({ id, name: `Acme-${at}`, now: clock.now() }))
      clock.advance(10_000)
      await syncOrder(desk, number)
      return { id, number }
    },
    async close() {
      await bandwidth.close()
      await practice.close()
      await close()
    },
  }
}

/** Five notes on each of a thousand orders, each notified three times, out of order. */
async function announcedOnce({ desk, bandwidth, advance, make }: Office): Promise<readonly Row[]> {
  const orders: { readonly id: OrderId }[] = []
  for (let at = 0; at < ORDERS; at += 1) orders.push(await make(at))
  await followNotes(desk)
  const lists = () =>
    bandwidth.control.transcript().filter(({ path }) => path.endsWith('/notes')).length
  const before = lists()
  let hints = 0
  for (let round = 0; round < NOTES_EACH; round += 1) {
    for (const { id } of orders) bandwidth.control.note(id, { text: `Note ${round}`, quiet: true })
    for (let again = 0; again < HINTS_A_NOTE; again += 1) {
      for (const { id } of again % 2 === 0 ? orders : orders.toReversed()) {
        hints += 1
        await requestRefresh(desk, {
          orderId: id,
          orderType: 'portins',
          status: null,
          isNote: true,
        })
      }
      await followNotes(desk)
      advance(1_000)
    }
  }
  const keys = await desk.db.selectFrom('post').select(['ref']).where('kind', '=', 'news').execute()
  const announced = keys.flatMap(({ ref }) => {
    const { number, news } = JSON.parse(ref) as {
      number: number
      news: { kind: string; note?: { id: string } }
    }
    return news.kind === 'note-received' ? [`${number} ${news.note?.id}`] : []
  })
  return [
    countRow(
      `${ORDERS} orders × ${NOTES_EACH} notes, each notified ${HINTS_A_NOTE} times: told twice`,
      announced.length - new Set(announced).size,
    ),
    countRow('the same: never told', ORDERS * NOTES_EACH - new Set(announced).size),
    {
      figure: 'the same: calls for notes a notification',
      ours: ((lists() - before) / hints).toFixed(2),
      aim: atMost(1, '', (lists() - before) / hints),
    },
  ]
}

/** By the bot's clock, the second between two turns included. */
async function announcedWithin(office: Office): Promise<readonly Row[]> {
  const { desk, bandwidth, advance, make } = office
  const announced = async () =>
    (await desk.db.selectFrom('post').select('id').where('kind', '=', 'news').execute()).length
  async function until(id: OrderId, at: number, isNotified: boolean): Promise<number> {
    const before = await announced()
    bandwidth.control.note(id, { text: `Note of a moment ${at}`, quiet: true })
    const writtenAt = desk.clock()
    if (isNotified) {
      await requestRefresh(desk, { orderId: id, orderType: 'portins', status: null, isNote: true })
    }
    while ((await announced()) === before) {
      advance(1_000)
      await followNotes(desk)
    }
    return desk.clock() - writtenAt
  }
  const notified: number[] = []
  const missed: number[] = []
  for (let nth = 0; nth < MOMENTS; nth += 1) {
    const { id, number } = await make(ORDERS + 1 + nth)
    await followNotes(desk)
    notified.push(await until(id, nth, true))
    bandwidth.control.reject(id)
    await syncOrder(desk, number)
    await followNotes(desk)
    // At any moment between two readings.
    advance(nth * 97_000)
    await followNotes(desk)
    missed.push(await until(id, nth, false))
  }
  const row = (figure: string, mostMs: number, took: readonly number[]): Row => ({
    figure,
    ours: `${Math.max(...took) / 1_000} s`,
    aim: atMost(mostMs / 1_000, ' s', Math.max(...took) / 1_000),
  })
  return [
    row('a note at Bandwidth until it is told, notified, the longest of 9', 60_000, notified),
    row(
      'the same on a rejected order of which nothing is notified, the longest of 9',
      15 * 60_000,
      missed,
    ),
  ]
}

/** As an answer and as a file, the practice Bandwidth's own time included. */
async function historyOf({ desk, bandwidth, make }: Office): Promise<Row> {
  const { id, number } = await make(ORDERS)
  for (let at = 0; at < ENTRIES / 4; at += 1) {
    bandwidth.control.foc(id)
    bandwidth.control.reject(id)
    bandwidth.control.note(id, { text: `Note ${at}`, quiet: true })
    await audit(desk.db, {
      at: desk.clock(),
      orderNumber: number,
      by: 'U0DANA',
      operation: 'change',
      facts: {},
    })
  }
  const order = await findOrder(desk.db, number)
  if (order === undefined) throw new Error('It is followed.')
  const took: number[] = []
  for (let turn = 0; turn < 50; turn += 1) {
    const startedAt = performance.now()
    const history = await readHistory(desk, number)
    historyAnswer(order, history, { named: `#${number}`, from: 0, now: desk.clock() })
    historyFile(history)
    took.push(performance.now() - startedAt)
  }
  return {
    figure: `a history of ${ENTRIES} entries, p99`,
    ours: showMs(percentile(took, 99)),
    aim: atMost(HISTORY_MOST_MS, ' ms', percentile(took, 99)),
  }
}

function countRow(figure: string, count: number): Row {
  return { figure, ours: String(count), aim: '0' }
}
