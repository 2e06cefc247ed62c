import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ACME_ON_DEMAND } from '../fixtures/acme-form.ts'
import { pdf, startDay, wordsOf, type PracticeDay } from './practice-day.ts'

describe.each(['socket', 'http'] as const)(
  'a local order, from the form to live, over %s',
  (transport) => {
    let day: PracticeDay
    beforeEach(async () => {
      day = await startDay({ transport })
    })
    afterEach(() => day.close())

    it('goes live on its day with one press, approved by somebody else, and says so only when seen', async () => {
      await day.command('porter', 'new 919-555-0100..0104')
      await day.submit('porter', ACME_ON_DEMAND)
      expect(await day.modal('porter')).toBeNull()
      const card = await day.until('porter', /#1001 · Acme Dental\* · draft/)

      await day.say('porter', 'here is the letter', { thread: card.ts, files: [pdf('loa.pdf')] })
      await day.until('porter2', /loa\.pdf/)
      await day.click('porter2', 'Attach as LOA')
      await day.until('porter', /loa\.pdf\* is attached to #1001 .*LOA/)

      await day.command('porter', 'submit 1001')
      await day.click('approver', 'Approve', /[Ss]ubmit #1001/)
      await day.until('porter', /Submitted: #1001.*since 10 AM ET/s)
      await day.turn({ advance: 'PT1M' })
      await day.until('porter', /Waiting on .* for an FOC date/)

      const [order] = await day.orders()
      await day.carrier('foc', order?.id ?? '')
      await day.turn({ advance: 'PT10M' })
      await day.until('porter', /: FOC Tue, Dec 8/)

      await day.turn({ now: '2026-12-08T15:00:00Z' })
      await day.click('porter', 'Activate now', /#1001/)
      await day.click('approver', 'Approve', /[Aa]ctivate #1001/)
      await day.turn({ advance: 'PT1M' })
      const live = await day.until('porter', /#1001.*live/s)
      expect(wordsOf(live)).toMatch(/live/)
      expect((await day.orders())[0]?.status).toBe('COMPLETE')
    })
  },
)
