import { afterEach, beforeEach, expect, it } from 'vitest'
import { startDay, wordsOf, type PracticeDay } from './practice-day.ts'
import {
  askedToSubmit,
  callsOf,
  elsewhere,
  endStory,
  orderId,
  seenBy,
  whileHeld,
} from './order-on-the-way.ts'

let day: PracticeDay
beforeEach(async () => {
  day = await startDay()
})
afterEach(() => endStory(day))

/** The same submission that Bandwidth's own pages would send. */
async function submittedElsewhere(): Promise<void> {
  const [order] = await day.orders()
  const body = `<LnpOrderSupp><CustomerOrderId>${order?.customerOrderId ?? ''}</CustomerOrderId><ProcessingStatus>SUBMITTED</ProcessingStatus></LnpOrderSupp>`
  await elsewhere(day, 'PUT', `/portins/${await orderId(day)}`, { type: 'application/xml', body })
}

/** *Delete* is pressed, and its call is on its way to Bandwidth: the refresh before it has been answered. */
function deleting(meanwhile: () => Promise<unknown>): Promise<void> {
  const press = () => day.click('porter', 'Delete draft', /^\*#1001/)
  return whileHeld(day, { method: 'DELETE', path: '/portins/[^/]+$' }, press, meanwhile)
}

it('a draft that was submitted elsewhere before *Delete* is not deleted, and nothing is sent', async () => {
  await askedToSubmit(day)
  await submittedElsewhere()
  await day.click('porter', 'Delete draft', /^\*#1001/)
  await day.until('porter', /#1001 · Acme Dental is .*, not a draft/)
  await day.until('porter', /request for #1001.* no longer valid\* \(.* now\)/)
  expect(callsOf(day, 'DELETE', /\/portins\/[^/]+$/)).toEqual([])
})

it('one that was submitted in the moment between look and *Delete* is told as canceled, to approvers too', async () => {
  await askedToSubmit(day)
  await deleting(submittedElsewhere)

  await day.until('porter', /#1001 [^*]*was submitted just before.*canceled/s)
  const announced = wordsOf(
    await day.until(
      'approver',
      /#1001 [^*]*was submitted just before.*canceled.*(?:<!subteam|<@U0LEE>)/s,
    ),
  )
  expect(announced).toContain('<@U0DANA>')
  expect(await seenBy(day, 'porter', /#1001 is deleted|deleted draft/)).toEqual([])
  await day.until('porter', /^\*#1001.*canceled/)
})

it('that a draft is gone is not said, and not denied, while Bandwidth cannot be asked', async () => {
  await askedToSubmit(day)
  await deleting(() => day.fault({ kind: 'status', method: 'GET', status: 503, times: 20 }))
  await day.until('porter', /know yet if #1001 .*was deleted/)
  expect(await seenBy(day, 'porter', /still there|is deleted/)).toEqual([])
})
