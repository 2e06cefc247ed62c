import { afterEach, beforeEach, expect, it } from 'vitest'
import { agreed, elsewhere, endStory, orderId } from './order-on-the-way.ts'
import { startDay, wordsOf, type PracticeDay } from './practice-day.ts'
import { cardOf, lastAnnounced, messages, announced } from './toll-free-on-the-way.ts'

let day: PracticeDay
beforeEach(async () => {
  day = await startDay()
})
afterEach(() => endStory(day))

/** On Bandwidth's own pages: the agreed order is to move on another day. */
async function askForAnotherDay(date: string): Promise<void> {
  const xml = `<LnpOrderSupp><RequestedFocDate>${date}</RequestedFocDate></LnpOrderSupp>`
  await elsewhere(day, 'PUT', `/portins/${await orderId(day)}`, {
    type: 'application/xml',
    body: xml,
  })
  await day.turn({ advance: 'PT10M' })
  await day.until('porter', /Change requested for #1001/)
}

const REFUSED = /#1001 .*change request (refused|changed nothing)/

it('A change that the carrier refuses is told with its code and the date that holds, in the channel too', async () => {
  await agreed(day, '2026-12-08T16:30:00Z')
  await askForAnotherDay('2026-12-15T16:30:00Z')
  await day.restart({ advance: 'PT1M' })
  await day.carrier('reject', await orderId(day), { code: '7300', text: 'No response yet' })
  await day.turn({ advance: 'PT10M' })
  const [refused = '', ...more] = await announced(day, REFUSED)
  expect(more).toEqual([])
  expect(refused).toContain('7300')
  expect(refused).toMatch(/FOC stays Tue, Dec 8 \(.*Dec 15\)/)
  const inChannel = (await messages(day, 'porter')).map(wordsOf)
  expect(inChannel.filter((words) => REFUSED.test(words))).toHaveLength(1)
  expect(await announced(day, /: FOC [A-Z]/)).toHaveLength(1)
  expect(wordsOf(await cardOf(day))).toMatch(/FOC \*Tue, Dec 8/)

  // Without a word the same date is agreed to again.
  await askForAnotherDay('2026-12-16T16:30:00Z')
  await day.carrier('foc', await orderId(day), { date: '2026-12-08T16:30:00Z' })
  await day.turn({ advance: 'PT10M' })
  expect(await lastAnnounced(day, /#1001 .*the FOC date didn’t change/)).toMatch(
    /FOC stays Tue, Dec 8 \(.*Dec 16\)/,
  )
  expect(await announced(day, /: FOC [A-Z]/)).toHaveLength(1)
})

it('A cancel that the carrier refuses is told with its code, and not as another date', async () => {
  await agreed(day)
  await day.command('porter', 'cancel 1001')
  await day.click('approver', 'Approve', /[Cc]ancel #1001/)
  await day.turn({ advance: 'PT10M' })
  await day.carrier('reject', await orderId(day), { code: '7432', text: 'Cannot be cancelled' })
  await day.turn({ advance: 'PT10M' })
  expect(await lastAnnounced(day, /#1001 .*cancel request refused/)).toContain('7432')
  expect(await announced(day, /: FOC [A-Z]/)).toHaveLength(1)
})

it('An agreed order with a change under way keeps its date, on the card, in the list and in reminders', async () => {
  await agreed(day, '2026-12-08T16:30:00Z')
  await askForAnotherDay('2026-12-15T16:30:00Z')
  const card = wordsOf(await cardOf(day))
  expect(card).toMatch(/FOC \*Tue, Dec 8\* · .*Tue, Dec 15/)
  expect(card).toContain('may still port')
  await day.command('porter', 'list mine')
  await day.until('porter', /#1001.*change requested, FOC Tue, Dec 8/s)
  await day.turn({ now: '2026-12-07T13:00:00Z' })
  await day.until('porter', /#1001 .*may still port Tue, Dec 8:.*Tue, Dec 15/)
  await day.turn({ now: '2026-12-08T15:31:00Z' })
  await day.until('porter', /#1001 .*may still port .*11:30 AM ET/)
})
