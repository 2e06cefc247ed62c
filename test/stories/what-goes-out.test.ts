import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { childWith, readyBulk } from './bulk-on-the-way.ts'
import { buttonsIn, startDay, wordsOf, type PracticeDay } from './practice-day.ts'
import {
  askedToSubmit,
  callsOf,
  elsewhere,
  endStory,
  expectAllSentAsApproved,
  orderId,
  seenBy,
  swapLoa,
  whileHeld,
} from './order-on-the-way.ts'

let day: PracticeDay
beforeEach(async () => {
  day = await startDay()
})
afterEach(() => endStory(day, { sentOtherwise: true }))

const SUBMITTED = /\/portins\/[^/]+$/

/** Somebody changes an order at Bandwidth, past the bot. */
async function change(id: string, inner: string): Promise<void> {
  const order = (await day.orders()).find((one) => one.id === id)
  const body = `<LnpOrderSupp><CustomerOrderId>${order?.customerOrderId ?? ''}</CustomerOrderId>${inner}</LnpOrderSupp>`
  await elsewhere(day, 'PUT', `/portins/${id}`, { type: 'application/xml', body })
}

/** Approved, and the submission is on its way: the refresh before it has been answered. */
function submitting(
  method: string,
  path: string,
  meanwhile: () => Promise<unknown>,
): Promise<void> {
  const approve = () => day.click('approver', 'Approve', /[Ss]ubmit #1001/)
  return whileHeld(day, { method, path }, approve, meanwhile)
}

const OTHERWISE = /#1001 · .* doesn’t match what was approved/

describe('what is changed at Bandwidth between the look and the submission is told afterwards', () => {
  it.each([
    [
      'the signer',
      (id: string) => change(id, '<LoaAuthorizingPerson>M Mallory</LoaAuthorizingPerson>'),
      /signer: J Rivera to M Mallory/,
    ],
    [
      'the PIN, which nobody is shown',
      (id: string) =>
        change(
          id,
          '<WirelessInfo><AccountNumber>ACCT-7Q1094</AccountNumber><PinNumber>99887</PinNumber></WirelessInfo>',
        ),
      /account number and PIN changed/,
    ],
    [
      'an element that nobody knows',
      (id: string) => change(id, '<SomethingNew>yes</SomethingNew>'),
      /element SomethingNew: none to yes/,
    ],
    [
      'the bytes of its letter',
      () => swapLoa(day, '%PDF-1.4 another letter'),
      /content of document .* changed/,
    ],
  ])('%s', async (_what, changed, words) => {
    await askedToSubmit(day)
    const id = await orderId(day)
    await submitting('PUT', '/portins/[^/]+$', () => changed(id))
    await day.turn({ advance: 'PT1M' })

    const announced = await day.until('approver', OTHERWISE)
    expect(wordsOf(announced)).toMatch(words)
    expect(wordsOf(announced)).toContain('<@U0DANA> <@U0LEE>')
    expect(buttonsIn(announced)).toContain('Request cancel')
    expect(await seenBy(day, 'porter', /99887/)).toEqual([])
    expect(callsOf(day, 'PUT', SUBMITTED).length).toBeGreaterThan(0)
    await day.turn({ advance: 'PT30M' })
    const all = (await day.sees('approver')).filter((one) => OTHERWISE.test(wordsOf(one)))
    expect(new Set(all.map(({ ts }) => ts)).size).toBe(1)
  })

  it('also after a restart between the submission and the first look at it', async () => {
    await askedToSubmit(day)
    const id = await orderId(day)
    await submitting('PUT', '/portins/[^/]+$', async () => {
      await change(id, '<LoaAuthorizingPerson>M Mallory</LoaAuthorizingPerson>')
      await day.fault({ kind: 'status', method: 'GET', path: '/portins/', status: 503, times: 8 })
    })
    expect(await seenBy(day, 'approver', OTHERWISE)).toEqual([])
    await day.restart({ advance: 'PT2M' })
    await day.turn({ advance: 'PT2M' })
    await day.until('approver', /signer: J Rivera to M Mallory/)
  })

  it('and nothing is told of one that nobody changed, whatever Bandwidth fills in', async () => {
    await askedToSubmit(day)
    await day.click('approver', 'Approve', /[Ss]ubmit #1001/)
    await day.turn({ advance: 'PT1M' })
    await day.carrier('foc', await orderId(day))
    await day.turn({ advance: 'PT10M' })
    await day.until('porter', /#1001.*: FOC [A-Z]/)
    expectAllSentAsApproved(day)
  })
})

it('of a bulk order each order that was changed in between is told, together, in one message', async () => {
  await readyBulk(day)
  await day.command('porter', 'submit 1001')
  await day.until('approver', /[Ss]ubmit #1001 .*\?/s)
  const { id } = childWith(day, '919-555-0100')
  await submitting('PATCH', '/bulkPortins/', async () => {
    await change(id, '<LoaAuthorizingPerson>M Mallory</LoaAuthorizingPerson>')
  })
  await day.turn({ advance: 'PT1M' })
  await day.turn({ advance: 'PT1M' })
  const announced = await day.until('approver', /1 order of #1001 .* doesn’t match what/)
  expect(wordsOf(announced)).toMatch(/#\d+: signer: J Rivera to M Mallory/)
  expect(buttonsIn(announced)).toContain('Request cancel')
})
