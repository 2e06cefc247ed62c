import { expect, it } from 'vitest'
import { preApprove } from '../../src/desk/approve-ahead.ts'
import { REMINDED_BULKS } from '../../src/desk/bulk/remind-of-bulks.ts'
import type { Reminded } from '../../src/desk/remind.ts'
import { REMINDED_ORDERS } from '../../src/desk/remind-of-orders.ts'
import type { CalendarDay } from '../../src/porting/calendar.ts'
import { remindersDue } from '../../src/porting/reminders-due.ts'
import type { Followed } from '../../src/store/followed.ts'
import { underWay } from '../../src/store/reminder-facts.ts'
import { openPracticeDesk, type PracticeDesk } from '../fixtures/practice-desk.ts'
import { asOneBulk, threeOnTheDay } from './orders-on-their-day.ts'

/** Whom it calls in the morning that its numbers port on. */
async function calledFor<One extends Followed>(
  { desk }: PracticeDesk,
  of: Reminded<One>,
  number: number,
): Promise<readonly string[]> {
  const { db, settings, clock } = desk
  const known = (await underWay(db, [number]))(number)
  const called: string[] = []
  for (const one of await of.find(db, [number])) {
    const { facts } = await of.stateOf(db, desk, one, known)
    const due = remindersDue({ ...facts, ownerZone: 'America/New_York' }, settings, clock())
    for (const { reminder, notified } of due) {
      if (reminder.kind === 'foc-today') called.push(notified)
    }
  }
  return called
}

it('on their day the approvers are called only where one of the orders is not approved ahead', async () => {
  const place = await openPracticeDesk()
  const numbers = await threeOnTheDay(place, '2026-12-10T15:00:00Z')
  const bulk = await asOneBulk(place, numbers)
  const [first = 0, ...others] = numbers
  const allow = (number: number) =>
    preApprove(place.desk, {
      number,
      by: 'U0SAM',
      isApprover: true,
      day: '2026-12-11' as CalendarDay,
    })
  for (const number of others) await allow(number)
  place.bandwidth.control.turn({ now: '2026-12-11T13:01:00Z' })
  const ofBulk = () => calledFor(place, REMINDED_BULKS, bulk)
  const ofOrder = (number: number) => calledFor(place, REMINDED_ORDERS, number)

  expect(await ofBulk()).toEqual(['approvers'])
  expect(await ofOrder(first)).toEqual(['approvers'])
  expect(await ofOrder(others[0] ?? 0)).toEqual(['owner'])
  await allow(first)
  expect(await ofBulk()).toEqual(['owner'])
  expect(await ofOrder(first)).toEqual(['owner'])
})
