import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  breakdownOf,
  bulkCardOf,
  bulkSubmissionsOf,
  childWith,
  passCheck,
  readyBulk,
  sendBulkForm,
  splitBulk,
  TWO_CARRIERS,
  loasOf,
} from './bulk-on-the-way.ts'
import { callsOf, door, elsewhere, endStory, passThreeSearches } from './order-on-the-way.ts'
import { pdf, startDay, wordsOf, type PracticeDay, type Who } from './practice-day.ts'
import { announced } from './toll-free-on-the-way.ts'

let day: PracticeDay
beforeEach(async () => {
  day = await startDay()
})
afterEach(() => endStory(day))

const creates = () => callsOf(day, 'POST', /\/bulkPortins$/)
const lists = () => callsOf(day, 'PUT', /\/tnList$/)
const submissions = () => bulkSubmissionsOf(day)

describe('a bulk order whose creation got no answer', () => {
  it('is found, given its numbers and split: one and not two', async () => {
    await day.fault({ kind: 'drop-after', method: 'POST', path: '/bulkPortins$' })
    await sendBulkForm(day, TWO_CARRIERS)
    expect((await day.modal('porter'))?.text).toContain('Don’t create it again')
    expect(lists()).toEqual([])

    await passThreeSearches(day)
    expect(creates()).toHaveLength(1)
    expect(await announced(day, /#1001.* was created/)).toHaveLength(1)
    expect(await announced(day, /(?:not|wasn’t) created/)).toEqual([])
    expect(wordsOf(await bulkCardOf(day))).toContain('15 numbers in 2 orders')
  })

  it('is not taken for somebody else’s when a list shows it without its customer order id', async () => {
    await day.close()
    day = await startDay({ settings: { PORTIN_DEFAULT_CHANNEL: 'C0PORTING' } })
    await day.turn({ advance: 'PT1M' })
    await day.fault({ kind: 'drop-after', method: 'POST', path: '/bulkPortins$' })
    await sendBulkForm(day, TWO_CARRIERS)
    const [made] = day.practice.bandwidth.control.bulkOrders()
    const entry = `<OrderId>${made?.id ?? ''}</OrderId><LastModifiedDate>2026-11-30T15:01:00.000Z</LastModifiedDate><ProcessingStatus>DRAFT</ProcessingStatus>`
    const body = `<BulkPortinResponses><TotalCount>1</TotalCount><BulkPortinResponse>${entry}</BulkPortinResponse></BulkPortinResponses>`
    await day.fault({ kind: 'status', status: 200, body, method: 'GET', path: '/bulkPortins$' })
    await day.turn({ advance: 'PT30M' })
    await passThreeSearches(day)
    expect(await announced(day, /^\*#100\d .*\(bulk\)\* · /)).toHaveLength(1)
    expect(wordsOf(await bulkCardOf(day))).toContain('15 numbers in 2 orders')
  })

  it('and never happened is said so after three looks', async () => {
    await day.fault({ kind: 'drop-before', method: 'POST', path: '/bulkPortins$' })
    await sendBulkForm(day, TWO_CARRIERS)
    await day.turn({ advance: 'PT10S' })
    expect(await announced(day, /(?:not|wasn’t) created/)).toEqual([])
    await passThreeSearches(day)
    expect(await announced(day, /\(bulk\) wasn’t created/)).toHaveLength(1)
    expect(day.practice.bandwidth.control.bulkOrders()).toEqual([])
    expect(lists()).toEqual([])
  })
})

describe('numbers whose way to Bandwidth got no answer', () => {
  it.each([
    ['drop-after', 1],
    ['drop-before', 2],
  ])('(%s) are put again only where Bandwidth has not got them', async (kind, puts) => {
    await day.fault({ kind, method: 'PUT', path: '/tnList$' })
    await sendBulkForm(day, TWO_CARRIERS)
    await passThreeSearches(day)
    expect(lists()).toHaveLength(puts)
    expect(wordsOf(await bulkCardOf(day))).toContain('15 numbers in 2 orders')
    expect(await announced(day, /\(bulk\) is split/)).toHaveLength(1)
  })

  it('are checked once, however often its answers are not readable: each new list begins again', async () => {
    await day.fault({ kind: 'garbage', method: 'PUT', path: '/tnList$', times: 100 })
    await sendBulkForm(day, `${TWO_CARRIERS} 800-555-0100`)
    for (let turns = 0; turns < 12; turns += 1) await day.turn({ advance: 'PT15S' })
    expect(lists()).toHaveLength(1)
    expect(wordsOf(await bulkCardOf(day))).toContain('1 toll-free) in 3 orders')
  })
})

it('A check that has ended before the first look is told all the same', async () => {
  await day.fault({
    kind: 'status',
    status: 400,
    method: 'GET',
    path: '/bulkPortins/[^/]+$',
    times: 2,
  })
  await sendBulkForm(day, TWO_CARRIERS)
  await day.turn({ advance: 'PT1M' })
  await passCheck(day, 20)
  expect(await announced(day, /\(bulk\) is split: 15 numbers in 2 orders/)).toHaveLength(1)
})

it('A bot that is restarted in the middle of the check goes on with it, and tells its end once', async () => {
  await sendBulkForm(day, `${TWO_CARRIERS} 800-555-0100`)
  await day.turn({ advance: 'PT30S' })
  await day.restart({ advance: 'PT30S' })
  expect(wordsOf(await bulkCardOf(day))).toContain('Checking')
  await passCheck(day, 60)
  await day.restart()
  await passCheck(day, 30)
  expect(wordsOf(await bulkCardOf(day))).toContain('16 numbers (1 toll-free) in 3 orders')
  expect(lists()).toHaveLength(1)
  expect(await announced(day, /\(bulk\) is split/)).toHaveLength(1)
})

it('A check is told with its time so far, and with a count where Bandwidth tells one', async () => {
  day.practice.bandwidth.control.bulkHabits({ finishedLeaveList: true })
  const asked = () => callsOf(day, 'GET', /\/tnList$/).length
  await sendBulkForm(day, `${TWO_CARRIERS} 800-555-0100..0114`)
  await passCheck(day, 50)
  const card = wordsOf(await bulkCardOf(day))
  expect(card).toMatch(/Checking \d+ numbers, 4\d seconds so far/)
  expect(asked()).toBe(0)
  await passCheck(day, 30)
  expect(wordsOf(await bulkCardOf(day))).toMatch(/20 of 30 done, 80 seconds so far/)
  expect(asked()).toBe(1)
})

it('A press on Refresh while numbers are checked is answered at any moment', async () => {
  await sendBulkForm(day, '919-555-0100..0109 800-555-0100..0101')
  for (const ms of [16_001, 7_002, 8_003, 9_004]) {
    await day.turn({ now: new Date(day.clock.now() + ms).toISOString() })
    await day.click('porter', 'Refresh', /^\*#1001/)
  }
  expect(day.logged.filter(({ event }) => /^bug$|part-failed/.test(event))).toEqual([])
  expect(await announced(day, /Something broke on my side/)).toEqual([])
  await passCheck(day, 110)
  expect(wordsOf(await bulkCardOf(day))).toContain('split into orders')
})

it('A check of local numbers that a vendor did not answer is tried again with the same list', async () => {
  const error =
    '<Error><Code>7646</Code><Description>no losing carrier data</Description><TnList><Tn>9195550100</Tn></TnList></Error>'
  const body = `<TnListResponse><ProcessingStatus>INVALID_DRAFT_TNS</ProcessingStatus><PortableTnList/><ErrorList>${error}</ErrorList></TnListResponse>`
  await day.fault({ kind: 'status', status: 200, body, method: 'GET', path: '/tnList$', times: 9 })
  await sendBulkForm(day, TWO_CARRIERS)
  await passCheck(day, 20)
  expect(lists()).toHaveLength(1)
  await day.click('porter', 'Recheck numbers', /^\*#1001/)
  expect(lists()).toHaveLength(2)
  // Bandwidth refuses it for lists without a toll-free number (7523).
  expect(callsOf(day, 'PATCH', /bulkPortins/)).toEqual([])
  day.practice.bandwidth.control.clearFaults()
  await passCheck(day, 60)
  expect(wordsOf(await bulkCardOf(day))).toContain('15 numbers in 2 orders')
})

it('A registry that gave no answer is asked again by a button, with how long it was tried', async () => {
  await sendBulkForm(day, '919-555-0100..0104 844-562-0100')
  for (let minute = 0; minute < 6; minute += 1) await day.turn({ advance: 'PT1M' })
  const stuck = wordsOf(await bulkCardOf(day))
  expect(stuck).toMatch(/registry timed out in [56] minutes, until .*10:0\d AM/)
  expect(stuck).toContain('Recheck numbers')
  expect(stuck).not.toMatch(/Remove \d+ number/)
  await day.click('porter', 'Recheck numbers', /^\*#1001/)
  expect(wordsOf(await bulkCardOf(day))).toContain('a few seconds so far')
  await passCheck(day, 110)
  expect(wordsOf(await bulkCardOf(day))).toContain('6 numbers (1 toll-free) in 2 orders')
  expect(lists()).toHaveLength(1)
})

it('An LOA of which no answer came is not said to be there; it is found, and not sent twice', async () => {
  const card = await splitBulk(day)
  await day.say('porter', 'the letters', {
    thread: card.ts,
    files: [pdf('loa 919-555-0100.pdf'), pdf('loa 919-556-0100.pdf')],
  })
  await day.fault({ kind: 'drop-after', method: 'POST', path: '/loas$' })
  await day.click('porter', 'Attach 2 LOAs')
  await day.until('porter', /1 file attached .*#1001 .*\. loa .*: no answer/)
  await passThreeSearches(day)
  expect(await announced(day, /\(bulk\):\* 2 files went to their orders/)).toHaveLength(1)
  expect(await loasOf(day, '919-555-0100')).toBe(1)
  expect(await loasOf(day, '919-556-0100')).toBe(1)
})

describe('a bulk order that misses nothing', () => {
  beforeEach(async () => {
    await readyBulk(day)
  })

  async function pressAtOnce(people: readonly Who[], label: string, words: RegExp): Promise<void> {
    const [message] = (await day.sees(people[0] ?? 'porter')).filter((one) =>
      words.test(wordsOf(one)),
    )
    await Promise.all(
      people.map((as) =>
        door(day, 'click', { as, channel: 'porting', ts: message?.ts, action: label }),
      ),
    )
    await day.untilIdle()
  }

  it('is asked for once and submitted once when two people press at the same moment', async () => {
    await pressAtOnce(['porter', 'porter2'], 'Request approval', /^\*#1001/)
    expect(await announced(day, /[Ss]ubmit #1001 .*\?\*/, { as: 'guest' })).toHaveLength(1)
    await pressAtOnce(['approver', 'approver2'], 'Approve and submit', /[Ss]ubmit #1001 .*\?/s)
    expect(submissions()).toHaveLength(1)
    await day.until('guest', /Submitted: #1001.*with its 2 orders/s)
  })

  it('is not submitted when one of its orders changed between request and click: it is named', async () => {
    await day.click('porter', 'Request approval', /^\*#1001/)
    const { id, customerOrderId } = childWith(day, '919-555-0100')
    await elsewhere(day, 'PUT', `/portins/${id}`, {
      type: 'application/xml',
      body: `<LnpOrderSupp><CustomerOrderId>${customerOrderId ?? ''}</CustomerOrderId><BillingTelephoneNumber>9195550101</BillingTelephoneNumber></LnpOrderSupp>`,
    })
    await day.click('approver', 'Approve and submit', /[Ss]ubmit #1001/)
    await day.until(
      'approver',
      /Not submitted: .*#1001.* no longer valid.*#100[23]: BTN: 9195550100 to 9195550101/s,
    )
    expect(submissions()).toEqual([])
  })

  it('keeps numbers, threads, details and LOAs of its orders when its list changes', async () => {
    const before = childWith(day, '919-555-0100').id
    await day.click('porter', 'Request approval', /^\*#1001/)
    expect(await announced(day, /[Ss]ubmit #1001 .*\?\*/)).toHaveLength(1)
    await day.click('porter', 'Edit numbers', /^\*#1001/)
    await day.submit('porter', { Numbers: '919-555-0110..0112', 'These numbers': 'are added' })
    await passCheck(day, 60)

    const after = childWith(day, '919-555-0100')
    expect(after.id).not.toBe(before)
    expect(after.tns).toHaveLength(13)
    expect(await announced(day, /Same numbers: #1002 .*, #1003/s)).toHaveLength(1)
    const [again = ''] = await announced(day, /is split: 18 numbers in 2 orders/)
    expect(again).toContain('carries over')
    expect(again).not.toContain('BTN')
    expect(wordsOf(await bulkCardOf(day))).toContain('ready')
    expect(await elsewhere(day, 'GET', `/portins/${after.id}`)).toContain('9195550100</Bill')
    expect(await loasOf(day, '919-555-0100')).toBe(1)
    expect(await loasOf(day, '919-556-0100')).toBe(1)
    // What was asked for is another thing now.
    await day.until('approver', /Not submitted: .*#1001.* no longer valid/s)
    expect(await announced(day, /[Ss]ubmit #1001 .*\?\*/)).toEqual([])
  })

  it('is extended, and recreated with what its orders had once Bandwidth has removed it', async () => {
    await day.turn({ now: '2026-12-02T10:00:00Z' })
    await day.click('porter', 'Keep draft 2 days', /^\*#1001/)
    expect(await announced(day, /extended draft #1001 .*Sat, Dec 5/)).toHaveLength(1)
    await day.turn({ now: '2026-12-03T10:00:00Z' })
    expect(day.practice.bandwidth.control.bulkOrders()).toHaveLength(1)

    await day.turn({ now: '2026-12-07T12:00:00Z' })
    expect(day.practice.bandwidth.control.bulkOrders()).toEqual([])
    expect(await announced(day, /Bandwidth deleted bulk draft #1001/)).toHaveLength(1)
    await day.click('porter', 'Recreate draft', /^\*#1001/)
    await passCheck(day, 60)
    expect(await announced(day, /are back in #1002, #1003/)).toHaveLength(1)
    expect(await elsewhere(day, 'GET', `/portins/${childWith(day, '919-556-0100').id}`)).toContain(
      '9195560100</Bill',
    )
    expect(await loasOf(day, '919-555-0100')).toBe(1)
    expect(await loasOf(day, '919-556-0100')).toBe(1)
    expect((await breakdownOf(day)).every(({ number }) => [1002, 1003].includes(number))).toBe(true)
  })
})
