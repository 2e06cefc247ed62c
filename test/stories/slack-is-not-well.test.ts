import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { askedToSubmit, attach, draft, expectNoComplaints, seenBy } from './order-on-the-way.ts'
import { TRANSPORTS, pdf, startDay, wordsOf, type PracticeDay } from './practice-day.ts'

const SECOND = 1_000

describe.each(TRANSPORTS)('when Slack is not well, over %s', (transport) => {
  let day: PracticeDay
  beforeEach(async () => {
    day = await startDay({ transport })
  })
  afterEach(() => day.close())

  function person(door: string, body: Record<string, unknown>): Promise<Response> {
    return fetch(`${day.practice.slack.url}/human/${door}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  }

  async function seenTimes(words: RegExp): Promise<number> {
    return (await day.sees('porter')).filter((message) => words.test(wordsOf(message))).length
  }

  it.each(['twice', 'lost-ack'])(
    'an LOA whose event comes again (%s) is offered once',
    async (kind) => {
      const card = await draft(day)
      await person('fault', { delivery: 'events_api', kind })
      await day.say('porter', 'the letter', { thread: card.ts, files: [pdf('loa.pdf')] })
      await day.until('porter', /\[Attach as LOA\]/)
      await person('quiet', {})
      await day.untilIdle()
      expect(await seenTimes(/\[Attach as LOA\]/)).toBe(1)
    },
  )

  it('a press whose acknowledgement is lost has been done all the same, once', async () => {
    await askedToSubmit(day)
    await person('fault', { delivery: 'interactive', kind: 'lost-ack' })
    await day.click('approver', 'Approve', /[Ss]ubmit #1001/)
    await day.until('porter', /Submitted: #1001/)
    await expect(day.click('approver', 'Approve', /[Ss]ubmit #1001/)).rejects.toThrow('sees no')
    expect((await day.orders()).map(({ status }) => status)).toEqual(['PENDING_DOCUMENTS'])
  })

  it('an LOA that Slack does not let the bot have is not attached, and can be later', async () => {
    const card = await draft(day)
    await person('fault', { method: 'download', html: true })
    await day.say('porter', 'the letter', { thread: card.ts, files: [pdf('loa.pdf')] })
    await day.click('porter2', 'Attach as LOA', /loa\.pdf/)
    await day.until('porter2', /Slack doesn.t show me loa\.pdf/)
    await attach(day, card, pdf('again.pdf'))
    expect(await seenTimes(/\bloa\.pdf\* is attached to/)).toBe(0)
  })

  it('events that were too many for Slack are spoken of by the doctor', async () => {
    await day.command('approver', 'doctor')
    await day.until('approver', /Links to Slack|Slack’s clock/)
    expect(await seenBy(day, 'approver', /Slack dropped some/)).toEqual([])

    const said = await person('limit', {})
    expect(await said.json()).toEqual({ acked: true })
    expect(day.logged.map(({ event }) => event)).toContain('slack-events-not-sent')
    await day.turn({ advance: 'PT5M' })
    await day.command('approver', 'doctor')
    await day.until('approver', /Slack dropped some.*last 5 min ago/s)
    await day.turn({ advance: 'P2D' })
    await day.command('approver', 'doctor')
    expect(await seenBy(day, 'approver', /Slack dropped some/)).toHaveLength(1)
    await expectNoComplaints(day)
  })

  it('a person is answered at once while an announcement has to wait', async () => {
    await askedToSubmit(day)
    await day.click('approver', 'Approve', /[Ss]ubmit #1001/)
    await day.turn({ advance: 'PT1M' })
    const [order] = await day.orders()
    await day.carrier('foc', order?.id ?? '')
    await person('fault', { method: 'chat.postMessage', status: 429, retryAfter: 60 })
    await day.turn({ advance: 'PT10M' })

    const started = performance.now()
    await day.command('porter', 'status 1001')
    await day.until('porter', /#1001.*FOC/s)
    expect(performance.now() - started).toBeLessThan(30 * SECOND)
    expect(await seenTimes(/#1001 · Acme Dental: FOC/)).toBe(0)
  })
})
