import { rmSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { expect, it, onTestFinished } from 'vitest'
import { scratchFolder } from '../fixtures/scratch.ts'
import { callsOf, draft } from './order-on-the-way.ts'
import { startDay, wordsOf, type StoryTransport } from './practice-day.ts'

/** More than a day of a story needs. */
const MOST_PAGES = 400
const FULL = /disk .*is full \(SQLITE_FULL\)/i

/** Leave the bot no page to allocate, and no room in the pages of the first row that it writes. */
function fillDisk(file: string): () => void {
  const other = new Sqlite(file)
  const pages = (): number => other.pragma('page_count', { simple: true }) as number
  other.exec('CREATE TABLE junk (filling BLOB)')
  while (pages() <= MOST_PAGES) other.exec('INSERT INTO junk VALUES (zeroblob(60000))')
  other.exec('BEGIN')
  const before = pages()
  for (let rows = 0; rows < 1_000 && pages() === before; rows += 1) {
    if (rows > 0) other.exec('RELEASE one')
    other.exec('SAVEPOINT one')
    other.exec("INSERT INTO errand (by, what, at) VALUES ('', 'junk', 0)")
  }
  other.exec('ROLLBACK TO one; COMMIT')
  return () => {
    other.exec("DROP TABLE junk; DELETE FROM errand WHERE what = 'junk'")
    other.close()
  }
}

it.each<StoryTransport>(['socket', 'http'])(
  'a full disk is told to whoever asks, at once, over %s; what only reads goes on, and all does when there is room',
  async (transport) => {
    const folder = scratchFolder('full')
    const file = join(folder, 'portin.sqlite')
    const day = await startDay({
      transport,
      mostPages: MOST_PAGES,
      settings: {
        PORTIN_DATABASE: file,
        PORTIN_HTTP_PORT: '0',
        PORTIN_HTTP_HOST: '127.0.0.1',
      },
    })
    onTestFinished(async () => {
      await day.close()
      rmSync(folder, { recursive: true, force: true })
    })
    const { port } = day.logged.findLast(({ event }) => event === 'listening')?.facts ?? {}
    const ready = async () => (await fetch(`http://127.0.0.1:${Number(port)}/ready`)).status
    const answers = async (as: 'porter' | 'approver') =>
      (await day.sees(as)).filter(({ ephemeral }) => ephemeral).map(wordsOf)
    const writes = () =>
      callsOf(day, 'PUT', /portins/).length + callsOf(day, 'POST', /portins/).length

    await draft(day)
    await day.command('porter', 'edit 1001')
    expect(await ready()).toBe(200)
    const before = writes()
    const makeRoom = fillDisk(file)

    expect(await day.submit('porter', { City: 'Durham' })).toMatchObject({
      acked: true,
      closed: false,
    })
    expect(JSON.stringify(await day.modal('porter'))).toContain('Acme Dental')
    for (const text of ['submit 1001', 'cancel 1001', 'note 1001 hello', 'check 919-555-0120']) {
      expect((await day.command('porter', text)).acked).toBe(true)
      expect((await answers('porter')).at(-1)).toMatch(FULL)
    }
    expect((await day.click('porter', 'Request approval', /#1001/)).acked).toBe(true)
    expect((await answers('porter')).at(-1)).toMatch(/Nothing was done.*Ask an admin/s)

    await day.command('porter', 'status 1001')
    expect((await answers('porter')).at(-1)).toMatch(/Acme Dental/)
    await day.command('porter', 'list')
    expect((await answers('porter')).at(-1)).toMatch(/#1001/)
    expect((await day.command('approver', 'doctor')).acked).toBe(true)
    expect((await answers('approver')).at(-1)).toMatch(FULL)
    expect(await ready()).toBe(503)
    for (let minute = 0; minute < 3; minute += 1) await day.turn({ advance: 'PT1M' })
    const announced = day.logged.filter(({ facts }) => /full/.test(String(facts['error'])))
    expect(announced.map(({ event }) => event)).toEqual(['database-not-writable'])
    expect(writes()).toBe(before)

    makeRoom()
    await day.turn({ advance: 'PT1M' })
    expect(day.logged.filter(({ event }) => event === 'database-writable-again')).toHaveLength(1)
    expect(await ready()).toBe(200)
    await day.command('porter', 'submit 1001')
    await day.until('approver', /[Ss]ubmit #1001/)
  },
)
