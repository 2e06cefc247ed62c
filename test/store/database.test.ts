import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import Sqlite from 'better-sqlite3'
import { Kysely, sql, SqliteDialect } from 'kysely'
import { Migrator } from 'kysely/migration'
import { savedNumbers } from '../../src/store/bulk-numbers.ts'
import { findBulk } from '../../src/store/bulk-orders.ts'
import { openDatabase } from '../../src/store/database.ts'
import { addBackup } from '../../src/store/backup-folder.ts'
import { migrations } from '../../src/store/migrations.ts'

describe('the database file', () => {
  let folder: string
  let file: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'portin-db-'))
    file = join(folder, 'portin.sqlite')
  })
  afterEach(() => {
    rmSync(folder, { recursive: true })
  })

  it('can be read by its owner only', async () => {
    const { close } = await openDatabase(file)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    await close()
  })

  it('is refused to a second bot, with who has it', async () => {
    const { close } = await openDatabase(file)
    await expect(openDatabase(file)).rejects.toThrow(
      new RegExp(`in use by process ${process.pid} on `),
    )
    await close()
    const again = await openDatabase(file)
    await again.close()
  })

  it('is free again when the bot that had it was killed', async () => {
    const script = `
      const { openDatabase } = await import(${JSON.stringify(join(import.meta.dirname, '../../src/store/database.ts'))})
      await openDatabase(${JSON.stringify(file)})
      process.kill(process.pid, 'SIGKILL')`
    const { signal } = spawnSync(process.execPath, ['--input-type=module', '-e', script])
    expect(signal).toBe('SIGKILL')
    const { close } = await openDatabase(file)
    await close()
  })

  it('of an earlier portin keeps the numbers of its bulk orders', async () => {
    const sqlite = new Sqlite(file)
    const early = new Kysely<unknown>({ dialect: new SqliteDialect({ database: sqlite }) })
    const migrator = new Migrator({
      db: early,
      provider: { getMigrations: () => Promise.resolve(migrations) },
    })
    await migrator.migrateTo('006-bulk')
    sqlite.exec(`INSERT INTO bulk_order
      (number, customer_order_id, shared, numbers, split, channel, owner, changed_by, created_at)
      VALUES (1042, 'acme', '{}', '["9195550100"]', '{"status":"VALID_DRAFT_TNS"}', 'C1', 'U1', '[]', 0)`)
    await early.destroy()

    const { db, close } = await openDatabase(file)
    expect(await findBulk(db, 1042)).toMatchObject({ customerOrderId: 'acme' })
    expect(await savedNumbers(db, 1042)).toEqual({
      desired: ['9195550100'],
      split: { status: 'VALID_DRAFT_TNS' },
    })
    await close()
  })

  it('that is no database is refused with what to do', async () => {
    writeFileSync(
      file,
      'this is a letter, not a database, and long enough to be looked at'.repeat(20),
    )
    await expect(openDatabase(file)).rejects.toThrow(/can’t be used.*Put a backup in its place/)
  })

  it('that is another program’s is refused by the names of its tables, and left alone', async () => {
    const theirs = new Sqlite(file)
    theirs.exec('CREATE TABLE audit (id INTEGER)')
    await expect(openDatabase(file)).rejects.toThrow(/another program.*audit.*PORTIN_DATABASE/)
    expect(theirs.prepare('SELECT name FROM sqlite_schema').pluck().all()).toEqual(['audit'])
    theirs.close()
  })

  it('in a place that does not exist is refused with the setting to change', async () => {
    await expect(openDatabase(join(folder, 'nowhere', 'portin.sqlite'))).rejects.toThrow(
      /can’t be written.*PORTIN_DATABASE/,
    )
  })
})

describe('a database with a broken page', () => {
  let folder: string
  let file: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'portin-broken-'))
    file = join(folder, 'portin.sqlite')
  })
  afterEach(() => {
    rmSync(folder, { recursive: true })
  })

  it('is refused at the start, whichever page it is, with the command that restores the last good backup', async () => {
    const { db, close } = await openDatabase(file)
    await db.transaction().execute(async (db) => {
      for (let index = 0; index < 100; index += 1) {
        await db
          .insertInto('milestone')
          .values({ name: `m-${index}`, at: index })
          .execute()
      }
    })
    await close()
    const backups = join(folder, 'backups')
    const good = await addBackup(file, { folder: backups, keep: 2 }, 0)
    const whole = readFileSync(file)
    const used = usedPages(file)
    expect(used.length).toBeGreaterThan(20)
    for (const page of used) {
      const broken = Buffer.from(whole)
      for (let index = 0; index < 4096; index += 1) {
        broken[page * 4096 + index] = (index * 131 + page) & 255
      }
      writeFileSync(file, broken)
      await expect(openDatabase(file, backups), `page ${page}`).rejects.toThrow(
        `npm run restore -- ${good}`,
      )
    }
  })
})

/** Every page but the free ones, which nobody reads. */
function usedPages(file: string): readonly number[] {
  const sqlite = new Sqlite(file, { readonly: true })
  try {
    const pages = sqlite.prepare('SELECT DISTINCT pageno - 1 FROM dbstat').pluck().all()
    return pages as readonly number[]
  } finally {
    sqlite.close()
  }
}

it('a transaction that SQLite took back by itself, as on a full disk, fails with what was wrong', async () => {
  const { db, close } = await openDatabase(':memory:')
  onTestFinished(close)
  const failing = db.transaction().execute(async (transaction) => {
    await sql`ROLLBACK`.execute(transaction)
    throw new Error('database or disk is full')
  })
  await expect(failing).rejects.toThrow('database or disk is full')
  await expect(sql`SELECT 1`.execute(db)).resolves.toBeDefined()
})
