import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  BULK,
  bulkCardOf,
  bulkSubmissionsOf,
  childWith,
  passCheck,
  readyBulk,
  sendBulkForm,
  splitBulk,
  TWO_CARRIERS,
} from './bulk-on-the-way.ts'
import { callsOf, door, endStory } from './order-on-the-way.ts'
import { buttonsIn, startDay, wordsOf, type PracticeDay, type Who } from './practice-day.ts'
import { announced } from './toll-free-on-the-way.ts'

const NOBODY = /Only full members .* port numbers/

let day: PracticeDay
beforeEach(async () => {
  day = await startDay()
})
afterEach(() => endStory(day))

const lists = () => callsOf(day, 'PUT', /\/tnList$/)
const submissions = () => bulkSubmissionsOf(day)

function operations() {
  return ['POST', 'PUT', 'PATCH', 'DELETE'].flatMap((method) =>
    callsOf(day, method, /\/accounts\//),
  )
}

/** Every button on every message that this person sees. */
async function pressEverything(as: Who): Promise<number> {
  let pressed = 0
  for (const message of await day.sees(as)) {
    for (const action of buttonsIn(message)) {
      await door(day, 'click', { as, channel: 'porting', ts: message.ts, action })
      pressed += 1
    }
  }
  await day.untilIdle()
  return pressed
}

async function ts(as: Who, words: RegExp): Promise<string> {
  return (await day.until(as, words)).ts
}

describe('whoever is neither coordinator nor approver', () => {
  it('presses every button of a bulk order, types every command, and nothing happens', async () => {
    await readyBulk(day)
    await day.click('porter', 'Request approval', /^\*#1001/)
    await day.command('porter', 'note 1002 a question')
    const before = operations().length
    expect(await pressEverything('guest')).toBeGreaterThan(11)
    for (const command of [
      'bulk 1001',
      'bulk 919-555-0120',
      'note 1001 hello',
      'bulk 1001 attach 1002',
      'cancel 1001',
    ]) {
      await day.command('guest', command)
    }
    await day.untilIdle()
    expect(operations()).toHaveLength(before)
    expect(await day.modal('guest')).toBeNull()
    const answers = (await day.sees('guest')).filter(({ ephemeral }) => ephemeral)
    for (const answer of answers) expect(wordsOf(answer)).toMatch(NOBODY)
    await day.until('approver', /[Ss]ubmit #1001 .*\?/s)

    // The same once it is under way, with an order that waits for somebody.
    await day.click('approver', 'Approve', /[Ss]ubmit #1001/)
    await day.turn({ advance: 'PT2M' })
    await day.carrier('reject', childWith(day, '919-556-0100').id)
    for (let turns = 0; turns < 2; turns += 1) await day.turn({ advance: 'PT5M' })
    const submitted = operations().length
    await pressEverything('guest')
    expect(operations()).toHaveLength(submitted)
    expect(await announced(day, /[Cc]ancel #1001 .*\?/)).toEqual([])
  })
})

describe('two people at once', () => {
  it('one of whom changes the numbers while the other approves: what goes out is what was approved, or nothing', async () => {
    await readyBulk(day)
    await day.click('porter', 'Request approval', /^\*#1001/)
    await day.click('porter', 'Edit numbers', /^\*#1001/)
    const request = await ts('approver', /[Ss]ubmit #1001 .*\?/s)
    await Promise.all([
      door(day, 'submit', {
        as: 'porter',
        values: { Numbers: '919-555-0110', 'These numbers': 'are added' },
      }),
      door(day, 'click', {
        as: 'approver',
        channel: 'porting',
        ts: request,
        action: 'Approve and submit',
      }),
    ])
    await day.untilIdle()
    await passCheck(day, 60)
    const sent = submissions().length
    const isChanged = lists().length === 2
    expect([sent, isChanged].toString()).toMatch(/^(1,false|0,true)$/)
    const numbers = day.practice.bandwidth.control.orders().flatMap(({ tns }) => tns)
    expect(numbers).toHaveLength(isChanged ? 16 : 15)
    expect(wordsOf(await bulkCardOf(day))).toContain(isChanged ? '16 numbers' : '15 numbers')
  })

  it('who take out what cannot go: it is taken out once', async () => {
    await sendBulkForm(day, `${TWO_CARRIERS} 712-843-0001`)
    await passCheck(day, 20)
    const card = await ts('porter', /^\*#1001.*can’t port/s)
    await Promise.all(
      (['porter', 'porter2'] as const).map((as) =>
        door(day, 'click', { as, channel: 'porting', ts: card, action: 'Remove 1 number' }),
      ),
    )
    await day.untilIdle()
    await passCheck(day, 30)
    expect(await announced(day, /changed the numbers of #1001/)).toHaveLength(1)
    expect(lists()).toHaveLength(2)
    expect(wordsOf(await bulkCardOf(day))).toContain('15 numbers in 2 orders')
  })

  it('who add different numbers: both are in', async () => {
    await splitBulk(day)
    const add = (as: Who, numbers: string) =>
      door(day, 'submit', { as, values: { Numbers: numbers, 'These numbers': 'are added' } })
    await day.click('porter', 'Edit numbers', /^\*#1001/)
    await day.click('porter2', 'Edit numbers', /^\*#1001/)
    await Promise.all([add('porter', '919-555-0110'), add('porter2', '919-556-0110')])
    await day.untilIdle()
    await passCheck(day, 30)
    expect(wordsOf(await bulkCardOf(day))).toContain('17 numbers in 2 orders')
    expect(await announced(day, /changed the numbers of #1001 .*: 1 added\. /)).toHaveLength(2)
  })

  it('who detach the same order: it is taken out once, and told once', async () => {
    await splitBulk(day)
    await day.command('porter', 'note 1003 a question')
    const card = await ts('porter', /^\*#1003/)
    await Promise.all(
      (['porter', 'porter2'] as const).map((as) =>
        door(day, 'click', { as, channel: 'porting', ts: card, action: 'Detach from #1001' }),
      ),
    )
    await day.untilIdle()
    expect(callsOf(day, 'PUT', /\/portinList$/)).toHaveLength(1)
    expect(await announced(day, /#1003 was detached from #1001/)).toHaveLength(1)
  })

  it('one of whom deletes it while the other changes it: it is gone, and nobody is told otherwise', async () => {
    await splitBulk(day)
    await day.click('porter2', 'Edit shared details', /^\*#1001/)
    await day.click('porter', 'More…', /^\*#1001/)
    await Promise.all([
      door(day, 'click', { as: 'porter', view: true, action: 'Delete draft' }),
      door(day, 'submit', { as: 'porter2', values: { City: 'Cary' } }),
    ])
    await day.untilIdle()
    await day.turn({ advance: 'PT1M' })
    expect(day.practice.bandwidth.control.bulkOrders()).toEqual([])
    expect(wordsOf(await bulkCardOf(day))).toContain('deleted')
    expect(await announced(day, /deleted bulk draft #1001/)).toHaveLength(1)
  })
})

it('A channel that is shared with outsiders is left for the default channel, with all that is told', async () => {
  await day.close()
  day = await startDay({
    settings: {
      PORTIN_DEFAULT_CHANNEL: 'C0PARTNERS',
      PORTIN_ALLOWED_SHARED_CHANNELS: 'C0PARTNERS',
    },
  })
  await readyBulk(day)
  await day.click('porter', 'Request approval', /^\*#1001/)
  await day.click('approver', 'Approve', /[Ss]ubmit #1001/)
  await day.turn({ advance: 'PT2M' })
  await door(day, 'share', { as: 'approver', channel: 'porting' })
  await day.carrier('reject', childWith(day, '919-556-0100').id)
  await day.carrier('foc', childWith(day, '919-555-0100').id)
  for (let turns = 0; turns < 3; turns += 1) await day.turn({ advance: 'PT5M' })
  for (let turns = 0; turns < 3; turns += 1) await day.turn({ advance: 'PT1M' })
  const there = async (words: RegExp) =>
    (await announced(day, words, { channel: 'partners' })).length
  expect(await there(/^\*#1001 · .*\* · submitted, with a rejected order/)).toBe(1)
  expect(await there(/^\*#1003 · Acme Corp\* · rejected/)).toBe(1)
  expect(await there(/#1003 · Acme Corp was rejected by/)).toBe(1)
  expect(await there(/\(bulk\): #1003 was rejected/)).toBe(1)
  expect(await there(/10 of 15 numbers FOC/)).toBe(1)
})

it('The 48 hours of a bulk draft end by the New York clock, also over the night in which it is set back', async () => {
  await day.close()
  day = await startDay({ start: Date.parse('2026-10-30T14:00:00Z') })
  await day.command('porter', `bulk ${TWO_CARRIERS}`)
  await day.submit('porter', { ...BULK, 'Requested FOC': 'Fri, Nov 13' })
  await passCheck(day, 30)
  const shown = /deletes it ([^<]+?) ET/.exec(wordsOf(await bulkCardOf(day)))?.[1]
  await day.turn({ now: '2026-11-01T08:59:00Z' })
  expect(day.practice.bandwidth.control.bulkOrders()).toHaveLength(1)
  await day.turn({ now: '2026-11-02T09:01:00Z' })
  await day.turn({ advance: 'PT30M' })
  expect(day.practice.bandwidth.control.bulkOrders()).toEqual([])
  expect(shown).toBe('Mon, Nov 2 at 4 AM')
  await day.turn({ now: '2026-11-02T12:00:00Z' })
  const [gone = ''] = await announced(day, /Bandwidth deleted bulk draft #1001/)
  expect(gone).toContain('at 4 AM ET')
  expect(gone).not.toContain('[Request approval]')
})
