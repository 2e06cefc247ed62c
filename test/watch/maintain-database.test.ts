import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { examineBackup, examineDatabaseFile } from '../../src/desk/examine-backup.ts'
import { backupsIn } from '../../src/store/backup-folder.ts'
import { maintainDatabase } from '../../src/watch/maintain-database.ts'
import { openDatabase } from '../../src/store/database.ts'
import { openPracticeDesk } from '../fixtures/practice-desk.ts'

const HOUR = 3_600_000

async function openFile({ isChecked = true } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'portin-care-'))
  const backups = join(folder, 'backups')
  const file = join(folder, 'portin.sqlite')
  const { db, close } = await openDatabase(file)
  const practice = await openPracticeDesk({ PORTIN_BACKUP_DIR: backups, PORTIN_BACKUP_KEEP: '2' })
  const desk = { ...practice.desk, db }
  const care = maintainDatabase(desk, file, { isChecked })
  onTestFinished(async () => {
    await care.stop()
    await close()
    rmSync(folder, { recursive: true })
  })
  return { ...practice, desk, file, backups, care }
}

/** What was begun goes on in a thread of its own. */
async function until(done: () => boolean | Promise<boolean>): Promise<void> {
  await expect.poll(done, { timeout: 10_000 }).toBe(true)
}

it('a copy is made once a day, and only so many are kept; the doctor says how old the last one is', async () => {
  const { desk, backups, care, clock, logged } = await openFile()
  const made = () => logged.filter(({ event }) => event === 'backed-up').length
  for (const day of [1, 2, 3]) {
    await care.everyMinute()
    await until(() => made() === day)
    clock.advance(23 * HOUR)
    await care.everyMinute()
    await care.everyMinute()
    expect(made()).toBe(day)
    clock.advance(HOUR)
  }
  expect(backupsIn(backups)).toHaveLength(2)
  expect(await examineBackup(desk)).toMatchObject({ state: 'good', says: '24 h ago.' })
})

it('a copy that fails is told by the doctor, and tried again after an hour, not every minute', async () => {
  const { desk, backups, care, clock, logged } = await openFile()
  writeFileSync(backups, 'a file where the folder should be')
  const failed = () => logged.filter(({ event }) => event === 'backup-failed').length
  await care.everyMinute()
  await until(() => failed() === 1)
  expect(await examineBackup(desk)).toMatchObject({ state: 'bad' })
  clock.advance(HOUR / 2)
  await care.everyMinute()
  clock.advance(HOUR / 2)
  rmSync(backups)
  await care.everyMinute()
  await until(async () => (await examineBackup(desk)).state === 'good')
  expect(failed()).toBe(1)
})

it('without a folder for them the doctor names the setting', async () => {
  const { desk } = await openPracticeDesk()
  const finding = await examineBackup(desk)
  expect([finding.state, finding.todo]).toEqual([
    'doubtful',
    expect.stringContaining('PORTIN_BACKUP_DIR'),
  ])
})

it('a database too large for the start is checked after it, and the doctor says when', async () => {
  const { desk, care, clock } = await openFile({ isChecked: false })
  expect(await examineDatabaseFile(desk)).toMatchObject({ state: 'doubtful' })
  await care.everyMinute()
  await until(async () => (await examineDatabaseFile(desk)).state === 'good')
  clock.advance(3 * HOUR)
  expect((await examineDatabaseFile(desk)).says).toContain('3 h ago')
})

it('a first check that cannot be made is made an hour later, and copies do not wait for it', async () => {
  const { desk, file, care, clock, logged } = await openFile({ isChecked: false })
  const count = (event: string) => logged.filter((one) => one.event === event).length
  renameSync(file, `${file}-away`)
  await care.everyMinute()
  await until(() => count('database-care-failed') === 1)
  renameSync(`${file}-away`, file)
  await care.everyMinute()
  await until(() => count('backed-up') === 1)
  expect(await examineDatabaseFile(desk)).toMatchObject({ state: 'doubtful' })
  clock.advance(HOUR)
  await care.everyMinute()
  await until(async () => (await examineDatabaseFile(desk)).state === 'good')
})
