import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { bulkCardOf, childWith, passCheck, readyBulk, splitBulk } from './bulk-on-the-way.ts'
import { ACME, callsOf, elsewhere, endStory } from './order-on-the-way.ts'
import { startDay, wordsOf, type PracticeDay } from './practice-day.ts'
import { announced } from './toll-free-on-the-way.ts'

let day: PracticeDay
beforeEach(async () => {
  day = await startDay({ settings: { PORTIN_DEFAULT_CHANNEL: 'C0PORTING' } })
})
/** Of these it is told that they went out otherwise than approved. */
let sentOtherwise = false
afterEach(async () => {
  await endStory(day, { sentOtherwise })
  sentOtherwise = false
})

const XML = 'application/xml'
const DIES = /Draft #1001 .*gets deleted/
const listsPut = () => callsOf(day, 'PUT', /\/tnList$/)
const lastList = () => listsPut().at(-1)?.request ?? ''

function bulkId(): string {
  const [bulk] = day.practice.bandwidth.control.bulkOrders()
  if (bulk === undefined) throw new Error('Bandwidth has no bulk order.')
  return bulk.id
}

/** Which orders belong to it, put by hand. */
async function putChildren(ids: readonly string[]): Promise<void> {
  const list = ids.map((id) => `<PortinOrderId>${id}</PortinOrderId>`).join('')
  await elsewhere(day, 'PUT', `/bulkPortins/${bulkId()}/portinList`, {
    type: XML,
    body: `<PortinList>${list}</PortinList>`,
  })
}

describe('a bulk draft that was made at Bandwidth', () => {
  async function madeThere(): Promise<void> {
    await day.turn({ advance: 'PT1M' })
    await elsewhere(day, 'POST', '/bulkPortins', {
      type: XML,
      body: '<BulkPortin><CustomerOrderId>theirs</CustomerOrderId><SiteId>14020</SiteId><LoaAuthorizingPerson>J Rivera</LoaAuthorizingPerson><Subscriber><SubscriberType>BUSINESS</SubscriberType><BusinessName>Acme Corp</BusinessName></Subscriber></BulkPortin>',
    })
    await elsewhere(day, 'PUT', `/bulkPortins/${bulkId()}/tnList`, {
      type: XML,
      body: '<TnList><TN>9195550100</TN><TN>9195550101</TN><TN>9195560100</TN></TnList>',
    })
  }

  it('is found with its numbers, which stay as they are until somebody adds others', async () => {
    await madeThere()
    for (let turns = 0; turns < 4; turns += 1) await day.turn({ advance: 'PT10M' })
    expect(listsPut()).toHaveLength(1)
    expect(wordsOf(await bulkCardOf(day))).toContain('3 numbers in 2 orders')
    expect(await announced(day, /rejected the number list/)).toEqual([])

    await day.click('porter', 'Edit numbers', /^\*#1001/)
    await day.submit('porter', { Numbers: '919-555-0110', 'These numbers': 'are added' })
    await passCheck(day, 20)
    expect(lastList().match(/<TN>/g)).toHaveLength(4)
    expect(wordsOf(await bulkCardOf(day))).toContain('4 numbers in 2 orders')
  })
})

describe('an order that is taken out at Bandwidth', () => {
  it('goes its own way with its numbers: they are put into no list again', async () => {
    await splitBulk(day)
    const out = childWith(day, '919-556-0100')
    await putChildren([childWith(day, '919-555-0100').id])
    await day.turn({ advance: 'PT30M' })
    await day.turn({ advance: 'PT1M' })

    expect(await announced(day, /^#100[23] was detached from #1001/)).toHaveLength(1)
    expect(wordsOf(await bulkCardOf(day))).toContain('10 numbers in 1 order')
    await day.click('porter', 'Edit numbers', /^\*#1001/)
    await day.submit('porter', { Numbers: '919-555-0110', 'These numbers': 'are added' })
    await passCheck(day, 20)
    expect(lastList().match(/<TN>/g)).toHaveLength(11)
    expect(lastList()).not.toContain('919556')
    expect(wordsOf(await bulkCardOf(day))).toContain('11 numbers in 1 order')
    expect(childWith(day, '919-556-0100').id).toBe(out.id)
  })

  it('lives on though the bulk order is deleted before anybody looked', async () => {
    await splitBulk(day)
    const out = childWith(day, '919-556-0100')
    await putChildren([childWith(day, '919-555-0100').id])
    await elsewhere(day, 'DELETE', `/bulkPortins/${bulkId()}`)
    for (let turns = 0; turns < 3; turns += 1) await day.turn({ advance: 'PT10M' })
    expect(childWith(day, '919-556-0100').id).toBe(out.id)
    expect(await announced(day, /#1001 .* was deleted in Bandwidth/)).toHaveLength(1)
    expect(await announced(day, /^\*#1003 · Acme Corp\* · draft/)).toHaveLength(1)
    expect(await announced(day, /^\*#1002 · Acme Corp\* · draft/)).toEqual([])
  })

  async function putIntoAnother(id: string, another: string): Promise<void> {
    await putChildren([childWith(day, '919-555-0100').id])
    await elsewhere(day, 'PUT', `/bulkPortins/${another}/portinList`, {
      type: XML,
      body: `<PortinList><PortinOrderId>${id}</PortinOrderId></PortinList>`,
    })
  }

  async function anotherBulk(): Promise<string> {
    const made = await elsewhere(day, 'POST', '/bulkPortins', {
      type: XML,
      body: '<BulkPortin><CustomerOrderId>another</CustomerOrderId></BulkPortin>',
    })
    return /<OrderId>([^<]+)/.exec(made)?.[1] ?? ''
  }

  async function expectBelongsToAnother(): Promise<void> {
    expect(wordsOf(await bulkCardOf(day))).toContain('10 numbers in 1 order')
    expect(await announced(day, /^#1003 was detached from #1001/)).toHaveLength(1)
    expect(await announced(day, /#1003 was added to #1004/)).toHaveLength(1)
    expect(await announced(day, /^\*#1003 .*\[Detach from #1004\]/s)).toHaveLength(1)
  }

  it('and put into another bulk order belongs to that one, and not to the first', async () => {
    await splitBulk(day)
    await putIntoAnother(childWith(day, '919-556-0100').id, await anotherBulk())
    for (let turns = 0; turns < 4; turns += 1) await day.turn({ advance: 'PT10M' })
    await expectBelongsToAnother()
  })

  it('and put into another that is refreshed before the first leaves that one first', async () => {
    await splitBulk(day)
    const another = await anotherBulk()
    for (let turns = 0; turns < 2; turns += 1) await day.turn({ advance: 'PT10M' })
    await putIntoAnother(childWith(day, '919-556-0100').id, another)
    await day.click('porter', 'Refresh', /^\*#1004/)
    for (let turns = 0; turns < 3; turns += 1) await day.turn({ advance: 'PT1M' })
    await expectBelongsToAnother()
  })

  it('with all others leaves an empty draft, and says so', async () => {
    await splitBulk(day)
    await putChildren([])
    await day.turn({ advance: 'PT30M' })
    await day.turn({ advance: 'PT1M' })
    expect(await announced(day, /has no orders anymore/)).toHaveLength(1)
    expect(await announced(day, /^#1002 was detached from #1001/)).toHaveLength(1)
    expect(await announced(day, /^#1003 was detached from #1001/)).toHaveLength(1)
    const card = wordsOf(await bulkCardOf(day))
    expect(card).toContain('0 numbers')
    expect(card).toContain('it has no orders')
  })
})

describe('a draft that is put into it at Bandwidth', () => {
  it('brings its numbers along, and they stay when the list changes', async () => {
    await splitBulk(day)
    await day.command('porter', 'new 720-555-0100..0101')
    await day.submit('porter', { ...ACME, 'BTN (billing number)': '720-555-0100' })
    await putChildren([
      childWith(day, '919-555-0100').id,
      childWith(day, '919-556-0100').id,
      childWith(day, '720-555-0100').id,
    ])
    await day.turn({ advance: 'PT30M' })
    await day.turn({ advance: 'PT1M' })
    expect(wordsOf(await bulkCardOf(day))).toContain('17 numbers in 3 orders')
    expect(await announced(day, /#1004 was added to #1001/)).toHaveLength(1)

    await day.click('porter', 'Edit numbers', /^\*#1001/)
    await day.submit('porter', { Numbers: '919-555-0110', 'These numbers': 'are added' })
    await passCheck(day, 20)
    expect(lastList().match(/<TN>/g)).toHaveLength(18)
    expect(wordsOf(await bulkCardOf(day))).toContain('18 numbers in 3 orders')
  })
})

it('A bulk order that is submitted at Bandwidth is reminded of as no draft, and moves the numbers that it has there', async () => {
  await readyBulk(day)
  await day.turn({ now: '2026-12-02T14:00:00Z' })
  await day.until('porter', DIES)
  await elsewhere(day, 'PATCH', `/bulkPortins/${bulkId()}`, {
    type: XML,
    body: '<BulkPortin><ProcessingStatus>IN_PROGRESS</ProcessingStatus></BulkPortin>',
  })
  // Its orders can't be asked yet: it is no draft all the same.
  await day.fault({ kind: 'status', status: 503, method: 'GET', path: '/portins/', times: 999 })
  await day.click('porter', 'Refresh', /^\*#1001/)
  await day.turn({ advance: 'PT2M' })
  expect(await announced(day, DIES)).toEqual([])
  expect(await announced(day, /#1001.*nothing to do here anymore/)).toHaveLength(1)
  day.practice.bandwidth.control.clearFaults()
  const { id } = childWith(day, '919-556-0100')
  const path = `/portins/${id}`
  const numbers = '<PhoneNumber>9195560100</PhoneNumber><PhoneNumber>9195560101</PhoneNumber>'
  const [, name = ''] = /<CustomerOrderId>(.*?)</.exec(await elsewhere(day, 'GET', path)) ?? []
  await elsewhere(day, 'PUT', path, {
    type: XML,
    body: `<LnpOrderSupp><CustomerOrderId>${name}</CustomerOrderId><ListOfPhoneNumbers>${numbers}</ListOfPhoneNumbers></LnpOrderSupp>`,
  })
  await day.turn({ advance: 'PT30M' })
  await day.click('porter', 'Refresh', /^\*#1001/)
  expect(wordsOf(await bulkCardOf(day))).toContain('12 numbers in 2 orders')
})

it('A bulk draft that is deleted at Bandwidth is not at it any more, nor are its orders', async () => {
  await splitBulk(day)
  await elsewhere(day, 'DELETE', `/bulkPortins/${bulkId()}`)
  await day.turn({ advance: 'PT30M' })
  await day.turn({ advance: 'PT1M' })
  expect(await announced(day, /#1001 · .* was deleted in Bandwidth/)).toHaveLength(1)
  expect(wordsOf(await bulkCardOf(day))).toContain('deleted')
  await day.command('porter', 'status 1002')
  await day.until('porter', /#1002 .*(deleted|not at Bandwidth)/)
  await day.command('porter', 'list')
  expect(await announced(day, /Open orders/)).not.toContain('#1001')
})
