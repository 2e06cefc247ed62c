import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect } from 'vitest'
import { ALL, LOCAL } from '../fixtures/migration.ts'
import { seldom } from '../fixtures/seldom.ts'
import { openBrowser } from './browser.ts'
import {
  clockStands,
  expectNothingClipped,
  fillInOwner,
  LOA,
  PHONE,
  sitDown,
  startDemo,
  troubleIn,
  type Demo,
  type Desk,
} from './demo.ts'

const LONG = 900_000
/** Eight orders are looked at, and drawn in four windows, each hour. */
const SLOW = 120_000

const LOAS = [
  'Frontier Rochester.pdf',
  'LOA_Windstream.pdf',
  'tmobile.pdf',
  'spectrum letter.pdf',
  '7205550101.pdf',
  '800-555-0100 loa.pdf',
  'scan 800.556.0133.pdf',
]

let browser: Browser
let demo: Demo
beforeAll(async () => {
  browser = await openBrowser()
  demo = await startDemo()
}, LONG)
afterAll(async () => {
  await browser.close()
  await demo.stop()
})

const nextHour = async (desk: Desk) => {
  await desk.press('Next hour')
  await clockStands(desk)
}

async function control(path: string, body?: unknown): Promise<unknown> {
  const answer = await fetch(`${demo.bandwidth}/control/${path}`, {
    ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }),
    headers: { 'content-type': 'application/json' },
  })
  return answer.status === 200 ? answer.json() : null
}

/** The order at Bandwidth that has the first number of a prefix. */
async function orderWith(prefix: string): Promise<string> {
  const { orders } = (await control('orders')) as { orders: readonly { readonly id: string }[] }
  const first = `${prefix.replace('-', '')}0100`
  return orders.findLast((order) => JSON.stringify(order).includes(first))?.id ?? ''
}

seldom(
  'a migration of 312 numbers is read and decided at the desk and on a phone',
  async () => {
    const dana = await sitDown(browser, demo, 'porter')
    const onPhone = await sitDown(browser, demo, 'porter', PHONE)
    const lee = await sitDown(browser, demo, 'approver')
    const leeOnPhone = await sitDown(browser, demo, 'approver', PHONE)
    const everybody = [dana, onPhone, lee, leeOnPhone]
    for (const { page } of everybody) page.setDefaultTimeout(SLOW)
    const fitsEverybody = async () => {
      for (const desk of everybody) await expectNothingClipped(desk)
    }

    await dana.type(`/portin bulk ${ALL}`)
    await fillInOwner(dana, 'Acme Corp')
    await dana.form.getByLabel('Requested FOC').selectOption('Fri, Dec 11')
    await dana.press('Save draft')
    await dana.form.waitFor({ state: 'detached' })
    for (let hours = 0; hours < 2; hours += 1) await nextHour(dana)
    await onPhone.sees(/8 numbers can’t port/)
    await fitsEverybody()
    await dana.press('Remove 8 numbers', { confirm: 'Remove' })
    await dana.sees(/8 removed/)
    for (let hours = 0; hours < 2; hours += 1) await nextHour(dana)
    await onPhone.sees(/304 numbers \(94 toll-free\) in 8 orders/)

    await onPhone.opens('View orders', onPhone.form.getByText('Windstream').first(), {
      in: /draft, split into orders/,
    })
    const shown = await onPhone.form.innerText()
    await fitsEverybody()
    await onPhone.form.press('Escape')
    await dana.form.waitFor({ state: 'detached' })

    const rows = Object.entries(LOCAL).map(([carrier, prefix]) => {
      const [, number] = new RegExp(`#(\\d+) · ${carrier}`).exec(shown) ?? []
      return `#${number},${prefix}-0100,ACC-4471,1234`
    })
    await dana.page.getByRole('button', { name: 'Reply in thread' }).first().click()
    await dana.page
      .locator('.thread')
      .getByLabel('Add a file')
      .first()
      .setInputFiles([
        {
          name: 'orders.csv',
          mimeType: 'text/csv',
          buffer: Buffer.from(['order,BTN,account number,PIN', ...rows].join('\n')),
        },
        ...LOAS.map((name) => ({ ...LOA, name })),
      ])
    await dana.page.locator('.thread .chip').nth(LOAS.length).waitFor()
    const reply = dana.page.getByRole('textbox', { name: 'Reply' })
    await reply.fill('from the customer')
    await reply.press('Enter')
    await onPhone.sees(/7 files for its orders/)
    await fitsEverybody()
    await dana.press('Change 5 orders')
    await dana.sees(/filled in 5 orders of #1001/)
    await dana.press('Attach 7 LOAs')
    await dana.sees(/7 files went to their orders/)
    await nextHour(dana)

    await dana.press('Request approval', { in: /#1001 · Acme Corp \(bulk\)/ })
    await leeOnPhone.sees(/Submit #1001 .*304 numbers/s)
    await fitsEverybody()
    await lee.press('Approve and submit', { in: /Submit #1001/, confirm: 'Approve and submit' })
    await dana.sees(/#1001 · Acme Corp \(bulk\) is submitted/)
    await nextHour(dana)

    for (const prefix of ['919-555', '919-557', '720-555', '800-555', '833-555']) {
      await control(`orders/${await orderWith(prefix)}/foc`, { date: '2026-12-11' })
    }
    await nextHour(dana)
    await control(`orders/${await orderWith('919-556')}/foc`, { date: '2026-12-15' })
    await nextHour(dana)
    await control(`orders/${await orderWith('800-556')}/reject`, {})
    await nextHour(dana)
    await onPhone.sees(/#1001.*FOC changed for \d+ numbers to Tue, Dec 15/s)
    await onPhone.sees(/Orders 8: 7 FOC, 1 rejected/)
    await fitsEverybody()

    for (let days = 0; days < 14; days += 1) {
      await dana.press('Next day')
      await clockStands(dana)
    }
    // Tue, Dec 15, at nine in the morning.
    for (let hours = 0; hours < 14; hours += 1) await nextHour(dana)
    await control('faults', { kind: 'silent-skip', method: 'PUT', path: '/activationStatus$' })
    await dana.press('Activate all', { in: /#1001 · Acme Corp \(bulk\)/, confirm: 'Activate' })
    await leeOnPhone.sees(/Activate 2 orders of #1001/)
    await fitsEverybody()
    await leeOnPhone.press('Activate 2 orders', {
      in: /Activate 2 orders of #1001/,
      confirm: 'Activate',
    })
    await dana.sees(/#1001.*\d of \d orders? live/)
    await nextHour(dana)
    await fitsEverybody()
    expect(everybody.flatMap(({ complaints }) => complaints)).toEqual([])
    expect(troubleIn(demo.said())).toEqual([])
  },
  LONG,
)
