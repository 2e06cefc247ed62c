import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import type { OrderId } from '../src/porting/order.ts'
import { audit } from '../src/store/audit.ts'
import type { Database } from '../src/store/database.ts'
import { beginIntent, closeIntent } from '../src/store/intents.ts'
import { moveAll } from '../src/store/move.ts'
import { findOrder, insertOrder, writeOrder } from '../src/store/orders.ts'
import { beginPendingRequest, endPendingRequest } from '../src/store/pending-requests.ts'
import { queuePost, redraw } from '../src/store/posts.ts'
import { openAt } from '../test/fixtures/open-test-database.ts'
import { scratchFolder } from '../test/fixtures/scratch.ts'
import { newOrder } from '../test/fixtures/new-orders.ts'
import { databaseFor } from '../test/postgres/place.ts'
import setup from '../test/postgres/setup.ts'
import { ratioRow, type Row } from './row.ts'
import { show, showMs } from './statistics.ts'

const STRETCHES = 8
const DEEDS = 50
const ORDERS = 20_000

/** What drafting an order writes: in a file, and in PostgreSQL on the same machine. */
export async function databases(): Promise<readonly Row[]> {
  const stop = await setup()
  const folder = scratchFolder('databases')
  const file = await openAt(join(folder, 'portin.sqlite'))
  const postgres = await openAt(await databaseFor(':memory:'))
  const back = await openAt(join(folder, 'back.sqlite'))
  const other = await openAt(await databaseFor(':memory:'))
  try {
    const times = { file: [] as number[], postgres: [] as number[] }
    for (let stretch = 0; stretch <= STRETCHES; stretch += 1) {
      const [ours, theirs] = [await timeOf(file.db, stretch), await timeOf(postgres.db, stretch)]
      // The first stretch warms up.
      if (stretch === 0) continue
      times.file.push(ours)
      times.postgres.push(theirs)
    }
    const fill = await elapsed(() => fillWith(file.db, ORDERS))
    console.error(`filled in ${show(fill)} ms`)
    const there = await elapsed(() => moveAll(file.db, other.db))
    const andBack = await elapsed(() => moveAll(other.db, back.db))
    return [
      ratioRow('what drafting an order writes, in PostgreSQL', times.postgres, {
        against: times.file,
        name: 'in a file',
      }),
      moved(`${ORDERS} orders move to PostgreSQL`, there),
      moved(`${ORDERS} orders move back`, andBack),
    ]
  } finally {
    for (const one of [file, postgres, back, other]) await one.close()
    rmSync(folder, { recursive: true })
    await stop()
  }
}

function moved(figure: string, ms: number): Row {
  return { figure, ours: showMs(ms) }
}

async function elapsed(act: () => Promise<unknown>): Promise<number> {
  const begunAt = performance.now()
  await act()
  return performance.now() - begunAt
}

async function timeOf(db: Database, stretch: number): Promise<number> {
  const ms = await elapsed(async () => {
    for (let nth = 0; nth < DEEDS; nth += 1) await draft(db, `${stretch}-${nth}`)
  })
  return ms / DEEDS
}

async function fillWith(db: Database, orders: number): Promise<void> {
  await db.transaction().execute(async (db) => {
    for (let nth = 0; nth < orders; nth += 1) {
      await insert(db, `more-${nth}`)
      await setImmediate()
    }
  })
}

function insert(db: Database, name: string): Promise<number> {
  return insertOrder(db, newOrder({ name, now: Date.now() }))
}

async function draft(db: Database, name: string): Promise<void> {
  const now = Date.now()
  const request = { by: 'U0DANA', what: 'a form', event: null, at: now }
  const pending = await beginPendingRequest(db, request)
  const { number, intent } = await db.transaction().execute(async (db) => {
    const number = await insert(db, name)
    const intent = await beginIntent(db, {
      kind: 'order',
      orderNumber: number,
      searchKey: name,
      facts: {},
      by: 'U0DANA',
      begunAt: now,
      nextPollAt: now,
    })
    return { number, intent }
  })
  await db.transaction().execute(async (db) => {
    if (!(await closeIntent(db, intent, 'done', now))) return
    await writeOrder(db, number, { id: `id-${name}` as OrderId, nextPollAt: now })
    await queuePost(db, {
      key: `card-${number}`,
      ref: { kind: 'card', number },
      channel: 'C0PORTING',
      parent: null,
      now,
    })
    await audit(db, { at: now, orderNumber: number, by: 'U0DANA', operation: 'draft', facts: {} })
  })
  await findOrder(db, number)
  await redraw(db, `card-${number}`)
  if (pending !== null) await endPendingRequest(db, pending)
}
