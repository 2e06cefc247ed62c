import { setTimeout as wait } from 'node:timers/promises'
import { readdirSync, readFileSync } from 'node:fs'
import { expect } from 'vitest'
import { ACME_ON_DEMAND } from '../fixtures/acme-form.ts'
import { callBandwidth } from '../fixtures/call-bandwidth.ts'
import {
  pdf,
  wordsOf,
  type Dropped,
  type PracticeDay,
  type Seen,
  type Who,
} from './practice-day.ts'

/** Texts that occur nowhere by chance, so that a search for them proves something. */
export const ACCOUNT_NUMBER = 'ACCT-7Q1094'
export const PIN = 'ZQ4471X'

/** A local order, complete, with an account number and a PIN. */
export const ACME = { ...ACME_ON_DEMAND, 'Account number': ACCOUNT_NUMBER, PIN } as const

export const ACME_NUMBERS = '919-555-0100..0104'

/** A toll-free order, complete. */
export const TOLL_FREE = {
  'Signer (authorizing person)': 'J Rivera',
  Site: '14020',
  'Goes live': 'Automatically at 11:30 AM ET on the FOC date',
} as const

/** `#1001`, a draft. @returns its card. */
export async function draft(
  day: PracticeDay,
  values: Record<string, unknown> = ACME,
  { numbers = ACME_NUMBERS }: { readonly numbers?: string } = {},
): Promise<Seen> {
  await day.command('porter', `new ${numbers}`)
  const sent = await day.submit('porter', values)
  expect(sent.errors).toBeUndefined()
  return day.until('porter', /#1001 · .* · (draft|checking numbers)/)
}

/** The letter is dropped in the card's thread and attached by another coordinator. */
export async function attach(day: PracticeDay, card: Seen, file: Dropped = pdf('loa.pdf')) {
  await day.say('porter', 'here is the letter', { thread: card.ts, files: [file] })
  await day.click('porter', 'Attach as LOA', new RegExp(file.name))
  await day.until('porter', new RegExp(`${file.name}\\* is attached to #1001 .*LOA`))
}

/** `#1001` with its letter, and a request to submit it. */
export async function askedToSubmit(day: PracticeDay): Promise<Seen> {
  const card = await draft(day)
  await attach(day, card)
  await day.command('porter', 'submit 1001')
  await day.until('approver', /[Ss]ubmit #1001 .*\?/s)
  return card
}

/** `#1001`, agreed to by the losing carrier for the day that was asked for or another. */
export async function agreed(day: PracticeDay, date?: string): Promise<Seen> {
  const card = await askedToSubmit(day)
  await day.click('approver', 'Approve', /[Ss]ubmit #1001/)
  await day.turn({ advance: 'PT1M' })
  await day.carrier('foc', await orderId(day), date === undefined ? {} : { date })
  await day.turn({ advance: 'PT10M' })
  await day.until('porter', /#1001.*: FOC [A-Z]/)
  return card
}

/** Of the only order that Bandwidth has. */
export async function orderId(day: PracticeDay): Promise<string> {
  const [order, ...others] = await day.orders()
  if (order === undefined || others.length > 0) throw new Error('There is not exactly one order.')
  return order.id
}

/** What a person sees whose words match, oldest first. */
export async function seenBy(
  day: PracticeDay,
  as: Who,
  words: RegExp,
  channel?: string,
): Promise<readonly string[]> {
  return (await day.sees(as, channel)).map(wordsOf).filter((said) => words.test(said))
}

/** The calls that Bandwidth got, such as `PUT /portins/…`; faults included. */
export function callsOf(day: PracticeDay, method: string, path: RegExp) {
  return day.practice.bandwidth.control
    .transcript()
    .filter((call) => call.method === method && path.test(call.path))
}

/** Requests that would have sent the order out, as Bandwidth got them. */
export function submissionsOf(day: PracticeDay) {
  return callsOf(day, 'PUT', /\/portins\/[^/]+$/).filter(({ request }) =>
    /<RequestedStatus>|<ProcessingStatus>SUBMITTED/i.test(request),
  )
}

/** What is typed about orders, their numbers and their names. */
export const ABOUT_ORDERS = [
  'check 919-555-0100',
  'new 919-555-0100',
  'edit 1001',
  'loa 1001',
  'submit 1001',
  'activate 1001',
  'cancel 1001',
  'status 1001',
  'list all',
  'today',
  'waiting',
  'stuck',
  'week',
  'Acme',
  'find acme',
  'find 919-555-0100',
  'note 1001 hello',
  'history 1001',
  'ask 1001',
  'give 1001',
]

/** Every four hours a while, until then. */
export async function passUntil(day: PracticeDay, now: string): Promise<void> {
  const end = Date.parse(now)
  while (day.clock.now() < end) {
    const next = Math.min(end, day.clock.now() + 4 * 60 * 60_000)
    await day.turn({ now: new Date(next).toISOString() })
  }
}

/** What was sent to change an order, as Bandwidth got it. */
export function changesOf(day: PracticeDay) {
  return callsOf(day, 'PUT', /\/portins\/[^/]+$/).filter(
    ({ request }) => !/<ProcessingStatus>SUBMITTED/.test(request),
  )
}

/** The carrier says no to the only order, and the bot has seen it. */
export async function reject(
  day: PracticeDay,
  ...errors: readonly {
    readonly code: string
    readonly text: string
    readonly tns?: readonly string[]
  }[]
): Promise<void> {
  await day.turn({ advance: 'PT1M' })
  await day.carrier('reject', await orderId(day), { errors })
  await day.turn({ advance: 'PT10M' })
}

/** The looks that must lie over at least two minutes before anything is said to have never happened. */
export async function passThreeSearches(day: PracticeDay): Promise<void> {
  for (let step = 0; step < 9; step += 1) await day.turn({ advance: 'PT17S' })
}

/** `press` leads to such a call, which Bandwidth keeps waiting until `meanwhile` has been done. */
export async function whileHeld(
  day: PracticeDay,
  call: { readonly method: string; readonly path: string },
  press: () => Promise<unknown>,
  meanwhile: () => Promise<unknown>,
): Promise<void> {
  const { control } = day.practice.bandwidth
  control.fault({ kind: 'hold', ...call })
  const pressed = press()
  while (control.held() === 0) await wait(5)
  await meanwhile()
  control.letGo()
  await pressed
  await day.untilIdle()
}

export function activationsOf(day: PracticeDay) {
  return callsOf(day, 'PUT', /\/activationStatus$/)
}

/** A door of the practice Slack that a day has no word for. */
export function door(
  day: PracticeDay,
  name: string,
  fields?: Readonly<Record<string, unknown>>,
): Promise<unknown> {
  const { slack } = day.practice
  return fields === undefined ? slack.human(`GET ${name}`, {}) : slack.human(`POST ${name}`, fields)
}

/** The same PUT, POST or DELETE that Bandwidth's own pages would send, past the bot. */
export function elsewhere(
  { practice: { env } }: PracticeDay,
  method: string,
  path: string,
  sent?: { readonly type?: string; readonly body?: string },
): Promise<string> {
  return callBandwidth(env, method, path, sent)
}

/** Another file under the same name, as somebody could do it at Bandwidth. @returns the file's name. */
export async function swapLoa(day: PracticeDay, bytes: string): Promise<string> {
  const path = `/portins/${await orderId(day)}/loas`
  const nameIn = (list: string) => /<fileNames>(.*?)<\/fileNames>/.exec(list)?.[1] ?? ''
  const name = nameIn(await elsewhere(day, 'GET', path))
  // A name tells when the file came. Set back to then, the clock gives the next one the same.
  const now = day.clock.now()
  day.clock.set(Number(/-(\d+)\.pdf$/.exec(name)?.[1]))
  await elsewhere(day, 'DELETE', `${path}/${name}`)
  await elsewhere(day, 'POST', `${path}?documentType=LOA`, { type: 'application/pdf', body: bytes })
  day.clock.set(now)
  expect(nameIn(await elsewhere(day, 'GET', path))).toBe(name)
  return name
}

interface Entry {
  readonly kind: string
  readonly what: string
  readonly detail: unknown
}

/** What Slack delivered to the bot of one type, such as `view_submission`. */
export async function deliveriesOf(day: PracticeDay, type: string): Promise<readonly Entry[]> {
  const transcript = (await door(day, 'transcript')) as readonly Entry[]
  return transcript.filter(
    ({ kind, detail }) =>
      kind === 'delivery' && JSON.stringify(detail).includes(`"type":"${type}"`),
  )
}

/**
 * Everything the bot ever told Slack, and everything it logged, is without account number and PIN.
 * What people typed and what Slack delivered of it has them, of course.
 */
export async function expectNoSecrets(
  day: PracticeDay,
  secrets: readonly string[] = [ACCOUNT_NUMBER, PIN],
): Promise<void> {
  const transcript = (await door(day, 'transcript')) as readonly Entry[]
  const announced = transcript.filter(({ kind }) => ['api', 'ack', 'response_url'].includes(kind))
  expect(announced.length).toBeGreaterThan(0)
  const said = [...announced, ...day.logged].map((entry) => JSON.stringify(entry))
  for (const secret of secrets) expect(said.filter((one) => one.includes(secret))).toEqual([])
}

const BROKEN = ['bug', 'event-failed', 'bolt-error', 'scheduler-part-failed']

/** Slack complained about nothing that the bot sent, and nothing broke inside it. */
export async function expectNoComplaints(day: PracticeDay): Promise<void> {
  const transcript = (await door(day, 'transcript')) as readonly Entry[]
  expect(transcript.filter(({ kind }) => kind === 'complaint')).toEqual([])
  expect(day.logged.filter(({ event }) => BROKEN.includes(event))).toEqual([])
}

/** Of nothing it was said that it went out otherwise than approved. */
export function expectAllSentAsApproved({ logged }: PracticeDay): void {
  expect(logged.filter(({ event }) => event === 'sent-otherwise')).toEqual([])
}

/**
 * How a story ends, whether it held or not: nothing is left open that could trouble the next.
 *
 * @param sentOtherwise in the story somebody changes what goes out, so that it is told.
 */
export async function endStory(
  day: PracticeDay,
  { sentOtherwise = false }: { readonly sentOtherwise?: boolean } = {},
): Promise<void> {
  try {
    if (!sentOtherwise) expectAllSentAsApproved(day)
    await expectNoComplaints(day)
    await expectNoSecrets(day)
  } finally {
    await day.close()
  }
}

/** No file in this folder holds a secret in the clear. */
export function expectSealed(folder: string, secrets = [ACCOUNT_NUMBER, PIN]): void {
  const files = readdirSync(folder).map((name) =>
    readFileSync(`${folder}/${name}`).toString('latin1'),
  )
  expect(files.length).toBeGreaterThan(0)
  for (const secret of secrets) expect(files.filter((bytes) => bytes.includes(secret))).toEqual([])
}
