import Sqlite from 'better-sqlite3'
import { expect, it, onTestFinished } from 'vitest'
import { prepareOnce } from '../../src/store/prepare-once.ts'

function database() {
  const sqlite = new Sqlite(':memory:')
  onTestFinished(() => {
    sqlite.close()
  })
  sqlite.exec('CREATE TABLE tn (number TEXT)')
  return prepareOnce(sqlite)
}

it('what is asked again is prepared once, and answers what is there by then', () => {
  const db = database()
  const all = 'SELECT * FROM tn'
  expect(db.prepare(all).all([])).toEqual([])
  db.prepare('INSERT INTO tn VALUES (?)').run(['9195550100'])
  expect(db.prepare(all).all([])).toEqual([{ number: '9195550100' }])
  expect(db.prepare(all)).toBe(db.prepare(all))
})

it('a thousand different questions are not all kept; what is asked again and again stays', () => {
  const db = database()
  const often = db.prepare('SELECT * FROM tn')
  const once = db.prepare('SELECT count(*) FROM tn')
  for (let n = 0; n < 1_000; n += 1) {
    db.prepare(`SELECT number, ${n} FROM tn`)
    expect(db.prepare('SELECT * FROM tn')).toBe(often)
  }
  expect(db.prepare('SELECT count(*) FROM tn')).not.toBe(once)
  const long = `SELECT * FROM tn WHERE number IN (${'?,'.repeat(2_000)}?)`
  expect(db.prepare(long)).not.toBe(db.prepare(long))
})
