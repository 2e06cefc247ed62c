import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  breakdownOf,
  bulkCardOf,
  childWith,
  passCheck,
  readyBulk,
  splitBulk,
} from './bulk-on-the-way.ts'
import { ACME, callsOf, door, endStory } from './order-on-the-way.ts'
import { startDay, wordsOf, type PracticeDay, type Seen } from './practice-day.ts'
import { cardOf, announced } from './toll-free-on-the-way.ts'

let day: PracticeDay
beforeEach(async () => {
  day = await startDay()
})
afterEach(() => endStory(day))

/** The short number of the order that leaves this carrier. */
async function numberOf(carrier: string): Promise<number> {
  const line = (await breakdownOf(day)).find(({ from }) => from.startsWith(carrier))
  await door(day, 'close', { as: 'porter', all: true })
  return line?.number ?? 0
}

/** With a card and a thread of its own. */
async function opened(carrier: string): Promise<number> {
  const number = await numberOf(carrier)
  await day.command('porter', `note ${number} a question`)
  return number
}

async function changeNumbers(numbers: string, how: 'are added' | 'are removed'): Promise<void> {
  await day.click('porter', 'Edit numbers', /^\*#1001/)
  const sent = await day.submit('porter', { Numbers: numbers, 'These numbers': how })
  expect(sent.errors).toBeUndefined()
  await passCheck(day, 30)
}

const lists = () => callsOf(day, 'PUT', /\/portinList$/)

describe('an order that has a thread of its own', () => {
  it('keeps it when Bandwidth splits again, and hears of it there', async () => {
    await splitBulk(day)
    const number = await opened('Windstream')
    const card = await cardOf(day, number)
    const was = childWith(day, '919-556-0100').id
    await changeNumbers('919-556-0110..0112', 'are added')
    expect(childWith(day, '919-556-0100').id).not.toBe(was)
    const now = await cardOf(day, number)
    expect(now.ts).toBe(card.ts)
    expect(wordsOf(now)).toContain('8 numbers')
    await day.command('porter', `status ${number}`)
    await day.until('porter', new RegExp(`#${number} .*Windstream`, 's'))
  })

  it('that is no longer needed says on its card that it is gone', async () => {
    await splitBulk(day)
    const number = await opened('Windstream')
    await changeNumbers('919-556-0100..0104', 'are removed')
    expect(wordsOf(await bulkCardOf(day))).toContain('10 numbers in 1 order')
    expect(await announced(day, new RegExp(`No longer needed: #${number}`))).toHaveLength(1)
    const card = wordsOf(await cardOf(day, number))
    expect(card).toContain('no longer needed')
    expect(card).toContain('were removed from bulk order #1001.')
    expect(card).not.toContain('[')
    // Its numbers come back, and with them what the order was.
    await changeNumbers('919-556-0100..0104', 'are added')
    expect(wordsOf(await bulkCardOf(day))).toContain('15 numbers in 2 orders')
    expect(await numberOf('Windstream')).toBe(number)
  })
})

describe('two orders that become one', () => {
  it('go on in the larger, and the other one says where its numbers went', async () => {
    // Of an on-net carrier at most 999 go together: the thousandth makes a second order.
    await splitBulk(day, '919-555-2000..2999')
    const [larger, smaller] = (await breakdownOf(day)).toSorted((a, b) => b.count - a.count)
    await door(day, 'close', { as: 'porter', all: true })
    expect([larger?.count, smaller?.count]).toEqual([999, 1])
    await day.command('porter', `note ${smaller?.number ?? 0} a question`)
    await changeNumbers('919-555-2100..2101', 'are removed')
    expect(wordsOf(await bulkCardOf(day))).toContain('998 numbers in 1 order')
    expect(await numberOf('Frontier')).toBe(larger?.number)
    expect(wordsOf(await cardOf(day, smaller?.number))).toContain(
      `Its numbers moved to #${larger?.number ?? 0} when #1001`,
    )
  })
})

describe('an order of it that is deleted alone', () => {
  it('leaves with its numbers; the rest goes out without them', async () => {
    await readyBulk(day)
    const number = await opened('Windstream')
    await day.click('approver', 'Delete draft', new RegExp(`^\\*#${number}`))
    expect(
      await announced(day, new RegExp(`deleted draft #${number}. Its 5 numbers`)),
    ).toHaveLength(1)
    await day.turn({ advance: 'PT1M' })
    const card = wordsOf(await bulkCardOf(day))
    expect(card).toContain('10 numbers in 1 order')
    expect(card).toContain('ready')
    await changeNumbers('919-555-0110', 'are added')
    expect(callsOf(day, 'PUT', /\/tnList$/).at(-1)?.request).not.toContain('919556')
    await day.click('porter', 'Request approval', /^\*#1001/)
    // Who took something out of it has changed it, and does not approve it.
    await day.click('approver', 'Approve', /[Ss]ubmit #1001/)
    expect(childWith(day, '919-555-0100').status).toBe('DRAFT')
    await day.click('approver2', 'Approve', /[Ss]ubmit #1001/)
    expect(childWith(day, '919-555-0100').status).toBe('PENDING_DOCUMENTS')
  })
})

describe('a bulk order that Bandwidth removed', () => {
  it('is recreated as a whole: none of its orders on its own', async () => {
    await splitBulk(day)
    const number = await opened('Windstream')
    await day.turn({ now: '2026-12-03T10:00:00Z' })
    const card = wordsOf(await cardOf(day, number))
    expect(card).toContain('deleted this draft with bulk order #1001')
    expect(card).not.toContain('Recreate draft')
  })
})

describe('a draft on its own', () => {
  async function single(): Promise<void> {
    await day.command('porter', 'new 720-555-0100..0101')
    const btn = { 'BTN (billing number)': '720-555-0100' }
    expect((await day.submit('porter', { ...ACME, ...btn })).errors).toBeUndefined()
  }

  it('is put into a bulk order with its numbers, and taken out of it with them', async () => {
    await splitBulk(day)
    await single()
    await day.command('porter', 'bulk 1001 attach 1004')
    await day.until('porter', /#1004 .*now submits with bulk order #1001/)
    expect(await announced(day, /added #1004 to #1001 /)).toHaveLength(1)
    expect(wordsOf(await bulkCardOf(day))).toContain('17 numbers in 3 orders')

    await day.click('porter', 'Detach from #1001', /^\*#1004/)
    await day.until('porter', /#1004 .*is no longer part of #1001/)
    expect(await announced(day, /^#1004 was detached from #1001 .*by dana.porter/)).toHaveLength(1)
    expect(wordsOf(await bulkCardOf(day))).toContain('15 numbers in 2 orders')
    expect(lists()).toHaveLength(2)
  })

  it.each(['drop-before', 'drop-after'])(
    'is not said to be in it before that is seen (%s)',
    async (kind) => {
      await splitBulk(day)
      await single()
      await day.fault({ kind, method: 'PUT', path: '/portinList$' })
      await day.command('porter', 'bulk 1001 attach 1004')
      const isIn = kind === 'drop-after'
      expect(await announced(day, /now submits with bulk order #1001/)).toHaveLength(isIn ? 1 : 0)
      expect(await announced(day, /added #1004 to #1001 /)).toHaveLength(isIn ? 1 : 0)
      if (!isIn) await day.until('porter', /show the change of #1004/)
      expect(wordsOf(await bulkCardOf(day))).toContain(isIn ? '17 numbers' : '15 numbers')
    },
  )
})

it('Cancel all asks once for each order, also where the cancel of one was asked for before; the history of the whole says who did what', async () => {
  const card = await readyBulk(day)
  await day.click('porter', 'Request approval', /^\*#1001/)
  await day.click('approver', 'Approve', /[Ss]ubmit #1001/)
  await day.turn({ advance: 'PT2M' })
  await day.command('porter', 'cancel 1003 changed minds')
  await day.click('approver', 'Approve', /[Cc]ancel #1003/)
  await day.click('porter', 'Request cancel', /^\*#1001/)
  await day.fault({ kind: 'drop-after', method: 'DELETE', path: '/portins/[^/]+$' })
  await day.click('approver', 'Approve', /[Cc]ancel #1001/)
  const asked = callsOf(day, 'DELETE', /\/portins\/[^/]+$/).map(({ path }) => path)
  expect(asked).toHaveLength(2)
  expect(new Set(asked).size).toBe(2)
  const said = wordsOf(await day.until('porter', /Cancel requested: #1001/))
  expect(said).toContain('Cancel requested for 2 of 2 orders')
  expect(said).not.toContain('Not canceled')
  // The answer was lost, and what is seen right after says it.
  expect(said).not.toContain('No answer came')
  await day.command('porter', 'history 1002')
  expect(await announced(day, /#1002[^]*<@U0LEE>[^]*cancel/)).not.toEqual([])

  await day.turn({ advance: 'PT5M' })
  const history = await mentioned(card, 'history')
  expect(history).toMatch(/<@U0LEE>\* submitted. Bandwidth: .*\(IN_PROGRESS\)/)
  expect(history).toMatch(/<@U0DANA>\* requested approval: submit/)
  expect(history).toMatch(/split into orders \(orders: 2\)/)
  expect(history).toMatch(/<@U0DANA>\* created the bulk draft. Bandwidth: Draft/)
  expect(history).toMatch(/two minutes late/)
  expect(await mentioned(card, 'status')).toMatch(/Recent activity.*<@U0LEE> approved: cancel/s)
  expect(await mentioned(card, 'bulk')).toMatch(/Open the form for #1001/)
  expect(await mentioned(card, 'bulk attach 1099')).toMatch(/"1099"/)
})

/** Said in the thread of a card. @returns what only they see of it. */
async function mentioned({ ts }: Seen, words: string): Promise<string> {
  const hidden = async () => (await day.sees('porter')).filter(({ ephemeral }) => ephemeral)
  const before = (await hidden()).map((one) => one.ts)
  await day.say('porter', `@portin ${words}`, { thread: ts })
  await day.untilIdle()
  return (await hidden())
    .filter((one) => !before.includes(one.ts))
    .map(wordsOf)
    .join()
}

describe('an order that is canceled after all were submitted', () => {
  it('is sent again alone, and the card and the breakdown keep the two together', async () => {
    await readyBulk(day)
    await day.click('porter', 'Request approval', /^\*#1001/)
    await day.click('approver', 'Approve', /[Ss]ubmit #1001/)
    await day.turn({ advance: 'PT2M' })
    const rejected = childWith(day, '919-556-0100')
    await day.carrier('reject', rejected.id)
    for (let turns = 0; turns < 3; turns += 1) await day.turn({ advance: 'PT5M' })
    const number = Number(
      /#(\d+) · Acme Corp was rejected by/.exec(
        (await announced(day, /was rejected by/))[0] ?? '',
      )?.[1],
    )
    // What is wrong stands in Bandwidth's list of the orders.
    expect(wordsOf(await bulkCardOf(day))).toContain('(7402)')
    await day.carrier('cancelled', rejected.id)
    for (let turns = 0; turns < 3; turns += 1) await day.turn({ advance: 'PT5M' })
    expect(wordsOf(await cardOf(day, number))).toContain('canceled')

    await day.click('porter', 'Copy to new draft', new RegExp(`^\\*#${number}`))
    expect(
      (await day.submit('porter', { 'BTN (billing number)': '919-556-0100' })).errors,
    ).toBeUndefined()
    const again = childWith(day, '919-556-0100')
    expect(again.id).not.toBe(rejected.id)
    expect(
      await announced(day, new RegExp(`#${number} was canceled and resubmitted`)),
    ).toHaveLength(1)
    await day.click('porter', 'View orders', /^\*#1001/)
    expect((await day.modal('porter'))?.text).toContain('canceled, resubmitted on its own as #1004')
    await door(day, 'close', { as: 'porter', all: true })

    await day.carrier('foc', childWith(day, '919-555-0100').id)
    await day.turn({ advance: 'PT10M' })
    await day.carrier('complete', childWith(day, '919-555-0100').id)
    for (let turns = 0; turns < 3; turns += 1) await day.turn({ advance: 'PT10M' })
    expect(await announced(day, /\(bulk\) is partly complete/)).toHaveLength(1)
    const whole = wordsOf(await bulkCardOf(day))
    expect(whole).toContain('partly complete')
    expect(whole).toContain(`Resubmitted on their own: #${number} as #1004`)
    expect(await announced(day, /\(bulk\) is live/)).toEqual([])
  })
})
