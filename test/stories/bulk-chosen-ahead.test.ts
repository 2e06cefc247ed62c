import type { IncomingMessage } from 'node:http'
import { afterEach, expect, it } from 'vitest'
import { agreedBulk, bulkCardOf, childWith } from './bulk-on-the-way.ts'
import { activationsOf, elsewhere, endStory } from './order-on-the-way.ts'
import { killedIn, mortalDays } from './mortal-day.ts'
import { wordsOf, type PracticeDay } from './practice-day.ts'
import { announced } from './toll-free-on-the-way.ts'

const FIRST = ['800-555-0100', '800-556-0100', '833-555-0100'] as const
const CHOOSE = 'Choose orders to pre-approve'
const AHEAD = /#1001.*\d of \d orders? live|Pre-approved: activate \d(?: of \d)? orders? of #1001/s

let day: PracticeDay
const days = mortalDays()
afterEach(() => endStory(day))

/** The second of the orders is read. */
function atTheSecond(): (request: IncomingMessage) => boolean {
  const read = new Set<string>()
  const ids = FIRST.map((tn) => childWith(day, tn).id)
  return ({ url = '' }) => {
    for (const id of ids) if (url.includes(id)) read.add(id)
    return read.size === 2
  }
}

it('orders of a bulk order are chosen to be pre-approved, those that change are left out, and the others go live on their day', async () => {
  day = await days.start({ PORTIN_TOLL_FREE_ACTIVATION: 'yes' })
  const lines = await agreedBulk(
    day,
    FIRST,
    '800-555-0100..0102 800-556-0100..0101 833-555-0100..0103',
  )
  await day.turn({ now: '2026-12-11T08:00:00Z' })
  const shown = new Map(
    lines.map(({ number, words }) => [/: ([\d-]+) to/.exec(words)?.[1], number]),
  )
  const [one, other] = FIRST.map((tn) => shown.get(tn) ?? 0)
  const third = [1002, 1003, 1004].find((number) => number !== one && number !== other)
  const all = [
    `Fri, Dec 11: #${one} toll-free, 800-555-0100 to 0102 (3 numbers)`,
    `Fri, Dec 11: #${other} toll-free, 800-556-0100 to 0101 (2 numbers)`,
    `Fri, Dec 11: #${third} RespOrg JYT02, 833-555-0100 to 0103 (4 numbers)`,
  ]
  await day.click('porter', CHOOSE, /^\*#1001/)
  await day.until('porter', /Only approvers can do this/)

  // Killed between two of them: what no message shows is approved by nobody.
  await day.click('approver', CHOOSE, /^\*#1001/)
  await killedIn(day, await days.bot(), {
    press: () => day.submit('approver', { Orders: all }).catch(() => null),
    isAt: atTheSecond(),
  })
  expect(await announced(day, AHEAD)).toEqual([])
  expect(wordsOf(await bulkCardOf(day))).toContain(`[${CHOOSE}]`)

  // While somebody chooses, the carrier of one cancels it.
  await day.click('approver', CHOOSE, /^\*#1001/)
  await day.carrier('cancelled', childWith(day, FIRST[2]).id)
  await day.submit('approver', { Orders: all })
  expect((await day.modal('approver'))?.text).toContain('Pre-approved for #1001: 2 of 3 orders')
  const [approved = ''] = await announced(day, AHEAD)
  expect(approved).toContain('Pre-approved: activate 2 of 3 orders of #1001')
  expect(approved).toMatch(new RegExp(`#${third} · .*left out: .*canceled`))

  // The clock of the machine is put back; then another order changes: its owner is called.
  await day.turn({ now: '2026-12-11T07:00:00Z' })
  await day.turn({ now: '2026-12-11T09:00:00Z' })
  await elsewhere(day, 'POST', `/portins/${childWith(day, FIRST[1]).id}/loas?documentType=OTHER`, {
    type: 'text/plain',
    body: 'by the way',
  })
  await day.turn({ now: '2026-12-11T12:30:00Z' })
  await day.turn({ now: '2026-12-11T15:00:00Z' })
  await day.click('porter', 'Activate all', /^\*#1001/)
  await day.until('porter', /activating #1001: 1 order, .*approval for 1/)
  const called = await announced(day, AHEAD)
  expect(called).toHaveLength(2)
  for (const words of called) {
    expect(words).toContain('<@U0DANA>')
    expect(words).toMatch(new RegExp(`#${other} · .*left out: .*\\(OTHER added\\)`))
  }
  await day.click('approver2', 'Approve and activate', /Activate 1 order of #1001/)
  await day.turn({ advance: 'PT1M' })
  expect(activationsOf(day)).toHaveLength(2)
  expect(FIRST.map((tn) => childWith(day, tn).status)).toEqual([
    'COMPLETE',
    'COMPLETE',
    'CANCELLED',
  ])
}, 240_000)
