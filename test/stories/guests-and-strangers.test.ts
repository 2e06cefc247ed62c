import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { buttonsIn, pdf, startDay, type PracticeDay, type Who } from './practice-day.ts'
import {
  ACME,
  agreed,
  askedToSubmit,
  attach,
  callsOf,
  door,
  draft,
  endStory,
  ABOUT_ORDERS,
  expectNoComplaints,
  seenBy,
  submissionsOf,
} from './order-on-the-way.ts'

const COMMANDS = [...ABOUT_ORDERS, 'help']
const NOBODY = /Only full members .* port numbers/

let day: PracticeDay
beforeEach(async () => {
  day = await startDay()
})
afterEach(() => endStory(day))

/** What Bandwidth was asked to do, looks left out. */
function deedsAtBandwidth() {
  return callsOf(day, 'POST', /(?<!token)$/)
    .concat(callsOf(day, 'PUT', /./), callsOf(day, 'DELETE', /./))
    .filter(({ path }) => !path.endsWith('/token'))
}

async function pressEverything(as: Who, channel = 'porting') {
  for (const message of await day.sees(as, channel)) {
    for (const action of buttonsIn(message)) {
      await door(day, 'click', { as, channel, ts: message.ts, action })
    }
  }
  await day.untilIdle()
}

describe('a guest', () => {
  it('gets the same answer to every command, and nothing about orders', async () => {
    await draft(day)
    const before = deedsAtBandwidth().length
    for (const command of COMMANDS) await day.command('guest', command)
    const answers = (await day.sees('guest')).filter(({ ephemeral }) => ephemeral)
    expect(answers).toHaveLength(COMMANDS.length)
    for (const { text } of answers) expect(text).toMatch(NOBODY)
    expect(JSON.stringify(answers)).not.toMatch(/1001|Acme|919/)
    expect(deedsAtBandwidth()).toHaveLength(before)
    expect(await day.modal('guest')).toBeNull()
    await expectNoComplaints(day)
  })

  it('presses every button there is, on a draft and on its request, and nothing happens', async () => {
    await askedToSubmit(day)
    const before = deedsAtBandwidth().length
    await pressEverything('guest')
    expect((await seenBy(day, 'guest', NOBODY)).length).toBeGreaterThan(5)
    expect(deedsAtBandwidth()).toHaveLength(before)
    expect(await day.modal('guest')).toBeNull()
    expect((await day.orders()).map(({ status }) => status)).toEqual(['DRAFT'])
    await day.until('approver', /[Ss]ubmit #1001 .*\?/s)
  })

  it('is shown no details of a request that is longer than a phone shows; whoever decides is', async () => {
    const reason = `The customer stays for now. ${'Their contract goes on. '.repeat(15)}The end.`
    await agreed(day)
    await day.command('porter', `cancel 1001 ${reason}`)
    await day.until('guest', /[Cc]ancel #1001 .*\[Show details\]/s)
    await day.click('guest', 'Show details', /[Cc]ancel #1001/)
    await day.until('guest', NOBODY)
    expect(await day.modal('guest')).toBeNull()
    await day.click('approver', 'Show details', /[Cc]ancel #1001/)
    expect((await day.modal('approver'))?.text).toMatch(/Service address.*goes on\. The end\./s)
    await expectNoComplaints(day)
  })

  it('presses every button of an agreed order, and nothing happens', async () => {
    await agreed(day)
    const before = deedsAtBandwidth().length
    await pressEverything('guest')
    await day.turn({ now: '2026-12-08T15:00:00Z' })
    await pressEverything('guest')
    expect(deedsAtBandwidth()).toHaveLength(before)
    expect((await day.orders()).map(({ status }) => status)).toEqual(['FOC'])
    expect(await seenBy(day, 'porter', /[Aa]pproved: activate/)).toEqual([])
  })

  it('may drop the LOA, which waits for the click of a coordinator', async () => {
    const card = await draft(day)
    await day.say('guest', 'signed', { thread: card.ts, files: [pdf('signed.pdf')] })
    await day.until('porter', /Attach signed\.pdf to .*from <@U0GUS>/s)
    await day.click('guest', 'Attach as LOA', /signed\.pdf/)
    await day.until('guest', NOBODY)
    expect(callsOf(day, 'POST', /\/loas/)).toEqual([])

    await day.click('porter', 'Attach as LOA', /signed\.pdf/)
    await day.until(
      'guest',
      /signed\.pdf\* is attached to #1001 .*LOA.*<@U0GUS>, attached by <@U0DANA>/s,
    )
    expect(callsOf(day, 'POST', /\/loas/)).toHaveLength(1)
  })

  it('cannot use the message shortcut on a file', async () => {
    const card = await draft(day)
    const ts = await day.say('guest', 'signed', { thread: card.ts, files: [pdf('signed.pdf')] })
    await door(day, 'shortcut', {
      as: 'guest',
      callback: 'attach-to-order',
      channel: 'porting',
      ts,
    })
    await day.untilIdle()
    await day.until('guest', NOBODY)
    expect(await day.modal('guest')).toBeNull()
    expect(callsOf(day, 'POST', /\/loas/)).toEqual([])
  })

  it('is told nothing when mentioning the bot with numbers, in the channel and directly', async () => {
    await day.say('guest', '@portin 919-555-0100')
    await day.until('guest', NOBODY)
    await day.say('guest', '919-555-0100', { channel: '@bot' })
    await day.until('guest', NOBODY, '@bot')
    expect(callsOf(day, 'POST', /lnpchecker/)).toEqual([])
  })
})

describe('somebody who is no coordinator any more when they send their form', () => {
  it('gets a refusal in the form, and no order is made', async () => {
    await day.command('porter', 'new 919-555-0100..0104')
    await door(day, 'group', { group: 'porters', people: ['porter2', 'approver', 'approver2'] })
    await day.turn({ advance: 'PT2M' })
    await day.submit('porter', ACME)
    expect((await day.modal('porter'))?.text).toContain('Only coordinators can do this')
    expect(await day.orders()).toEqual([])
    expect(callsOf(day, 'POST', /\/portins$/)).toEqual([])
    await expectNoComplaints(day)
  })
})

describe('somebody of an Enterprise Grid organization', () => {
  const OURS = 'T0PRACTICE'
  const OTHER = 'T0ELSEWHERE'

  it('is served where the bot’s workspace is one of theirs, whichever is their own, and nobody elsewhere', async () => {
    await door(day, 'grid', { as: 'porter', home: OTHER, teams: [OTHER, OURS] })
    await door(day, 'grid', { as: 'porter2', home: OURS, teams: [OTHER] })
    await door(day, 'grid', { as: 'guest', home: OTHER, teams: [OURS] })
    await draft(day)
    await day.command('porter2', 'status 1001')
    await day.until('porter2', NOBODY)
    await day.command('guest', 'status 1001')
    await day.until('guest', NOBODY)
    await expectNoComplaints(day)
  })
})

describe('a stranger from another organization', () => {
  beforeEach(async () => {
    await day.close()
    // Here the shared channel is allowed, so that there is something for a stranger to press.
    day = await startDay({ settings: { PORTIN_ALLOWED_SHARED_CHANNELS: 'C0PARTNERS' } })
    await day.command('porter', 'new 919-555-0100..0104', 'partners')
    await day.submit('porter', ACME)
    await day.until('stranger', /#1001 · Acme Dental/, 'partners')
  })

  it('has no command', async () => {
    const answer = await day.command('stranger', 'list', 'partners')
    expect(answer.acked).toBe(false)
    await day.until('stranger', /is not a valid command/, 'partners')
  })

  it('presses every button, and nothing happens', async () => {
    await day.command('porter', 'submit 1001', 'partners')
    const before = deedsAtBandwidth().length
    await pressEverything('stranger', 'partners')
    expect((await seenBy(day, 'stranger', NOBODY, 'partners')).length).toBeGreaterThan(3)
    expect(deedsAtBandwidth()).toHaveLength(before)
    expect((await day.orders()).map(({ status }) => status)).toEqual(['DRAFT'])
    expect(await day.modal('stranger')).toBeNull()
    await expectNoComplaints(day)
  })

  it('may drop the LOA, which waits for the click of a coordinator', async () => {
    const card = await day.until('stranger', /^\*#1001/, 'partners')
    await day.say('stranger', 'signed', {
      channel: 'partners',
      thread: card.ts,
      files: [pdf('signed.pdf')],
    })
    await day.click('stranger', 'Attach as LOA', /signed\.pdf/, 'partners')
    expect(callsOf(day, 'POST', /\/loas/)).toEqual([])
    await day.click('porter2', 'Attach as LOA', /signed\.pdf/, 'partners')
    await day.until('stranger', /signed\.pdf\* is attached to #1001 .*LOA/, 'partners')
    expect(callsOf(day, 'POST', /\/loas/)).toHaveLength(1)
  })

  it('is told nothing when mentioning the bot with numbers', async () => {
    await day.say('stranger', '@portin 919-555-0100', { channel: 'partners' })
    await day.until('stranger', NOBODY, 'partners')
    expect(callsOf(day, 'POST', /lnpchecker/)).toEqual([])
  })

  it('cannot approve what others asked for, wherever it is shown', async () => {
    const card = await day.until('porter', /^\*#1001/, 'partners')
    await day.say('porter', 'the letter', {
      channel: 'partners',
      thread: card.ts,
      files: [pdf('loa.pdf')],
    })
    await day.click('porter2', 'Attach as LOA', /loa\.pdf/, 'partners')
    await day.command('porter', 'submit 1001', 'partners')
    await day.click('stranger', 'Approve', /[Ss]ubmit #1001/, 'partners')
    await day.until('stranger', NOBODY, 'partners')
    expect(submissionsOf(day)).toEqual([])
    await day.click('approver', 'Approve', /[Ss]ubmit #1001/, 'partners')
    await day.until('porter', /Submitted: #1001/, 'partners')
    expect(submissionsOf(day)).toHaveLength(1)
  })
})

describe('an LOA that a guest dropped', () => {
  it('can be attached from the message shortcut by a coordinator', async () => {
    const card = await draft(day)
    await attach(day, card)
    const ts = await day.say('guest', 'the bill', { files: [pdf('bill.pdf')] })
    await door(day, 'shortcut', {
      as: 'porter',
      callback: 'attach-to-order',
      channel: 'porting',
      ts,
    })
    await day.untilIdle()
    expect((await day.submit('porter', { Order: '1001', Kind: 'Invoice' })).errors).toBeUndefined()
    await day.until('porter', /bill\.pdf\* is attached to #1001 .*invoice/i)
    expect(callsOf(day, 'POST', /\/loas/)).toHaveLength(2)
    await expectNoComplaints(day)
  })
})
