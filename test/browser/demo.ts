import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createInterface } from 'node:readline'
import type { Browser, Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { scratchFolder } from '../fixtures/scratch.ts'
import type { Who } from '../stories/practice-day.ts'

/** `npm run demo`, as somebody starts it who has never seen it; practice time begins on a Monday at 10 AM ET. */
export interface Demo {
  readonly url: string
  /** The practice Bandwidth, for the carriers’ part. */
  readonly bandwidth: string
  /** What it has complained of. */
  said(): string
  stop(): Promise<void>
}

const DEMO = fileURLToPath(new URL('../../sandbox/demo.ts', import.meta.url))
const A_MONDAY = '2026-11-30T15:00:00Z'

export async function startDemo(): Promise<Demo> {
  const ports = ['--slack-port', '0', '--bandwidth-port', '0']
  const folder = scratchFolder('demo')
  const memory = ['--database', join(folder, 'portin.sqlite')]
  const child = spawn(
    process.execPath,
    [DEMO, '--json', '--start', A_MONDAY, ...ports, ...memory],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  let said = ''
  child.stderr.on('data', (data: Buffer) => (said += data.toString()))
  const [line] = (await Promise.race([
    once(createInterface(child.stdout), 'line'),
    once(child, 'exit').then(() => {
      throw new Error(`The demo ended before it was ready: ${said}`)
    }),
  ])) as [string]
  const { slack: url, bandwidth } = JSON.parse(line) as { slack: string; bandwidth: string }
  return {
    url,
    bandwidth,
    said: () => said,
    async stop() {
      child.kill('SIGTERM')
      await once(child, 'exit')
      rmSync(folder, { recursive: true })
    },
  }
}

const PRESS_MS = 5_000
const OPEN_MS = 15_000

const DESKTOP = { width: 1440, height: 900 }
export const PHONE = { width: 390, height: 844 }

/** A window of one person. Whatever the page's own code complains of fails the test that looks. */
export interface Desk {
  readonly page: Page
  readonly complaints: readonly string[]
  type(text: string): Promise<void>
  /** The newest message with these words. */
  message(words: RegExp): Locator
  button(name: string, within?: Locator): Locator
  /** Presses a button of the page, and what its confirm dialog asks, if it has one. */
  press(name: string, options?: { in?: RegExp; confirm?: string }): Promise<void>
  /** Presses what opens a form, again where nothing opens: on a busy machine Slack's three seconds for it may pass. */
  opens(name: string, shown: Locator, options?: { in?: RegExp }): Promise<void>
  sees(words: RegExp): Promise<void>
  readonly form: Locator
}

export async function sitDown(
  browser: Browser,
  { url }: Pick<Demo, 'url'>,
  as: Who,
  viewport = DESKTOP,
): Promise<Desk> {
  const context = await browser.newContext({ viewport, timezoneId: 'Europe/Berlin' })
  context.setDefaultTimeout(30_000)
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (said) => {
    if (['error', 'warning'].includes(said.type())) complaints.push(said.text())
  })
  await page.goto(`${url}/?as=${as}`)
  const composer = page.getByRole('textbox', { name: /^Message / })
  await composer.waitFor()
  const message = (words: RegExp) => page.getByRole('article').filter({ hasText: words }).last()
  /** The channel's line about a reply has the same words, and no buttons. */
  const messageWith = (words: RegExp, name: string) =>
    page
      .getByRole('article')
      .filter({ hasText: words, has: page.getByRole('button', { name, exact: true }) })
      .last()
  /** What is waited for in vain is looked for in what the page shows instead. */
  const shown = (step: Promise<void>) =>
    step.catch(async (error: unknown) => {
      throw new Error(
        `${String(error)}\nThe page shows:\n${await page.locator('body').innerText()}`,
      )
    })
  const button = (name: string, within: Locator | Page = page) =>
    within.getByRole('button', { name, exact: true }).last()
  return {
    page,
    complaints,
    message,
    button,
    form: page.locator('dialog.form'),
    async type(text) {
      await composer.fill(text)
      await composer.press('Enter')
    },
    async press(name, { in: words, confirm } = {}) {
      await shown(button(name, words === undefined ? page : messageWith(words, name)).click())
      if (confirm !== undefined)
        await shown(button(confirm, page.locator('dialog.confirm')).click())
    },
    async opens(name, within, { in: words } = {}) {
      const press = button(name, words === undefined ? page : messageWith(words, name))
      const open = async (): Promise<void> => {
        if (!(await within.isVisible())) await press.click({ timeout: PRESS_MS })
        await within.waitFor({ timeout: OPEN_MS })
      }
      await shown(open().catch(open).catch(open))
    },
    async sees(words) {
      await shown(message(words).waitFor())
    },
  }
}

/** A letter that Bandwidth takes. */
export const LOA = {
  name: 'loa.pdf',
  mimeType: 'application/pdf',
  buffer: Buffer.from('%PDF-1.4\n1 0 obj\n<< /Title (Letter) >>\nendobj\n%%EOF\n'),
}

/** For the README, which takes it from there. One that is there stays: delete it to have it taken again. */
export async function picture({ page }: Desk, name: string): Promise<void> {
  const path = fileURLToPath(new URL(`../../docs/pictures/${name}.png`, import.meta.url))
  if (existsSync(path)) return
  await page.evaluate('document.fonts.ready')
  await page.screenshot({ path, animations: 'disabled' })
}

/** Nothing is wider than the screen, and no label is cut. */
export async function expectNothingClipped({ page }: Desk): Promise<void> {
  const cut = await page.evaluate(`[
    ...(document.documentElement.scrollWidth > innerWidth ? ['the page'] : []),
    ...[...document.querySelectorAll('button, p, label, h2')]
      .filter((each) => each.offsetParent && each.scrollWidth > each.clientWidth + 1 && each.clientWidth > 0)
      .map((each) => each.textContent),
  ]`)
  expect(cut).toEqual([])
}

/** Whose numbers they are, where, and the site; nothing typed is lost when the form is drawn again for its peers. */
export async function fillInOwner({ form }: Desk, businessName: string): Promise<void> {
  await form.getByLabel(/^Subscriber/).selectOption('Business')
  await form.getByLabel('Business name').fill(businessName)
  await form.getByLabel('House number').fill('100')
  await form.getByLabel('Street').fill('Main St')
  await form.getByLabel('City').fill('Raleigh')
  await form.getByLabel(/^State/).fill('NC')
  await form.getByLabel(/^ZIP/).fill('27601')
  await form.getByLabel('Signer (authorizing person)').fill('J Rivera')
  await form.getByRole('button', { name: 'Show more fields' }).click()
  await form.getByLabel('SIP peer').waitFor()
  await form.getByLabel('Site').selectOption('Raleigh office')
  const ofSite = form.getByLabel('SIP peer').locator('option', { hasText: '(default)' })
  await ofSite.waitFor({ state: 'attached' })
  expect(await form.getByLabel('Business name').inputValue()).toBe(businessName)
}

export async function clockStands({ page }: Desk): Promise<void> {
  await page.locator('.world [aria-busy=true]').waitFor({ state: 'detached' })
}

/** What the demo complained of. Bolt's own remarks about a link that was slow are no complaint. */
export function troubleIn(said: string): readonly string[] {
  return said.split('\n').filter((line) => line !== '' && !line.includes('"event":"bolt-'))
}
