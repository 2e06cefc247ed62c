import { ACME_FORM } from '../fixtures/acme-form.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  breakdownOf,
  bulkCardOf,
  childWith,
  csv,
  makeReady,
  passCheck,
  splitBulk,
  loasOf,
} from './bulk-on-the-way.ts'
import { elsewhere, endStory } from './order-on-the-way.ts'
import { buttonsIn, startDay, wordsOf, type PracticeDay } from './practice-day.ts'
import { messages } from './toll-free-on-the-way.ts'

const ALONE = { ...ACME_FORM, 'BTN (billing number)': '720-555-0105' }
const FRONTIER = '919-555-0100'
const OFF_NET = '720-555-0100'

let day: PracticeDay

async function drop(numbers: readonly string[], name: string) {
  const card = await bulkCardOf(day)
  await day.say('porter', 'a list', {
    thread: card.ts,
    files: [csv(['number', ...numbers].join('\n'), name)],
  })
  return day.until('porter', new RegExp(name.replace('.', '\\.')))
}

const orderAt = (tn: string): Promise<string> =>
  elsewhere(day, 'GET', `/portins/${childWith(day, tn).id}`)

const frontiers = Array.from(
  { length: 10 },
  (_, index) => `919-555-01${String(index).padStart(2, '0')}`,
)

describe('numbers of a bulk order that go and come back', () => {
  let frontier = 0

  beforeAll(async () => {
    day = await startDay()
    const card = await splitBulk(day)
    const children = await breakdownOf(day)
    await day.closeForm('porter')
    frontier = children.find(({ from }) => from.startsWith('Frontier'))?.number ?? 0
    await makeReady(
      day,
      card,
      children.map(({ number }) =>
        number === frontier
          ? { number, btn: FRONTIER, account: '550077' }
          : { number, btn: '919-556-0100' },
      ),
    )
  })
  afterAll(() => endStory(day))

  it('a dropped list asks what it is, with how many each answer moves', async () => {
    const asked = await drop([FRONTIER, OFF_NET, '720-555-0101'], 'three.csv')
    expect(buttonsIn(asked)).toEqual(['Add 2 numbers', 'Remove 1 number', 'Replace all (14 leave)'])
    expect(wordsOf(asked)).toContain('kept for 30 days')
  })

  it('names our own orders that have a number before it is taken in', async () => {
    await day.command('porter', 'new 720-555-0105')
    await day.submit('porter', ALONE)
    const asked = await drop(['720-555-0105', OFF_NET], 'taken.csv')
    expect(wordsOf(asked)).toMatch(/1 number is in another order.*720-555-0105.*#1004/s)
  })

  it('names them in the forms, too, and takes the numbers when the form is sent again', async () => {
    await day.command('porter', 'new 720-555-0105')
    await day.submit('porter', ALONE)
    expect((await day.modal('porter'))?.text).toMatch(/720-555-0105: #1004/)
    await day.closeForm('porter')

    await day.click('porter', 'Edit numbers', /^\*#1001/)
    await day.submit('porter', { Numbers: '720-555-0105' })
    expect((await day.modal('porter'))?.text).toMatch(/720-555-0105: #1004/)
    await day.submit('porter', { Numbers: '720-555-0105' })
    await passCheck(day, 30)
    await day.closeForm('porter')
    expect(wordsOf(await bulkCardOf(day))).toMatch(/16 numbers/)
    await drop(['720-555-0105'], 'not.csv')
    await day.click('porter', 'Remove 1 number', /not\.csv/)
    await passCheck(day, 30)
  })

  it('says of a removed number where it was, who removed it, and when', async () => {
    await drop(frontiers, 'out.csv')
    await day.click('porter', 'Remove 10 numbers', /out\.csv/)
    await passCheck(day, 30)
    const announced = (await messages(day, 'porter')).map(wordsOf).join('\n')
    // Who did it is named, and not called: they know it, and nobody has to act.
    expect(announced).toContain('dana.porter changed the numbers of #1001')
    expect(announced).toMatch(new RegExp(`#${frontier}.*for 30 days`))
    await day.command('porter', `find ${FRONTIER}`)
    await day.until('porter', /919-555-0100 was removed from #1001.*on Mon, Nov 30/)
  })

  it('has its BTN, account number and LOA again when it comes back', async () => {
    await drop(frontiers, 'in.csv')
    await day.click('porter', 'Add 10 numbers', /in\.csv/)
    await passCheck(day, 60)
    await day.turn({ advance: 'PT2M' })
    await day.turn({ advance: 'PT2M' })
    const children = await breakdownOf(day)
    await day.closeForm('porter')
    expect(children.find(({ from }) => from.startsWith('Frontier'))?.number).toBe(frontier)
    const there = await orderAt(FRONTIER)
    expect(there).toContain('<BillingTelephoneNumber>9195550100<')
    expect(there).toMatch(/<AccountNumber>|AccountNumber/)
    expect(await loasOf(day, FRONTIER)).toBe(1)
  })
})
