import { afterEach, describe, expect, it } from 'vitest'
import { bulkCardOf, childWith, readyBulk, splitBulk } from './bulk-on-the-way.ts'
import { callsOf, elsewhere, endStory, passUntil } from './order-on-the-way.ts'
import { buttonsIn, startDay, wordsOf, type PracticeDay } from './practice-day.ts'
import { lastAnnounced, announced } from './toll-free-on-the-way.ts'

const THURSDAY = Date.parse('2026-12-03T15:00:00Z')

let day: PracticeDay
afterEach(() => endStory(day))

const writes = () => callsOf(day, 'PATCH', /\/bulkPortins\/[^/]+$/)
const bulkOrders = () => day.practice.bandwidth.control.bulkOrders()

/** Split on Thursday at 10 in New York: nobody works when Bandwidth would remove it, on Sunday at 4. */
async function splitOnThursday(): Promise<void> {
  day = await startDay({
    start: THURSDAY,
    settings: { PORTIN_KEEP_DRAFTS_OVER_WEEKENDS: 'yes' },
  })
  await splitBulk(day)
}

/** Somebody gives one order other facts than all others have, past the bot. */
async function makeItsOwn(tn: string): Promise<void> {
  const body = `<LnpOrderSupp>
    <CustomerOrderId>apart</CustomerOrderId>
    <RequestedFocDate>2026-12-14T16:30:00Z</RequestedFocDate>
    <SiteId>14021</SiteId>
    <Subscriber><BusinessName>Other Corp</BusinessName></Subscriber>
    <LoaAuthorizingPerson>K Lopez</LoaAuthorizingPerson>
  </LnpOrderSupp>`
  const path = `/portins/${childWith(day, tn).id}`
  await elsewhere(day, 'PUT', path, { type: 'application/xml', body })
}

describe('a bulk draft over a weekend', () => {
  it('is extended by itself where the setting says so, through what all of its orders have', async () => {
    await splitOnThursday()
    const before = await elsewhere(day, 'GET', `/portins/${childWith(day, '919-556-0100').id}`)
    await passUntil(day, '2026-12-05T20:59:00Z')
    expect(writes()).toEqual([])
    await passUntil(day, '2026-12-07T14:00:00Z')

    expect(bulkOrders()).toHaveLength(1)
    expect(writes()).toHaveLength(1)
    expect(await announced(day, /portin extended draft #1001 .*Tue, Dec 8/)).toHaveLength(1)
    expect(await announced(day, /can’t be extended/)).toEqual([])
    const after = await elsewhere(day, 'GET', `/portins/${childWith(day, '919-556-0100').id}`)
    const facts = (xml: string) =>
      xml.replaceAll(/<(LastModified|EarliestEstimate)[^>]*>[^<]*/g, '')
    expect(facts(after)).toBe(facts(before))
    // On Tuesday somebody can be at work before it dies: it is spoken of, and goes.
    expect(await announced(day, /Draft #1001 .*gets deleted/)).toHaveLength(1)
    await passUntil(day, '2026-12-08T09:05:00Z')
    expect(bulkOrders()).toEqual([])
  })

  it('that does not come about says so once and is kept as soon as Bandwidth takes it', async () => {
    await splitOnThursday()
    await passUntil(day, '2026-12-05T20:58:00Z')
    await day.fault({
      kind: 'status',
      method: 'PATCH',
      path: '/bulkPortins/[^/]+$',
      status: 503,
      times: 2,
    })
    for (let minute = 0; minute < 40; minute += 5) await day.turn({ advance: 'PT5M' })
    expect(await announced(day, /couldn’t extend draft #1001/)).toHaveLength(1)
    expect(await announced(day, /portin extended draft #1001/)).toHaveLength(1)
    await passUntil(day, '2026-12-06T09:05:00Z')
    expect(bulkOrders()).toHaveLength(1)
  })

  it('is not kept where that would overwrite: it is said before, with the orders to detach', async () => {
    await splitOnThursday()
    await makeItsOwn('919-556-0100')
    await day.turn({ advance: 'PT15M' })
    await passUntil(day, '2026-12-04T22:00:00Z')

    const own = await lastAnnounced(day, /Draft #1001 .*gets deleted/)
    expect(own).toMatch(/can’t be extended: .* the site of #100[23]\./)
    expect(own).toContain('<@U0DANA>')
    expect(own).toContain('[Detach orders…]')
    await passUntil(day, '2026-12-05T21:30:00Z')
    expect(writes()).toEqual([])
    const card = await bulkCardOf(day)
    expect(buttonsIn(card)).toContain('Detach orders…')
    expect(buttonsIn(card)).not.toContain('Keep draft 2 days')

    await day.click('porter', 'Detach orders…', /^\*#1001/)
    expect((await day.modal('porter'))?.text).toMatch(
      /Extending [^.]*#1001[^.]* the site of #100[23]\./,
    )
    await day.submit('porter', {})
    expect((await day.modal('porter'))?.text).toMatch(/Detached from #1001 .*: #100[23]\./)
    await passUntil(day, '2026-12-06T10:00:00Z')
    expect(bulkOrders()).toHaveLength(1)
    expect(await announced(day, /#100[23] was detached from #1001/)).toHaveLength(1)
  })
})

describe('a request to submit a bulk order', () => {
  // Split on Monday, so Bandwidth would remove it on Thursday at 09:00 UTC.
  const ASKED = '2026-12-02T20:00:00Z'

  it('keeps its draft as long as it lives, though nobody wants drafts kept over weekends', async () => {
    day = await startDay()
    await readyBulk(day)
    await day.turn({ now: ASKED })
    await day.click('porter', 'Request approval', /#1001/)
    await passUntil(day, '2026-12-03T15:00:00Z')
    expect(writes().length).toBeGreaterThan(0)
    await day.click('approver', 'Approve', /[Ss]ubmit #1001/)
    expect(bulkOrders().map(({ status }) => status)).toEqual(['IN_PROGRESS'])
  }, 60_000)

  it('ends with a draft that cannot be kept, and says so', async () => {
    day = await startDay()
    await readyBulk(day)
    await makeItsOwn('919-556-0100')
    await day.turn({ now: ASKED })
    await day.click('porter', 'Request approval', /#1001/)
    const request = await lastAnnounced(day, /[Ss]ubmit #1001 .*\?.*Expires/s)
    expect(request).toMatch(/deletes the draft[^]*Expires .*Thu, Dec 3 at 4 AM/)
    expect(request).toMatch(/that would overwrite the site of #100[23]/)
    const kept = writes().length
    await passUntil(day, '2026-12-03T10:00:00Z')
    expect(writes()).toHaveLength(kept)
    expect(bulkOrders()).toEqual([])
  }, 60_000)
})

it('Who would keep a bulk draft is refused where that would overwrite, with the orders to detach', async () => {
  day = await startDay()
  await splitBulk(day)
  await day.turn({ now: '2026-12-02T10:00:00Z' })
  const card = await bulkCardOf(day)
  expect(wordsOf(card)).toContain('[Keep draft 2 days]')
  await makeItsOwn('919-556-0100')
  await day.click('porter', 'Keep draft 2 days', /^\*#1001/)
  const refused = await day.until('porter', /Extending #1001 .*would overwrite/)
  expect(wordsOf(refused)).toMatch(/the site of #100[23], so I didn’t/)
  expect(buttonsIn(refused)).toEqual(['Detach orders…'])
  expect(writes()).toEqual([])
})
