import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { bulkSubmissionsOf, makeReady, readyBulk, splitBulk } from './bulk-on-the-way.ts'
import { askedToSubmit, endStory, orderId, submissionsOf } from './order-on-the-way.ts'
import { buttonsIn, NothingToPress, startDay, wordsOf, type PracticeDay } from './practice-day.ts'
import { messages, announced } from './toll-free-on-the-way.ts'

let day: PracticeDay
beforeEach(async () => {
  day = await startDay()
})
afterEach(() => endStory(day))

/** Bandwidth's no to what changes this, with one of its codes. */
async function refuse(method: string, path: string, code: string): Promise<void> {
  const body = `<LnpOrderResponse><Errors><Code>${code}</Code><Description>No</Description></Errors></LnpOrderResponse>`
  await day.fault({ kind: 'status', method, path, status: 400, body, times: 1 })
}

/** To whoever asked: once in the request itself, once in a message of its own that pings them. */
async function announcedToAsker(headline: RegExp): Promise<void> {
  const posts = (await messages(day, 'porter')).filter((one) => headline.test(wordsOf(one)))
  expect(posts).toHaveLength(2)
  for (const post of posts) expect(wordsOf(post)).toContain('<@U0DANA>')
}

describe('an approved request that Bandwidth refuses', () => {
  it('is headed by what came of it, and whoever asked gets the next step with its button', async () => {
    await askedToSubmit(day)
    await refuse('PUT', `/portins/${await orderId(day)}$`, '7209')
    await day.click('approver', 'Approve', /[Ss]ubmit #1001/)
    expect(submissionsOf(day)).toHaveLength(1)

    await announcedToAsker(/^\*Not submitted: #1001 · Acme Dental\*/)
    expect(await announced(day, /Approved: submit/)).toEqual([])
    const [post] = (await messages(day, 'porter')).filter((one) =>
      /^\*Not submitted: #1001/.test(wordsOf(one)),
    )
    expect(post && buttonsIn(post)).toEqual(['Change date', 'Request again'])
    await day.click('porter', 'Change date', /Not submitted: #1001/)
    expect((await day.modal('porter'))?.title).toBe('Edit #1001')
  })

  it('is so for the cancel of an order', async () => {
    await askedToSubmit(day)
    await day.click('approver', 'Approve', /[Ss]ubmit #1001/)
    await day.turn({ advance: 'PT5M' })
    await day.command('porter', 'cancel 1001')
    await refuse('DELETE', `/portins/${await orderId(day)}$`, '7300')
    await day.click('approver', 'Approve', /[Cc]ancel #1001/)
    await announcedToAsker(/^\*Not canceled: #1001 · Acme Dental\*/)
  })

  it('is so for a bulk order', async () => {
    await readyBulk(day)
    await day.click('porter', 'Request approval', /#1001/)
    await refuse('PATCH', '/bulkPortins/[^/]+$', '7715')
    await day.click('approver', 'Approve', /[Ss]ubmit #1001/)
    await announcedToAsker(/^\*Not submitted: #1001 · Acme Corp/)
    const [post] = (await messages(day, 'porter')).filter((one) =>
      /^\*Not submitted: #1001/.test(wordsOf(one)),
    )
    expect(post && buttonsIn(post)).toEqual(['Edit shared details', 'Request again'])
  }, 60_000)

  it('is so for a bulk order that is not ready any more when it is approved: nothing is sent', async () => {
    const card = await splitBulk(day, '919-555-0100..0109')
    await makeReady(day, card, [{ number: 1002, btn: '919-555-0100' }])
    await day.click('porter', 'Edit shared details', /^\*#1001/)
    expect((await day.submit('porter', { 'Requested FOC': 'Fri, Dec 4' })).errors).toBeUndefined()
    await day.click('porter', 'Request approval', /^\*#1001/)
    // The request is still open, and the carrier's earliest day has become that day.
    await day.turn({ advance: 'PT23H' })
    await day.click('approver', 'Approve', /[Ss]ubmit #1001/)
    expect(bulkSubmissionsOf(day)).toEqual([])

    await announcedToAsker(/^\*Not submitted: #1001 · Acme Corp/)
    const posts = (await messages(day, 'porter')).filter((one) =>
      /^\*Not submitted: #1001/.test(wordsOf(one)),
    )
    for (const post of posts) {
      expect(wordsOf(post)).toMatch(/earliest here is Fri, Dec 4.*View orders/s)
      expect(buttonsIn(post)).toEqual(['Edit shared details', 'Request again'])
    }
    await expect(day.click('approver', 'Approve', /[Ss]ubmit #1001/)).rejects.toThrow(
      NothingToPress,
    )
    await day.click('porter', 'Edit shared details', /Not submitted: #1001/)
    expect((await day.submit('porter', { 'Requested FOC': 'Mon, Dec 7' })).errors).toBeUndefined()
    await day.click('porter', 'Request again', /Not submitted: #1001/)
    await day.click('approver', 'Approve', /[Ss]ubmit #1001/)
    await day.until('porter', /^\*Submitted: #1001/)
    expect(bulkSubmissionsOf(day)).toHaveLength(1)
  }, 60_000)
})
