import { expect } from 'vitest'
import { splitBulk } from './bulk-on-the-way.ts'
import { ACME, elsewhere } from './order-on-the-way.ts'
import type { PracticeDay, Who } from './practice-day.ts'

/** A draft with a number and nothing else, made by somebody else. */
export async function draftElsewhere(day: PracticeDay, tn: string): Promise<void> {
  const body = `<LnpOrder><SiteId>14020</SiteId><CustomerOrderId>elsewhere ${tn}</CustomerOrderId><ListOfPhoneNumbers><PhoneNumber>${tn}</PhoneNumber></ListOfPhoneNumbers><ProcessingStatus>DRAFT</ProcessingStatus></LnpOrder>`
  await elsewhere(day, 'POST', '/portins', { body })
}

/** A draft of this customer, complete, made in the form. */
export async function draftOf(
  day: PracticeDay,
  customer: string,
  numbers: string,
  {
    as = 'porter',
    channel,
    values = {},
  }: { readonly as?: Who; readonly channel?: string; readonly values?: object } = {},
): Promise<void> {
  await day.command(as, `new ${numbers}`, channel)
  const sent = await day.submit(as, {
    ...ACME,
    'Business name': customer,
    'BTN (billing number)': numbers.split('..')[0],
    ...values,
  })
  expect(sent.errors).toBeUndefined()
  await day.closeForm(as)
  await day.until(as, new RegExp(`#\\d+ · ${customer}\\* · draft`), channel)
}

/** Thirty-three that were found at Bandwidth, a bulk order, and three of the coordinator's own. */
export async function fortyOrders(day: PracticeDay): Promise<void> {
  await splitBulk(day)
  for (let last = 0; last < 33; last += 1) await draftElsewhere(day, `${9195560000 + last}`)
  await day.turn({ advance: 'PT1M' })
  for (const [at, customer] of ['Koala Kids', 'Zebra Zoo', 'Quartz Quilts'].entries()) {
    await draftOf(day, customer, `919-555-050${at}`)
  }
}
