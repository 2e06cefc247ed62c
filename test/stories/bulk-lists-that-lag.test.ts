import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { breakdownOf, bulkCardOf, childWith, splitBulk } from './bulk-on-the-way.ts'
import { ACME, callsOf, door, elsewhere, endStory } from './order-on-the-way.ts'
import { startDay, wordsOf, type PracticeDay } from './practice-day.ts'
import { clearFaults, announced } from './toll-free-on-the-way.ts'

let day: PracticeDay
beforeEach(async () => {
  day = await startDay()
})
afterEach(() => endStory(day))

const lists = () => callsOf(day, 'PUT', /\/portinList$/)

/** What Bandwidth's list of the orders says, whatever belongs to the bulk order. */
function listSays(ids: readonly string[]): Promise<unknown> {
  const named = ids.map((id) => `<PortinOrderId>${id}</PortinOrderId>`).join('')
  const body = `<PortinListResponse><PortinList>${named}</PortinList></PortinListResponse>`
  return day.fault({
    kind: 'status',
    status: 200,
    body,
    method: 'GET',
    path: '/portinList$',
    times: 50,
  })
}

describe('a list of the orders that lags behind', () => {
  it('is not sent back with one order less: that would take all others out', async () => {
    await splitBulk(day)
    const [child] = await breakdownOf(day)
    const number = child?.number ?? 0
    await listSays([])
    await day.choose('porter', `Detach from #1001`, `child-${number}`)
    await day.submit('porter', {})
    expect(lists()).toEqual([])
    expect((await day.modal('porter'))?.text).toMatch(/is missing #100\d right now.*sent nothing/)
    await clearFaults(day)
    await door(day, 'close', { as: 'porter', all: true })
    await day.turn({ advance: 'PT1M' })
    expect(wordsOf(await bulkCardOf(day))).toContain('15 numbers in 2 orders')
  })

  it('is not sent back with one order more', async () => {
    await splitBulk(day)
    await day.command('porter', 'new 720-555-0100..0101')
    const btn = { 'BTN (billing number)': '720-555-0100' }
    expect((await day.submit('porter', { ...ACME, ...btn })).errors).toBeUndefined()
    await listSays([childWith(day, '919-555-0100').id])
    await day.command('porter', 'bulk 1001 attach 1004')
    expect(lists()).toEqual([])
  })

  it('still names the orders of the split before: the new ones are followed once it does not', async () => {
    await splitBulk(day)
    await listSays(['919-555-0100', '919-556-0100'].map((tn) => childWith(day, tn).id))
    await day.click('porter', 'Edit numbers', /^\*#1001/)
    await day.submit('porter', { Numbers: '919-556-0110..0112', 'These numbers': 'are added' })
    for (let turns = 0; turns < 3; turns += 1) await day.turn({ advance: 'PT10S' })
    await clearFaults(day)
    for (let turns = 0; turns < 3; turns += 1) await day.turn({ advance: 'PT1M' })
    expect(await announced(day, /regrouped/)).toHaveLength(1)
    expect(wordsOf(await bulkCardOf(day))).toContain('18 numbers in 2 orders')
  })

  it('names an order that there is not: the bulk order is not gone with it', async () => {
    await splitBulk(day)
    const ids = ['919-555-0100', '919-556-0100'].map((tn) => childWith(day, tn).id)
    await listSays([...ids, '00000000-0000-4000-8000-000000000000'])
    await day.click('porter', 'Edit shared details', /^\*#1001/)
    await day.submit('porter', { City: 'Cary' })
    await day.turn({ advance: 'PT1M' })
    expect(await announced(day, /removed|was deleted in Bandwidth/)).toEqual([])
    expect(wordsOf(await bulkCardOf(day))).toContain('15 numbers in 2 orders')
  })
})

it('What an order had and has not any more after another split is told', async () => {
  await splitBulk(day)
  await day.command('porter', 'edit 1003')
  const sent = await day.submit('porter', {
    'BTN (billing number)': '919-556-0100',
    'Signer (authorizing person)': 'K Lopez',
    'Account number': 'ACCT-5R2210',
    PIN: '4711',
  })
  expect(sent.errors).toBeUndefined()
  await listSays(['919-555-0100', '919-556-0100'].map((tn) => childWith(day, tn).id))
  await day.click('porter', 'Edit numbers', /^\*#1001/)
  await day.submit('porter', { Numbers: '919-556-0110..0112', 'These numbers': 'are added' })
  await day.turn({ advance: 'PT10S' })
  await elsewhere(day, 'PUT', `/portins/${childWith(day, '919-556-0100').id}`, {
    type: 'application/xml',
    body: '<LnpOrderSupp><BillingTelephoneNumber>9195560101</BillingTelephoneNumber><WirelessInfo><AccountNumber>OTHER</AccountNumber><PinNumber>1</PinNumber></WirelessInfo></LnpOrderSupp>',
  })
  await clearFaults(day)
  day.causes(/#1003 BTN: 9195560100 → 9195560101/)
  day.causes(/#1003 account number and PIN/)
  for (let turns = 0; turns < 4; turns += 1) await day.turn({ advance: 'PT1M' })
  expect(
    await announced(day, /#1003.*: Bandwidth saved a different .*“9195560100”.*“9195560101”/),
  ).toHaveLength(1)
  const [secrets = ''] = await announced(day, /#1003.*saved a different .*account number and PIN/s)
  expect(secrets).not.toMatch(/5R2210|4711|OTHER/)
  expect(await announced(day, /#1002.*: Bandwidth saved a different/)).toEqual([])
})

describe('an answer of 404 about a part of the bulk order', () => {
  it.each(['/tnList$', '/portinList$'])('(%s) does not mean that it is gone', async (path) => {
    await splitBulk(day)
    await day.fault({ kind: 'status', status: 404, body: '', method: 'GET', path, times: 5 })
    await day.click('porter', 'Edit shared details', /^\*#1001/)
    await day.submit('porter', { City: 'Cary' })
    await day.turn({ advance: 'PT1M' })
    await clearFaults(day)
    for (let turns = 0; turns < 3; turns += 1) await day.turn({ advance: 'PT2M' })
    expect(await announced(day, /removed|was deleted in Bandwidth/)).toEqual([])
    expect(wordsOf(await bulkCardOf(day))).toContain('15 numbers in 2 orders')
  })

  it('to a new list of its orders does not, either', async () => {
    await splitBulk(day)
    const [child] = await breakdownOf(day)
    await day.fault({ kind: 'status', status: 404, body: '', method: 'PUT', path: '/portinList$' })
    await day.choose('porter', 'Detach from #1001', `child-${child?.number ?? 0}`)
    await day.submit('porter', {})
    const { text = '' } = (await day.modal('porter')) ?? {}
    expect(text).toContain(`didn’t detach #${child?.number ?? 0}`)
    expect(text).not.toContain('no longer at Bandwidth')
  })
})

it('A bulk order that stays a plain draft with orders in it lets them be taken out', async () => {
  await splitBulk(day)
  const says = (path: string, body: string) =>
    day.fault({ kind: 'status', status: 200, method: 'GET', path, body, times: 100 })
  const draft = '<ProcessingStatus>DRAFT</ProcessingStatus>'
  await says('/tnList$', `<TnListResponse>${draft}<PortableTnList/></TnListResponse>`)
  await says(
    '/bulkPortins/[^/]+$',
    `<BulkPortinResponse><BulkPortin>${draft}</BulkPortin></BulkPortinResponse>`,
  )
  await day.click('porter', 'Refresh', /^\*#1001/)
  const [child] = await breakdownOf(day)
  await day.choose('porter', 'Detach from #1001', `child-${child?.number ?? 0}`)
  await day.submit('porter', {})
  expect(lists()).toHaveLength(1)
})
