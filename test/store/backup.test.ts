import { spawnSync } from 'node:child_process'
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { maintain, MaintenanceFailed } from '../../src/maintenance.ts'
import { openDatabase, type Database } from '../../src/store/database.ts'
import { addBackup, backupsIn, lastGoodBackup } from '../../src/store/backup-folder.ts'
import { DatabaseUnusable } from '../../src/store/database-unusable.ts'
import { openStore } from '../../src/store/open-store.ts'
import { queuePost } from '../../src/store/posts.ts'
import { restorationOf } from '../../src/store/restored.ts'
import { REAL_CLOCKS } from '../fixtures/real-clocks.ts'

const MAIN = join(import.meta.dirname, '../../src/start.js')
const NOON = Date.UTC(2026, 0, 30, 12)

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'portin-backup-'))
  file = join(folder, 'portin.sqlite')
})
afterEach(() => {
  rmSync(folder, { recursive: true })
})

/** As somebody types it, with nothing set but where the database is. */
function npmRun(what: string, ...words: readonly string[]) {
  return spawnSync(process.execPath, [MAIN, what, ...words], {
    cwd: folder,
    env: { PATH: process.env['PATH'], PORTIN_DATABASE: file },
    encoding: 'utf8',
  })
}

/** The same without a process of its own. */
async function asked(what: 'backup' | 'restore', backup: string): Promise<string> {
  try {
    return await maintain(
      { what, file: backup },
      { database: { kind: 'file', file }, backups: null },
      {
        now: Date.now(),
        monotonic: REAL_CLOCKS.monotonic,
      },
    )
  } catch (error) {
    if (error instanceof MaintenanceFailed) return error.message
    throw error
  }
}

async function postMany(db: Database, count: number, key = 'post'): Promise<void> {
  await db.transaction().execute(async (db) => {
    for (let index = 0; index < count; index += 1) await post(db, `${key}-${index}`)
  })
}

function post(db: Database, key: string): Promise<void> {
  const ref = { kind: 'card', number: 1001 } as const
  return queuePost(db, { key, ref, channel: 'C1', parent: null, now: NOON })
}

function postsIn(database: string): number {
  const sqlite = new Sqlite(database, { readonly: true })
  try {
    return sqlite.prepare('SELECT count(*) FROM post').pluck().get() as number
  } finally {
    sqlite.close()
  }
}

describe('a backup made while the bot runs', () => {
  it('holds everything, though the file alone holds nothing', async () => {
    const { db, close } = await openDatabase(file)
    await postMany(db, 3)
    const backup = join(folder, 'copy.sqlite')

    copyFileSync(file, join(folder, 'file-alone.sqlite'))
    expect(() => postsIn(join(folder, 'file-alone.sqlite'))).toThrow(/no such table/)

    const { status, stdout, stderr } = npmRun('backup', backup)
    expect([status, stderr]).toEqual([0, ''])
    expect(stdout).toContain(backup)
    expect(postsIn(backup)).toBe(3)
    expect(statSync(backup).mode & 0o777).toBe(0o600)
    // Nothing else is needed beside it.
    expect(readdirSync(folder).filter((name) => name.startsWith('copy.sqlite'))).toEqual([
      'copy.sqlite',
    ])
    await close()
  })

  it('does not overwrite what is there, and says so', async () => {
    const { close } = await openDatabase(file)
    const backup = join(folder, 'copy.sqlite')
    writeFileSync(backup, 'somebody else’s')
    expect(await asked('backup', backup)).toContain('already exists')
    expect(readFileSync(backup, 'utf8')).toBe('somebody else’s')
    await close()
  })

  it('holds nothing that was removed from the database', async () => {
    const { db, close } = await openDatabase(file)
    await postMany(db, 50, '4711-secret')
    // As a release before secure_delete left it: on pages that nothing uses.
    const former = new Sqlite(file)
    former.pragma('secure_delete = OFF')
    former.exec('DELETE FROM post')
    former.close()
    const backup = join(folder, 'copy.sqlite')
    await asked('backup', backup)
    expect(readFileSync(backup).includes('4711-secret')).toBe(false)
    await close()
  })

  it('of a database that is not there is refused with the setting', async () => {
    expect(await asked('backup', join(folder, 'copy.sqlite'))).toContain('PORTIN_DATABASE')
    expect(existsSync(file)).toBe(false)
  })

  it('of a damaged database is refused, and leaves nothing', async () => {
    const { db, close } = await openDatabase(file)
    await postMany(db, 200)
    await close()
    breakAPage(file)
    expect(await asked('backup', join(folder, 'copy.sqlite'))).toContain('couldn’t be made')
    expect(readdirSync(folder).filter((name) => name.startsWith('copy'))).toEqual([])
  })
})

describe('restoring a backup', () => {
  it('puts it in place, puts what was there aside, and leaves a mark', async () => {
    const first = await openDatabase(file)
    await post(first.db, 'a')
    const backup = join(folder, 'copy.sqlite')
    await asked('backup', backup)
    await post(first.db, 'b')
    await first.close()

    const { status, stdout, stderr } = npmRun('restore', backup)
    expect([status, stderr]).toEqual([0, ''])
    expect(postsIn(file)).toBe(1)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    const [aside = ''] = readdirSync(folder).filter((name) => name.includes('before-restore'))
    expect(stdout).toContain(aside)
    expect(postsIn(join(folder, aside))).toBe(2)

    const again = await openDatabase(file)
    expect(await restorationOf(again.db)).toMatchObject({ knownUntil: NOON })
    await again.close()
  })

  it('is refused while the bot runs, and changes nothing', async () => {
    const { db, close } = await openDatabase(file)
    await post(db, 'a')
    const backup = join(folder, 'copy.sqlite')
    await asked('backup', backup)
    await post(db, 'b')
    const { status, stderr } = npmRun('restore', backup)
    expect(status).toBe(1)
    expect(stderr).toContain('Stop it first')
    expect(postsIn(file)).toBe(2)
    await close()
  })

  it('of a damaged backup, or of something else, is refused and changes nothing', async () => {
    const { db, close } = await openDatabase(file)
    await postMany(db, 200)
    const damaged = join(folder, 'copy.sqlite')
    await asked('backup', damaged)
    breakAPage(damaged)
    await close()
    const other = join(folder, 'letter.pdf')
    writeFileSync(other, 'a letter')
    for (const wrong of [damaged, other, join(folder, 'nowhere.sqlite')]) {
      expect(await asked('restore', wrong)).toContain('can’t be used')
    }
    expect(postsIn(file)).toBe(200)
  })
})

describe('daily copies', () => {
  it('are kept to a number, the newest, and touch nobody else’s files', async () => {
    const { close } = await openDatabase(file)
    const backups = { folder: join(folder, 'backups'), keep: 2 }
    for (const day of [0, 1, 2]) await addBackup(file, backups, NOON + day * 86_400_000)
    writeFileSync(join(backups.folder, 'mine.sqlite'), 'mine')
    await addBackup(file, backups, NOON + 3 * 86_400_000)
    expect(readdirSync(backups.folder).sort()).toEqual([
      'mine.sqlite',
      'portin-20260201T120000Z.sqlite',
      'portin-20260202T120000Z.sqlite',
    ])
    expect(backupsIn(backups.folder)[0]?.at).toBe(NOON + 3 * 86_400_000)
    expect(statSync(backups.folder).mode & 0o777).toBe(0o700)
    await close()
  })

  it('that are damaged are passed over for the last good one', async () => {
    const { db, close } = await openDatabase(file)
    await postMany(db, 200)
    const backups = { folder: join(folder, 'backups'), keep: 5 }
    const good = await addBackup(file, backups, NOON)
    breakAPage(await addBackup(file, backups, NOON + 86_400_000))
    expect(lastGoodBackup(backups.folder)).toBe(good)
    await close()
  })
})

/** As a disk does it: one page in the middle, with rows on it. */
function breakAPage(database: string): void {
  const bytes = readFileSync(database)
  const at = bytes.indexOf('post-1')
  const page = Math.floor(at / 4096) * 4096
  for (let index = 0; index < 4096; index += 1) bytes[page + index] = (index * 131 + page) & 255
  writeFileSync(database, bytes)
}

it('a folder for copies that cannot hold any is refused at the start, with its setting', async () => {
  const open = (backups: string) =>
    openStore(
      { kind: 'file', file },
      {
        backups,
        mostPages: undefined,
        monotonic: REAL_CLOCKS.monotonic,
        cutOff: () => undefined,
        waitsFor: () => undefined,
        unreachable: () => undefined,
      },
    )
  writeFileSync(join(folder, 'taken'), '')
  for (const [backups, why] of [
    [join(folder, 'taken'), 'can’t hold backups'],
    [join(folder, 'taken', 'deeper'), 'can’t hold backups'],
    [folder, 'the database’s own folder'],
    [`${folder}/./`, 'the database’s own folder'],
  ] as const) {
    await expect(open(backups)).rejects.toThrow(DatabaseUnusable)
    await expect(open(backups)).rejects.toThrow(new RegExp(`^PORTIN_BACKUP_DIR: .*${why}`))
  }
  const opened = await open(join(folder, 'new', 'backups'))
  expect(existsSync(join(folder, 'new', 'backups'))).toBe(true)
  await opened.close()
})
