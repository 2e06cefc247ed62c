import { expect, it } from 'vitest'
import {
  ACME,
  askedToSubmit,
  attach,
  callsOf,
  draft,
  endStory,
  orderId,
  changesOf,
  reject,
} from './order-on-the-way.ts'
import { buttonsIn, primaryIn, startDay, wordsOf, type PracticeDay } from './practice-day.ts'
import {
  cardOf,
  clearFaults,
  lastAnnounced,
  statusAtBandwidth,
  announced,
} from './toll-free-on-the-way.ts'

async function inDay(
  settings: Readonly<Record<string, string>>,
  story: (day: PracticeDay) => Promise<void>,
  start?: number,
): Promise<void> {
  const day = await startDay({ settings, ...(start !== undefined && { start }) })
  try {
    await story(day)
  } finally {
    await endStory(day)
  }
}

const AT_HALF_PAST_ELEVEN = {
  'Goes live': 'Automatically at 11:30 AM ET on the FOC date',
  'Time (ET)': '11:30 AM ET',
}
const BEFORE_LABOR_DAY = Date.parse('2026-09-03T14:00:00Z')

async function submitted(day: PracticeDay): Promise<void> {
  await askedToSubmit(day)
  await day.click('approver', 'Approve', /[Ss]ubmit #1001/)
}

const ADDRESS = { code: '7402', text: 'Address' }

it('Where approvers decide on every change the form says so, and nobody decides on what they asked for', () =>
  inDay({ PORTIN_APPROVE_CHANGES: 'always' }, async (day) => {
    await submitted(day)
    await reject(day, ADDRESS)
    await day.click('approver', 'Fix address', /^\*#1001/)
    expect((await day.modal('approver'))?.submit).toBe('Request approval')
    // Bandwidth is down for a moment: what was typed stays, and nothing is asked for twice.
    const path = `/portins/${await orderId(day)}$`
    await day.fault({ kind: 'status', status: 503, method: 'GET', path, times: 9 })
    await day.submit('approver', { 'House number': '102' })
    expect((await day.modal('approver'))?.text).toMatch(/Nothing was sent[^]*House number: 102/)
    await clearFaults(day)
    await day.turn({ advance: 'PT10M' })
    await day.submit('approver', {})
    const sent = changesOf(day).length
    await day.click('approver', 'Approve', /[Cc]hange #1001/)
    await lastAnnounced(day, /You requested this/, 'approver')
    expect(changesOf(day)).toHaveLength(sent)
    await day.restart()
    await day.click('approver2', 'Approve', /[Cc]hange #1001/)
    await day.click('approver2', 'Approve', /[Cc]hange #1001/).catch(() => undefined)
    expect(changesOf(day)).toHaveLength(sent + 1)
    expect(await announced(day, /changed by lee/)).toHaveLength(1)
  }))

it('A correction leaves out refused numbers, needs a name where the type changes, and one of PIN and account number', () =>
  inDay({}, async (day) => {
    await submitted(day)
    await reject(day, { code: '7205', text: 'Open order', tns: ['9195550101', '9195550103'] })
    expect(await lastAnnounced(day, /#1001 .*was rejected/)).toMatch(
      /919-555-0101, 919-555-0103 \(2 numbers\): .* in another order/,
    )
    expect(wordsOf(await cardOf(day))).toMatch(/It’s about 919-555-0101, 919-555-0103/)
    await day.click('porter2', 'Cancel and recreate', /^\*#1001/)
    expect((await day.modal('porter2'))?.text).toMatch(
      /Numbers: 919-555-0100\n919-555-0102\n919-555-0104\n/,
    )
    await day.closeForm('porter2')
    await day.click('porter', 'Remove numbers', /^\*#1001/)
    const form = await day.modal('porter')
    expect(form?.text).toMatch(/919-555-0101, 919-555-0103[^]*Numbers: 919-555-0100\n/)
    expect(form?.text).toMatch(/Sent after an approver approves: Numbers/)
    expect(form?.submit).toBe('Send to carrier')
    await day.submit('porter', {})
    expect(wordsOf(await day.until('approver', /[Cc]hange #1001 .*\?\*/))).toMatch(
      /numbers: 919-555-0100 to 0104 \(5 numbers\) to 919-555-0100, 919-555-0102, 919-555-0104/,
    )
    await day.click('approver', 'Approve', /[Cc]hange #1001/)
    expect(await lastAnnounced(day, /changed by dana/)).toMatch(/Approved by lee/)
    expect(wordsOf(await cardOf(day))).toContain('3 numbers')
    await day.command('porter2', 'find 919-555-0103')
    await day.until('porter2', /919-555-0103 was removed from #1001\* by <@U0DANA>/)

    // A residence has a first and a last name.
    await reject(day, { code: '6496', text: 'Residential' })
    await day.click('porter', 'Fix subscriber type', /^\*#1001/)
    await day.submit('porter', { Subscriber: 'Residential' })
    expect((await day.modal('porter'))?.text).toMatch(/[Ff]irst name|[Ll]ast name/)
    const sent = changesOf(day).length
    await day.closeForm('porter')
    expect(changesOf(day)).toHaveLength(sent)

    // Bandwidth takes both or none: what was not typed goes along as it stands there.
    await reject(day, { code: '7435', text: 'PIN' })
    await day.click('porter', 'Fix PIN', /^\*#1001/)
    await day.submit('porter', { PIN: 'NEW4471' })
    expect(changesOf(day).at(-1)?.request).toMatch(/ACCT-7Q1094[^]*NEW4471/)
    expect(await lastAnnounced(day, /changed by dana/)).toMatch(/• PIN changed/)
    expect(await lastAnnounced(day, /changed by dana/)).not.toContain('NEW4471')
  }))

it('What Bandwidth works on is its own for two business days, what only it knows is asked, and both go on to the FOC', () =>
  inDay({}, async (day) => {
    await submitted(day)
    await reject(day, { code: '7484', text: 'E1111 | working on it' })
    const card = await cardOf(day)
    expect(wordsOf(card)).toMatch(/Bandwidth’s move, yours from Wed, Dec 2/)
    expect(primaryIn(card)).toEqual(['Refresh'])
    await day.turn({ now: '2026-12-02T15:00:00Z' })
    expect(wordsOf(await cardOf(day))).toContain('Your move, <@U0DANA>')

    await reject(day, { code: '7999', text: 'E37 TN not found in PPS' })
    const asked = await day.until('porter', /#1001 .*was rejected/)
    expect(wordsOf(asked)).toContain('7999: “E37 TN not found in PPS”')
    expect(buttonsIn(asked).filter((label) => label === 'Write note')).toHaveLength(1)
    await day.click('porter', 'Write note', /#1001 .*was rejected/)
    expect((await day.modal('porter'))?.text).toMatch(/7999/)
    await day.submit('porter', {})
    expect(callsOf(day, 'POST', /\/notes$/)).toHaveLength(1)
    expect(await statusAtBandwidth(day)).toBe('EXCEPTION')
    await day.carrier('foc', await orderId(day), { date: '2026-12-11T16:30:00Z' })
    await day.turn({ advance: 'PT10M' })
    await day.until('porter', /#1001.*: FOC /)
  }))

it('A form whose order was changed meanwhile comes back with both values, and overwrites them when it is sent again', () =>
  inDay({}, async (day) => {
    await submitted(day)
    await reject(day, { code: '7402', text: 'Address' })
    await day.click('porter', 'Fix address', /^\*#1001/)
    await day.click('porter2', 'Fix address', /^\*#1001/)
    await day.submit('porter2', { 'House number': '104' })
    await reject(day, { code: '7402', text: 'Address' })
    const sent = changesOf(day).length
    await day.submit('porter', { 'House number': '102' })
    const back = (await day.modal('porter'))?.text ?? ''
    expect(back).toMatch(/house number: 100 to 104/)
    expect(back).toContain('House number: 102')
    expect(changesOf(day)).toHaveLength(sent)
    await day.submit('porter', {})
    expect(changesOf(day)).toHaveLength(sent + 1)
    expect(changesOf(day).at(-1)?.request).toContain('<HouseNumber>102<')
  }))

it('Over a holiday Monday days are counted past it, and the last 24 hours begin on it', () =>
  inDay(
    {},
    async (day) => {
      const form = { ...ACME, ...AT_HALF_PAST_ELEVEN, 'Requested FOC': 'Fri, Sep 18' }
      await attach(day, await draft(day, form))
      await day.command('porter', 'submit 1001')
      await day.click('approver', 'Approve', /[Ss]ubmit #1001/)
      await day.turn({ now: '2026-09-04T14:00:00Z' })
      await reject(day, { code: '7484', text: 'working on it' })
      expect(wordsOf(await cardOf(day))).toContain('yours from Wed, Sep 9')
      await reject(day, { code: '7412', text: 'Due date cannot be met' })
      expect(wordsOf(await cardOf(day))).toContain('Earliest now: Thu, Sep 10')

      await day.carrier('foc', await orderId(day), { date: '2026-09-08T15:30:00Z' })
      await day.turn({ advance: 'PT10M' })
      expect(wordsOf(await cardOf(day))).toContain('until* Mon, Sep 7 at 11:30 AM ET')
      await day.turn({ now: '2026-09-07T13:00:00Z' })
      await day.click('porter', 'Request date change', /^\*#1001/)
      await day.submit('porter', { 'Requested FOC': 'Mon, Sep 14' })
      const asked = wordsOf(await day.until('approver', /[Cc]hange #1001 .*\?\*/))
      expect(asked).toMatch(/Expires 11:30 AM ET/)
      const sent = changesOf(day).length
      await day.click('approver', 'Deny…', /[Cc]hange #1001 .*\?\*/)
      await day.submit('approver', { Reason: 'Ask again' })
      await day.click('porter2', 'Request date change', /^\*#1001/)
      await day.click('porter', 'Request date change', /^\*#1001/)
      await day.submit('porter', { 'Requested FOC': 'Mon, Sep 14' })
      await day.turn({ now: '2026-09-07T15:31:00Z' })
      // A form that was open when they began sends nothing, and says why.
      await day.submit('porter2', { 'Requested FOC': 'Tue, Sep 15' })
      expect((await day.modal('porter2'))?.text).toMatch(/24 hours/)
      await day.until('porter', /Not changed: the request for #1001.*expired/)
      expect(buttonsIn(await cardOf(day))).not.toContain('Request date change')
      await day.turn({ now: '2026-09-08T15:31:00Z' })
      await day.turn({ advance: 'PT10M' })
      await day.until('porter', /#1001.* is live/)
      expect(changesOf(day)).toHaveLength(sent)
    },
    BEFORE_LABOR_DAY,
  ))
