import { Refusal } from '../porting/refusal.ts'
import type { Database } from '../store/database.ts'
import type { OrderRef } from '../store/followed.ts'
import { findPostAt, type Post } from '../store/posts.ts'
import type { Message } from './blocks.ts'
import { bulkName } from './words/bulk-words.ts'
import { subscriberName } from './words/order-words.ts'
import { said } from './messages/said.ts'
import type { Interaction } from './interaction.ts'
import { numbered, ofKind, type OfEach } from '../desk/numbered.ts'

/** What a control carries: the order it is for by number and token, then whatever else it needs. */
export function orderValue({ number, token }: OrderRef, ...more: readonly string[]): string {
  return [`${number}.${token}`, ...more].join(' ')
}

/** A value that was read, and proven to be of the very order that its control was drawn for. */
interface ProvenOrder {
  readonly number: number
  /** What else the control carries. */
  readonly more: readonly string[]
}

type Asking = Pick<Interaction, 'desk' | 'channel' | 'messageTs'>

/** The click of a control that names an order: one that was drawn for another order is refused first. */
export function ofOrder<Click extends Interaction & { readonly value: string }>(
  click: (interaction: Click & ProvenOrder) => Promise<void>,
): (interaction: Click) => Promise<void> {
  return async (interaction) =>
    click({ ...interaction, ...(await provenOrder(interaction, interaction.value)) })
}

/**
 * Short numbers are reused when a database is lost or restored, and messages outlive both. So a number
 * counts only with the token of the order that has it here.
 *
 * @throws Refusal in words when the control was drawn for another order, or for an unknown one.
 */
export async function provenOrder(interaction: Asking, value: string): Promise<ProvenOrder> {
  const [first = '', ...more] = value.split(' ')
  const { number, token } = readRef(first)
  if (token === undefined) return drawnBefore(interaction, { number, first, more })
  const known = number === undefined ? undefined : await namedNow(interaction.desk.db, number)
  if (number === undefined || known === undefined) throw orderUnknown(number)
  if (known.token !== token) throw anotherOrder(known)
  return { number, more }
}

/** The same of several. */
export async function provenNumbers(
  interaction: Asking,
  values: readonly string[],
): Promise<readonly number[]> {
  const numbers: number[] = []
  for (const value of values) numbers.push((await provenOrder(interaction, value)).number)
  return numbers
}

/** A form for an order of another database is refused, whatever its values. */
export function isOfOrderHere(desk: Asking['desk'], id: string): Promise<boolean> {
  const asking = { desk, channel: '', messageTs: null }
  return provenOrder(asking, id).then(
    () => true,
    () => false,
  )
}

interface ReadRef {
  readonly number: number | undefined
  readonly token: string | undefined
}

function readRef(text: string): ReadRef {
  const [, number, token] = /^(\d{1,9})(?:\.([0-9a-f]+))?$/.exec(text) ?? []
  return { number: number === undefined ? undefined : Number(number), token }
}

/**
 * Controls of the last release carry no token. They count where the message itself is known here as a
 * post of that order: a message's ts is given once.
 */
async function drawnBefore(
  { desk: { db }, channel, messageTs }: Asking,
  {
    number,
    first,
    more,
  }: {
    readonly number: number | undefined
    readonly first: string
    readonly more: readonly string[]
  },
): Promise<ProvenOrder> {
  const post = messageTs === null ? undefined : await findPostAt(db, channel, messageTs)
  const shown = post === undefined ? undefined : orderShownIn(post)
  if (shown !== undefined && number === shown) return { number, more }
  // Reminders named their post, and no order.
  if (shown !== undefined && post?.key === first) return { number: shown, more: [first, ...more] }
  throw drawnBeforeTokens(number)
}

function orderShownIn({ ref }: Post): number | undefined {
  return 'number' in ref ? ref.number : undefined
}

interface NumberedOrder extends OrderRef {
  readonly customer: string
}

async function namedNow(db: Database, number: number): Promise<NumberedOrder | undefined> {
  const found = await numbered(db, number)
  if (found === undefined) return undefined
  return { number, token: found.one.token, customer: ofKind(found, CUSTOMER) }
}

/** `#1042 · Acme Dental` */
export async function titleOf(db: Database, number: number): Promise<string> {
  const named = await namedNow(db, number)
  return named === undefined ? `#${number}` : `#${number} · ${named.customer}`
}

/** How an order is named to a person, with its customer. */
export async function saidOf(
  { desk: { db } }: Pick<Asking, 'desk'>,
  number: number,
  says: (named: string) => string,
): Promise<Message> {
  return said(says(await titleOf(db, number)))
}

const CUSTOMER: OfEach<string> = {
  order: ({ content }) => subscriberName(content),
  bulk: bulkName,
}

const FIND_THE_OTHER = 'For the earlier order, type `/portin follow` and one of its phone numbers.'

function anotherOrder({ number, customer }: NumberedOrder): Refusal {
  return new Refusal(
    'another-order',
    `Nothing was done: this message is about an earlier order. ${customer} has #${number} now.`,
    `For ${customer}, open the current card: \`/portin status ${number}\`. ${FIND_THE_OTHER}`,
  )
}

function orderUnknown(number: number | undefined): Refusal {
  const which = number === undefined ? 'this order' : `order #${number}`
  return new Refusal(
    'order-unknown',
    `Nothing was done: I don’t have ${which} anymore. My database was replaced since this message.`,
    'To follow it again, type `/portin follow` and one of its phone numbers.',
  )
}

function drawnBeforeTokens(number: number | undefined): Refusal {
  return new Refusal(
    'drawn-before-tokens',
    'Nothing was done: this button is from before an update. I can’t be sure which order it’s for.',
    `Open the current card and click there: \`/portin status ${number ?? '1042'}\`.`,
  )
}
