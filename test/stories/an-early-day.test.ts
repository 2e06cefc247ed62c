import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ACME, attach, draft, elsewhere, endStory, orderId, seenBy } from './order-on-the-way.ts'
import { clearFaults } from './toll-free-on-the-way.ts'
import { makeReady, splitBulk } from './bulk-on-the-way.ts'
import { buttonsIn, startDay, wordsOf, type PracticeDay } from './practice-day.ts'

let day: PracticeDay
beforeEach(async () => {
  day = await startDay()
})
afterEach(() => endStory(day))

const requests = () => seenBy(day, 'approver', /[Ss]ubmit #1001 .*\?/s)

/** Bandwidth expects Wednesday the 9th, and the draft asks for the day before. */
async function askedTooEarly(): Promise<void> {
  await attach(day, await draft(day, { ...ACME, 'Requested FOC': 'Tue, Dec 8' }))
  await expectedLater()
  await day.command('porter', 'submit 1001')
}

async function expectedLater(change = (body: string) => body): Promise<void> {
  const path = `/portins/${await orderId(day)}$`
  const body = (await elsewhere(day, 'GET', path.replace('$', ''))).replace(
    /<EarliestEstimate>[^<]*</,
    '<EarliestEstimate>2026-12-09T16:30:00.000Z<',
  )
  expect(body).toContain('2026-12-09')
  await day.fault({
    kind: 'status',
    method: 'GET',
    path,
    status: 200,
    body: change(body),
    times: 2,
  })
}

describe('a day that is earlier than Bandwidth expects', () => {
  it('is a choice of whoever asks, before any approver is asked', async () => {
    await askedTooEarly()
    const choice = await day.until('porter', /#1001 · .* requests Tue, Dec 8.*earliest.*Wed, Dec 9/)
    expect(buttonsIn(choice)).toEqual(['Use Wed, Dec 9', 'Request Tue, Dec 8 anyway'])
    expect(await requests()).toEqual([])

    await day.click('porter', 'Use Wed, Dec 9', /requests Tue, Dec 8/)
    const request = wordsOf(await day.until('approver', /[Ss]ubmit #1001 .*\?/s))
    expect(request).toMatch(/^\*Submit #1001 .*leave .*Wed, Dec 9/)
    expect(request).not.toContain('earlier than Bandwidth expects')
  })

  it('that is asked for anyway is told to the approvers above the buttons', async () => {
    await askedTooEarly()
    await day.click('porter', 'Request Tue, Dec 8 anyway', /requests Tue, Dec 8/)
    const request = wordsOf(await day.until('approver', /[Ss]ubmit #1001 .*\?/s))
    expect(request).toMatch(/^\*Submit #1001 .*leave .*Tue, Dec 8/)
    expect(request).toMatch(/:warning: .*\(Wed, Dec 9\).*\n\[Approve/)
  })

  // 10 PM in New York is the next day in UTC.
  it('is asked about again when it is another one by the time of the press', async () => {
    await askedTooEarly()
    await clearFaults(day)
    await expectedLater((body) =>
      body.replace(/<RequestedFocDate>2026-12-09/, '<RequestedFocDate>2026-12-08'),
    )
    await day.click('porter', 'Request Tue, Dec 8 anyway', /requests Tue, Dec 8/)
    await day.until('porter', /#1001 · .* requests Mon, Dec 7.*earliest.*Wed, Dec 9/)
    expect(await requests()).toEqual([])
  })
})

describe('a day that is too early for an order of a bulk order', () => {
  it('is refused with the first day that all can have, and one press asks for that', async () => {
    const card = await splitBulk(day, '919-555-0100..0109')
    await makeReady(day, card, [{ number: 1002, btn: '919-555-0100' }])
    await day.click('porter', 'Edit shared details', /^\*#1001/)
    expect((await day.submit('porter', { 'Requested FOC': 'Fri, Dec 4' })).errors).toBeUndefined()
    // A day later the carrier's earliest is a day later.
    await day.turn({ advance: 'PT24H' })
    await day.command('porter', 'submit 1001')
    const refused = await day.until('porter', /#1001 .*can’t be submitted yet/)
    expect(wordsOf(refused)).toMatch(/the earliest here is Fri, Dec 4/)
    expect(buttonsIn(refused)).toEqual(['Use Mon, Dec 7', 'View orders'])
    expect(await requests()).toEqual([])

    await day.click('porter', 'Use Mon, Dec 7', /can’t be submitted|isn’t ready/)
    const request = wordsOf(await day.until('approver', /[Ss]ubmit #1001 .*\?/s))
    expect(request).toMatch(/leave .*Mon, Dec 7/)
    await day.click('approver', 'Approve', /[Ss]ubmit #1001/)
    await day.turn({ advance: 'PT1M' })
    expect((await day.orders()).map(({ status }) => status)).not.toContain('DRAFT')
  }, 60_000)
})
