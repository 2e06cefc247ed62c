import { expect } from 'vitest'
import { ACME_FORM } from '../fixtures/acme-form.ts'
import { attach, orderId, TOLL_FREE } from './order-on-the-way.ts'
import { wordsOf, type PracticeDay, type Seen, type Who } from './practice-day.ts'

export const ACME_TOLL_FREE = {
  ...TOLL_FREE,
  Subscriber: ACME_FORM.Subscriber,
  'Business name': ACME_FORM['Business name'],
} as const

/** The two minutes of an order that are Bandwidth's, in the steps in which it takes them. */
export async function wait(day: PracticeDay): Promise<void> {
  for (const step of ['PT3S', 'PT5S', 'PT12S']) await day.turn({ advance: step })
}

/** `#1001`, a draft whose numbers were checked. @returns its card. */
export async function tollFreeDraft(
  day: PracticeDay,
  numbers = '800-555-0100..0102',
): Promise<Seen> {
  await day.command('porter', `new ${numbers}`)
  const sent = await day.submit('porter', ACME_TOLL_FREE)
  expect(sent.errors).toBeUndefined()
  await wait(day)
  return cardOf(day)
}

/** The same, submitted with its letter; now it is the RespOrg's move. */
export async function tollFreeSubmitted(day: PracticeDay, numbers?: string): Promise<Seen> {
  const card = await tollFreeDraft(day, numbers)
  await attach(day, card)
  await day.command('porter', 'submit 1001')
  await day.click('approver', 'Approve', /[Ss]ubmit #1001/)
  await wait(day)
  expect(await statusAtBandwidth(day)).toBe('SUBMITTED')
  return card
}

/** The same, agreed to. */
export async function tollFreeAgreed(day: PracticeDay, numbers?: string): Promise<Seen> {
  const card = await tollFreeSubmitted(day, numbers)
  await day.carrier('foc', await orderId(day))
  await day.turn({ advance: 'PT10M' })
  await day.until('porter', /#1001.*: FOC [A-Z]/)
  return card
}

export async function statusAtBandwidth(day: PracticeDay): Promise<string> {
  const [order, ...others] = await day.orders()
  if (order === undefined || others.length > 0) throw new Error('There is not exactly one order.')
  return order.status
}

/** The order's live message as it is now; others may be younger. */
export async function cardOf(day: PracticeDay, number = 1001): Promise<Seen> {
  const found = (await messages(day, 'porter')).find((message) =>
    new RegExp(`^\\*#${number}[^*]*\\* · `).test(wordsOf(message)),
  )
  if (found === undefined) throw new Error(`There is no card of #${number}.`)
  return found
}

/** What one person sees, each message once: a reply shown in the channel too stands there twice. */
export async function messages(
  day: PracticeDay,
  as: Who,
  channel?: string,
): Promise<readonly Seen[]> {
  const seen = await day.sees(as, channel)
  return [
    ...new Map(seen.map((message) => [`${message.ts} ${message.ephemeral}`, message])).values(),
  ]
}

/** The words of the messages that match, each message once, oldest first. */
export async function announced(
  day: PracticeDay,
  words: RegExp,
  { as = 'porter', channel }: { as?: Who; channel?: string } = {},
): Promise<readonly string[]> {
  const seen = await messages(day, as, channel)
  return seen.map(wordsOf).filter((text) => words.test(text))
}

/** The newest message that matches. */
export async function lastAnnounced(day: PracticeDay, words: RegExp, as: Who = 'porter') {
  const found = (await announced(day, words, { as })).at(-1)
  if (found === undefined) throw new Error(`${as} sees nothing that says ${String(words)}.`)
  return found
}

/** Bandwidth is well again. */
export async function clearFaults(day: PracticeDay): Promise<void> {
  await fetch(`${day.practice.bandwidth.url}/control/faults`, { method: 'DELETE' })
}
