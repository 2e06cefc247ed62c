import { beforeEach, describe, expect, it } from 'vitest'
import { backUp } from '../../src/store/backup.ts'
import { ACME, callsOf, door } from './order-on-the-way.ts'
import { wordsOf, type PracticeDay, type Who } from './practice-day.ts'
import { byCommand, restorableDays } from './restorable-day.ts'

const days = restorableDays()
let database: string
let backup: string
let day: PracticeDay
beforeEach(async () => {
  ;({ day, database, backup } = await days.start())
})

const bugs = () => day.logged.filter(({ event }) => event === 'bug' || event === 'answer-failed')

describe('the menu of a check', () => {
  const FIVE = 'check 919-555-0100 919-556-0100 919-557-0100 919-558-0100 720-555-0100'
  const result = () => day.until('porter', /5 numbers: all can port/)

  async function pressed(...people: readonly Who[]): Promise<void> {
    const { ts, blocks } = await result()
    const option = /Order C: [^"]*/.exec(JSON.stringify(blocks))?.[0]
    const menu = { channel: 'porting', ts, action: 'Draft another order', option }
    await Promise.all(people.map((as) => door(day, 'click', { as, ...menu })))
    await day.untilIdle()
  }
  const numbersIn = async (as: Who) =>
    /Numbers: (\S+)/.exec((await day.modal(as))?.text ?? '')?.[1] ?? null

  it('gives two people who press it at once, twice, the same form each, of which one makes the order', async () => {
    await day.command('porter', FIVE)
    await result()
    await pressed('porter', 'porter2', 'porter', 'porter2')
    const [numbers, others] = [await numbersIn('porter'), await numbersIn('porter2')]
    expect(numbers).toMatch(/^919-55[78]-0100$/)
    expect(others).toBe(numbers)
    const both = await Promise.all(
      (['porter', 'porter2'] as const).map((as) => day.submit(as, { ...ACME, Numbers: numbers })),
    )
    expect(both.every(({ acked }) => acked)).toBe(true)
    const made = await day.orders()
    // Who comes later is shown that the number is in an order, and decides.
    const asked = await Promise.all((['porter', 'porter2'] as const).map((as) => day.modal(as)))
    expect(made.length + asked.filter((form) => form !== null).length).toBe(2)
    expect(bugs()).toEqual([])
  })

  it('opens its form after a restart and after a restore, and nothing for a guest', async () => {
    await day.command('porter', FIVE)
    await result()
    await backUp(database, backup)
    await pressed('guest')
    expect(await day.modal('guest')).toBeNull()
    await day.restart()
    await pressed('porter')
    const numbers = await numbersIn('porter')
    expect(numbers).toMatch(/^919-55[78]-0100$/)
    await day.closeForm('porter')
    await days.restart(byCommand)
    await pressed('porter2')
    expect(await numbersIn('porter2')).toBe(numbers)
    expect(bugs()).toEqual([])
  })
})

describe('forms', () => {
  it('of all coordinators, sent at the same moment, three times over, become an order each', async () => {
    const people = ['porter', 'porter2', 'approver', 'approver2'] as const
    for (const round of [0, 1, 2]) {
      await Promise.all(people.map((as, at) => day.command(as, `new 919-555-01${round}${at}`)))
      const sent = await Promise.all(people.map((as) => day.submit(as, ACME)))
      expect(sent.map(({ acked }) => acked)).toEqual([true, true, true, true])
      await day.turn({ advance: 'PT1M' })
    }
    const made = await day.orders()
    expect(new Set(made.flatMap(({ tns }) => tns)).size).toBe(12)
    expect(made).toHaveLength(12)
    const titles = (await day.sees('porter'))
      .map((seen) => /^\*(#\d+) · Acme Dental\*/.exec(wordsOf(seen))?.[1])
      .filter((title) => title !== undefined)
    expect(new Set(titles).size).toBe(12)
    expect(bugs()).toEqual([])
  })

  it.each([
    ['while the answer waits', 1_000],
    ['after it said that it waits', 3_000],
  ])('closed by hand %s make the order once, and its card says so', async (_when, ms) => {
    await day.command('porter', 'new 919-555-0100')
    await day.fault({ kind: 'delay', method: 'POST', path: '/portins$', ms })
    const sent = day.submit('porter', ACME)
    await new Promise((passed) => setTimeout(passed, ms - 600))
    await day.closeForm('porter')
    await sent
    await day.until('porter', /^\*#1001 · Acme Dental\*/)
    expect(callsOf(day, 'POST', /\/portins$/)).toHaveLength(1)
    expect(await day.modal('porter')).toBeNull()
    expect(bugs()).toEqual([])
  })
})
