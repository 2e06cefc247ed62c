import { afterEach, describe, expect, it } from 'vitest'
import { isTestedOnPostgres } from '../postgres/place.ts'
import {
  ACCOUNT_NUMBER,
  ACME,
  ACME_NUMBERS,
  PIN,
  attach,
  callsOf,
  draft,
  elsewhere,
  endStory,
  expectNoSecrets,
  orderId,
} from './order-on-the-way.ts'
import { pdf, startDay, wordsOf, type PracticeDay } from './practice-day.ts'
import {
  cardOf,
  lastAnnounced,
  statusAtBandwidth,
  announced,
  tollFreeDraft,
  wait,
} from './toll-free-on-the-way.ts'

let day: PracticeDay
afterEach(() => endStory(day))

/** Nobody touches it until the reconciliation of Thursday has come. */
async function swept(): Promise<void> {
  await day.turn({ now: '2026-12-03T09:00:00Z' })
  await day.turn({ advance: 'PT2M' })
  expect(await day.orders()).toEqual([])
  await day.turn({ now: '2026-12-03T12:00:00Z' })
  await lastAnnounced(day, /Bandwidth deleted draft #1001/)
}

const createsOf = () => callsOf(day, 'POST', /\/portins$/)

/** What Bandwidth shows of the order, as text, without what a new order has of its own. */
async function shown(): Promise<string> {
  const text = await elsewhere(day, 'GET', `/portins/${await orderId(day)}`)
  return text.replaceAll(
    /<(OrderId|CustomerOrderId|OrderCreateDate|LastModifiedDate|lastModifiedDate|orderCreateDate|EarliestEstimate|LastModifiedBy)>[^<]*<\/\1>/gi,
    '',
  )
}

describe('a purged draft', () => {
  it('is recreated with one press: everything in it, secrets and documents too, under its number', async () => {
    day = await startDay()
    const card = await draft(day)
    await attach(day, card)
    const before = await shown()
    await swept()
    expect(wordsOf(await cardOf(day))).toContain('[Recreate draft]')

    await day.click('porter2', 'Recreate draft', /Bandwidth deleted draft #1001/)
    expect(await day.orders()).toHaveLength(1)
    expect(await shown()).toBe(before)
    expect(before).toContain(ACCOUNT_NUMBER)
    expect(await announced(day, /#1001.* was recreated\* by pat.porter.*loa\.pdf/)).toHaveLength(1)
    expect(await announced(day, /loa\.pdf is attached to #1001.* again/)).toHaveLength(1)
    expect(await announced(day, /saved a different/)).toEqual([])
    const uploads = callsOf(day, 'POST', /\/loas/)
    expect(uploads).toHaveLength(2)

    const now = await cardOf(day)
    expect(now.ts).toBe(card.ts)
    expect(wordsOf(now)).toMatch(/#1001 · Acme Dental\* · draft[^]*Sun, Dec 6 at 4 AM ET/)
    // And it goes on like any draft.
    await day.command('porter', 'submit 1001')
    await day.click('approver', 'Approve', /[Ss]ubmit #1001/)
    await day.turn({ advance: 'PT1M' })
    expect(await statusAtBandwidth(day)).toBe('SUBMITTED')
    await expectNoSecrets(day)
  })

  it('is made once, however many press', async () => {
    day = await startDay()
    await draft(day)
    await swept()
    await Promise.all([
      day.click('porter', 'Recreate draft', /Bandwidth deleted draft/),
      day.click('porter2', 'Recreate draft', /Bandwidth deleted draft/),
      day.click('approver', 'Recreate draft', /Bandwidth deleted draft/),
    ])
    expect(createsOf()).toHaveLength(2)
    expect(await day.orders()).toHaveLength(1)
    await day.click('porter', 'Recreate draft', /Bandwidth deleted draft/)
    expect(await day.orders()).toHaveLength(1)
    expect(await lastAnnounced(day, /#1001 .*is at Bandwidth/)).toContain('Its card shows it')
  })

  // With PostgreSQL a key is required.
  it.skipIf(isTestedOnPostgres())(
    'asks for account number and PIN where no key keeps them, and nothing else',
    async () => {
      day = await startDay({ settings: { PORTIN_SECRET_KEY: '' } })
      await draft(day)
      const before = await shown()
      await swept()
      await day.click('porter2', 'Recreate draft', /Bandwidth deleted draft/)
      const form = await day.modal('porter2')
      expect(form?.title).toBe('Recreate #1001')
      expect(form?.text).toMatch(/account number and PIN again/)
      expect(form?.text).toContain(`Numbers: ${ACME_NUMBERS}`)
      const sent = await day.submit('porter2', { 'Account number': ACCOUNT_NUMBER, PIN })
      expect(sent.errors).toBeUndefined()
      expect((await day.modal('porter2'))?.text).toMatch(/#1001 .*was recreated/)
      expect(await shown()).toBe(before)
      expect(await announced(day, /#1001.* was recreated\* by pat.porter/)).toHaveLength(1)
      expect(wordsOf(await cardOf(day))).toContain('· draft')
      await expectNoSecrets(day)
    },
  )

  it('whose answer is lost is made once, and called restored only when it is seen', async () => {
    day = await startDay()
    await draft(day)
    await swept()
    await day.fault({ kind: 'drop-after', method: 'POST', path: '/portins$' })
    await day.click('porter', 'Recreate draft', /Bandwidth deleted draft/)
    expect(await lastAnnounced(day, /No answer from Bandwidth/)).toContain(
      'Don’t recreate it again',
    )
    expect(await announced(day, /was recreated\*/)).toEqual([])
    await day.turn({ advance: 'PT10S' })
    expect(await announced(day, /#1001.* was recreated\*/)).toHaveLength(1)
    expect(await announced(day, /was created/)).toEqual([])
    expect(createsOf()).toHaveLength(2)
    expect(await day.orders()).toHaveLength(1)
  })

  it('that Bandwidth never got says so and can be recreated, also after a restart', async () => {
    day = await startDay()
    const card = await draft(day)
    await attach(day, card)
    await swept()
    await day.fault({ kind: 'garbage', method: 'POST', path: '/portins$' })
    await day.click('porter', 'Recreate draft', /Bandwidth deleted draft/)
    await day.restart()
    for (const [order] of [await day.orders()]) {
      if (order !== undefined) await elsewhere(day, 'DELETE', `/portins/${order.id}`)
    }
    for (let minute = 0; minute < 6; minute += 1) await day.turn({ advance: 'PT1M' })
    await lastAnnounced(day, /#1001.* wasn’t recreated.* again/)
    expect(wordsOf(await cardOf(day))).toContain('deleted by Bandwidth')
    await day.click('porter', 'Recreate draft', /#1001.* wasn’t recreated/)
    expect(await day.orders()).toHaveLength(1)
    expect(await announced(day, /loa\.pdf is attached to #1001.* again/)).toHaveLength(1)
  })

  it('that Bandwidth refuses to make stays purged, and its reason is told', async () => {
    day = await startDay()
    await draft(day)
    await swept()
    await day.fault({
      kind: 'status',
      method: 'POST',
      path: '/portins$',
      status: 400,
      body: '<LnpOrderResponse><Errors><Code>7333</Code><Description>Site not found</Description></Errors></LnpOrderResponse>',
    })
    await day.click('porter', 'Recreate draft', /Bandwidth deleted draft/)
    expect(await lastAnnounced(day, /Bandwidth didn’t recreate this draft/)).toContain('7333')
    expect(wordsOf(await cardOf(day))).toContain('[Recreate draft]')
    await day.click('porter', 'Recreate draft', /Bandwidth deleted draft/)
    expect(await day.orders()).toHaveLength(1)
  })

  it('of toll-free numbers is recreated and checked again', async () => {
    day = await startDay()
    await tollFreeDraft(day)
    await swept()
    await day.click('porter', 'Recreate draft', /Bandwidth deleted draft/)
    await wait(day)
    expect(await statusAtBandwidth(day)).toBe('VALID_DRAFT_TFNS')
    expect(await announced(day, /#1001.* was recreated\*/)).toHaveLength(1)
  })

  it('gets back a document whose upload Bandwidth could not take at once, and names those that it cannot', async () => {
    day = await startDay()
    const card = await draft(day)
    await attach(day, card)
    const id = await orderId(day)
    const { base64 } = pdf('bill.pdf', 'a bill')
    await elsewhere(day, 'POST', `/portins/${id}/loas`, {
      type: 'application/pdf',
      body: Buffer.from(base64, 'base64').toString('latin1'),
    })
    await day.command('porter', 'status 1001')
    await swept()
    await day.fault({
      kind: 'status',
      method: 'POST',
      path: '/loas',
      status: 401,
      body: '',
      times: 2,
    })
    await day.click('porter', 'Recreate draft', /Bandwidth deleted draft/)
    const [made = ''] = await announced(day, /#1001.* was recreated\*/)
    expect(made).toMatch(/Add these again.*: /)
    for (let minute = 0; minute < 5; minute += 1) await day.turn({ advance: 'PT1M' })
    expect(await announced(day, /loa\.pdf is attached to #1001.* again/)).toHaveLength(1)
    expect(callsOf(day, 'POST', /\/loas/).length).toBeGreaterThanOrEqual(3)
  })

  it('that was purged while the bot was stopped over a weekend is announced when it is back', async () => {
    day = await startDay({ start: Date.parse('2026-12-03T15:00:00Z') })
    await draft(day, { ...ACME, 'Requested FOC': 'Thu, Dec 10' })
    await day.restart({ now: '2026-12-07T13:00:00Z' })
    await day.turn({ advance: 'PT1M' })
    expect(await announced(day, /Bandwidth deleted draft #1001.*Sun, Dec 6 at 4 AM/)).toHaveLength(
      1,
    )
    expect(await announced(day, /gets deleted/)).toEqual([])
    await day.click('porter', 'Recreate draft', /Bandwidth deleted draft/)
    expect(await day.orders()).toHaveLength(1)
  })
})
