import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { buttonsIn, startDay, wordsOf, type PracticeDay } from './practice-day.ts'
import { cardOf, messages } from './toll-free-on-the-way.ts'
import {
  ACME,
  activationsOf,
  agreed,
  door,
  elsewhere,
  endStory,
  orderId,
  seenBy,
  swapLoa,
} from './order-on-the-way.ts'

/** Not an approver any more, by Slack. */
async function leaves(day: PracticeDay): Promise<void> {
  await door(day, 'group', { group: 'lnp-approvers', people: ['approver2'] })
  await day.turn({ advance: 'PT10M' })
}

describe('an activation approved ahead', () => {
  let day: PracticeDay
  beforeEach(async () => {
    day = await startDay()
    await agreed(day)
  })
  afterEach(() => endStory(day))

  const approveAhead = async () => {
    await day.click('approver', 'Pre-approve for Tue, Dec 8', /: FOC [A-Z]/)
    await day.until('porter', /Pre-approved: activate #1001[^]*<@U0LEE> approved it/)
  }

  it('is spent by one press of a coordinator on its day, once', async () => {
    await approveAhead()
    await day.turn({ now: '2026-12-08T15:00:00Z' })
    await Promise.allSettled([
      day.click('porter', 'Activate now', /#1001/),
      day.click('porter2', 'Activate now', /#1001/),
    ])
    expect(activationsOf(day)).toHaveLength(1)
    await day.turn({ advance: 'PT1M' })
    await day.until('porter', /#1001.* is live/)
    // The approval itself says what came of it.
    expect(await seenBy(day, 'porter', /^\*Activated: #1001 · Acme Dental\*/)).toHaveLength(1)
    expect(await seenBy(day, 'porter', /Pre-approved: activate #1001/)).toEqual([])
    expect((await day.orders()).map(({ status }) => status)).toEqual(['COMPLETE'])
    expect(activationsOf(day)).toHaveLength(1)
    // Nobody was asked again on the day.
    expect(await seenBy(day, 'approver', /[Aa]ctivate #1001 .*\?/s)).toEqual([])
  })

  it('that Bandwidth refuses is headed so, and the coordinator who pressed gets the next step', async () => {
    await approveAhead()
    await day.turn({ now: '2026-12-08T15:00:00Z' })
    await day.fault({
      kind: 'status',
      method: 'PUT',
      path: '/activationStatus$',
      status: 400,
      times: 1,
      body: '<ActivationStatusResponse><Errors><Code>7300</Code><Description>No</Description></Errors></ActivationStatusResponse>',
    })
    await day.click('porter2', 'Activate now', /#1001/)
    expect(activationsOf(day)).toHaveLength(1)
    const posts = await messages(day, 'porter2')
    const outcomes = posts.filter((one) => /^\*Not activated: #1001/.test(wordsOf(one)))
    // Once in place, once in a message of its own, which pings them and not who approved.
    expect(outcomes).toHaveLength(2)
    for (const outcome of outcomes) {
      const [says = '', , by] = wordsOf(outcome).split(/^(\[.*\])$/m)
      expect(says).toContain('<@U0PAT>')
      expect(says).not.toContain('<@U0LEE>')
      expect(by).toContain('<@U0LEE> approved')
      expect(buttonsIn(outcome)).toContain('Refresh')
    }
    expect(await seenBy(day, 'porter', /Pre-approved: activate #1001/)).toEqual([])
  })

  it('used among several, is followed by their message until it is live', async () => {
    await approveAhead()
    await day.turn({ now: '2026-12-08T15:00:00Z' })
    await day.command('porter', 'activate 1001 1001')
    await day.until('porter', /: 0 of 1 order live, 1 not/)
    await day.turn({ advance: 'PT1M' })
    await day.until('porter', /Acme Dental: 1 of 1 order live/)
    expect(activationsOf(day)).toHaveLength(1)
  })

  it('of several stand-alone orders is chosen from a list, and used by one command on their day', async () => {
    await day.command('porter', 'new 919-555-0200..0201')
    const second = { ...ACME, 'BTN (billing number)': '919-555-0200' }
    expect((await day.submit('porter', second)).errors).toBeUndefined()
    const [, one] = await day.orders()
    if (one === undefined) throw new Error('There is no second order.')
    await day.command('porter', 'submit 1002')
    await day.click('approver', 'Approve', /Submit #1002/)
    await day.turn({ advance: 'PT1M' })
    await day.carrier('foc', one.id)
    await day.turn({ advance: 'PT10M' })

    // Who may not approve hears why nothing can go now, and gets no button.
    await day.command('porter', 'activate 1001 1002')
    const refused = await day.until('porter', /None of these .* activated now/)
    expect(buttonsIn(refused)).toEqual([])
    await day.command('approver', 'activate 1001 1002')
    await day.click('approver', 'Choose orders to pre-approve', /None of these orders/)
    expect((await day.submit('approver', {})).errors).toBeDefined()
    const both = [
      'Tue, Dec 8: #1001 Frontier Rochester, 919-555-0100 to 0104 (5 numbers)',
      'Tue, Dec 8: #1002 Frontier Rochester, 919-555-0200 to 0201 (2 numbers)',
    ]
    await day.submit('approver', { Orders: both })
    expect((await day.modal('approver'))?.text).toMatch(
      /Pre-approved for #1001 and #1002: 2 orders/,
    )
    await day.until('porter', /Pre-approved: activate 2 orders .* by <@U0LEE>/)

    // Who approved them leaves: said before anybody relies on it, to the owner and those who can approve anew.
    await leaves(day)
    expect(
      await seenBy(day, 'porter', /0 of 2 orders live, 2 left out.*Another.*S0APP.*<@U0DANA>/),
    ).toHaveLength(2)
    await day.command('approver2', 'activate 1001 1002')
    await day.click('approver2', 'Choose orders to pre-approve', /None of these orders/)
    await day.submit('approver2', { Orders: both })

    await day.turn({ now: '2026-12-08T15:00:00Z' })
    await day.command('porter', 'activate 1001 1002')
    await day.turn({ advance: 'PT1M' })
    await day.until('porter', /Acme Dental: 2 of 2 orders live/)
    expect(activationsOf(day)).toHaveLength(2)
  })

  it('does nothing before its day, nor outside its hours', async () => {
    await approveAhead()
    await day.command('porter', 'activate 1001')
    await day.until('porter', /can’t be activated.*FOC date .*Dec 8/s)
    await day.turn({ now: '2026-12-08T09:30:00Z' })
    await day.command('porter', 'activate 1001')
    await day.until('porter', /It’s 4:30 AM ET, outside the window/)
    expect(activationsOf(day)).toEqual([])
    expect((await day.orders()).map(({ status }) => status)).toEqual(['FOC'])

    // Whoever approved it leaves: the card says so before anybody presses, and the others are called.
    await leaves(day)
    const left = /approval for #1001.* no longer valid\* \(.*approver\)/
    for (const words of await seenBy(day, 'porter', left)) {
      expect(words).toMatch(/Another approver can pre-approve it\..*<@U0DANA>/)
      expect(words).toContain('[Pre-approve for Tue, Dec 8]')
    }
    expect(await seenBy(day, 'porter', left)).toHaveLength(2)
    expect(wordsOf(await cardOf(day, 1001))).not.toMatch(/pre-approved/)
    await day.click('approver2', 'Pre-approve for Tue, Dec 8', left)
    expect(wordsOf(await cardOf(day, 1001))).toMatch(/pre-approved/)
  })

  it('dies when the carrier moves the date, and the new day asks the approvers again', async () => {
    await approveAhead()
    await day.carrier('foc', await orderId(day), { date: '2026-12-10' })
    await day.turn({ advance: 'PT10M' })
    await day.until('porter', /Not activated: .*#1001.* \(FOC date: .*Dec 8.*to .*Dec 10/)
    await day.turn({ now: '2026-12-10T15:00:00Z' })
    await day.click('porter', 'Activate now', /#1001/)
    expect(activationsOf(day)).toEqual([])
    await day.until('approver', /[Aa]ctivate #1001 .*\?/s)

    // An installer is on site: after ten minutes all are called again, then one after the other by name.
    const again = /The request to activate #1001.* expires in/
    const called: string[] = []
    for (let times = 0; times < 4; times += 1) {
      await day.turn({ advance: 'PT10M' })
      const reminders = await seenBy(day, 'porter', again)
      called.push(reminders.slice(called.length).join())
    }
    const [all, lee, sam, none] = called
    expect(all).toContain('<!subteam^S0APPROVERS>')
    expect(lee).toContain('Next approver: <@U0LEE>')
    expect(sam).toContain('Next approver: <@U0SAM>')
    expect(none).toBe('')
    await day.click('approver2', 'Approve', again)
    expect(activationsOf(day)).toHaveLength(1)
  })

  it('dies with a date that moved a moment before the press, unseen until then', async () => {
    await approveAhead()
    await day.turn({ now: '2026-12-08T15:00:00Z' })
    await day.carrier('foc', await orderId(day), { date: '2026-12-08T20:00:00Z' })
    await day.click('porter', 'Activate now', /#1001/)
    expect(activationsOf(day)).toEqual([])
    await day.until('porter', /approval for #1001.* no longer valid\* \(FOC date/)
    await day.until('approver', /[Aa]ctivate #1001 .*\?/s)
  })

  it('dies when a document comes that its approver never saw', async () => {
    await approveAhead()
    await elsewhere(day, 'POST', `/portins/${await orderId(day)}/loas?documentType=OTHER`, {
      type: 'text/plain',
      body: 'by the way',
    })
    await day.turn({ now: '2026-12-08T15:00:00Z' })
    await day.click('porter', 'Activate now', /#1001/)
    expect(activationsOf(day)).toEqual([])
    await day.until('porter', /is no longer valid\* \(OTHER added\)/)
  })

  it('dies when its LOA was swapped in place, and the approvers are asked again', async () => {
    await approveAhead()
    await day.turn({ now: '2026-12-08T15:00:00Z' })
    await swapLoa(day, '%PDF-1.4 signed by somebody else')
    await day.click('porter', 'Activate now', /#1001/)
    expect(activationsOf(day)).toEqual([])
    await day.until('porter', /no longer valid\* \(LOA replaced/)
    await day.until('approver', /[Aa]ctivate #1001 .*\?/s)
  })

  it('ends with its hours when nobody uses it', async () => {
    await approveAhead()
    await day.turn({ now: '2026-12-09T03:30:00Z' })
    await day.until('porter', /Not activated: .*#1001.* expired unused/)
    expect(activationsOf(day)).toEqual([])
  })

  it('is not for a coordinator to give, nor for the same approver to use', async () => {
    await day.click('porter', 'Pre-approve for Tue, Dec 8', /: FOC [A-Z]/)
    await day.until('porter', /Only approvers can do this/)
    await approveAhead()
    await day.turn({ now: '2026-12-08T15:00:00Z' })
    await day.click('approver', 'Activate now', /#1001/)
    expect(activationsOf(day)).toEqual([])
    await day.until('approver2', /[Aa]ctivate #1001 .*\?.*<@U0LEE> asked/s)
  })

  it('given by two at once stands once, and the later one hears that it was given', async () => {
    await Promise.all(
      (['approver', 'approver2'] as const).map((as) =>
        day.click(as, 'Pre-approve for Tue, Dec 8', /: FOC [A-Z]/),
      ),
    )
    expect(await seenBy(day, 'porter', /Pre-approved: activate #1001/)).toHaveLength(1)
    const heard = await Promise.all(
      (['approver', 'approver2'] as const).map((as) =>
        seenBy(day, as, /#1001 .*already pre-approved, by <@U0(LEE|SAM)>/),
      ),
    )
    expect(heard.flat()).toHaveLength(1)
  })
})
