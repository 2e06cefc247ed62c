import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { seldom } from '../fixtures/seldom.ts'
import { barriersIn } from './axe.ts'
import { openBrowser } from './browser.ts'
import {
  clockStands,
  expectNothingClipped,
  fillInOwner,
  LOA,
  PHONE,
  picture,
  sitDown,
  startDemo,
  troubleIn,
  type Demo,
  type Desk,
} from './demo.ts'

// Unpacking the browser, starting the demo and waiting for what people wait for.
const LONG = 120_000

describe('the page of the practice Slack', { timeout: LONG }, () => {
  let browser: Browser
  let demo: Demo
  let dana: Desk
  beforeAll(async () => {
    browser = await openBrowser()
  }, LONG)
  afterAll(() => browser.close())
  beforeEach(async () => {
    demo = await startDemo()
    dana = await sitDown(browser, demo, 'porter')
  }, LONG)
  afterEach(async () => {
    await Promise.all(browser.contexts().map((context) => context.close()))
    await demo.stop()
    expect(troubleIn(demo.said())).toEqual([])
  })

  it('leads from the first command to a live local order, approved in a second window', async () => {
    expect(await barriersIn(dana.page)).toEqual([])
    await picture(dana, 'welcome')
    await dana.type('/portin check 919-555-0100..0104 800-555-0199')
    await dana.sees(/numbers?.* can port/)
    await dana.type('/portin new 919-555-0100..0104')
    const { form } = dana
    await form.getByLabel('BTN (billing number)').fill('919-555-0100')
    await fillInOwner(dana, 'Acme Dental')
    await form.getByLabel('Requested FOC').selectOption('Thu, Dec 3')
    await form.getByLabel('On demand').check()
    await form.getByLabel('Time (ET)').selectOption('10 PM ET')
    expect(await barriersIn(dana.page, 'dialog.form')).toEqual([])
    await picture(dana, 'form')
    await dana.press('Save draft')
    await form.waitFor({ state: 'detached' })

    await dana.sees(/#1001 · Acme Dental · draft/)
    await dropLoa(dana)
    await dana.press('Attach as LOA')
    await dana.sees(/loa\.pdf is attached to #1001 .*as LOA/)
    await dana.press('Request approval', { in: /#1001 · Acme Dental · draft/ })

    const lee = await sitDown(browser, demo, 'approver')
    await lee.press('Approve and submit', { in: /[Ss]ubmit #1001/, confirm: 'Approve and submit' })
    await dana.sees(/Submitted: #1001/)
    await dana.press('Next hour')
    await dana.press('Agrees')
    await dana.sees(/#1001.*: FOC Thu, Dec 3/)
    await picture(dana, 'agreed')

    // Thu, Dec 3 at 11 AM ET or so, inside the window.
    for (let day = 0; day < 3; day += 1) {
      await dana.press('Next day')
      await clockStands(dana)
    }
    await dana.press('Activate now', { confirm: 'Activate' })
    await lee.press('Approve and activate', {
      in: /[Aa]ctivate #1001/,
      confirm: 'Approve and activate',
    })
    await dana.press('Next thing that happens')
    await dana.sees(/#1001.* is live/)
    await picture(dana, 'live')
    expect([...dana.complaints, ...lee.complaints]).toEqual([])
  })

  seldom('leads a toll-free draft to its date, with the letter given in a form', async () => {
    await dana.type('/portin new 800-555-0100..0102')
    const { form } = dana
    await form.getByLabel('Subscriber').selectOption('Business')
    await form.getByLabel('Business name').fill('Sunset Spa')
    await form.getByLabel('Signer (authorizing person)').fill('J Rivera')
    await form.getByLabel('Site').selectOption('Raleigh office')
    await dana.press('Save draft')
    await form.waitFor({ state: 'detached' })
    await dana.press('Next hour')
    await dana.sees(/#1001.* passed the number check/)

    await dana.opens('Add LOA', form.getByLabel('File'))
    await form.getByLabel('File').setInputFiles(LOA)
    await form.getByText('loa.pdf').waitFor()
    await dana.press('Send to Bandwidth')
    await dana.sees(/loa\.pdf is attached to #1001 .*as LOA/)
    await form.press('Escape')
    await dana.press('Request approval')
    const lee = await sitDown(browser, demo, 'approver')
    await lee.press('Approve and submit', { in: /[Ss]ubmit #1001/, confirm: 'Approve and submit' })
    await dana.sees(/Submitted: #1001/)
    await dana.press('Next hour')
    await dana.press('RespOrg agrees')
    await dana.sees(/#1001.*: FOC [A-Z]/)
    await picture(dana, 'toll-free')
    expect([...dana.complaints, ...lee.complaints]).toEqual([])
  })

  seldom(
    'splits a bulk order, shows its orders a page at a time, and gives one a thread',
    async () => {
      await dana.type('/portin bulk 919-555-0100..0109 919-556-0100..0104 800-555-0100')
      const { form } = dana
      await fillInOwner(dana, 'Acme Corp')
      await form.getByLabel('Requested FOC').selectOption('Fri, Dec 11')
      await dana.press('Save draft')
      await form.waitFor({ state: 'detached' })
      await dana.press('Next hour')
      await dana.sees(/#1001 · Acme Corp \(bulk\) is split: 16 numbers in 3 orders/)
      // Its orders are looked at one after the other, and its card is drawn again every 15 seconds.
      await dana.press('Next hour')
      await dana.sees(/2 of 3 orders need more details/)

      await dana.opens('View orders', form.getByText('Windstream'), {
        in: /draft, split into orders/,
      })
      await form.getByRole('combobox').first().selectOption('All orders (3)')
      await form.getByText(/toll-free · 1 number/).waitFor()
      const line = form.locator('.section').filter({ hasText: 'Frontier' })
      // The choice draws the view again, which closes a menu that is open by then.
      await vi.waitFor(
        async () => {
          await line.getByLabel('More').click()
          await line.getByRole('button', { name: /^Edit #/ }).click({ timeout: 2_000 })
        },
        { timeout: 20_000 },
      )
      await form.getByLabel('BTN (billing number)').fill('919-555-0100')
      await dana.press('Save draft')
      await form.getByText(/changed: BTN/).waitFor()
      await form.getByRole('button', { name: 'Close' }).last().click()
      // Below it the breakdown shows the change.
      await dana.button('Refresh').waitFor()
      await form.getByText(/changed: BTN/).waitFor()
      expect(await line.innerText()).not.toContain('BTN')
      await line.getByLabel('More').click()
      await line.getByRole('button', { name: 'Open its own thread' }).click()
      await form.getByText(/#100\d now has its own card and thread/).waitFor()
      await form.press('Escape')
      await dana.sees(/#100\d · Acme Corp · draft.*[Ii]t submits with #1001/s)
      expect(dana.complaints).toEqual([])
    },
  )

  it('tells a guest why not, and nobody else', async () => {
    const gus = await sitDown(browser, demo, 'guest')
    await gus.type('/portin new 919-555-0100')
    // Ten in New York is eight in Denver, where Gus is, and four in the browser's own zone.
    await gus.sees(/Only you can see this.*8:0\d AM.*Only full members/s)
    await dana.type('good morning')
    await gus.sees(/good morning/)
    await dana.sees(/good morning/)
    expect(await dana.page.getByRole('article').count()).toBe(1)
    expect(await gus.form.count()).toBe(0)
    expect([...dana.complaints, ...gus.complaints]).toEqual([])
  })

  it('sets its scenes with one press, and fits a phone', async () => {
    const sam = await sitDown(browser, demo, 'approver2', PHONE)
    await setScene(dana, 'A rejected order')
    await sam.sees(/#1001.* rejected by/)
    await picture(sam, 'phone')
    await expectNothingClipped(sam)
    await sam.press('Clock and carrier')
    await picture(sam, 'phone-carrier')
    await expectNothingClipped(sam)

    // The address is corrected on a phone, and proven on the desk.
    const onPhone = await sitDown(browser, demo, 'porter', PHONE)
    const houseNumber = onPhone.form.getByLabel('House number')
    await onPhone.opens('Fix address', houseNumber, { in: /#1001.* rejected by/ })
    await houseNumber.fill('102')
    await picture(onPhone, 'phone-correct')
    await expectNothingClipped(onPhone)
    await onPhone.press('Send to carrier')
    await onPhone.form.getByText('Bandwidth shows the change to #1001').waitFor()
    await dana.sees(/#1001.*changed by/)
    await dana.form.getByRole('button', { name: 'Close' }).last().click()
    await onPhone.form.waitFor({ state: 'detached' })
    await onPhone.page.getByLabel('Channel').selectOption({ label: 'portin' })
    await choosesColumn(onPhone, 'Main Phone')
    await setScene(dana, 'A local order on its FOC day')
    await dana.sees(/#1002.* ports today/)
    expect([...dana.complaints, ...sam.complaints, ...onPhone.complaints]).toEqual([])
  })

  seldom('shows what somebody typed as what they typed, and works without a mouse', async () => {
    await dana.type('<b>5 < 6</b> & *bold* _slanted_ `code` <https://example.com|here> :tada:')
    const { page } = dana
    const said = dana.message(/5 < 6/)
    expect(await said.locator('.text').innerText()).toBe(
      '<b>5 < 6</b> & bold slanted code <https://example.com|here> 🎉',
    )
    expect(await said.locator('strong, em, code, a').allInnerTexts()).toEqual([
      'Dana Porter',
      'bold',
      'slanted',
      'code',
    ])
    const composer = page.getByRole('textbox', { name: /^Message / })
    await composer.fill('/portin li')
    await page.keyboard.press('Tab')
    await page.keyboard.type('drafts')
    expect(await composer.inputValue()).toBe('/portin list drafts')
    await page.keyboard.press('Enter')
    await dana.sees(/Only you can see this/)
    await dana.type('/portin check')
    await dana.form
      .getByLabel(/^Numbers/)
      .first()
      .waitFor()
    await page.keyboard.type('919-555-0100')
    await page.keyboard.press('Escape')
    await dana.form.waitFor({ state: 'detached' })

    await dana.page.locator('nav.side button', { hasText: 'portin' }).last().click()
    await choosesColumn(dana, 'Office Phone')
    expect(dana.complaints).toEqual([])
  })
})

/** Drops the letter on the reply field of the newest card's thread. */
async function dropLoa({ page }: Desk): Promise<void> {
  await page.getByRole('button', { name: 'Reply in thread' }).last().click()
  // In words of the browser, which this side does not know.
  const dataTransfer = await page.evaluateHandle(`(() => {
    const transfer = new DataTransfer()
    transfer.items.add(new File([${JSON.stringify(LOA.buffer.toString())}], 'loa.pdf', { type: 'application/pdf' }))
    return transfer
  })()`)
  const reply = page.getByRole('textbox', { name: 'Reply' })
  await reply.dispatchEvent('drop', { dataTransfer })
  await page.locator('.thread .chip').first().waitFor()
  await reply.fill('the letter')
  await reply.press('Enter')
}

/** Drops a list of two columns in the conversation with the bot, and says in its menu which one is meant. */
async function choosesColumn(desk: Desk, heading: string): Promise<void> {
  const { page } = desk
  const name = `${heading}.csv`
  const text = `${heading},Cell Phone\n919-555-0100,984-555-0100\n919-555-0101,984-555-0101\n`
  const file = { name, mimeType: 'text/csv', buffer: Buffer.from(text) }
  await page.getByLabel('Add a file').last().setInputFiles(file)
  await page.locator('.chip', { hasText: name }).first().waitFor()
  await desk.type('these')
  const asked = desk.message(/Which column of/).filter({ hasText: name })
  await asked.getByText(`${heading}: 2 numbers: 919-555-0100, 919-555-0101`).waitFor()
  await expectNothingClipped(desk)
  await asked.getByLabel('Choose numbers to port').selectOption({ label: heading })
  await desk.sees(new RegExp(`“${heading}” of ${name}`))
  await expectNothingClipped(desk)
}

async function setScene({ page }: Desk, title: string): Promise<void> {
  await page.locator('.world .scenes button', { hasText: title }).click()
}
