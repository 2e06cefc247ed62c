import { afterEach, describe, expect, it } from 'vitest'
import {
  ACME,
  ACME_NUMBERS,
  agreed,
  askedToSubmit,
  attach,
  callsOf,
  door,
  draft,
  elsewhere,
  endStory,
  orderId,
} from './order-on-the-way.ts'
import {
  buttonsIn,
  startDay,
  wordsOf,
  type PracticeDay,
  type Seen,
  type Who,
} from './practice-day.ts'
import { lastAnnounced, messages, announced } from './toll-free-on-the-way.ts'

let day: PracticeDay
afterEach(() => endStory(day))

/** In steps of so many minutes, and not of one as the bell rings: each costs as much as what somebody does. */
async function until(now: string, step = 600): Promise<void> {
  const end = Date.parse(now)
  while (day.clock.now() < end) {
    const next = Math.min(end, day.clock.now() + step * 60_000)
    await day.turn({ now: new Date(next).toISOString() })
  }
}

async function newest(words: RegExp, as: Who = 'porter'): Promise<Seen> {
  const found = (await messages(day, as)).findLast((one) => words.test(wordsOf(one)))
  if (found === undefined) throw new Error(`${as} sees nothing that says ${String(words)}.`)
  return found
}

async function later(words: RegExp, option: string, as: Who = 'porter'): Promise<void> {
  const { ts } = await newest(words)
  await door(day, 'click', { as, channel: 'porting', ts, action: 'reminder.snooze', option })
  await day.untilIdle()
}

/** In the channel itself, threads aside. */
async function channel(words: RegExp): Promise<readonly Seen[]> {
  const heads = (await messages(day, 'approver')).filter((one) => words.test(wordsOf(one)))
  return heads.filter(({ ts }, at) => heads.findIndex((other) => other.ts === ts) === at)
}

const moves = (how: RegExp) => announced(day, new RegExp(`:calendar: .*#1001.*${how.source}`))

describe('an agreed date', () => {
  it('is called to mind as it comes nearer: first to the owner, then to the approvers, then to all', async () => {
    day = await startDay()
    await agreed(day)
    await until('2026-12-03T12:59:00Z', 600)
    expect(await moves(/ports Tue, Dec 8/)).toEqual([])
    await until('2026-12-03T13:00:00Z')
    const [three = ''] = await moves(/in 3 business days/)
    expect(three).toContain('<@U0DANA>')
    expect(three).not.toContain('S0APPROVERS')
    expect(three).toContain('[Pre-approve for Tue, Dec 8]')
    await until('2026-12-07T13:00:00Z', 600)
    expect(await moves(/the next business day/)).toHaveLength(1)
    await until('2026-12-08T13:00:00Z', 600)
    const [today = ''] = await moves(/ports today/)
    expect(today).toContain('<@U0DANA> <!subteam^S0APPROVERS>')
    expect(today).toContain('[Activate now]')

    // 9 PM in New York is night, but in an hour it goes live by itself.
    await until('2026-12-09T02:00:00Z', 600)
    expect(await announced(day, /#1001.* goes live automatically in 1 hour/)).toHaveLength(1)
    await until('2026-12-09T15:00:00Z', 600)
    expect(await announced(day, /:tada:/)).toHaveLength(1)
    expect(await announced(day, /#1001.* isn’t live/)).toEqual([])
    // What they offered is over, as is what was offered with the date.
    expect(await moves(/ports /)).toEqual([])
    expect(await announced(day, /#1001.*nothing to do here anymore.*live/)).toHaveLength(4)
    expect(await announced(day, /\[(?:Activate now|Pre-approve)/)).toEqual([])
  })

  it('is called to mind of the approvers and the channel while its owner is away, and says so', async () => {
    day = await startDay()
    await agreed(day)
    const away = (emoji: string, until: string) =>
      door(day, 'status', { as: 'porter', emoji, expiration: Date.parse(until) / 1000 })
    await away(':palm_tree:', '2026-12-05T04:59:00Z')
    await until('2026-12-03T13:00:00Z', 1440)
    const [three = ''] = await moves(/in 3 business days/)
    expect(three).toContain('<!subteam^S0APPROVERS>')
    expect(three).not.toContain('<@U0DANA>')
    expect(three).toMatch(/dana\.porter .*vacation until Fri, Dec 4.*`\/portin give 1001`/s)
    expect((await channel(/in 3 business days/)).length).toBe(1)

    // What somebody writes themselves says nothing, nor does what has no end or ends today.
    for (const [emoji, end] of [
      [':beach_with_umbrella:', '2026-12-20T04:59:00Z'],
      [':face_with_thermometer:', '2026-12-08T04:59:00Z'],
    ] as const) {
      await away(emoji, end)
      await until(
        emoji === ':beach_with_umbrella:' ? '2026-12-04T13:00:00Z' : '2026-12-07T14:00:00Z',
        600,
      )
    }
    const [tomorrow = ''] = await moves(/the next business day/)
    expect(tomorrow).toContain('<@U0DANA>')
    expect(tomorrow).not.toContain('dana.porter is')

    await door(day, 'account', { as: 'porter' })
    await until('2026-12-08T13:00:00Z', 1440)
    const [today = ''] = await moves(/ports today/)
    expect(today).toMatch(/dana\.porter’s .*deactivated.*approvers/)
    expect(today).not.toContain('<@U0DANA>')
  })

  it('that passes without the order going live is told in the channel, with when that was seen', async () => {
    day = await startDay()
    await agreed(day, '2026-12-08T16:30:00Z')
    const id = await orderId(day)
    const body = await elsewhere(day, 'GET', `/portins/${id}`)
    await until('2026-12-08T16:00:00Z', 1440)
    await day.fault({
      kind: 'status',
      method: 'GET',
      path: `/portins/${id}$`,
      status: 200,
      body,
      times: 99,
    })
    await until('2026-12-08T16:44:00Z', 11)
    expect(await announced(day, /#1001.* isn’t live/)).toEqual([])
    await until('2026-12-08T16:46:00Z', 1)
    const missed = await lastAnnounced(day, /#1001.*isn’t live/)
    expect(missed).toMatch(/Bandwidth shows FOC[^]*Checked .*11:4\d AM/)
    expect(missed).toContain('[Refresh]')
  })

  it('is not said to be missed while Bandwidth cannot be asked', async () => {
    day = await startDay()
    await agreed(day, '2026-12-08T16:30:00Z')
    await until('2026-12-08T16:00:00Z', 1440)
    await day.fault({ kind: 'drop-before', method: 'GET', path: '.*', times: 9999 })
    await day.turn({ now: '2026-12-08T16:50:00Z' })
    await day.turn({ now: '2026-12-08T17:30:00Z' })
    expect(await announced(day, /#1001.* isn’t live/)).toEqual([])
  })

  it('stays silent for whoever has it, and comes again for whoever puts it off', async () => {
    day = await startDay()
    await agreed(day)
    await until('2026-12-03T13:00:00Z', 1440)
    await later(/in 3 business days/, 'In an hour', 'porter2')
    expect(wordsOf(await newest(/in 3 business days/))).toMatch(/<@U0PAT> snoozed this until/)
    expect(buttonsIn(await newest(/in 3 business days/))).not.toContain('I’m on it')
    await until('2026-12-03T13:59:00Z', 10)
    expect(await moves(/in 3 business days/)).toHaveLength(1)
    await until('2026-12-03T14:00:00Z')
    expect(await moves(/in 3 business days/)).toHaveLength(2)
    await later(/in 3 business days/, 'Mon, Dec 7 at 9 AM')
    await day.restart()
    await until('2026-12-07T13:59:00Z', 300)
    expect(await moves(/ports Tue, Dec 8/)).toHaveLength(2)
    await until('2026-12-07T14:00:00Z')
    await day.click('porter', 'I’m on it', /the next business day/)
    expect(wordsOf(await newest(/the next business day/))).toMatch(/is on it until .*9 AM ET/)
    await until('2026-12-08T13:30:00Z', 300)
    const [toOthers = '', ...more] = await moves(/ports today/)
    expect(more).toEqual([])
    expect(toOthers).toContain('<!subteam^S0APPROVERS>')
    expect(toOthers).not.toContain('<@U0DANA>')
    await until('2026-12-08T14:00:00Z')
    expect((await moves(/ports today/)).at(-1)).toContain('<@U0DANA>')
    expect(await moves(/ports today/)).toHaveLength(2)
    await until('2026-12-09T02:00:00Z', 300)
    expect(await announced(day, /goes live automatically in 1 hour/)).toHaveLength(1)
  })

  it('loses and repeats nothing over a weekend on which the bot was stopped', async () => {
    day = await startDay()
    await agreed(day, '2026-12-07T16:30:00Z')
    await until('2026-12-04T12:00:00Z', 300)
    await day.restart({ now: '2026-12-07T12:30:00Z' })
    await day.turn({ advance: 'PT1M' })
    // What was due on Friday would be wrong by now.
    expect(await moves(/next business day|today/)).toEqual([])
    await until('2026-12-07T13:00:00Z')
    await day.restart({ now: '2026-12-07T13:20:00Z' })
    await day.turn({ advance: 'PT1M' })
    expect(await moves(/ports today/)).toHaveLength(1)
  })
})

const dies = () => announced(day, /#1001.* gets deleted in/)

describe('a draft about to die', () => {
  it('is spoken of at 9 and at 4 on the clock of its owner', async () => {
    day = await startDay()
    await day.command('porter2', `new ${ACME_NUMBERS}`)
    await day.submit('porter2', ACME)
    await until('2026-12-02T14:59:00Z', 300)
    expect(await dies()).toEqual([])
    await until('2026-12-02T15:00:00Z')
    expect(await dies()).toEqual([expect.stringMatching(/in 18 hours.*<@U0PAT>/s)])
    await until('2026-12-02T22:00:00Z')
    expect(await dies()).toHaveLength(2)
    await until('2026-12-03T08:59:00Z')
    expect(await dies()).toHaveLength(2)
  })

  it('in summer is spoken of by the clocks of summer', async () => {
    day = await startDay({ start: Date.parse('2026-07-13T15:00:00Z') })
    await draft(day, { ...ACME, 'Requested FOC': 'Tue, Jul 21' })
    await until('2026-07-15T12:59:00Z', 300)
    expect(await dies()).toEqual([])
    await until('2026-07-15T13:00:00Z')
    expect(await dies()).toEqual([expect.stringContaining('Thu, Jul 16 at 5 AM ET')])
  })

  it('on a Sunday is spoken of on Friday, when somebody is at work', async () => {
    day = await startDay({ start: Date.parse('2026-12-03T15:00:00Z') })
    await draft(day)
    await until('2026-12-06T08:00:00Z', 60)
    const [first = '', second = '', ...more] = await dies()
    expect(more).toEqual([])
    expect(first).toMatch(/Sun, Dec 6 at 4 AM ET/)
    expect(second).toMatch(/in 36 hours/)
    await until('2026-12-06T09:02:00Z')
    expect(await announced(day, /Bandwidth deleted draft #1001/)).toEqual([])
    // Nothing can be done about it before somebody is at work.
    await until('2026-12-07T11:59:00Z', 240)
    expect(await announced(day, /Bandwidth deleted draft #1001/)).toEqual([])
    await until('2026-12-07T12:00:00Z')
    expect(await announced(day, /Bandwidth deleted draft #1001/)).toHaveLength(1)
  })

  it('made on Friday in the afternoon is spoken of on that evening, before the night', async () => {
    day = await startDay({ start: Date.parse('2026-12-04T22:00:00Z') })
    await draft(day)
    await until('2026-12-05T00:59:00Z', 30)
    expect(await dies()).toEqual([])
    await until('2026-12-05T01:00:00Z')
    expect(await dies()).toEqual([expect.stringMatching(/in 2 days.*Mon, Dec 7 at 4 AM ET/)])
  })

  it('is extended over the weekend by itself where the setting says so, and Bandwidth shows it', async () => {
    day = await startDay({
      start: Date.parse('2026-12-03T15:00:00Z'),
      settings: { PORTIN_KEEP_DRAFTS_OVER_WEEKENDS: 'yes' },
    })
    await draft(day)
    await until('2026-12-05T20:59:00Z', 240)
    expect(callsOf(day, 'PUT', /\/portins\/[^/]+$/)).toEqual([])
    await until('2026-12-07T14:00:00Z', 240)
    expect(await day.orders()).toHaveLength(1)
    expect(callsOf(day, 'PUT', /\/portins\/[^/]+$/)).toHaveLength(1)
    expect(await announced(day, /extended draft #1001.* Tue, Dec 8 at 4 AM/)).toHaveLength(1)
    // On Tuesday somebody can be at work before it dies: it is not kept any more, but spoken of.
    expect(await dies()).toHaveLength(1)
    await until('2026-12-08T09:02:00Z', 120)
    expect(await day.orders()).toEqual([])
  })

  it('that cannot be kept says so once and is kept as soon as Bandwidth takes it', async () => {
    day = await startDay({
      start: Date.parse('2026-12-03T15:00:00Z'),
      settings: { PORTIN_KEEP_DRAFTS_OVER_WEEKENDS: 'yes' },
    })
    await draft(day)
    const id = await orderId(day)
    const body = `<LnpOrderResponse><OrderId>${id}</OrderId><ProcessingStatus>REQUESTED_SUPP</ProcessingStatus></LnpOrderResponse>`
    await day.fault({
      kind: 'status',
      method: 'PUT',
      path: `/portins/${id}$`,
      status: 200,
      body,
      times: 2,
    })
    await until('2026-12-05T20:59:00Z', 240)
    await until('2026-12-05T21:12:00Z', 1)
    expect(await announced(day, /couldn’t extend draft #1001/)).toHaveLength(1)
    expect(await announced(day, /extended draft #1001/)).toEqual([])
    await until('2026-12-06T12:00:00Z', 120)
    expect(await announced(day, /couldn’t extend draft #1001/)).toHaveLength(1)
    expect(await announced(day, /extended draft #1001/)).toHaveLength(1)
    expect(await day.orders()).toHaveLength(1)
  })
})

describe('an order that gets no further', () => {
  it('is called to mind on the next business day when it is rejected, with what can be done', async () => {
    day = await startDay()
    const numbers = '984-557-0100'
    const card = await draft(day, { ...ACME, 'BTN (billing number)': numbers }, { numbers })
    await attach(day, card)
    await day.command('porter', 'submit 1001')
    await day.click('approver', 'Approve', /[Ss]ubmit #1001/)
    await until('2026-11-30T16:00:00Z', 5)
    await until('2026-12-01T13:59:00Z', 120)
    const words = /:hourglass_flowing_sand: .*#1001.* has been rejected for/
    expect(await announced(day, words)).toEqual([])
    await until('2026-12-01T14:00:00Z')
    const [waits = ''] = await announced(day, words)
    expect(waits).toMatch(/for 1 business day[^]*<@U0DANA>[^]*Since Mon, Nov 30/)
    expect(waits).toContain('7402')
    expect(waits).toContain('[Add LOA] [I’m on it]')
    await day.click('porter', 'I’m on it', words)
    await until('2026-12-02T13:59:00Z', 240)
    expect(await announced(day, words)).toHaveLength(1)
    await until('2026-12-02T14:00:00Z')
    expect(await announced(day, words)).toHaveLength(2)
  })
})

describe('a request that nobody decides', () => {
  it('is called to mind before it ends, and can be decided there', async () => {
    day = await startDay()
    await askedToSubmit(day)
    await until('2026-12-01T11:59:00Z', 240)
    const words = /The request to submit #1001.* expires in/
    expect(await announced(day, words)).toEqual([])
    // Four hours before its end is night.
    await until('2026-12-01T12:00:00Z')
    expect(await announced(day, words)).toEqual([expect.stringContaining('<!subteam^S0APPROVERS>')])
    await until('2026-12-01T14:10:00Z', 30)
    expect(await announced(day, words)).toHaveLength(2)
    await day.click('approver', 'Approve', words)
    expect(await announced(day, /Submitted: #1001/)).toHaveLength(1)
  })
})
