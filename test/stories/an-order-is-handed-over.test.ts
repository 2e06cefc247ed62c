import { afterEach, beforeEach, expect, it } from 'vitest'
import { startDay, wordsOf, type PracticeDay, type Who } from './practice-day.ts'
import { ACME, draft, endStory, expectNoComplaints } from './order-on-the-way.ts'
import { splitBulk } from './bulk-on-the-way.ts'
import { cardOf, lastAnnounced, announced } from './toll-free-on-the-way.ts'

let day: PracticeDay
beforeEach(async () => {
  day = await startDay({ start: Date.parse('2026-12-01T10:00:00-05:00') })
})
afterEach(() => endStory(day))

const ONLY = { What: 'Only #1001' }

/** @returns what the form shows in the end. */
async function give(
  as: Who,
  to: string,
  more: Record<string, string> = ONLY,
  number = 1001,
): Promise<string> {
  await day.command(as, `give ${number}`)
  if ((await day.modal(as)) === null) return lastAnnounced(day, /./, as)
  const sent = await day.submit(as, { 'New owner': to, ...more })
  if (sent.errors !== undefined) return Object.values(sent.errors).join(' ')
  const shown = (await day.modal(as))?.text ?? ''
  await day.closeForm(as)
  return shown
}

/** Whose move the card says it is. */
const mover = async () => /Your move, <@(\w+)>/.exec(JSON.stringify(await cardOf(day)))?.[1]

it('An order goes to a colleague until a day, with its mentions and lists, and comes back that morning', async () => {
  await draft(day)
  expect(await mover()).toBe('U0DANA')

  expect(await give('porter', 'Pat Porter', { ...ONLY, 'Back on': '2026-12-01' })).toMatch(
    /after today/,
  )
  await day.closeForm('porter')
  expect(await give('porter', 'Pat Porter', { ...ONLY, 'Back on': '2026-12-03' })).toMatch(
    /pat.porter has #1001 until Thu, Dec 3/,
  )
  expect(await lastAnnounced(day, /handed/)).toMatch(
    /<@U0DANA> handed .*#1001.* to <@U0PAT> until Thu/,
  )
  expect(await mover()).toBe('U0PAT')
  await day.command('porter2', 'waiting')
  await day.until('porter2', /#1001 · Acme/)
  await day.command('porter', 'list mine')
  await day.until('porter', /Your open orders.*no/is)

  await day.restart()
  await day.turn({ now: '2026-12-02T12:00:00-05:00' })
  expect(await mover()).toBe('U0PAT')
  // What Pat has until a day Pat can give on, and not for longer.
  await give('porter2', 'Lee Approver')
  expect(await lastAnnounced(day, /handed/)).toMatch(/<@U0PAT> .* to <@U0LEE> until Thu, Dec 3/)
  await day.turn({ now: '2026-12-03T07:00:00-05:00' })
  await day.untilIdle()
  expect(await mover()).toBe('U0DANA')
  expect(await announced(day, /back with <@U0DANA>.*<@U0LEE>/)).toHaveLength(1)
  await expectNoComplaints(day)
})

it('Only who has it, an approver or an admin hands it over, once, and only to somebody who may work on it', async () => {
  await draft(day)
  expect(await give('porter2', 'Pat Porter')).toMatch(/isn’t yours.*owner, an approver/s)
  await day.command('porter2', 'give 1001')
  expect(await day.modal('porter2')).toBeNull()
  for (const nobody of ['Gus Guest', 'Stef Stranger', 'portin']) {
    expect(await give('porter', nobody), nobody).toMatch(/can’t work on orders/)
  }
  expect(await give('porter', 'Dana Porter')).toMatch(/dana.porter has #1001 · .* already/)
  expect(await announced(day, /handed/)).toEqual([])
  await day.command('guest', 'give 1001')
  expect(await day.modal('guest')).toBeNull()

  // Dana is away: Lee gives her order to Pat, who sees it pressed twice and gets it once.
  await day.command('approver', 'give 1001')
  await day.submit('approver', { 'New owner': 'Pat Porter', ...ONLY })
  await day.closeForm('approver')
  expect(await give('approver', 'Pat Porter')).toMatch(/pat.porter has #1001 · .* already/)
  expect(await announced(day, /<@U0LEE> handed .* to <@U0PAT>.*<@U0DANA>/)).toHaveLength(1)

  // What is given back early does not come back once more.
  await give('porter2', 'Dana Porter', { ...ONLY, 'Back on': '2026-12-03' })
  await give('porter', 'Pat Porter', { ...ONLY, 'Back on': '2026-12-02' })
  await day.turn({ now: '2026-12-03T07:00:00-05:00' })
  expect(await mover()).toBe('U0PAT')
  expect(await announced(day, /is back with/)).toEqual([])
})

it('All orders of somebody go at once, a bulk order with its own, and who gets them is called once', async () => {
  await splitBulk(day)
  await day.command('porter', 'new 919-555-0500')
  await day.submit('porter', { ...ACME, 'BTN (billing number)': '919-555-0500' })
  await day.closeForm('porter')
  await day.until('porter', /#1004 · .* · draft/)

  await day.click('porter', 'Hand over', /^\*#1001/)
  const all = { 'New owner': 'Pat Porter', What: 'All of your open orders (2)' }
  expect((await day.submit('porter', all)).errors).toBeUndefined()
  expect((await day.modal('porter'))?.text).toMatch(/pat.porter has 2 orders/)
  await day.untilIdle()
  expect(await announced(day, /handed .*#1001.* and 1 other to <@U0PAT>/)).toHaveLength(1)
  expect(await announced(day, /#1004.* handed over from dana.* to pat/)).toHaveLength(1)
  await day.command('porter2', 'list mine')
  expect(await lastAnnounced(day, /Your open orders/, 'porter2')).toMatch(
    /#1001.*#1004|#1004.*#1001/s,
  )
  expect(await give('porter2', 'Dana Porter', { What: 'Only #1002' }, 1002)).toMatch(
    /in bulk order #1001.*give 1001/s,
  )

  // One that was lent and then joined a bulk order stays with it that morning.
  await day.command('porter2', 'give 1004')
  const lent = { 'New owner': 'Dana Porter', What: 'Only #1004', 'Back on': '2026-12-02' }
  expect((await day.submit('porter2', lent)).errors).toBeUndefined()
  await day.closeForm('porter2')
  await day.command('porter', 'bulk 1001 attach 1004')
  await day.until('porter', /#1004 .*now submits with bulk order #1001/)
  expect(wordsOf(await cardOf(day, 1004))).toContain('<@U0PAT>')
  await day.turn({ now: '2026-12-02T08:00:00-05:00' })
  await day.untilIdle()
  expect(await announced(day, /is back with/)).toEqual([])
  await expectNoComplaints(day)
})
