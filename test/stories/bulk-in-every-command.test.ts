import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { commands } from '../../commands/index.ts'
import { childWith, passCheck, readyBulk, sendBulkForm, splitBulk } from './bulk-on-the-way.ts'
import { door, elsewhere, endStory } from './order-on-the-way.ts'
import { startDay, wordsOf, type PracticeDay } from './practice-day.ts'
import { announced } from './toll-free-on-the-way.ts'

let day: PracticeDay
beforeEach(async () => {
  day = await startDay()
})
afterEach(() => endStory(day))

const CARD = /^\*#1001 · .*\* · draft, split into orders/

/** What whoever types it gets to see: a form, or words for them alone. */
async function answersTo(command: string, channel?: string): Promise<readonly string[]> {
  if ((await day.modal('porter')) !== null) await door(day, 'close', { as: 'porter', all: true })
  const before = (await said(channel)).length
  await day.command('porter', command, channel)
  const modal = await day.modal('porter')
  return modal === null ? (await said(channel)).slice(before) : [`${modal.title}\n${modal.text}`]
}

async function said(channel?: string): Promise<readonly string[]> {
  return (await day.sees('porter', channel)).filter(({ ephemeral }) => ephemeral).map(wordsOf)
}

/** A list of work takes no words: what was meant by one would be left out without a word. */
const UNKNOWN = /"(today|waiting|stuck|week)" takes no words.*`\/portin status 1001`/s

/** With the bulk order's number behind it: done, shown, or refused with what to do instead. */
const ANSWERS: Record<string, RegExp> = {
  check: /couldn’t read|phone number in that/i,
  new: /New port-in/,
  bulk: /Orders of #1001/,
  edit: /Shared details/,
  loa: /#1001 .*is a bulk order\..*thread/s,
  submit: /#1001 .*can’t be submitted.*#1002: .*BTN.*View orders/s,
  activate: /None of these .*#1002 can’t .*draft.*\.\n• #1003 can’t .*draft/s,
  cancel: /#1001 · .* is a draft\. .*no approval.*\[Delete draft\]/s,
  status: CARD,
  today: UNKNOWN,
  waiting: UNKNOWN,
  stuck: UNKNOWN,
  week: UNKNOWN,
  list: /"1001".*`\/portin status 1001`/s,
  find: CARD,
  follow: /#1001 .*all its orders, is already followed/,
  give: /Hand .*over/i,
  note: /^Note on #1001/,
  ask: /Ask Bandwidth about #1001.*\[Write note\]/s,
  history: /\*History of #1001/,
  doctor: /./,
}

describe('the number of a bulk order', () => {
  it('behind any word is understood, or refused with what to type instead', async () => {
    await splitBulk(day)
    expect(Object.keys(ANSWERS)).toEqual(commands.map(({ name }) => name))
    for (const [name, answer] of Object.entries(ANSWERS)) {
      expect([name, ...(await answersTo(`${name} 1001`))]).toEqual([
        name,
        expect.stringMatching(answer),
      ])
    }
  })
})

describe('a bulk order', () => {
  it('is found by its ids, and with one of its orders by a number in that', async () => {
    await splitBulk(day)
    const [bulk] = day.practice.bandwidth.control.bulkOrders()
    const { customerOrderId } = childWith(day, '919-556-0100')
    for (const name of [bulk?.id ?? '', customerOrderId ?? '', ' #1001 ']) {
      expect(await answersTo(`find ${name}`)).toEqual([expect.stringMatching(CARD)])
      expect(await answersTo(`status ${name}`)).toEqual([expect.stringMatching(CARD)])
    }
    expect(await answersTo('find 919-556-0103')).toEqual([
      expect.stringMatching(CARD),
      expect.stringMatching(/^\*#100[23] · Acme Corp\*/),
    ])
  })

  it('is found by a number that cannot go, or is still being checked', async () => {
    await sendBulkForm(day, '919-555-0100..0104 605-725-0100')
    const find = async (tn: string) => (await answersTo(`find ${tn}`)).join('\n')
    expect(await find('605-725-0100')).toContain('Checking')
    await passCheck(day)
    expect(await find('605-725-0100')).toContain('1 number can’t port')
    expect(await answersTo('status 605-725-0100')).toEqual([
      expect.stringContaining('1 number can’t port'),
    ])
    expect(await find('605-725-0101')).toContain('No order matches')
  })

  it.each(['its id', 'a number in it'])(
    'that was made elsewhere is found by %s at Bandwidth, and followed from then on',
    async (by) => {
      const created = await elsewhere(day, 'POST', '/bulkPortins', {
        type: 'application/xml',
        body: '<BulkPortin><CustomerOrderId>elsewhere 7</CustomerOrderId><SiteId>14020</SiteId></BulkPortin>',
      })
      const id = /<OrderId>([^<]+)</.exec(created)?.[1] ?? ''
      await elsewhere(day, 'PUT', `/bulkPortins/${id}/tnList`, {
        type: 'application/xml',
        body: '<TnList><TN>9195550100</TN><TN>9195560100</TN></TnList>',
      })
      await day.turn({ advance: 'PT10S' })
      await answersTo(`find ${by === 'its id' ? id : '919-556-0100'}`)
      await day.turn({ advance: 'PT1M' })
      expect(await answersTo('find 919-556-0100')).toEqual([
        expect.stringMatching(/^\*#\d+ · no customer yet \(bulk\)\* · draft, split/),
        expect.stringMatching(/^\*#\d+ · /),
      ])
      expect(
        await announced(day, /^\*#\d+ · no customer yet \(bulk\)\* · /, { as: 'guest' }),
      ).toHaveLength(1)
    },
  )

  it('moves elsewhere with all of its orders, and so do its news', async () => {
    await readyBulk(day)
    await day.click('porter', 'Request approval', /^\*#1001/)
    await day.click('approver', 'Approve', /[Ss]ubmit #1001/)
    await day.command('porter', 'follow 1001', '@bot')
    await day.until('porter', /#1001 .*all its orders, is now followed/, '@bot')
    await day.until('porter', /^\*#1001 · Acme Corp \(bulk\)\* · submitted/, '@bot')

    await day.turn({ advance: 'PT5M' })
    for (const tn of ['919-555-0100', '919-556-0100']) {
      await day.carrier('foc', childWith(day, tn).id, { date: '2026-12-11' })
    }
    await day.carrier('reject', childWith(day, '919-556-0100').id)
    for (let minute = 0; minute < 10; minute += 5) await day.turn({ advance: 'PT5M' })
    await day.until('porter', /\(bulk\): .* FOC Fri, Dec 11/, '@bot')
    await day.until('porter', /#100[23].* was rejected by Windstream/, '@bot')
    expect(await announced(day, /\(bulk\): .*FOC Fri, Dec 11|was rejected by/)).toEqual([])
  })
})
