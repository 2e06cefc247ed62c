import { expect, it, onTestFinished } from 'vitest'
import { ACME, draft, endStory } from '../stories/order-on-the-way.ts'
import { beginHere, startDay, wordsOf, type PracticeDay } from '../stories/practice-day.ts'
import { copyDatabase, databaseFor } from './place.ts'

it('a bot whose PostgreSQL was put back from a copy notices it, tells nothing twice, and gives no order number twice', async () => {
  const database = await databaseFor(':memory:')
  const copy = `${database}_copy`
  let meanwhile = (): Promise<void> => Promise.resolve()
  const day = await startDay({
    settings: { PORTIN_DATABASE: database, PORTIN_DEFAULT_CHANNEL: 'C0PORTING' },
    async begin(env, clock, log) {
      await meanwhile()
      return beginHere(env, clock, log)
    },
  })
  onTestFinished(() => endStory(day))
  const saying = async (words: RegExp): Promise<readonly string[]> =>
    (await day.sees('porter')).map(wordsOf).filter((one) => words.test(one))

  await draft(day)
  meanwhile = () => copyDatabase(database, copy)
  await day.restart()
  await day.command('porter', 'note 1001 The customer asks for the morning.')
  expect(await numberOf(day, 'Beta Bakery', '919-555-0110')).toBe(1002)
  const notes = await saying(/asks for the morning/)
  expect(notes.length).toBeGreaterThan(0)

  meanwhile = () => copyDatabase(copy, database)
  await day.restart({ advance: 'PT10M' })
  meanwhile = () => Promise.resolve()
  await day.turn({ advance: 'PT1M' })
  await day.turn({ advance: 'PT10M' })
  expect(await saying(/restored from a backup/)).toHaveLength(1)
  expect(await saying(/asks for the morning/)).toEqual(notes)
  expect(await numberOf(day, 'Gamma Garage', '919-555-0111')).toBeGreaterThan(1002)
  await day.command('approver', 'doctor all')
  await day.until('approver', /made by your database: pg_dump/)
}, 120_000)

/** Of a draft that is made now. */
async function numberOf(day: PracticeDay, customer: string, btn: string): Promise<number> {
  await day.command('porter', `new ${btn}`)
  await day.submit('porter', { ...ACME, 'Business name': customer, 'BTN (billing number)': btn })
  await day.closeForm('porter')
  const card = await day.until('porter', new RegExp(`#\\d+ · ${customer}`))
  return Number(/#(\d+)/.exec(wordsOf(card))?.[1])
}
