import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startDay, type PracticeDay } from './practice-day.ts'
import {
  activationsOf,
  agreed,
  askedToSubmit,
  attach,
  callsOf,
  door,
  draft,
  endStory,
  expectNoSecrets,
  submissionsOf,
} from './order-on-the-way.ts'

let day: PracticeDay
beforeEach(async () => {
  day = await startDay()
})
afterEach(() => endStory(day))

const CANNOT_TELL = /can’t check with Slack .*nothing was done/

describe('while Slack does not tell who is in a user group', () => {
  const groupFails = (times: number) =>
    door(day, 'fault', { method: 'usergroups.users.list', times, error: 'internal_error' })

  it('nobody can do anything, and everybody is told to try again', async () => {
    await groupFails(10)
    await day.command('porter', 'new 919-555-0100')
    await day.until('porter', CANNOT_TELL)
    await day.command('porter', 'check 919-555-0100')
    expect(await day.modal('porter')).toBeNull()
    expect(callsOf(day, 'POST', /lnpchecker|portins/)).toEqual([])
  })

  it('an approver cannot approve, and can a moment later', async () => {
    await askedToSubmit(day)
    await day.turn({ advance: 'PT2M' })
    await groupFails(1)
    await day.click('approver', 'Approve', /[Ss]ubmit #1001/)
    await day.until('approver', CANNOT_TELL)
    expect(submissionsOf(day)).toEqual([])

    await day.turn({ advance: 'PT2M' })
    await door(day, 'fault', { method: 'users.info', times: 1, error: 'internal_error' })
    await day.click('approver2', 'Approve', /[Ss]ubmit #1001/)
    expect(submissionsOf(day)).toEqual([])

    await day.click('approver', 'Approve', /[Ss]ubmit #1001/)
    await day.until('porter', /Submitted: #1001/)
    expect(submissionsOf(day)).toHaveLength(1)
  })
})

describe('an approver who is taken out of the group', () => {
  it('between request and click cannot approve any more', async () => {
    await askedToSubmit(day)
    await door(day, 'group', { group: 'lnp-approvers', people: ['approver2'] })
    await day.turn({ advance: 'PT1M' })
    await day.click('approver', 'Approve', /[Ss]ubmit #1001/)
    await day.until('approver', /Only approvers can do this/)
    expect(submissionsOf(day)).toEqual([])

    await day.click('approver2', 'Approve', /[Ss]ubmit #1001/)
    await day.until('porter', /Submitted: #1001.*<@U0SAM> approved/s)
    expect(submissionsOf(day)).toHaveLength(1)
  })

  it('with the reason form open cannot deny any more', async () => {
    await askedToSubmit(day)
    await day.click('approver', 'Deny…', /[Ss]ubmit #1001/)
    await door(day, 'group', { group: 'lnp-approvers', people: ['approver2'] })
    await day.turn({ advance: 'PT1M' })
    await day.submit('approver', { Reason: 'I was one once' })
    expect((await day.modal('approver'))?.text).toContain('Only approvers can decide this')
    await day.until('approver2', /[Ss]ubmit #1001 .*\?/s)
  })
})

describe('what was approved ahead by somebody who is no approver any more', () => {
  const NO_LONGER = /approval for #1001.* no longer valid\* \(.*approver\)/
  const onItsDay = async () => {
    await agreed(day)
    await day.click('approver', 'Pre-approve for Tue, Dec 8', /: FOC [A-Z]/)
    await day.turn({ now: '2026-12-08T15:00:00Z' })
  }

  it.each([
    ['taken out of the group', 'group', { group: 'lnp-approvers', people: ['approver2'] }],
    ['deactivated in Slack', 'account', { as: 'approver' }],
  ])('because they were %s is not used, and the others are asked', async (_how, what, body) => {
    await onItsDay()
    await door(day, what, body)
    await day.turn({ advance: 'PT1M' })
    await day.click('porter', 'Activate now', /#1001/)
    expect(activationsOf(day)).toEqual([])
    await day.until('porter', NO_LONGER)
    await day.until('porter', /Requested approval .*\*#1001.*no longer an approver/s)
    await day.click('approver2', 'Approve', /[Aa]ctivate #1001 .*\?/s)
    expect(activationsOf(day)).toHaveLength(1)
  })

  it('is neither used nor voided while Slack does not tell', async () => {
    await onItsDay()
    await day.turn({ advance: 'PT1M' })
    // Who presses is known from a moment ago, who approved is not.
    await day.command('porter', 'help')
    await door(day, 'fault', { method: 'users.info', times: 1, error: 'internal_error' })
    await day.click('porter', 'Activate now', /#1001/)
    await day.until('porter', /can’t check with Slack .*<@U0LEE>/)
    expect(activationsOf(day)).toEqual([])
    await day.click('porter', 'Activate now', /#1001/)
    expect(activationsOf(day)).toHaveLength(1)
  })
})

describe('a coordinator who is taken out of the group', () => {
  it('cannot use what was approved ahead', async () => {
    await agreed(day)
    await day.click('approver', 'Pre-approve for Tue, Dec 8', /: FOC [A-Z]/)
    await door(day, 'group', { group: 'porters', people: ['porter2', 'approver'] })
    await day.turn({ now: '2026-12-08T15:00:00Z' })
    await day.click('porter', 'Activate now', /#1001/)
    await day.until('porter', /Only coordinators can do this/)
    expect(activationsOf(day)).toEqual([])

    await day.click('porter2', 'Activate now', /#1001/)
    expect(activationsOf(day)).toHaveLength(1)
  })
})

describe('somebody who is put into the group', () => {
  it('may approve within a minute, without a restart', async () => {
    await askedToSubmit(day)
    await door(day, 'group', { group: 'lnp-approvers', people: ['porter2'] })
    await day.turn({ advance: 'PT1M' })
    await day.click('porter2', 'Approve', /[Ss]ubmit #1001/)
    await day.until('porter', /Submitted: #1001.*<@U0PAT> approved/s)
    expect(submissionsOf(day)).toHaveLength(1)
  })
})

describe('where nobody is set up as an approver', () => {
  it('nothing can be requested, and the answer names the setting', async () => {
    const closed = await startDay({ settings: { PORTIN_APPROVERS: '' } })
    try {
      await attach(closed, await draft(closed))
      await closed.command('porter', 'submit 1001')
      await closed.until('porter', /^\*No approver is left for #1001\.\*.*PORTIN_APPROVERS/s)
      expect(submissionsOf(closed)).toEqual([])
      await expectNoSecrets(closed)
    } finally {
      await closed.close()
    }
  })
})
