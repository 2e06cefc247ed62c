import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  activationsOf,
  attach,
  callsOf,
  endStory,
  expectNoSecrets,
  orderId,
} from './order-on-the-way.ts'
import { TRANSPORTS, buttonsIn, startDay, wordsOf, type PracticeDay } from './practice-day.ts'
import {
  ACME_TOLL_FREE,
  cardOf,
  lastAnnounced,
  messages,
  statusAtBandwidth,
  announced,
  tollFreeAgreed,
  tollFreeDraft,
  wait,
} from './toll-free-on-the-way.ts'

describe.each(TRANSPORTS)('toll-free numbers, from the form to live, over %s', (transport) => {
  let day: PracticeDay
  beforeEach(async () => {
    day = await startDay({ transport })
  })
  afterEach(() => endStory(day))

  it('are checked, wait for their LOA, get a date, and go live when an approver lets them', async () => {
    await day.command('porter', 'new 800-555-0100..0102')
    await day.submit('porter', ACME_TOLL_FREE)
    expect(wordsOf(await cardOf(day))).toMatch(/being checked|checking the numbers/)
    await wait(day)
    await day.until('porter2', /#1001 · Acme Dental passed the number check/)

    // A draft has no hours: there is no day yet whose hours they could be.
    await day.command('porter', 'activate 1001')
    expect(await lastAnnounced(day, /#1001.*can’t be activated now/)).not.toMatch(/ [AP]M ET/)
    await day.command('porter', 'submit 1001')
    await day.click('approver', 'Approve', /[Ss]ubmit #1001/)
    await wait(day)
    expect(await statusAtBandwidth(day)).toBe('PENDING_DOCUMENTS')
    expect(await announced(day, /#1001 · Acme Dental needs an LOA/)).toHaveLength(1)

    await attach(day, await cardOf(day))
    await wait(day)
    expect(await statusAtBandwidth(day)).toBe('SUBMITTED')
    expect(wordsOf(await cardOf(day))).toContain('for an FOC date')

    await day.carrier('foc', await orderId(day), { date: '2026-12-07T16:30:00Z' })
    await day.turn({ advance: 'PT10M' })
    const foc = await lastAnnounced(day, /: FOC [A-Z]/)
    expect(foc).toMatch(/FOC Mon, Dec 7/)
    expect(foc).toMatch(/automatically on Mon, Dec 7 at 11:30 AM/)

    // Neither the FOC day nor "triggered" is asked of toll-free numbers: a week early is fine.
    await day.turn({ now: '2026-12-01T14:00:00Z' })
    await day.click('porter', 'Activate now', /: FOC [A-Z]/)
    await day.click('approver', 'Approve', /[Aa]ctivate #1001/)
    await day.turn({ advance: 'PT1S' })
    expect(await announced(day, /#1001.* is live/)).toEqual([])
    await wait(day)
    expect(await statusAtBandwidth(day)).toBe('COMPLETE')
    expect(await announced(day, /:tada: \*#1001 · Acme Dental is live/)).toHaveLength(1)
    expect(activationsOf(day)).toHaveLength(1)
    expect(wordsOf(await cardOf(day))).toContain('*live*')
    expect(buttonsIn(await cardOf(day))).not.toContain('Activate now')
    await expectNoSecrets(day, ['practice-user', 'CLI-practice'])
  })

  it('are not activated after six in the evening, and the answer says when it opens', async () => {
    await tollFreeAgreed(day)
    await day.turn({ now: '2026-11-30T23:00:00Z' })
    await day.command('porter', 'activate 1001')
    const answer = await lastAnnounced(day, /can’t be activated now/)
    expect(answer).toContain('next Tue, Dec 1 at 8 AM ET.')
    expect(answer.match(/:x:/g)).toHaveLength(1)
    expect(answer).toMatch(/automatically on Mon, Dec 7 at 11:30 AM/)
    expect(await announced(day, /[Aa]ctivate #1001/, { as: 'approver' })).toEqual([])
    expect(activationsOf(day)).toEqual([])

    await day.turn({ now: '2026-12-01T12:59:00Z' })
    await day.command('porter', 'activate 1001')
    expect(await lastAnnounced(day, /can’t be activated now/)).toContain('It’s 7:59 AM ET, outside')
    await day.turn({ now: '2026-12-01T13:00:00Z' })
    await day.command('porter', 'activate 1001')
    expect(await announced(day, /[Aa]ctivate #1001/, { as: 'approver' })).toHaveLength(1)
  })

  it('that were approved in the window and clicked after it stay as they are', async () => {
    await tollFreeAgreed(day)
    await day.turn({ now: '2026-12-01T22:58:00Z' })
    await day.command('porter', 'activate 1001')
    await day.turn({ now: '2026-12-01T23:00:30Z' })
    await day.click('approver', 'Approve', /[Aa]ctivate #1001/)
    expect(await lastAnnounced(day, /can’t be activated now/, 'approver')).toContain('6 PM ET')
    expect(activationsOf(day)).toEqual([])
    expect(await statusAtBandwidth(day)).toBe('FOC')
    // Whoever asked reads why, and gets the next step, in a message that pings them.
    const outcome = /^\*Not activated: #1001 · Acme Dental\*/
    const posts = (await messages(day, 'porter')).filter((one) => outcome.test(wordsOf(one)))
    expect(posts).toHaveLength(2)
    for (const post of posts) {
      expect(wordsOf(post)).toMatch(/outside the window.*Wed, Dec 2 at 8 AM.*<@U0DANA>/s)
      expect(buttonsIn(post)).toContain('Refresh')
    }
    expect(posts.flatMap(buttonsIn)).not.toContain('Approve and activate')
  })

  it('can be approved ahead for the next day, and one press of a coordinator uses it', async () => {
    await tollFreeAgreed(day)
    await day.turn({ now: '2026-12-01T00:30:00Z' })
    await day.click('approver', 'Pre-approve for Tue, Dec 1', /^\*#1001/)
    await day.command('porter', 'activate 1001')
    expect(await lastAnnounced(day, /can’t be activated now/)).toContain('outside the window')
    await day.turn({ now: '2026-12-01T13:00:00Z' })
    await day.command('porter', 'activate 1001')
    await wait(day)
    expect(await statusAtBandwidth(day)).toBe('COMPLETE')
    expect(activationsOf(day)).toHaveLength(1)
  })

  it('that Bandwidth has already are left to its staff', async () => {
    await tollFreeAgreed(day, '844-561-0100')
    await day.command('porter', 'activate 1001')
    expect(await lastAnnounced(day, /can’t be activated now/)).toContain('already at Bandwidth')
    expect(activationsOf(day)).toEqual([])
  })
})

describe.each(TRANSPORTS)('a toll-free draft that failed the check, over %s', (transport) => {
  let day: PracticeDay
  beforeEach(async () => {
    day = await startDay({ transport })
  })
  afterEach(() => endStory(day))

  it('names each bad number with its reason, and goes on without them', async () => {
    await tollFreeDraft(day, '800-555-0100..0101 844-555-0100 844-558-0100')
    expect(await statusAtBandwidth(day)).toBe('INVALID_DRAFT_TFNS')
    const invalid = await lastAnnounced(day, /failed the number check/)
    expect(invalid).toMatch(/844-555-0100: .*7642/)
    expect(invalid).toMatch(/844-558-0100: .*7656/)
    await day.command('porter', 'submit 1001')
    expect(await announced(day, /[Ss]ubmit #1001/, { as: 'approver' })).toEqual([])

    await day.click('porter', 'Remove 2 numbers', /failed the check/)
    await wait(day)
    expect(await statusAtBandwidth(day)).toBe('VALID_DRAFT_TFNS')
    const card = wordsOf(await cardOf(day))
    expect(card).toContain('800-555-0100 to 0101 (2 numbers)')
    expect(card).not.toContain('844-55')
    expect(await announced(day, /passed the number check/)).toHaveLength(1)
  })

  it('is checked again when the registry had been silent', async () => {
    await tollFreeDraft(day, '844-562-0100')
    await day.turn({ advance: 'PT5M' })
    expect(await statusAtBandwidth(day)).toBe('INVALID_DRAFT_TFNS')
    expect(await lastAnnounced(day, /failed the number check/)).toMatch(
      /7626.*Try again in an hour/,
    )
    const [, ...again] = await puts(day)
    expect(again).toEqual([])

    await day.click('porter', 'Recheck numbers', /failed the check/)
    await wait(day)
    expect(await statusAtBandwidth(day)).toBe('VALID_DRAFT_TFNS')
    // A list of numbers or a lost customer order id would be worse than no check.
    const [retry = ''] = await puts(day)
    expect(retry).toContain('<RetryValidation>true</RetryValidation>')
    expect(retry).toContain('<CustomerOrderId>')
    expect(retry).not.toContain('<ListOfPhoneNumbers>')
  })
})

async function puts(day: PracticeDay): Promise<readonly string[]> {
  const id = await orderId(day)
  return callsOf(day, 'PUT', new RegExp(`/portins/${id}$`)).map(({ request }) => request)
}
