import { afterEach, expect } from 'vitest'
import { seldom } from '../fixtures/seldom.ts'
import { endStory } from '../stories/order-on-the-way.ts'
import { startDay, type PracticeDay } from '../stories/practice-day.ts'
import { openBrowser } from './browser.ts'
import { fortyOrders } from '../stories/many-orders.ts'
import { expectNothingClipped, PHONE, sitDown, type Desk } from './demo.ts'
import { barriersIn } from './axe.ts'

const LONG = 300_000

let day: PracticeDay
afterEach(() => endStory(day))

/** The newest list that only they see. */
const list = (desk: Desk, words: RegExp) => desk.message(words)

seldom(
  'a morning with forty orders leads from its message to an empty list of what waits, on a desk and on a phone',
  async () => {
    day = await startDay({
      settings: { PORTIN_MORNING: '8:00', PORTIN_DEFAULT_CHANNEL: 'C0PORTING' },
    })
    await fortyOrders(day)
    await day.turn({ now: '2026-11-30T21:00:00Z' })
    await day.command('porter', 'find Koala')
    await day.click('porter', 'Request approval', /Koala Kids/)
    await day.click('porter', 'Request approval', /Zebra Zoo/)
    await day.turn({ now: '2026-12-01T13:00:00Z' })

    const browser = await openBrowser()
    try {
      const url = day.practice.slack.url
      const dana = await sitDown(browser, { url }, 'porter')
      const lee = await sitDown(browser, { url }, 'approver', PHONE)
      for (const desk of [dana, lee]) {
        await desk.sees(/This morning:/)
        await expectNothingClipped(desk)
      }
      await dana.type('/portin list')
      for (const page of [/(?!1 )\d+ to \d+ of 37/, /to 37 of 37/]) {
        await dana.press('Show next orders', { in: /Open orders: \d+/ })
        await list(dana, page).waitFor()
      }
      await expectNothingClipped(dana)
      expect(await barriersIn(dana.page)).toEqual([])

      await lee.type('/portin waiting')
      await lee.sees(/Waiting on you: 2/)
      await expectNothingClipped(lee)
      for (const customer of ['Koala Kids', 'Zebra Zoo']) {
        const request = new RegExp(`Submit #\\d+ · ${customer}`)
        await lee.press('Approve and submit', { in: request, confirm: 'Approve and submit' })
        await dana.sees(new RegExp(`Submitted: #\\d+ · ${customer}`))
      }
      await lee.type('/portin waiting')
      await lee.sees(/Waiting on you: none/)
      await expectNothingClipped(lee)
      expect([...dana.complaints, ...lee.complaints]).toEqual([])
    } finally {
      await browser.close()
    }
  },
  LONG,
)
