import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { buttonsIn, pdf, startDay, type PracticeDay } from './practice-day.ts'
import {
  ACME,
  activationsOf,
  agreed,
  askedToSubmit,
  attach,
  callsOf,
  door,
  draft,
  elsewhere,
  endStory,
  expectNoSecrets,
  orderId,
  seenBy,
  submissionsOf,
  swapLoa,
} from './order-on-the-way.ts'

let day: PracticeDay
beforeEach(async () => {
  day = await startDay()
})
afterEach(() => endStory(day))

describe('a request to submit no longer holds', () => {
  it('when the draft is edited here, and says which field changed', async () => {
    await askedToSubmit(day)
    await day.command('porter2', 'edit 1001')
    await day.submit('porter2', { 'Signer (authorizing person)': 'K Rivera' })
    await day.until('approver', /Not submitted: .*#1001.* no longer valid\* \(signer: J.* to K/)
    await expect(day.click('approver', 'Approve', /[Ss]ubmit #1001/)).rejects.toThrow(/sees no/)
    expect(submissionsOf(day)).toEqual([])
    // The request is edited, which tells nobody: whoever asked hears of it again, once.
    const heard = await seenBy(day, 'porter', /is no longer valid/)
    expect(heard).toHaveLength(2)
    expect(heard.at(-1)).toMatch(/\[Request again\][^]*<@U0DANA> asked/)
  })

  it('when it was edited at Bandwidth, past the bot, and the click finds out', async () => {
    await askedToSubmit(day)
    const id = await orderId(day)
    const [order] = await day.orders()
    const body = `<LnpOrderSupp><CustomerOrderId>${order?.customerOrderId ?? ''}</CustomerOrderId><BillingTelephoneNumber>9195550101</BillingTelephoneNumber></LnpOrderSupp>`
    await elsewhere(day, 'PUT', `/portins/${id}`, { type: 'application/xml', body })
    await day.click('approver', 'Approve', /[Ss]ubmit #1001/)

    await day.until('porter', /is no longer valid\* \(BTN: 9195550100 to 9195550101\)/)
    await day.until('approver', /No longer valid: BTN/)
    expect(submissionsOf(day)).toEqual([])
  })

  it.each([
    ['an element that nobody knows', '<SomethingNew>yes</SomethingNew>', 'SomethingNew'],
    [
      'an attribute of its numbers',
      '<TnAttributes><TnAttribute>Protected</TnAttribute></TnAttributes>',
      'TnAttributes/TnAttribute',
    ],
    ['what stands deep in it', '<Deep><Down><Here>1</Here></Down></Deep>', 'Deep/Down/Here'],
  ])('when %s was set at Bandwidth, and names its path', async (_what, inner, path) => {
    await askedToSubmit(day)
    const [order] = await day.orders()
    const body = `<LnpOrderSupp><CustomerOrderId>${order?.customerOrderId ?? ''}</CustomerOrderId>${inner}</LnpOrderSupp>`
    await elsewhere(day, 'PUT', `/portins/${await orderId(day)}`, { type: 'application/xml', body })
    await day.click('approver', 'Approve', /[Ss]ubmit #1001/)
    await day.until('porter', new RegExp(`valid\\* \\(element ${path}: none to `))
    expect(submissionsOf(day)).toEqual([])
  })

  it('when the PIN was changed, without showing either', async () => {
    await askedToSubmit(day)
    await day.command('porter2', 'edit 1001')
    await day.submit('porter2', { PIN: 'NEWPIN99' })
    await day.until('approver', /no longer valid\* \(account number and PIN/)
    expect(submissionsOf(day)).toEqual([])
    await expectNoSecrets(day, ['NEWPIN99'])
  })

  it('when its LOA was swapped in place at Bandwidth: same name, other bytes', async () => {
    await askedToSubmit(day)
    await swapLoa(day, '%PDF-1.4 signed by somebody else')
    await day.click('approver', 'Approve', /[Ss]ubmit #1001/)
    await day.until('porter', /no longer valid\* \(LOA replaced/)
    await day.until('approver', /#1001 .*changed after the request .*\(LOA/)
    expect(submissionsOf(day)).toEqual([])
  })

  it('when another document came, but not when one that is only offered waits for a click', async () => {
    const card = await askedToSubmit(day)
    await day.say('guest', 'the bill', { thread: card.ts, files: [pdf('bill.pdf')] })
    await day.until('porter', /Attach bill\.pdf to .*\?/)
    expect(await seenBy(day, 'porter', /is no longer valid/)).toEqual([])
    await day.click('porter', 'Attach as invoice', /bill\.pdf/)
    await day.until('approver', /is no longer valid\* \(INVOICE added\)/)
    expect(submissionsOf(day)).toEqual([])
  })

  it('stays open when its message is deleted, and stands there again once somebody asks for it', async () => {
    await askedToSubmit(day)
    const request = await day.until('approver', /Submit #1001.*\?/)
    await door(day, 'delete', { as: 'approver', channel: 'porting', ts: request.ts })
    expect(await seenBy(day, 'approver', /Approve and submit/)).toEqual([])
    await day.command('porter', 'submit 1001')
    await day.until('porter', /already requested approval to submit #1001/)
    await day.click('approver', 'Approve', /Submit #1001/)
    expect(submissionsOf(day)).toHaveLength(1)
  })

  it('and can be asked again, for the order as it is now', async () => {
    await askedToSubmit(day)
    await day.command('porter2', 'edit 1001')
    await day.submit('porter2', { 'Signer (authorizing person)': 'K Rivera' })
    await day.click('porter', 'Request again', /is no longer valid/)
    await day.click('approver', 'Approve', /\*Signer\* K Rivera/)
    await day.until('porter', /Submitted: #1001/)
    expect(submissionsOf(day)).toHaveLength(1)
  })
})

describe('an approver who has a hand in it cannot approve', () => {
  it('what they asked for themselves', async () => {
    await attach(day, await draft(day))
    await day.command('approver', 'submit 1001')
    await day.click('approver', 'Approve', /[Ss]ubmit #1001/)
    await day.until('approver', /You requested this.*another approver/)
    expect(submissionsOf(day)).toEqual([])
    await day.click('approver2', 'Approve', /[Ss]ubmit #1001/)
    await day.until('porter', /Submitted: #1001.*<@U0LEE> asked.*<@U0SAM> approved/s)
    expect(submissionsOf(day)).toHaveLength(1)
  })

  it('what they changed themselves, though somebody else asked', async () => {
    await attach(day, await draft(day))
    await day.command('approver', 'edit 1001')
    await day.submit('approver', { City: 'Durham' })
    await day.command('porter', 'submit 1001')
    await day.click('approver', 'Approve', /[Ss]ubmit #1001/)
    await day.until('approver', /You changed this order.*another approver/)
    expect(submissionsOf(day)).toEqual([])
    await day.click('approver2', 'Approve', /[Ss]ubmit #1001/)
    await day.until('porter', /Submitted: #1001/)
  })

  it('a coordinator, at all', async () => {
    await askedToSubmit(day)
    await day.click('porter2', 'Approve', /[Ss]ubmit #1001/)
    await day.until('porter2', /Only approvers can do this/)
    expect(submissionsOf(day)).toEqual([])
  })
})

describe('where a setting says that who asks may approve', () => {
  it('one person does both', async () => {
    const small = await startDay({ settings: { PORTIN_ASKER_MAY_APPROVE: 'yes' } })
    try {
      await attach(small, await draft(small))
      await small.command('approver', 'submit 1001')
      await small.click('approver', 'Approve', /[Ss]ubmit #1001/)
      await small.until('porter', /Submitted: #1001.*<@U0LEE> asked.*then approved/s)
      expect(submissionsOf(small)).toHaveLength(1)
      await expectNoSecrets(small)

      // A change is nobody's own: not even when somebody else asks for it once more.
      await small.turn({ advance: 'PT1M' })
      await small.carrier('foc', await orderId(small))
      await small.turn({ advance: 'PT10M' })
      await small.command('approver', 'edit 1001')
      await small.submit('approver', { 'Requested FOC': 'Tue, Dec 15' })
      await small.click('approver', 'Approve', /[Cc]hange #1001/)
      await small.until('approver', /You requested this/)
      await small.click('approver2', 'Deny…', /[Cc]hange #1001/)
      await small.submit('approver2', { Reason: 'Not in that week' })
      await small.click('porter', 'Request again', /Not changed: the request for #1001/)
      await small.click('approver', 'Approve', /[Cc]hange #1001/)
      const announced = await seenBy(small, 'approver', /You requested this/)
      expect(announced).toHaveLength(2)
      expect(callsOf(small, 'PUT', /\/portins\/[^/]+$/)).toHaveLength(1)
      await small.click('approver2', 'Approve', /[Cc]hange #1001/)
      expect(callsOf(small, 'PUT', /\/portins\/[^/]+$/)).toHaveLength(2)
    } finally {
      await small.close()
    }
  })
})

describe('a request that nobody decides', () => {
  it('ends at the same hour of the next business day and says so by itself', async () => {
    await askedToSubmit(day)
    await day.turn({ advance: 'PT23H59M' })
    expect(await seenBy(day, 'porter', /request for #1001.* expired/)).toEqual([])
    await day.turn({ advance: 'PT1M' })
    const ended = await day.until('porter', /Not submitted: the request for #1001.* expired/)
    expect(buttonsIn(ended)).toEqual(['Request again'])
    expect(submissionsOf(day)).toEqual([])
  })

  it('cannot be approved at the minute at which it ends, though it does not say so yet', async () => {
    await askedToSubmit(day)
    day.clock.advance(24 * 60 * 60 * 1000)
    await day.click('approver', 'Approve', /[Ss]ubmit #1001/)
    await day.until('approver', /submit #1001 .*expired.*Nothing was sent/)
    expect(submissionsOf(day)).toEqual([])
  })

  it('lives from Friday to Monday, and its draft with it: Bandwidth would have removed it on Sunday', async () => {
    await day.turn({ now: '2026-12-03T15:00:00Z' })
    await attach(day, await draft(day, { ...ACME, 'Requested FOC': 'Fri, Dec 11' }))
    await day.turn({ now: '2026-12-04T20:00:00Z' })
    await day.command('porter', 'submit 1001')
    const request = await day.until('approver', /[Ss]ubmit #1001 .*\?/s)
    expect(JSON.stringify(request)).toContain('Mon, Dec 7 at 3 PM ET')
    const warnings = () => seenBy(day, 'porter', /gets deleted/)
    const before = (await warnings()).length
    for (let hours = 0; hours < 60; hours += 4) await day.turn({ advance: 'PT4H' })
    expect(await warnings()).toHaveLength(before)
    expect(await seenBy(day, 'porter', /is no longer valid/)).toEqual([])
    await day.click('approver', 'Approve', /[Ss]ubmit #1001/)
    expect(submissionsOf(day)).toHaveLength(1)
    expect((await day.orders()).map(({ status }) => status)).not.toContain('DRAFT')
  })

  it('is asked in vain about a day that has passed, so nobody is asked and the day can be changed', async () => {
    await attach(day, await draft(day, { ...ACME, 'Requested FOC': 'Thu, Dec 3' }))
    await day.turn({ now: '2026-12-03T12:00:00Z' })
    await day.turn({ advance: 'PT10M' })
    await day.click('porter', 'Recreate draft', /#1001/)
    await day.turn({ advance: 'PT5M' })
    await day.click('porter', 'Request approval', /#1001/)
    const refused = await day.until('porter', /#1001.*isn’t ready to submit.*Dec 3/s)
    expect(buttonsIn(refused)).toContain('Edit order')
    expect(await seenBy(day, 'approver', /[Ss]ubmit #1001 .*\?/s)).toEqual([])
  })

  it('ends when the day that it asks for can no longer be asked for', async () => {
    await attach(day, await draft(day, { ...ACME, 'Requested FOC': 'Thu, Dec 3' }))
    await day.turn({ now: '2026-12-02T20:00:00Z' })
    await day.command('porter', 'submit 1001')
    await day.click('porter', 'Request Thu, Dec 3 anyway', /requests/)
    // Midnight in New York, hours before the reconciliation.
    await day.turn({ now: '2026-12-03T04:59:00Z' })
    expect(await seenBy(day, 'porter', /request for #1001.* expired/)).toEqual([])
    await day.turn({ now: '2026-12-03T05:00:00Z' })
    await day.until('porter', /request for #1001.* expired/)
    expect(submissionsOf(day)).toEqual([])
    expect(await day.orders()).toHaveLength(1)
  })
})

describe('a request to activate no longer holds', () => {
  it('when the carrier moves the date before anybody approves', async () => {
    await agreed(day)
    await day.turn({ now: '2026-12-08T15:00:00Z' })
    await day.click('porter', 'Activate now', /#1001/)
    await day.until('approver', /[Aa]ctivate #1001 .*\?/s)
    await day.carrier('foc', await orderId(day), { date: '2026-12-10' })
    await day.click('approver', 'Approve', /[Aa]ctivate #1001/)

    await day.until('porter', /\(FOC date: Tue, Dec 8.* to Thu, Dec 10/)
    await day.until('porter', /#1001.*: FOC .*Thu, Dec 10.*was Tue, Dec 8/)
    expect(activationsOf(day)).toEqual([])
    expect((await day.orders()).map(({ status }) => status)).toEqual(['FOC'])
  })
})
