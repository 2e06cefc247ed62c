import { afterEach, expect, it } from 'vitest'
import { startBot } from '../../src/bot.ts'
import { readConfig } from '../../src/config.ts'
import { REAL_CLOCKS } from '../fixtures/real-clocks.ts'
import { draftElsewhere } from './many-orders.ts'
import { ACME, askedToSubmit, endStory, orderId } from './order-on-the-way.ts'
import { startDay, wordsOf, type PracticeDay } from './practice-day.ts'

const SECOND = 1_000
const HOUR = 60 * 60 * SECOND
const DAY = 24 * HOUR

let day: PracticeDay
afterEach(() => endStory(day))

/** Every wall clock of the bot's machine is off by so much from now on. */
async function startDayWithClock(): Promise<(ms: number) => void> {
  let off = 0
  day = await startDay({
    // Over HTTP Slack's own signature would be refused: the doctor says so.
    transport: 'socket',
    settings: {
      PORTIN_POST_EVERY_MS: '200',
      BANDWIDTH_CALLS_PER_MINUTE: '90',
      PORTIN_DEFAULT_CHANNEL: 'C0PORTING',
    },
    begin: (env, clock, log) =>
      startBot(
        readConfig(env),
        {
          ...REAL_CLOCKS,
          clock: () => clock.now() + off,
          wallClock: () => Date.now() + off,
        },
        log,
      ),
  })
  return (ms) => {
    off = ms
  }
}

it('a clock put right in the middle of an order, by seconds or by days, holds nothing up', async () => {
  const putOff = await startDayWithClock()
  await askedToSubmit(day)

  putOff(-HOUR)
  await day.click('approver', 'Approve', /[Ss]ubmit #1001/i)
  expect((await day.orders()).map(({ status }) => status)).not.toContain('DRAFT')

  for (const jump of [-2 * DAY, -SECOND, DAY, -HOUR]) {
    putOff(jump)
    const note = `the clock is off by ${jump} ms`
    await day.command('porter', `note 1001 ${note}`)
    const seen = (await day.sees('porter')).map(wordsOf)
    expect(seen.some((words) => words.includes(note))).toBe(true)
  }

  putOff(-DAY)
  await day.turn({ advance: 'PT2M' })
  await day.carrier('foc', await orderId(day))
  await day.turn({ advance: 'PT20M' })
  await day.until('porter', /#1001 .*FOC/s)
  expect(day.logged.filter(({ event }) => event === 'clock-put-back').length).toBeGreaterThan(2)
})

it('a clock put back while a form waits and a list is turned loses nothing that was typed, and no order', async () => {
  const putOff = await startDayWithClock()
  for (let last = 0; last < 24; last += 1) await draftElsewhere(day, `${9195560000 + last}`)
  await day.turn({ advance: 'PT1M' })
  await day.command('porter', 'new 919-557-0100')
  putOff(-2 * DAY)
  await day.submit('porter', ACME)
  await day.until('porter', /^\*#\d+ · Acme Dental\*/)
  expect((await day.orders()).filter(({ tns }) => tns.includes('9195570100'))).toHaveLength(1)

  putOff(-3 * DAY)
  await day.command('porter', 'list')
  const listed = new Set<string>()
  for (let page = 0; page < 5; page += 1) {
    const shown = wordsOf(await day.until('porter', /Open orders: 25/))
    for (const [title] of shown.matchAll(/#\d{4}/g)) listed.add(title)
    if (!shown.includes('Show next orders')) break
    await day.click('porter', 'Show next orders', /Open orders: 25/)
    putOff(-(4 + page) * DAY)
  }
  expect(listed.size).toBe(25)
})
