import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { MaintenanceFailed, maintain, maintenanceIn } from '../../src/maintenance.ts'
import type { Database } from '../../src/store/database.ts'
import { insertBulk } from '../../src/store/bulk-orders.ts'
import { insertOrder } from '../../src/store/orders.ts'
import { beginPendingRequest, endPendingRequest } from '../../src/store/pending-requests.ts'
import { databasePlace } from '../../src/store/place.ts'
import { queuePost } from '../../src/store/posts.ts'
import { openAt } from '../fixtures/open-test-database.ts'
import { portOrder } from '../fixtures/orders.ts'
import { REAL_CLOCKS } from '../fixtures/real-clocks.ts'
import { scratchFolder } from '../fixtures/scratch.ts'
import { newBulk, newOrder } from '../fixtures/new-orders.ts'
import { databaseFor } from './place.ts'
import { openWire } from './proxy.ts'

const NOW = Date.parse('2026-12-01T15:00:00Z')

function move(from: string, to: string): Promise<string> {
  const asked = maintenanceIn(['move', from, to])
  if (asked === null) throw new Error('Nothing was asked for.')
  const store = { database: { kind: 'file', file: 'nowhere' }, backups: null } as const
  return maintain(asked, store, { now: NOW, monotonic: REAL_CLOCKS.monotonic })
}

it.each([
  ['backup', /pg_dump.*FILE.*PORTIN_SECRET_KEY/],
  ['restore', /stop every bot, the standbys too.*pg_restore.*PORTIN_SECRET_KEY/],
])('npm run %s names PostgreSQL’s own tools, and changes nothing', async (what, words) => {
  const place = 'postgres://portin:geheim@db.example.com/portin'
  const asked = maintenanceIn([what, 'copy.sqlite'])
  const database = databasePlace(place)
  if (asked === null || database === undefined) throw new Error('Nothing was asked for.')
  const store = { database, backups: null }
  const said = maintain(asked, store, { now: NOW, monotonic: REAL_CLOCKS.monotonic })
  await expect(said).rejects.toThrow(MaintenanceFailed)
  await expect(said).rejects.toThrow(words)
  await expect(said).rejects.not.toThrow(/geheim/)
  expect(existsSync('copy.sqlite')).toBe(false)
})

async function inside<Result>(
  place: string,
  act: (db: Database) => Promise<Result>,
): Promise<Result> {
  const { db, close } = await openAt(place)
  try {
    return await act(db)
  } finally {
    await close()
  }
}

async function fill(db: Database): Promise<void> {
  const bulkNumber = await insertBulk(
    db,
    newBulk({ name: 'bulk', shared: {} as never, numbers: portOrder().numbers }),
  )
  for (let n = 0; n < 1_200; n += 1) {
    const number = await insertOrder(
      db,
      newOrder({
        name: `Zoë’s ${n}`,
        sealedSecrets: n % 2 === 0 ? 'sealed' : null,
        ...(n % 3 === 0 && { bulkNumber }),
      }),
    )
    await queuePost(db, {
      key: `card-${number}`,
      ref: { kind: 'card', number },
      channel: 'C0PORTING',
      parent: null,
      now: NOW,
    })
  }
  // What is done with is deleted; its number is not given again.
  for (let n = 0; n < 3; n += 1) await endPendingRequest(db, await begin(db))
}

async function begin(db: Database): Promise<number> {
  const id = await beginPendingRequest(db, { by: 'U0DANA', what: 'help', event: null, at: NOW })
  return id ?? 0
}

function rowsOf(place: string): Promise<unknown> {
  return inside(place, async (db) => [
    await db.selectFrom('port_order').selectAll().orderBy('number').execute(),
    await db.selectFrom('bulk_numbers').selectAll().execute(),
    await db.selectFrom('post').selectAll().orderBy('id').execute(),
    await db.selectFrom('counter').selectAll().execute(),
  ])
}

it('an installation moves to PostgreSQL and back as it is, whole, and goes on counting', async () => {
  const folder = scratchFolder('move')
  onTestFinished(() => {
    rmSync(folder, { recursive: true })
  })
  const [file, back] = [join(folder, 'portin.sqlite'), join(folder, 'back.sqlite')]
  const postgres = await databaseFor(':memory:')
  await inside(file, (db) => db.transaction().execute(fill))
  const before = await rowsOf(file)

  const said = await move(file, postgres)
  expect(said).toMatch(/\d{4} rows/)
  expect(said).not.toContain('portin:portin')
  expect(await rowsOf(postgres)).toEqual(before)
  await inside(postgres, async (db) => {
    expect(await begin(db)).toBe(4)
  })

  // What has rows is not written over.
  await expect(move(file, postgres)).rejects.toThrow(/isn’t empty/)
  const moved = await rowsOf(postgres)
  await move(postgres, back)
  expect(await rowsOf(back)).toEqual(moved)
  await inside(back, async (db) => {
    expect(await begin(db)).toBe(5)
  })
}, 60_000)

it('what arrives otherwise than it was sent does not arrive at all', async () => {
  const folder = scratchFolder('move')
  const postgres = await databaseFor(':memory:')
  const wire = await openWire(postgres, (said) => said.replaceAll('U0DANA', 'U0DANE'))
  onTestFinished(() => {
    wire.close()
    rmSync(folder, { recursive: true })
  })
  const file = join(folder, 'portin.sqlite')
  await inside(file, (db) => db.transaction().execute(fill))
  const before = await rowsOf(file)
  const empty = await rowsOf(postgres)
  await expect(move(file, wire.url)).rejects.toThrow(/didn’t arrive as it was sent. Nothing was/)
  expect(await rowsOf(postgres)).toEqual(empty)
  expect(await rowsOf(file)).toEqual(before)
}, 60_000)

it('nothing moves while a bot works with either of the two', async () => {
  const folder = scratchFolder('move')
  onTestFinished(() => {
    rmSync(folder, { recursive: true })
  })
  const file = join(folder, 'portin.sqlite')
  const postgres = await databaseFor(':memory:')
  await inside(file, () =>
    inside(postgres, () => expect(move(file, postgres)).rejects.toThrow(/in use/)),
  )
  await inside(file, () => Promise.resolve())
  await inside(postgres, () =>
    expect(move(file, postgres)).rejects.toThrow(/in use by portin, process/),
  )
})
