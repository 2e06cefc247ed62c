import { expect } from 'vitest'
import { countOf } from '../../src/porting/counts.ts'
import { ACME_FORM } from '../fixtures/acme-form.ts'
import { callsOf, door, elsewhere } from './order-on-the-way.ts'
import { pdf, wordsOf, type Dropped, type PracticeDay, type Seen } from './practice-day.ts'
import { messages } from './toll-free-on-the-way.ts'

const { 'BTN (billing number)': _, ...OF_ALL } = ACME_FORM

/** What all orders of a bulk order share. */
export const BULK = {
  ...OF_ALL,
  'Business name': 'Acme Corp',
  'Requested FOC': 'Fri, Dec 11',
} as const

/** Fifteen local numbers of two carriers: `#1002` is Windstream's and `#1003` Frontier's, or the other way. */
export const TWO_CARRIERS = '919-555-0100..0109 919-556-0100..0104'

export async function sendBulkForm(day: PracticeDay, numbers: string) {
  await day.command('porter', `bulk ${numbers}`)
  return day.submit('porter', BULK)
}

/** Bandwidth checks the numbers: a few seconds, with toll-free ones ninety. */
export async function passCheck(day: PracticeDay, seconds = 10): Promise<void> {
  for (let passed = 0; passed < seconds; passed += 10) await day.turn({ advance: 'PT10S' })
}

/** `#1001`, split into its orders, which are looked at. @returns its card. */
export async function splitBulk(day: PracticeDay, numbers = TWO_CARRIERS): Promise<Seen> {
  expect((await sendBulkForm(day, numbers)).errors).toBeUndefined()
  await passCheck(day, 30)
  return day.until('porter', /^\*#1001 · Acme Corp \(bulk\)\* · draft, split into orders/)
}

export interface ChildLine {
  readonly number: number
  readonly from: string
  readonly count: number
  readonly words: string
}

/** The orders that the breakdown lists first: while anything is missing, those that need attention. */
export async function breakdownOf(day: PracticeDay, bulk = 1001): Promise<readonly ChildLine[]> {
  await day.click('porter', 'View orders', new RegExp(`^\\*#${bulk}\\b`))
  const text = (await day.modal('porter'))?.text ?? ''
  return [...text.matchAll(/^\*#(\d+)\* · ([^·]+) · (\d+) numbers?\b.*$/gm)].map(
    ([words, number, from = '', count]) => ({
      number: Number(number),
      from,
      count: Number(count),
      words,
    }),
  )
}

export function csv(text: string, name = 'orders.csv'): Dropped {
  return { name, mimetype: 'text/csv', base64: Buffer.from(text).toString('base64') }
}

/** The newest order with this number, as Bandwidth has it. */
export function childWith(day: PracticeDay, tn: string) {
  const digits = tn.replaceAll('-', '')
  const found = day.practice.bandwidth.control.orders().findLast(({ tns }) => tns.includes(digits))
  if (found === undefined) throw new Error(`No order at Bandwidth has ${tn}.`)
  return found
}

/** How many LOAs Bandwidth has for the order with this number. */
export async function loasOf(day: PracticeDay, tn: string): Promise<number> {
  const list = await elsewhere(day, 'GET', `/portins/${childWith(day, tn).id}/loas`)
  return [...list.matchAll(/<fileNames>/g)].length
}

/** What was sent to have a bulk order ported. */
export function bulkSubmissionsOf(day: PracticeDay) {
  return callsOf(day, 'PATCH', /\/bulkPortins\/[^/]+$/).filter(({ request }) =>
    request.includes('IN_PROGRESS'),
  )
}

/** What the newest file of that name says that the bot put where the coordinator sees it. */
export async function fileOf(day: PracticeDay, name: RegExp, channel?: string): Promise<string> {
  const files = (await day.sees('porter', channel)).flatMap((message) => message.files ?? [])
  const file = files.findLast((one) => name.test(one.name))
  if (file === undefined) throw new Error(`Nobody sees a file ${String(name)}.`)
  const response = await fetch(`${day.practice.slack.url}/files/U0PORTIN/${file.id}?as=porter`)
  expect(response.status).toBe(200)
  return response.text()
}

/** Every local order gets its BTN, and all their letter, dropped together. */
export async function makeReady(
  day: PracticeDay,
  card: Seen,
  children: readonly { readonly number: number; readonly btn: string; readonly account?: string }[],
): Promise<void> {
  const rows = children.map(({ number, btn, account }) => `#${number},${btn},${account ?? ''}`)
  await day.say('porter', 'the facts and the letters', {
    thread: card.ts,
    files: [
      csv(['order,BTN,account number', ...rows].join('\n')),
      ...children.map(({ number }) => pdf(`loa #${number}.pdf`)),
    ],
  })
  await day.click('porter', `Change ${countOf(children.length, 'order')}`)
  await day.click('porter', `Attach ${countOf(children.length, 'LOA')}`)
  await day.turn({ advance: 'PT1M' })
  expect(wordsOf(await bulkCardOf(day))).toContain('ready')
}

/** The bulk order's live message as it is now. */
export async function bulkCardOf(day: PracticeDay): Promise<Seen> {
  const found = (await messages(day, 'porter')).find((message) =>
    /^\*#1001[^*]*\(bulk\)\* · /.test(wordsOf(message)),
  )
  if (found === undefined) throw new Error('There is no card of #1001.')
  return found
}

/** `#1001` with two orders that miss nothing. */
export async function readyBulk(day: PracticeDay): Promise<Seen> {
  const card = await splitBulk(day)
  const children = await breakdownOf(day)
  await makeReady(
    day,
    card,
    children.map(({ number, from }) => ({
      number,
      btn: from.startsWith('Windstream') ? '919-556-0100' : '919-555-0100',
    })),
  )
  return card
}

/** `#1001`, agreed to for Fri, Dec 11: toll-free orders, and a local one of Frontier's if there is one. */
export async function agreedBulk(
  day: PracticeDay,
  firstOfEach: readonly string[],
  numbers: string,
): Promise<readonly ChildLine[]> {
  expect((await sendBulkForm(day, numbers)).errors).toBeUndefined()
  await passCheck(day, 120)
  const card = await bulkCardOf(day)
  const children = await breakdownOf(day)
  await door(day, 'close', { as: 'porter', all: true })
  const local = children.find(({ from }) => from.startsWith('Frontier'))
  await day.say('porter', 'all of it', {
    thread: card.ts,
    files: [
      ...(local === undefined ? [] : [csv(`order,BTN\n#${local.number},919-555-0100`)]),
      ...children.map(({ number }) => pdf(`loa #${number}.pdf`)),
    ],
  })
  if (local !== undefined) await day.click('porter', 'Change 1 order')
  await day.click('porter', `Attach ${countOf(children.length, 'LOA')}`)
  await day.turn({ advance: 'PT1M' })
  await day.click('porter', 'Request approval', /^\*#1001/)
  await day.click('approver', 'Approve', /[Ss]ubmit #1001/)
  await passCheck(day, 120)
  for (const tn of firstOfEach) {
    await day.carrier('foc', childWith(day, tn).id, { date: '2026-12-11' })
  }
  for (let turns = 0; turns < 3; turns += 1) await day.turn({ advance: 'PT5M' })
  return children
}

/** Of a bulk order each of whose orders leaves a carrier of its own, the orders' numbers and ids, all refused. */
export async function refusedBulk(
  day: PracticeDay,
  count: number,
  error: { readonly code: string; readonly text: string },
): Promise<readonly { readonly number: number; readonly id: string }[]> {
  const numbers = Array.from({ length: count }, (_, index) => `336-${200 + index}-0100`)
  const card = await splitBulk(day, numbers.join(' '))
  const children = await breakdownOf(day)
  await day.closeForm('porter')
  const orders = children.map(({ number, from }) => ({ number, from }))
  await makeReady(
    day,
    card,
    orders.map(({ number }, index) => ({ number, btn: numbers[index] ?? '' })),
  )
  await day.click('porter', 'Request approval', /^\*#1001/)
  await day.click('approver', 'Approve', /[Ss]ubmit #1001/)
  await day.turn({ advance: 'PT2M' })
  const refused = orders.map(({ number }, index) => ({
    number,
    id: childWith(day, numbers[index] ?? '').id,
  }))
  for (const { id } of refused) await day.carrier('reject', id, { errors: [error] })
  await day.turn({ advance: 'PT10M' })
  return refused
}
