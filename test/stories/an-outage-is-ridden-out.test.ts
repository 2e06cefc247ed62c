import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { agreed, askedToSubmit, orderId } from './order-on-the-way.ts'
import { childWith, readyBulk } from './bulk-on-the-way.ts'
import { startDay, wordsOf, type PracticeDay } from './practice-day.ts'

describe('an outage', () => {
  let day: PracticeDay
  beforeEach(async () => {
    day = await startDay()
  })
  afterEach(() => day.close())

  /** So many messages say it; one that stands in its thread and in the channel counts once. */
  async function announced(words: RegExp): Promise<number> {
    const messages = await day.sees('porter')
    return new Set(messages.filter((one) => words.test(wordsOf(one))).map(({ ts }) => ts)).size
  }

  it('of Slack of ten minutes holds back the news, and then they are told once', async () => {
    await askedToSubmit(day)
    await day.click('approver', 'Approve', /[Ss]ubmit #1001/)
    await day.turn({ advance: 'PT1M' })
    const slack = (door: string, body: object) =>
      fetch(`${day.practice.slack.url}/human/${door}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
    for (const method of ['chat.postMessage', 'chat.update']) {
      await slack('fault', { method, status: 503, times: 10_000 })
    }
    await day.carrier('foc', await orderId(day))
    for (let minutes = 0; minutes < 10; minutes += 2) await day.turn({ advance: 'PT2M' })
    expect(await announced(/#1001 · Acme Dental: FOC/)).toBe(0)

    await slack('fault', { clear: true })
    for (let minutes = 0; minutes < 12; minutes += 3) await day.turn({ advance: 'PT3M' })
    await day.until('porter', /#1001 · Acme Dental: FOC/)
    expect(await announced(/#1001 · Acme Dental: FOC/)).toBe(1)
  })

  it('of Bandwidth of an hour at the time of the FOC claims nothing, and live is told once', async () => {
    await agreed(day, '2026-12-08T16:30:00Z')
    await day.turn({ now: '2026-12-08T16:05:00Z' })
    await day.fault({ kind: 'status', status: 503, method: 'GET', path: '.*', times: 10_000 })
    for (let minutes = 0; minutes < 60; minutes += 30) await day.turn({ advance: 'PT30M' })
    expect(await announced(/Acme Dental is live|isn’t live/)).toBe(0)

    day.practice.bandwidth.control.clearFaults()
    for (let minutes = 0; minutes < 15; minutes += 5) await day.turn({ advance: 'PT5M' })
    await day.until('porter', /#1001 · Acme Dental is live/)
    expect(await announced(/#1001 · Acme Dental is live/)).toBe(1)
    expect(await announced(/n’t live[.:]/)).toBe(0)
  })

  it('of Bandwidth on the morning of the FOC is told with the reminder: how old its news is', async () => {
    await agreed(day, '2026-12-08T16:30:00Z')
    await day.turn({ now: '2026-12-08T12:30:00Z' })
    await day.fault({ kind: 'drop-before', method: 'GET', path: '.*', times: 10_000 })
    await day.turn({ now: '2026-12-08T13:00:00Z' })
    const today = await day.until('porter', /#1001.* ports today/)
    expect(wordsOf(today)).toMatch(/Bandwidth isn’t answering\. .*7:30 AM ET/)
  })

  it('of Bandwidth at the time of a bulk order’s FOC claims nothing of its orders either', async () => {
    await readyBulk(day)
    await day.click('porter', 'Request approval', /#1001/)
    await day.click('approver', 'Approve', /[Ss]ubmit #1001/)
    await day.turn({ advance: 'PT5M' })
    for (const tn of ['919-555-0100', '919-556-0100']) {
      await day.carrier('foc', childWith(day, tn).id, { date: '2026-12-11' })
    }
    for (let turns = 0; turns < 2; turns += 1) await day.turn({ advance: 'PT5M' })
    await day.turn({ now: '2026-12-11T16:00:00Z' })
    await day.fault({ kind: 'drop-before', method: 'GET', path: '.*', times: 10_000 })
    await day.turn({ now: '2026-12-11T16:50:00Z' })
    expect(await announced(/n’t live[.:]/)).toBe(0)

    day.practice.bandwidth.control.clearFaults()
    for (let minutes = 0; minutes < 10; minutes += 5) await day.turn({ advance: 'PT5M' })
    await day.until('porter', /#1001.* live/)
    expect(await announced(/n’t live[.:]/)).toBe(0)
  }, 60_000)
})
