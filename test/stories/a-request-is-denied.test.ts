import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { TRANSPORTS, buttonsIn, startDay, type PracticeDay } from './practice-day.ts'
import { readyBulk } from './bulk-on-the-way.ts'
import {
  askedToSubmit,
  callsOf,
  expectNoComplaints,
  expectNoSecrets,
  seenBy,
  submissionsOf,
} from './order-on-the-way.ts'

describe.each(TRANSPORTS)('a request that is denied, over %s', (transport) => {
  let day: PracticeDay
  beforeEach(async () => {
    day = await startDay({ transport })
  })
  afterEach(() => day.close())

  it('shows who denied it and why to everybody, and sends nothing', async () => {
    await askedToSubmit(day)
    await day.click('approver', 'Deny…', /[Ss]ubmit #1001/)
    expect(
      await day.submit('approver', { Reason: 'The <LOA> is not signed & dated' }),
    ).toMatchObject({
      closed: false,
    })
    expect((await day.modal('approver'))?.text).toContain(
      'Denied: submit #1001 · Acme Dental. Nothing was sent',
    )
    await day.until(
      'porter',
      /Not submitted: .*#1001.* denied\*[^]*“The &lt;LOA&gt; is not signed &amp; dated”/s,
    )
    expect(submissionsOf(day)).toEqual([])
    expect((await day.orders()).map(({ status }) => status)).toEqual(['DRAFT'])
    await expectNoSecrets(day)
    await expectNoComplaints(day)
  })

  it('wants a reason, and keeps the form open until there is one', async () => {
    await askedToSubmit(day)
    await day.click('approver', 'Deny…', /[Ss]ubmit #1001/)
    expect((await day.submit('approver', { Reason: '' })).errors).toHaveProperty('Reason')
    expect((await day.submit('approver', { Reason: '   ' })).errors).toMatchObject({
      Reason: expect.stringContaining('Say why') as string,
    })
    expect(await seenBy(day, 'porter', /was denied/)).toEqual([])
  })

  it.each(['an order', 'a bulk order'])(
    'leaves nothing to decide in the reminder of %s that it was about to expire',
    async (kind) => {
      if (kind === 'an order') await askedToSubmit(day)
      else {
        await readyBulk(day)
        await day.click('porter', 'Request approval', /#1001/)
      }
      await day.turn({ advance: 'PT23H' })
      expect(buttonsIn(await day.until('approver', /expires in 1 hour/))).toContain(
        'Approve and submit',
      )
      await day.click('approver', 'Deny…', /expires in 1 hour/)
      await day.submit('approver', { Reason: 'Not today' })
      await day.until('porter', /was about to expire/)
      expect(await seenBy(day, 'approver', /expires in 1 hour|No one has decided/)).toEqual([])
      await expectNoComplaints(day)
    },
  )

  it('can be asked again, and is then decided again', async () => {
    await askedToSubmit(day)
    await day.click('approver', 'Deny…', /[Ss]ubmit #1001/)
    await day.submit('approver', { Reason: 'Not today' })
    const denied = await day.until('porter', /was denied.*“Not today”/s)
    expect(buttonsIn(denied)).toEqual(['Request again'])

    await day.click('porter', 'Request again', /was denied/)
    await day.click('approver2', 'Approve', /[Ss]ubmit #1001/)
    await day.until('porter', /Submitted: #1001/)
    expect(submissionsOf(day)).toHaveLength(1)
  })

  it('is either denied or approved when both are pressed at once, never both', async () => {
    await askedToSubmit(day)
    await day.click('approver', 'Deny…', /[Ss]ubmit #1001/)
    await Promise.all([
      day.click('approver2', 'Approve', /[Ss]ubmit #1001/),
      day.submit('approver', { Reason: 'Wait for the customer' }),
    ])
    const denied = await seenBy(day, 'porter', /was denied/)
    const approved = await seenBy(day, 'porter', /Submitted: #1001/)
    // Each stands once in the thread and once in the channel.
    expect([denied, approved].filter((said) => said.length > 0)).toHaveLength(1)
    expect(submissionsOf(day)).toHaveLength(approved.length > 0 ? 1 : 0)
    // Who came too late hears it.
    const late =
      approved.length > 0
        ? (await day.modal('approver'))?.text
        : (await seenBy(day, 'approver2', /Already denied/)).join()
    expect(late).toMatch(/Already (approved|denied) by <@U0/)
  })

  it('can be withdrawn by whoever asked, but not denied by another coordinator', async () => {
    await askedToSubmit(day)
    await day.click('porter2', 'Deny…', /[Ss]ubmit #1001/)
    await day.submit('porter2', { Reason: 'I do not like it' })
    expect((await day.modal('porter2'))?.text).toContain('Only approvers can decide this')
    expect(await seenBy(day, 'porter', /was denied|was withdrawn/)).toEqual([])

    await day.click('porter', 'Deny…', /[Ss]ubmit #1001/)
    expect((await day.modal('porter'))?.title).toBe('Withdraw request')
    await day.submit('porter', { Reason: 'Wrong customer' })
    expect((await day.modal('porter'))?.text).toContain('. Nothing was sent')
    await day.until('approver', /request for #1001.* withdrawn[^]*“Wrong customer”/s)
    await day.click('approver', 'Refresh', /^\*#1001/)
    await day.command('porter', 'history 1001')
    await day.until('porter', /History of #1001.*withdrew the request/s)
    expect(submissionsOf(day)).toEqual([])
  })
})

it('a request for a bulk order is withdrawn from what its asker alone sees, without a reason, once', async () => {
  const day = await startDay()
  try {
    await readyBulk(day)
    await day.click('porter', 'Request approval', /^\*#1001/)
    const press = (): Promise<unknown> =>
      day.click('porter', 'Withdraw request…', /Requested approval to submit \*#1001 · Acme Corp/)
    await press()
    await day.submit('porter', {})
    await day.until('approver', /Not submitted: .*#1001.* withdrawn/)
    await press()
    await day.submit('porter', {})
    expect((await day.modal('porter'))?.text).toMatch(/Already withdrawn by <@U0DANA>/)
    expect(callsOf(day, 'PATCH', /bulkPortins/).concat(submissionsOf(day))).toEqual([])
    await expectNoComplaints(day)
  } finally {
    await day.close()
  }
})
