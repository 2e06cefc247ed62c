import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  ACME_NUMBERS,
  askedToSubmit,
  attach,
  callsOf,
  draft,
  elsewhere,
  endStory,
  orderId,
} from './order-on-the-way.ts'
import { buttonsIn, startDay, wordsOf, type PracticeDay } from './practice-day.ts'
import {
  cardOf,
  lastAnnounced,
  messages,
  announced,
  tollFreeDraft,
} from './toll-free-on-the-way.ts'

// Made on Monday at 15:00 UTC, so idle for 48 hours on Wednesday: purged on Thursday at 09:00 UTC.
const SIX_HOURS_BEFORE = '2026-12-03T03:00:00Z'
const SWEEP = '2026-12-03T09:00:00Z'

let day: PracticeDay
beforeEach(async () => {
  day = await startDay()
})
afterEach(() => endStory(day))

const reminders = () => announced(day, /gets deleted in/)

describe('a draft that nobody touches', () => {
  it('is reminded of twice, dies at 09:00 UTC, and keeps what was in it', async () => {
    await draft(day)
    expect(wordsOf(await cardOf(day))).toContain('deletes it Thu, Dec 3 at 4 AM ET')
    await day.turn({ now: '2026-12-01T22:00:00Z' })
    expect(await reminders()).toEqual([])
    for (let hour = 0; hour < 33; hour += 1) await day.turn({ advance: 'PT1H' })
    await day.restart()
    await day.turn({ advance: 'PT1H' })
    const reminded = await reminders()
    expect(reminded).toHaveLength(2)
    for (const words of reminded) expect(words).toContain('Thu, Dec 3 at 4 AM ET')

    await day.turn({ now: SWEEP })
    await day.turn({ advance: 'PT2M' })
    expect(await day.orders()).toEqual([])
    // Nothing can be done about it at 4 AM: the card shows it, and the words wait for the morning.
    expect(wordsOf(await cardOf(day))).toContain('deleted by Bandwidth')
    expect(await announced(day, /Bandwidth deleted draft #1001/)).toEqual([])
    await day.turn({ now: '2026-12-03T12:00:00Z' })
    const gone = await announced(day, /Bandwidth deleted draft #1001 [^]*keeps this thread/)
    expect(gone).toHaveLength(1)
    expect(wordsOf(await cardOf(day))).toContain('deleted by Bandwidth')

    expect(await reminders()).toEqual([])
    expect(await announced(day, /#1001.*nothing to do.*deleted by Bandwidth/)).toHaveLength(2)

    expect(gone[0]).toMatch(/saved.*\[(Recreate draft|Copy to new draft)\]/s)
  })

  it('offers keep, submit and delete while there is time', async () => {
    await draft(day)
    for (let hour = 0; hour < 60; hour += 4) await day.turn({ advance: 'PT4H' })
    const post = (await messages(day, 'porter')).find((one) => /gets deleted/.test(wordsOf(one)))
    const offered = post === undefined ? [] : buttonsIn(post)
    expect(offered).toEqual(expect.arrayContaining(['Keep draft 2 days', 'Request approval']))
  })

  it('lives two more days when it is kept, and only its own name is sent for that', async () => {
    await draft(day)
    await day.turn({ now: SIX_HOURS_BEFORE })
    await day.click('porter2', 'Keep draft 2 days', /^\*#1001/)
    expect(await announced(day, /extended draft #1001/)).toHaveLength(1)
    const id = await orderId(day)
    const [kept] = callsOf(day, 'PUT', new RegExp(`/portins/${id}$`))
    expect(kept?.request).toMatch(
      /<LnpOrderSupp>\s*<CustomerOrderId>[^<]+<\/CustomerOrderId>\s*<\/LnpOrderSupp>/,
    )
    await day.turn({ now: '2026-12-03T09:02:00Z' })
    expect(await day.orders()).toHaveLength(1)
    expect(wordsOf(await cardOf(day))).toContain('deletes it Sat, Dec 5 at 4 AM ET')
    await day.turn({ now: '2026-12-05T09:02:00Z' })
    expect(await day.orders()).toEqual([])
  })

  it('of toll-free numbers is extended without checking them again', async () => {
    await tollFreeDraft(day)
    await day.turn({ now: SIX_HOURS_BEFORE })
    await day.click('porter', 'Keep draft 2 days', /^\*#1001/)
    expect((await day.orders())[0]?.status).toBe('VALID_DRAFT_TFNS')
    await day.turn({ now: '2026-12-03T09:02:00Z' })
    expect(await day.orders()).toHaveLength(1)
  })

  it('is not called kept when Bandwidth took the request and did nothing', async () => {
    await draft(day)
    await day.turn({ now: SIX_HOURS_BEFORE })
    const id = await orderId(day)
    await day.fault({
      kind: 'status',
      method: 'PUT',
      path: `/portins/${id}$`,
      status: 200,
      body: `<LnpOrderResponse><OrderId>${id}</OrderId><ProcessingStatus>REQUESTED_SUPP</ProcessingStatus></LnpOrderResponse>`,
    })
    await day.click('porter', 'Keep draft 2 days', /^\*#1001/)
    expect(await announced(day, /extended draft #1001/)).toEqual([])
    const [inThread = '', toWhoPressed = ''] = await announced(
      day,
      /couldn’t extend draft #1001 · Acme Dental/,
    )
    expect(inThread).not.toContain('Try again')
    expect(toWhoPressed).toContain('Try again')
  })

  it('takes its open request to submit with it', async () => {
    await attach(day, await draft(day))
    await day.turn({ now: '2026-12-02T20:00:00Z' })
    await day.command('porter', 'submit 1001')
    await day.until('approver', /[Ss]ubmit #1001 · Acme Dental\?.*\[Approve and submit\]/s)
    await day.turn({ now: SWEEP })
    await day.turn({ advance: 'PT2M' })
    expect(await announced(day, /Not submitted: .*#1001/, { as: 'approver' })).toHaveLength(1)
    expect(await announced(day, /[Ss]ubmit #1001 · Acme Dental\?/, { as: 'approver' })).toEqual([])
  })
})

describe('a draft that somebody deletes', () => {
  it('here is gone at Bandwidth, and what was in it is kept', async () => {
    await draft(day)
    await day.command('porter2', 'cancel 1001')
    await day.click('porter2', 'Delete draft', /Deleting it needs no approval/)
    expect(await day.orders()).toEqual([])
    expect(await announced(day, /deleted draft #1001.* saved/)).toHaveLength(1)
    expect(wordsOf(await cardOf(day))).toContain('deleted')
    await day.turn({ advance: 'PT2H' })
    expect(await announced(day, /draft #1001/i)).toHaveLength(1)
    await day.click('porter', 'Copy to new draft', /deleted draft #1001/)
    expect((await day.modal('porter'))?.text).toContain('Business name: Acme Dental')
  })

  it('elsewhere is told once, and its request can no longer be approved', async () => {
    await askedToSubmit(day)
    await elsewhere(day, 'DELETE', `/portins/${await orderId(day)}`)
    await day.click('approver', 'Approve', /[Ss]ubmit #1001/)
    await lastAnnounced(day, /#1001 .*is no longer at Bandwidth/, 'approver')
    expect(await announced(day, /Draft #1001.* was deleted in Bandwidth/)).toHaveLength(1)
    await day.turn({ advance: 'PT1H' })
    expect(await announced(day, /Draft #1001.* was deleted in Bandwidth/)).toHaveLength(1)
    expect(await announced(day, /48 hours/)).toEqual([])
    expect(await announced(day, /Draft #1001.* was deleted in Bandwidth/)).toEqual([
      expect.stringContaining('[Copy to new draft]'),
    ])
  })

  it('elsewhere, while nobody does anything, is noticed by itself', async () => {
    await draft(day)
    await elsewhere(day, 'DELETE', `/portins/${await orderId(day)}`)
    for (let hour = 0; hour < 3; hour += 1) await day.turn({ advance: 'PT1H' })
    expect(await announced(day, /Draft #1001.* was deleted in Bandwidth/)).toHaveLength(1)
  })

  it('elsewhere and edited here says that it is gone and loses nothing', async () => {
    await draft(day)
    await day.command('porter', 'edit 1001')
    await elsewhere(day, 'DELETE', `/portins/${await orderId(day)}`)
    await day.submit('porter', { 'Business name': 'Acme Dental North' })
    expect((await day.modal('porter'))?.text).toMatch(/no longer at Bandwidth/)
    await day.click('porter', 'Copy to new draft', /was deleted in Bandwidth/)
    expect((await day.modal('porter'))?.text).toContain(`Numbers: ${ACME_NUMBERS}`)
  })
})
