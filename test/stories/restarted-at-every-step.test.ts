import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  ACME,
  ACME_NUMBERS,
  activationsOf,
  callsOf,
  endStory,
  orderId,
  submissionsOf,
} from './order-on-the-way.ts'
import { pdf, startDay, wordsOf, type PracticeDay } from './practice-day.ts'
import {
  cardOf,
  lastAnnounced,
  messages,
  statusAtBandwidth,
  announced,
  tollFreeDraft,
  wait,
} from './toll-free-on-the-way.ts'

let day: PracticeDay
beforeEach(async () => {
  day = await startDay()
})
afterEach(() => endStory(day))

describe('a bot that is restarted between every two steps', () => {
  it('carries a local order to live, each operation done once and each update told once', async () => {
    await day.command('porter', `new ${ACME_NUMBERS}`)
    await day.restart()
    await day.submit('porter', ACME)
    await day.restart()
    await day.turn({ advance: 'PT5S' })
    const card = await cardOf(day)
    await day.restart()

    await day.command('porter', 'edit 1001')
    await day.restart()
    await day.submit('porter', { 'Business name': 'Acme Dental North' })
    await day.restart()
    await day.until('porter', /changed #1001/)

    await day.say('porter', 'the letter', { thread: card.ts, files: [pdf('loa.pdf')] })
    await day.restart()
    await day.click('porter2', 'Attach as LOA', /loa\.pdf/)
    await day.restart()
    await day.until('porter', /loa\.pdf\* is attached to #1001 .*LOA/)

    await day.command('porter', 'submit 1001')
    await day.restart()
    await day.click('approver', 'Approve', /[Ss]ubmit #1001/)
    await day.restart()
    await day.turn({ advance: 'PT1M' })
    await day.restart()
    await day.until('porter', /Waiting on .* for an FOC date/)

    await day.carrier('foc', await orderId(day))
    await day.restart()
    await day.turn({ advance: 'PT10M' })
    await day.restart()
    await day.turn({ now: '2026-12-08T15:00:00Z' })
    await day.restart()
    await day.click('porter', 'Activate now', /^\*#1001/)
    await day.restart()
    await day.click('approver', 'Approve', /[Aa]ctivate #1001/)
    await day.restart()
    await day.turn({ advance: 'PT1M' })
    await day.restart()

    expect(await statusAtBandwidth(day)).toBe('COMPLETE')
    expect(await announced(day, /:tada: \*#1001 · Acme Dental North is live/)).toHaveLength(1)
    expect(await announced(day, /: FOC [A-Z]/)).toHaveLength(1)
    expect(await announced(day, /changed #1001/)).toHaveLength(1)
    const cards = (await messages(day, 'porter')).filter(
      (one) => !one.ephemeral && /^\*#1001[^*]*\* · /.test(wordsOf(one)),
    )
    expect(cards).toHaveLength(1)
    expect(callsOf(day, 'POST', /\/portins$/)).toHaveLength(1)
    expect(callsOf(day, 'POST', /\/loas(\?|$)/)).toHaveLength(1)
    expect(submissionsOf(day)).toHaveLength(1)
    expect(activationsOf(day)).toHaveLength(1)
  })

  it('goes on with a check of toll-free numbers', async () => {
    await day.command('porter', 'check 919-555-0100 800-555-0100')
    await day.restart()
    await day.turn({ advance: 'PT3S' })
    expect(await lastAnnounced(day, /\*2 numbers: /)).toContain('all can port in 2 orders')
    await day.restart()
    await day.click('porter', 'Draft order B', /2 numbers/)
    expect((await day.modal('porter'))?.text).toContain('Numbers: 800-555-0100')
    expect(callsOf(day, 'POST', /tollFreePortingValidations$/)).toHaveLength(1)
  })

  it('still looks for an activation, and still knows an approval given ahead', async () => {
    await tollFreeDraft(day)
    const card = await cardOf(day)
    await day.say('porter', 'the letter', { thread: card.ts, files: [pdf('loa.pdf')] })
    await day.click('porter2', 'Attach as LOA', /loa\.pdf/)
    await day.command('porter', 'submit 1001')
    await day.click('approver', 'Approve', /[Ss]ubmit #1001/)
    await wait(day)
    await day.carrier('foc', await orderId(day))
    await day.turn({ now: '2026-12-01T00:00:00Z' })
    await day.click('approver', 'Pre-approve for Tue, Dec 1', /^\*#1001/)
    await day.restart()
    await day.turn({ now: '2026-12-01T15:00:00Z' })
    await day.command('porter', 'activate 1001')
    await day.restart()
    await wait(day)
    expect(await statusAtBandwidth(day)).toBe('COMPLETE')
    expect(await announced(day, /:tada:/)).toHaveLength(1)
    expect(activationsOf(day)).toHaveLength(1)
  })

  it('hears what was said while it was away', async () => {
    await day.command('porter', `new ${ACME_NUMBERS}`)
    await day.submit('porter', ACME)
    const id = await orderId(day)
    await day.restart()
    await day.carrier('note', id, { text: 'We need the last bill.' })
    await day.command('porter', 'submit 1001')
    await day.click('approver', 'Approve', /[Ss]ubmit #1001/)
    await day.restart()
    await day.turn({ advance: 'PT10S' })
    await day.carrier('foc', id)
    await day.restart()
    await day.turn({ advance: 'PT15M' })
    expect(await announced(day, /: FOC [A-Z]/)).toHaveLength(1)
  })
})

describe('a bot that is stopped while its bell rings', () => {
  it('ends with what it is doing, and breaks no part of it', async () => {
    const turning = day.turn({ advance: 'PT1H' })
    await day.restart()
    await turning
    expect(day.logged.filter(({ event }) => event === 'scheduler-part-failed')).toEqual([])
  })
})
