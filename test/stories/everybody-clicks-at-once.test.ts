import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { TRANSPORTS, startDay, wordsOf, type PracticeDay, type Who } from './practice-day.ts'
import {
  ACME,
  activationsOf,
  agreed,
  askedToSubmit,
  attach,
  callsOf,
  deliveriesOf,
  door,
  draft,
  expectNoComplaints,
  expectNoSecrets,
  seenBy,
  submissionsOf,
} from './order-on-the-way.ts'

const TEN = Array.from({ length: 10 })

describe.each(TRANSPORTS)('many clicks at the same moment, over %s', (transport) => {
  let day: PracticeDay
  beforeEach(async () => {
    day = await startDay({ transport })
  })
  afterEach(() => day.close())

  /** Presses go to the message as it was: a screen redraws later than a finger moves. */
  async function pressTenTimesEach(people: readonly Who[], label: string, words: RegExp) {
    const [message] = (await day.sees(people[0] ?? 'porter')).filter((one) =>
      words.test(wordsOf(one)),
    )
    await Promise.allSettled(
      TEN.flatMap(() => people).map((as) =>
        door(day, 'click', { as, channel: 'porting', ts: message?.ts, action: label }),
      ),
    )
    await day.untilIdle()
  }

  it('of two approvers on Approve make one submission, and everybody hears of it', async () => {
    await askedToSubmit(day)
    await pressTenTimesEach(
      ['approver', 'approver2'],
      'Approve and submit',
      /[Ss]ubmit #1001 .*\?/s,
    )

    expect(submissionsOf(day)).toHaveLength(1)
    expect((await day.orders()).map(({ status }) => status)).toEqual(['PENDING_DOCUMENTS'])
    const said = (
      await Promise.all((['approver', 'approver2'] as const).map((as) => seenBy(day, as, /./s)))
    ).map((lines) => lines.filter((line) => /^\*?(Approved\. |Already approved by)/.test(line)))
    expect(said.flat().filter((line) => line.startsWith('Approved. '))).toHaveLength(1)
    expect(said.flat().length).toBeGreaterThan(2)
    for (const lines of said) expect(lines.length).toBeGreaterThan(0)
    for (const line of said.flat()) {
      expect(line).toMatch(/Bandwidth (has had it|showed)|on its way to/)
    }
    await day.until('porter', /Submitted: #1001.*<@U0(LEE|SAM)> approved/s)
    await day.until('guest', /Submitted: #1001/)
    await expectNoSecrets(day)
    await expectNoComplaints(day)
  })

  it('on Pre-approve for an activation activate once', async () => {
    await agreed(day)
    await day.turn({ now: '2026-12-08T15:00:00Z' })
    await day.click('porter', 'Activate now', /#1001/)
    await pressTenTimesEach(
      ['approver', 'approver2'],
      'Approve and activate',
      /[Aa]ctivate #1001 .*\?/s,
    )

    expect(activationsOf(day)).toHaveLength(1)
    await day.turn({ advance: 'PT1M' })
    await day.until('porter', /#1001.* is live/)
    expect(activationsOf(day)).toHaveLength(1)
    await expectNoSecrets(day)
  })

  it('on Submit ask the approvers once', async () => {
    await attach(day, await draft(day))
    await pressTenTimesEach(['porter', 'porter2'], 'Request approval', /^\*#1001/)

    expect(await seenBy(day, 'approver', /[Ss]ubmit #1001 .*\?.* asked/s)).toHaveLength(1)
    expect(await seenBy(day, 'porter2', /already/)).not.toEqual([])
    expect(submissionsOf(day)).toEqual([])
  })

  it('on Attach send the file once', async () => {
    const card = await draft(day)
    await day.say('porter', 'the letter', {
      thread: card.ts,
      files: [
        {
          name: 'loa.txt',
          mimetype: 'text/plain',
          base64: Buffer.from('I agree').toString('base64'),
        },
      ],
    })
    await day.until('porter2', /loa\.txt/)
    await pressTenTimesEach(['porter', 'porter2'], 'Attach as LOA', /Attach loa\.txt to/)

    await day.until('porter', /loa\.txt\* is attached to #1001 .*LOA/)
    expect(callsOf(day, 'POST', /\/loas/)).toHaveLength(1)
    await expectNoSecrets(day)
  })

  it('and a form sent twice make one draft', async () => {
    await day.command('porter', 'new 919-555-0100..0104')
    await Promise.all([day.submit('porter', ACME), day.submit('porter', ACME)])

    await day.until('porter', /#1001 · Acme Dental/)
    expect(await deliveriesOf(day, 'view_submission')).toHaveLength(2)
    expect(await day.modal('porter')).toBeNull()
    expect(await day.orders()).toHaveLength(1)
    expect(callsOf(day, 'POST', /\/portins$/)).toHaveLength(1)
    await expectNoSecrets(day)
  })
})
