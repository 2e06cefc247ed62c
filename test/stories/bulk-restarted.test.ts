import { afterEach, beforeEach, expect, it } from 'vitest'
import { bulkCardOf, csv, fileOf, passCheck, sendBulkForm } from './bulk-on-the-way.ts'
import { callsOf, endStory } from './order-on-the-way.ts'
import { startDay, wordsOf, type PracticeDay } from './practice-day.ts'
import { announced } from './toll-free-on-the-way.ts'

/** Each prefix is a carrier of its own, and so an order of its own. */
const TWENTY = Array.from({ length: 20 }, (_, index) => `336-${220 + index}-0100`)

let day: PracticeDay
beforeEach(async () => {
  day = await startDay()
})
afterEach(() => endStory(day))

it('A bot that is restarted while it looks at twenty orders, and while they are submitted, goes on and tells each once', async () => {
  await sendBulkForm(day, TWENTY.join(' '))
  await day.turn({ advance: 'PT5S' })
  await day.restart()
  await day.turn({ advance: 'PT10S' })
  expect(wordsOf(await bulkCardOf(day))).toMatch(/Checking its orders: \d+ of 20 so far/)
  await day.restart({ advance: 'PT5S' })
  await passCheck(day, 40)
  const card = await bulkCardOf(day)
  expect(wordsOf(card)).toContain('20 numbers in 20 orders')
  expect(await announced(day, /\(bulk\) is split: 20 numbers in 20 orders/)).toHaveLength(1)
  expect(await announced(day, /regrouped/)).toEqual([])

  const numbers = Array.from({ length: 20 }, (_, index) => 1002 + index)
  const rows = await rowsWithBtn()
  expect(rows).toHaveLength(20)
  await day.say('porter', 'filled in', {
    thread: card.ts,
    files: [csv(['order,BTN', ...rows].join('\n'))],
  })
  await day.click('porter', 'Change 20 orders')
  await day.turn({ advance: 'PT1M' })
  await day.click('porter', 'Request approval', /^\*#1001/)
  await day.click('approver', 'Approve', /[Ss]ubmit #1001/)
  await day.restart({ advance: 'PT10S' })
  for (let turns = 0; turns < 3; turns += 1) await day.turn({ advance: 'PT30S' })
  for (let turns = 0; turns < 2; turns += 1) await day.turn({ advance: 'PT1M' })

  const digests = await announced(day, /^\*#1001 · Acme Corp \(bulk\):\* \d+ submitted/)
  const named = digests
    .flatMap((words) => words.match(/#\d{4}/g) ?? [])
    .filter((one) => one !== '#1001')
  expect(named.toSorted()).toEqual(numbers.map((number) => `#${number}`))
  expect(callsOf(day, 'PATCH', /\/bulkPortins\/[^/]+$/)).toHaveLength(1)
  expect(await announced(day, /^\*#10(0[2-9]|[12]\d) · /)).toEqual([])
})

/** The lines of a table to fill in, with a BTN for each order: its only number. */
async function rowsWithBtn(): Promise<readonly string[]> {
  await day.click('porter', 'Download CSV', /^\*#1001/)
  const table = await fileOf(day, /csv$/)
  return [...table.matchAll(/^#(\d+),1,[^,]*,Exchange (\d+),/gm)].map(
    ([, number = '', prefix = '']) => `#${number},336-${prefix}-0100`,
  )
}
