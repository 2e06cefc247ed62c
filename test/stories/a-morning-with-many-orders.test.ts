import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { buttonsIn, startDay, wordsOf, type PracticeDay, type Who } from './practice-day.ts'
import { door, elsewhere, endStory, expectNoComplaints } from './order-on-the-way.ts'
import { splitBulk } from './bulk-on-the-way.ts'
import { draftOf } from './many-orders.ts'

let day: PracticeDay
beforeEach(async () => {
  day = await startDay()
})
afterEach(() => endStory(day))

/** @returns its id at Bandwidth. */
async function draftHere(customer: string, numbers: string, values = {}): Promise<string> {
  const before = new Set((await day.orders()).map(({ id }) => id))
  await draftOf(day, customer, numbers, { values })
  return (await day.orders()).find(({ id }) => !before.has(id))?.id ?? ''
}

async function submitted(number: number, id: string, operation: 'foc' | 'reject', body = {}) {
  await day.command('porter', `submit ${number}`)
  await day.click('approver', 'Approve', new RegExp(`[Ss]ubmit #${number}`))
  await day.turn({ advance: 'PT1M' })
  await day.carrier(operation, id, body)
  await day.turn({ advance: 'PT10M' })
}

/** The newest answer that only they see. */
async function asked(as: Who, text: string): Promise<string> {
  await day.command(as, text)
  return newest(as)
}

async function newest(as: Who): Promise<string> {
  const seen = (await day.sees(as)).findLast(({ ephemeral }) => ephemeral)
  return seen === undefined ? '' : `${wordsOf(seen)}\n{${buttonsIn(seen).join(', ')}}`
}

describe('a coordinator with many orders', () => {
  it('asks what is due today, what waits, what is stuck, and gets lists that can be worked off', async () => {
    const koala = await draftHere('Koala Kids', '919-555-0217')
    await submitted(1001, koala, 'foc')
    const zebra = await draftHere('Zebra Zoo', '919-556-0100')
    await submitted(1002, zebra, 'reject')
    await draftHere('Acme Dental', '919-555-0300')
    await day.command('porter', 'submit 1003')

    expect(await asked('porter', 'stuck')).toMatch(/Stuck: 1\*.*#1002 · Zebra Zoo.*dana/s)
    expect(await asked('approver', 'waiting')).toMatch(
      /Waiting on you: 1\*.*#1003 · Acme Dental.*Submit\?/s,
    )
    const mine = await asked('porter', 'waiting')
    expect(mine).toMatch(/#1002 · Zebra Zoo/)
    expect(mine).not.toMatch(/#1003|#1001/)
    expect(await asked('porter2', 'waiting')).toMatch(/Waiting on you:\* none/)
    expect(await asked('porter', 'today')).not.toMatch(/#1001/)
    expect(await asked('porter', 'week')).not.toMatch(/#1001 /)
    expect(await asked('porter', 'list')).toMatch(
      /Open orders: 3\*.*#1002 · Zebra Zoo>? · rejected: .*archives\/C0PORTING.*#1003.*draft.*#1001 · Koala Kids>? · FOC Tue, Dec 8.*\{Download CSV\}/s,
    )
    expect(await asked('porter', 'list rejected mine')).toMatch(
      /Orders: rejected mine: 1\*.*#1002/s,
    )
    expect(await asked('porter', 'list windstream')).toMatch(/: 1\*.*#1002/s)
    expect(await asked('porter', 'list dana')).toMatch(/: 3\*/)
    expect(await asked('porter', 'list 12/1..12/10')).toMatch(/: 1\*.*#1001/s)
    expect(await asked('porter', 'list rejcted')).toMatch(/"rejcted".*`\/portin list rejected`/)
    expect(await asked('porter', 'todya')).toMatch(/"todya".*`\/portin today`/s)

    await day.click('porter', 'Download CSV', /Open orders: 3/)
    const files = (await day.sees('porter', '@bot')).flatMap((one) => one.files ?? [])
    expect(files.map(({ name }) => name)).toEqual(['orders.csv'])

    await day.turn({ now: '2026-12-08T14:00:00Z' })
    expect(await asked('porter', 'today')).toMatch(
      /Today: 1\*.*#1001 · Koala Kids.*activate by 10 PM ET/s,
    )
    expect(await asked('porter', 'list drafts')).toMatch(
      /#1003 · Acme Dental.*deleted by Bandwidth/s,
    )
    await expectNoComplaints(day)
  })

  it('sees a bulk order once in a list, and no order of a channel that they are not in', async () => {
    await splitBulk(day)
    await draftHere('Acme Dental', '919-555-0300')
    expect(await asked('porter', 'list')).toMatch(/Open orders: 2\*/)
    expect(await asked('porter', 'list drafts')).toMatch(/Drafts: 2\*.*\(bulk\)/s)
    expect(await asked('porter', 'list acme')).toMatch(/: 2\*.*#1001 · Acme Corp \(bulk\)/s)
    await door(day, 'private', { as: 'porter', channel: 'porting', people: ['porter', 'approver'] })
    await day.turn({ advance: 'PT2M' })
    for (const command of ['list', 'list all', 'today', 'waiting', 'stuck', 'week']) {
      await day.command('porter2', command, 'general')
      const seen = (await day.sees('porter2', 'general')).findLast(({ ephemeral }) => ephemeral)
      expect(seen && wordsOf(seen), command).toMatch(/:\* none/)
    }
    await expectNoComplaints(day)
  })

  it('turns the pages of a list in place, and each order is on one of them, though some change meanwhile', async () => {
    await day.close()
    day = await startDay({ settings: { PORTIN_DEFAULT_CHANNEL: 'C0PORTING' } })
    for (let last = 0; last < 43; last += 1) await madeElsewhere(last)
    await day.turn({ advance: 'PT1S' })
    const numbersOn = (page: string) =>
      [...page.matchAll(/#(10\d\d) /g)].map(([, number]) => number)
    const pages = [await asked('porter', 'list')]
    expect(pages[0]).toMatch(/Open orders: 43\*.*Show next orders.*1 to \d+ of 43/s)
    const answers = (await day.sees('porter')).length
    const [one, two] = await day.orders()
    for (const order of [one, two]) await elsewhere(day, 'DELETE', `/portins/${order?.id}`)
    await day.turn({ advance: 'PT6M' })
    while (pages.at(-1)?.includes('Show next orders') === true) {
      await day.click('porter', 'Show next orders', /Open orders: 43/)
      pages.push(await newest('porter'))
    }
    expect(pages.at(-1)).toMatch(/Show previous orders.*to 43 of 43/s)
    const lists = (await day.sees('porter')).filter((seen) => /Open orders/.test(wordsOf(seen)))
    expect(lists).toHaveLength(1)
    expect((await day.sees('porter')).length).toBeGreaterThanOrEqual(answers)
    const all = pages.flatMap(numbersOn)
    expect(new Set(all).size).toBe(43)
    expect(all).toHaveLength(43)
    const back: string[] = [pages.at(-1) ?? '']
    while (back[0]?.includes('Show previous orders') === true) {
      await day.click('porter', 'Show previous orders', /Open orders: 43/)
      back.unshift(await newest('porter'))
    }
    expect(back.flatMap(numbersOn).toSorted()).toEqual(all.toSorted())
    // It is whose asked for it.
    expect(await asked('porter2', 'list')).toMatch(/Open orders: 41\*/)
    await expectNoComplaints(day)
  })
})

async function madeElsewhere(last: number): Promise<void> {
  const tn = `919555${String(last).padStart(4, '0')}`
  const body = `<LnpOrder><SiteId>14020</SiteId><CustomerOrderId>elsewhere ${last}</CustomerOrderId><ListOfPhoneNumbers><PhoneNumber>${tn}</PhoneNumber></ListOfPhoneNumbers><ProcessingStatus>DRAFT</ProcessingStatus></LnpOrder>`
  await elsewhere(day, 'POST', '/portins', { type: 'application/xml', body })
}
