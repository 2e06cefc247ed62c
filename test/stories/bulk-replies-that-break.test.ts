import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { some } from '../fixtures/extent.ts'
import { bulkCardOf, passCheck, sendBulkForm, splitBulk, TWO_CARRIERS } from './bulk-on-the-way.ts'
import { callsOf, elsewhere, endStory } from './order-on-the-way.ts'
import { startDay, wordsOf, type PracticeDay } from './practice-day.ts'
import { clearFaults, announced } from './toll-free-on-the-way.ts'

let day: PracticeDay
beforeEach(async () => {
  day = await startDay()
})
afterEach(() => endStory(day))

const lists = () => callsOf(day, 'PUT', /\/tnList$/)

/** What comes back in the place of the split, and what it is called. */
const BROKEN: readonly [string, Record<string, unknown>][] = [
  ['is cut off in the middle', { kind: 'truncate' }],
  ['is a 400 without a word', { kind: 'status', status: 400, body: '' }],
  [
    'names no numbers at all',
    {
      kind: 'status',
      status: 200,
      body: '<TnListResponse><ProcessingStatus>VALID_DRAFT_TNS</ProcessingStatus></TnListResponse>',
    },
  ],
]

describe('an answer about the numbers that', () => {
  it.each(some(BROKEN, 2))('%s takes nothing away; the next one tells', async (_name, fault) => {
    await sendBulkForm(day, TWO_CARRIERS)
    await day.fault({ ...fault, method: 'GET', path: '/tnList$', times: 3 })
    for (let turns = 0; turns < 3; turns += 1) await day.turn({ advance: 'PT20S' })
    expect(wordsOf(await bulkCardOf(day))).toContain('15 numbers')
    expect(await announced(day, /can’t port|check failed|empty draft/)).toEqual([])
    await clearFaults(day)
    for (let turns = 0; turns < 4; turns += 1) await day.turn({ advance: 'PT1M' })
    expect(wordsOf(await bulkCardOf(day))).toContain('15 numbers in 2 orders')
    expect(await announced(day, /\(bulk\) is split: 15 numbers/)).toHaveLength(1)
    expect(lists()).toHaveLength(1)
  })

  it.each(some(BROKEN.slice(1), 1))(
    '%s leaves orders that are there already where they are',
    async (_name, fault) => {
      await splitBulk(day)
      await day.fault({ ...fault, method: 'GET', path: '/tnList$', times: 3 })
      await day.click('porter', 'Edit shared details', /^\*#1001/)
      await day.submit('porter', { City: 'Cary' })
      await day.turn({ advance: 'PT1M' })
      await clearFaults(day)
      for (let turns = 0; turns < 3; turns += 1) await day.turn({ advance: 'PT10M' })
      expect(wordsOf(await bulkCardOf(day))).toContain('15 numbers in 2 orders')
      expect(await announced(day, /No longer needed|no longer part of|regrouped/)).toEqual([])
      expect(await announced(day, /changed the shared details of #1001.*: .*[Cc]ity/)).toHaveLength(
        1,
      )
      expect(await announced(day, /\(bulk\) is split/)).toHaveLength(1)
    },
  )
})

it('A bulk order that is answered as done, or as another one, is not told as live while its orders are not', async () => {
  await splitBulk(day)
  const [{ id } = { id: '' }] = day.practice.bandwidth.control.bulkOrders()
  const answer = await elsewhere(day, 'GET', `/bulkPortins/${id}`)
  const done = answer.replace(/<ProcessingStatus>[^<]*/, '<ProcessingStatus>COMPLETED')
  const another = done
    .replace(/<CustomerOrderId>[^<]*/, '<CustomerOrderId>Beta-klmnopqrst')
    .replace(/<OrderCreateDate>[^<]*/, '<OrderCreateDate>2026-01-01T00:00:00.000Z')
  for (const body of [done, another]) {
    const path = `/bulkPortins/${id}$`
    await day.fault({ kind: 'status', status: 200, body, method: 'GET', path, times: 9 })
    await day.command('porter', 'status 1001')
    await day.turn({ advance: 'PT20M' })
    await clearFaults(day)
  }
  expect(await announced(day, /is live|Nothing left to do/)).toEqual([])
  expect(wordsOf(await bulkCardOf(day))).toContain('15 numbers in 2 orders')
})

it('A list that Bandwidth refuses without a word is told, and another is taken', async () => {
  await day.fault({ kind: 'status', status: 400, body: '', method: 'PUT', path: '/tnList$' })
  await sendBulkForm(day, TWO_CARRIERS)
  await day.turn({ advance: 'PT1M' })
  expect(await announced(day, /Bandwidth rejected the number list of #1001/)).toHaveLength(1)
  await day.click('porter', 'Edit numbers', /^\*#1001/)
  await day.submit('porter', { Numbers: '919-555-0110', 'These numbers': 'are added' })
  await passCheck(day, 30)
  expect(wordsOf(await bulkCardOf(day))).toContain('16 numbers in 2 orders')
})

it('A list that meets a 503 is put again, once Bandwidth is well', async () => {
  await day.fault({ kind: 'status', status: 503, body: '', method: 'PUT', path: '/tnList$' })
  await sendBulkForm(day, TWO_CARRIERS)
  for (let turns = 0; turns < 4; turns += 1) await day.turn({ advance: 'PT20S' })
  expect(wordsOf(await bulkCardOf(day))).toContain('15 numbers in 2 orders')
  expect(await announced(day, /\(bulk\) is split/)).toHaveLength(1)
  expect(await announced(day, /rejected the number list/)).toEqual([])
})
