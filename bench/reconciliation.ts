import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createBandwidth } from '../src/bandwidth/client.ts'
import { callsOf } from '../src/desk/calls.ts'
import type { Desk } from '../src/desk/desk.ts'
import type { OrderId, PortOrder } from '../src/porting/order.ts'
import { openDatabase, type Database } from '../src/store/database.ts'
import { reachMilestone } from '../src/store/milestones.ts'
import { duePolls } from '../src/store/plans.ts'
import type { Extent } from './arguments.ts'
import { MADE_AT, type Orders } from './orders-announced.ts'
import { atMost, ratioRow, type Row } from './row.ts'
import { median, showMs, spread } from './statistics.ts'
import { REAL_CLOCKS } from '../test/fixtures/real-clocks.ts'
import {
  configWithoutSlack,
  schedulerWithoutSlack,
  withoutSlack,
} from '../test/fixtures/without-slack.ts'
import { newToken } from '../src/store/followed.ts'

const FEW = 10_000
const MANY = 100_000
/** One order in a hundred is a draft; those are listed each time. */
const DRAFTS = 0.01
const RECENT = 900
const CHANGED = 100
const MINUTE = 60_000
const POLL_EVERY_MS = 5 * MINUTE
/** After all that is measured; further than a day away would be due, as set by a clock that was put back. */
const LATER = MADE_AT + 20 * 60 * MINUTE

interface Reconciled {
  readonly calls: number
  readonly cpuMs: number
}

interface Office {
  /** Lets five minutes pass in which a hundred orders change, then lets the bot find them. */
  reconcile(): Promise<Reconciled>
  close(): Promise<void>
}

/** One reconciliation with all the refreshes it leads to, as the bell rings it, among 10,000 and 100,000 open orders. */
export async function reconciliation({ pairs }: Extent): Promise<readonly Row[]> {
  const offices: Office[] = []
  try {
    const few = await openOffice(FEW)
    offices.push(few)
    const many = await openOffice(MANY)
    offices.push(many)
    await few.reconcile()
    await many.reconcile()
    const measured: { readonly few: Reconciled; readonly many: Reconciled }[] = []
    for (let pair = 0; pair < pairs; pair += 1) {
      measured.push({ few: await few.reconcile(), many: await many.reconcile() })
    }
    return rows(measured)
  } finally {
    for (const office of offices) await office.close()
  }
}

async function openOffice(count: number): Promise<Office> {
  const bandwidthProcess = fork(new URL('many-orders.ts', import.meta.url), { stdio: 'inherit' })
  const [port] = (await once(bandwidthProcess, 'message')) as [number]
  const folder = mkdtempSync(join(tmpdir(), 'portin-reconcile-'))
  const { db, close: closeDatabase } = await openDatabase(join(folder, 'portin.sqlite'))
  const config = configWithoutSlack({
    BANDWIDTH_API_URL: `http://127.0.0.1:${port}`,
    BANDWIDTH_CALLS_PER_MINUTE: '6000',
    PORTIN_LOOK_EVERY_MINUTES: String(POLL_EVERY_MS / MINUTE),
    PORTIN_DEFAULT_CHANNEL: 'C0PORTING',
  })
  let calls = 0
  const log: Desk['log'] = (event, facts) => {
    if (event === 'bandwidth-call') calls += 1
    else if (event !== 'orders-reconciled') throw new Error(`${event} ${JSON.stringify(facts)}`)
  }
  const bandwidth = createBandwidth(config.bandwidth, {
    clock: REAL_CLOCKS.wallClock,
    monotonic: REAL_CLOCKS.monotonic,
    log,
  })
  let now = MADE_AT + MINUTE
  const desk: Desk = {
    db,
    ...callsOf(bandwidth.background),
    inBatches: callsOf(bandwidth.inBatches),
    clock: () => now,
    settings: config.desk,
    log,
    ...withoutSlack(),
  }
  // Telling and asking for people are Slack's part, which is not measured here.
  const zoneOf = () => Promise.resolve('America/New_York')
  const scheduler = schedulerWithoutSlack(desk, { zoneOf })

  const drafts = count * DRAFTS
  let changedBefore = drafts + RECENT
  const post = async (orders: Orders): Promise<void> => {
    bandwidthProcess.send(orders)
    await once(bandwidthProcess, 'message')
  }
  await post({ drafts, recent: [0, 0], changed: [0, 0], changedAt: MADE_AT })
  const draft = await bandwidth.getOrder('order-0' as OrderId)
  const submitted = await bandwidth.getOrder(`order-${drafts}` as OrderId)
  await know(db, count, (index) => (index < drafts ? draft.order : submitted.order))
  await reachMilestone(db, 'swept', now)

  return {
    async reconcile() {
      now += POLL_EVERY_MS
      const changed = [changedBefore, changedBefore + CHANGED] as const
      changedBefore += CHANGED
      await post({ drafts, recent: [drafts, drafts + RECENT], changed, changedAt: now - MINUTE })
      calls = 0

      const before = process.cpuUsage()
      await scheduler.everyMinute()
      while ((await duePolls(db, 'order', now, 1)).length > 0) await scheduler.everySecond()
      const { user, system } = process.cpuUsage(before)

      const known = await db
        .selectFrom('port_order')
        .select('status')
        .where('number', '>', changed[0])
        .where('number', '<=', changed[1])
        .execute()
      const found = known.filter(({ status }) => status === 'FOC').length
      if (found !== CHANGED) throw new Error(`Only ${found} of ${CHANGED} changes were found.`)
      return { calls, cpuMs: (user + system) / 1000 }
    },
    async close() {
      await bandwidth.close()
      await closeDatabase()
      bandwidthProcess.disconnect()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const A_STATEMENT_TAKES = 500

/** Orders that were looked at a moment ago, with nothing to be reminded of. */
async function know(
  db: Database,
  count: number,
  orderAt: (index: number) => PortOrder,
): Promise<void> {
  await db.transaction().execute(async (db) => {
    for (let from = 0; from < count; from += A_STATEMENT_TAKES) {
      const rows = Array.from(
        { length: Math.min(A_STATEMENT_TAKES, count - from) },
        (_, offset) => {
          const index = from + offset
          const order = { ...orderAt(index), id: `order-${index}` }
          return {
            number: index + 1,
            id: order.id,
            token: newToken(),
            customer_order_id: `Acme-${index}`,
            content: JSON.stringify(order),
            seen: JSON.stringify({
              ...order,
              customerOrderId: `Acme-${index}`,
              pon: `PON${index}`,
            }),
            status: order.status,
            seen_at: MADE_AT,
            documents: '[]',
            version: 1,
            channel: 'C0PORTING',
            owner: 'U0DANA',
            changed_by: '[]',
            created_at: MADE_AT,
            look_at: LATER,
            remind_at: LATER,
          }
        },
      )
      await db.insertInto('port_order').values(rows).execute()
    }
  })
}

function rows(
  measured: readonly { readonly few: Reconciled; readonly many: Reconciled }[],
): readonly Row[] {
  const calls = measured.map(({ few }) => few.calls)
  const few = measured.map(({ few }) => few.cpuMs)
  const many = measured.map(({ many }) => many.cpuMs)
  return [
    {
      figure: 'calls of a reconciliation, 100 of 10,000 open orders changed',
      ours: String(median(calls)),
      spread: spread(calls),
      aim: atMost(120, '', median(calls)),
    },
    {
      figure: 'own CPU of that reconciliation with its refreshes',
      ours: showMs(median(few)),
      spread: spread(few),
      aim: atMost(1_000, ' ms', median(few)),
    },
    ratioRow('the same among 100,000', many, { against: few, name: 'among 10,000', most: 2 }),
  ]
}
