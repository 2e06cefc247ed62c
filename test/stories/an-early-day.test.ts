import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ACME, attach, draft, elsewhere, endStory, orderId, seenBy } from './order-on-the-way.ts'
import { buttonsIn, startDay, wordsOf, type PracticeDay } from './practice-day.ts'

let day: PracticeDay
beforeEach(async () => {
  day = await startDay()
})
afterEach(() => endStory(day))

const requests = () => seenBy(day, 'approver', /submit #1001 .*\?/s)

/** Bandwidth expects Wednesday the 9th, and the draft asks for the day before. */
async function askedTooEarly(): Promise<void> {
  await attach(day, await draft(day, { ...ACME, 'Requested FOC': 'Tue, Dec 8' }))
  const path = `/portins/${await orderId(day)}$`
  const body = (await elsewhere(day, 'GET', path.replace('$', ''))).replace(
    /<EarliestEstimate>[^<]*</,
    '<EarliestEstimate>2026-12-09T16:30:00.000Z<',
  )
  expect(body).toContain('2026-12-09')
  await day.fault({ kind: 'status', method: 'GET', path, status: 200, body, times: 2 })
  await day.command('porter', 'submit 1001')
}

describe('a day that is earlier than Bandwidth expects', () => {
  it('is a choice of whoever asks, before any approver is asked', async () => {
    await askedTooEarly()
    const choice = await day.until('porter', /#1001 asks for Tue, Dec 8.*expects Wed, Dec 9/)
    expect(buttonsIn(choice)).toEqual(['Use Wed, Dec 9', 'Request Tue, Dec 8 anyway'])
    expect(await requests()).toEqual([])

    await day.click('porter', 'Use Wed, Dec 9', /asks for Tue, Dec 8/)
    const request = wordsOf(await day.until('approver', /submit #1001 .*\?/s))
    expect(request).toMatch(/Wanted .*Wed, Dec 9/)
    expect(request).not.toContain('earlier than Bandwidth expects')
  })

  it('that is asked for anyway is told to the approvers in the first lines', async () => {
    await askedTooEarly()
    await day.click('porter', 'Request Tue, Dec 8 anyway', /asks for Tue, Dec 8/)
    const request = wordsOf(await day.until('approver', /submit #1001 .*\?/s))
    expect(request.split('\n')[1]).toMatch(/earlier than Bandwidth expects \(.*Wed, Dec 9/)
  })
})
