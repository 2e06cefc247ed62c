import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { expect, it, onTestFinished, vi } from 'vitest'
import { isSaidByServer } from '../../src/store/postgres/connection.ts'
import { migrations } from '../../src/store/migrations.ts'
import { findOrder, insertOrder } from '../../src/store/orders.ts'
import { milestone, reachMilestone } from '../../src/store/milestones.ts'
import { ordersIn } from '../../src/store/search-orders.ts'
import { sealedOrdersWith } from '../../src/store/sealed-secrets.ts'
import type { OpenDatabase } from '../../src/store/database.ts'
import { extent } from '../fixtures/extent.ts'
import { openAt } from '../fixtures/open-test-database.ts'
import { portOrder } from '../fixtures/orders.ts'
import { newOrder } from '../fixtures/new-orders.ts'
import { askPostgres, databaseFor, emptyDatabase } from './place.ts'
import { asPooled, openPooler, openWire } from './proxy.ts'
import { startServerProcess } from './server-process.ts'

async function opened(place: string): Promise<OpenDatabase> {
  const open = await openAt(place)
  onTestFinished(() => open.close())
  return open
}

function endSessions(place: string): Promise<unknown> {
  return askPostgres(place, (say) =>
    say(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = current_database() AND application_name LIKE 'portin%'`),
  )
}

it('a second process waits, says for whom, and goes on when the first has ended', async () => {
  const place = await databaseFor(':memory:')
  const first = await openAt(place)
  await reachMilestone(first.db, 'said', 1)
  let isOpen = false
  const waits = Promise.withResolvers<string>()
  const second = openAt(place, { waitsFor: waits.resolve }).then((open) => {
    isOpen = true
    return open
  })
  expect(await waits.promise).toContain(`process ${process.pid} on `)
  expect(isOpen).toBe(false)
  await first.close()
  const { db, close } = await second
  expect(await milestone(db, 'said')).toBe(1)
  await close()
})

it('who loses its session is told, and writes nothing more', async () => {
  const place = await databaseFor(':memory:')
  const first = await opened(place)
  await endSessions(place)
  await first.lost
  await expect(reachMilestone(first.db, 'late', 1)).rejects.toThrow()
  const second = await opened(place)
  expect(await milestone(second.db, 'late')).toBeNull()
})

it('who loses its session in the middle of something is told before that breaks, so that it is no bug', async () => {
  const place = await databaseFor(':memory:')
  const { db, lost } = await opened(place)
  let isLost = false
  void lost.then(() => (isLost = true))
  const asked = sql`SELECT pg_sleep(20)`.execute(db).catch(() => isLost)
  await vi.waitFor(async () => {
    const { rows } = await askPostgres(place, (say) =>
      say(`SELECT 1 FROM pg_stat_activity WHERE query LIKE '%pg_sleep%' AND state = 'active'
        AND application_name LIKE 'portin%'`),
    )
    expect(rows).toHaveLength(1)
  })
  await endSessions(place)
  expect(await asked).toBe(true)
})

/** To make a server takes longer than all that is asked of it. */
it.runIf(extent({ usual: false, full: true }))(
  'when PostgreSQL is restarted, who works ends, and who waits goes on and has everything',
  async () => {
    const server = await startServerProcess()
    onTestFinished(() => server.stop())
    const place = `${server.url}/postgres`
    const first = await openAt(place)
    await reachMilestone(first.db, 'said', 1)
    const waits = Promise.withResolvers<string>()
    const second = openAt(place, { waitsFor: waits.resolve })
    await waits.promise
    await server.restart()
    await first.lost
    await expect(reachMilestone(first.db, 'late', 1)).rejects.toThrow()
    const { db, close } = await untilItWorks(second, () => openAt(place))
    expect(await milestone(db, 'said')).toBe(1)
    expect(await milestone(db, 'late')).toBeNull()
    await close()
    await first.close()
  },
)

/** As a supervisor does: whose turn came in the instant of the restart is started again. */
async function untilItWorks(
  opening: Promise<OpenDatabase>,
  again: () => Promise<OpenDatabase>,
): Promise<OpenDatabase> {
  try {
    const open = await opening
    await reachMilestone(open.db, 'works', 1)
    return open
  } catch {
    return untilItWorks(again(), again)
  }
}

it('who works over a slow wire keeps its turn for longer than anybody may be silent, and a standby that is cut off meanwhile says so', async () => {
  const place = await databaseFor(':memory:')
  const slow = await openWire(place)
  const wire = await openWire(place)
  onTestFinished(() => {
    slow.close()
    wire.close()
  })
  const { db, lost } = await opened(slow.url)
  let isLost = false
  void lost.then(() => (isLost = true))
  const cutOffs: string[] = []
  const waiting = openAt(place, { cutOff: (holder) => cutOffs.push(holder) })
  slow.slow(1_000)
  const silence = Promise.withResolvers<string>()
  const cutOff = openAt(wire.url, {
    waitsFor() {
      wire.swallow()
    },
    unreachable(why) {
      silence.resolve(why)
      throw new Error('enough')
    },
  })
  cutOff.catch(() => undefined)
  await db.transaction().execute(async (db) => {
    await sql`SELECT pg_sleep(1)`.execute(db)
    await reachMilestone(db, 'whole', 1)
  })
  expect(isLost).toBe(false)
  expect(cutOffs).toEqual([])
  slow.slow(0)
  expect(await milestone(db, 'whole')).toBe(1)
  expect(await silence.promise).toMatch(/no answer within/)
  await endSessions(place)
  await waiting.then(
    ({ close }) => close(),
    () => undefined,
  )
}, 60_000)

it('two databases on one server do not wait for each other', async () => {
  const one = await opened(await databaseFor(':memory:'))
  const other = await opened(await databaseFor(':memory:'))
  await reachMilestone(one.db, 'said', 1)
  expect(await milestone(other.db, 'said')).toBeNull()
})

it('a new release waits beside the old one and changes the tables when it has its turn; then the old one is refused, and lets go', async () => {
  const place = await databaseFor(':memory:')
  const step = '999-of-the-next-release'
  const query = 'SELECT 1 FROM kysely_migration WHERE name = $1'
  const isChanged = async () =>
    (await askPostgres(place, (say) => say(query, [step]))).rows.length > 0
  const begin = async () => {
    const waits = Promise.withResolvers<string>()
    const opening = openAt(place, { waitsFor: waits.resolve })
    await waits.promise
    return { opening }
  }
  const old = await openAt(place)
  migrations[step] = {
    async up(db) {
      await sql`CREATE TABLE of_the_next_release (id BIGINT)`.execute(db)
    },
  }
  let next: OpenDatabase
  try {
    const { opening } = await begin()
    expect(await isChanged()).toBe(false)
    await old.close()
    next = await opening
    expect(await isChanged()).toBe(true)
  } finally {
    Reflect.deleteProperty(migrations, step)
  }
  const mistaken = await begin()
  await next.close()
  await expect(mistaken.opening).rejects.toThrow(/newer release of portin.*999-of-the-next-release/)
  // Whoever gets its turn at once finds the lock free.
  await expect(openAt(place)).rejects.toThrow(/newer release of portin/)
})

it.each([
  {
    what: 'another program’s database',
    words: /another program \(audit\).*PORTIN_DATABASE/,
    make: (name: string) => ofOthers(name, 'CREATE TABLE audit (id int)'),
  },
  {
    what: 'a user who may not make tables',
    words: /permission denied.*ALTER DATABASE/,
    async make(name: string) {
      const guest = `guest_of_${name}`
      const place = new URL(await ofOthers(name, `CREATE ROLE ${guest} LOGIN PASSWORD 'guest'`))
      place.username = guest
      place.password = 'guest'
      return place.href
    },
  },
  {
    what: 'a database that keeps no UTF-8',
    words: /uses the encoding SQL_ASCII.*CREATE DATABASE/,
    make: (name: string) => emptyDatabase(name, `ENCODING 'SQL_ASCII' TEMPLATE template0`),
  },
  {
    what: 'a server of before version 14',
    words: /is version 13.*14 or newer/,
    async make() {
      const wire = await openWire(await databaseFor(':memory:'), (said) =>
        said.replace(/180\d\d\d/, '130023'),
      )
      onTestFinished(() => {
        wire.close()
      })
      return wire.url
    },
  },
  {
    what: 'a pooler that shares one session among many',
    words: /pooler.*PgBouncer in transaction mode.*directly, or use session mode/,
    async make() {
      const pooler = await openPooler(await databaseFor(':memory:'))
      onTestFinished(() => {
        pooler.close()
      })
      return pooler.url
    },
  },
])('$what is refused with what to do, and left as it was', async ({ make, words }) => {
  const place = await make(`a${randomUUID().slice(0, 8)}`)
  await expect(openAt(place)).rejects.toThrow(words)
  const tables = await askPostgres(place, (say) =>
    say(`SELECT 1 FROM pg_tables WHERE tablename = 'kysely_migration_lock'
      AND current_database() NOT LIKE 'portin%'`),
  )
  expect(tables.rows).toEqual([])
})

it('a pooler that gives each a session of its own is as good as the server', async () => {
  const wire = await openWire(await databaseFor(':memory:'), asPooled)
  onTestFinished(() => {
    wire.close()
  })
  const { db } = await opened(wire.url)
  await reachMilestone(db, 'said', 1)
  expect(await milestone(db, 'said')).toBe(1)
})

async function ofOthers(name: string, statement: string): Promise<string> {
  const place = await emptyDatabase(name)
  await askPostgres(place, (say) => say(statement))
  return place
}

it('a wrong password is refused with the setting to look at, and told to nobody', async () => {
  const place = new URL(await databaseFor(':memory:'))
  place.password = `wrong-${randomUUID()}`
  const refused = openAt(place.href)
  await expect(refused).rejects.toThrow(/refuses the connection.*PORTIN_DATABASE/)
  await expect(refused).rejects.not.toThrow(place.password)
})

it('a server that does not answer is asked again, and the reason is said', async () => {
  const place = await databaseFor(':memory:')
  const away = new URL(place)
  away.port = '1'
  const why = await new Promise<string>((resolve) => {
    void openAt(away.href, {
      unreachable: (why) => {
        resolve(why)
        // Nobody ends it otherwise: it would ask for ever.
        throw new Error('enough')
      },
    }).catch(() => undefined)
  })
  expect(why).toMatch(/ECONNREFUSED/)
})

it('a pipe that breaks is no answer of the server: whoever waits connects again', () => {
  const said = (code: string) => isSaidByServer(Object.assign(new Error('no'), { code }))
  expect(['23505', '57P01', 'XX000', 'P0001'].filter(said)).toHaveLength(4)
  expect(['EPIPE', 'ECONNRESET', 'ETIMEDOUT', ''].filter(said)).toEqual([])
})

it('what only SQLite keeps in a text is left out, and everything is found again', async () => {
  const { db } = await opened(await databaseFor(':memory:'))
  const content = { ...portOrder(), note: 'n\0\\\\u0000' }
  const number = await insertOrder(
    db,
    newOrder({ name: 'a\0b', content, sealedSecrets: 'sealed', now: 1 }),
  )
  expect(number).toBe(1001)
  expect((await findOrder(db, number))?.customerOrderId).toBe('ab')
  expect(await sealedOrdersWith(db, content.numbers.slice(0, 1))).toHaveLength(1)
  expect(await ordersIn(db, 'C0PORTING')).toEqual([number])
})
