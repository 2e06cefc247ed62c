import { BandwidthNotFound } from '../bandwidth/errors.ts'
import type { Secrets } from '../porting/order.ts'
import { about, Refusal } from '../porting/refusal.ts'
import { hidingAll, holdsSecret, type SecretsOfOne } from '../porting/secret-in-text.ts'
import type { TelephoneNumber } from '../porting/telephone-number.ts'
import { findOrder, type TrackedOrder } from '../store/orders.ts'
import { findChildren } from '../store/children.ts'
import { sealedOrdersWith } from '../store/sealed-secrets.ts'
import { patient, type Desk } from './desk.ts'
import { withItsBulk } from './numbered.ts'
import { standingOf } from '../porting/standing.ts'

/**
 * What people write is stored, posted and sent as it is, so an account number or a PIN in it would be
 * exposed in every place. Those go through the form, where they are encrypted.
 *
 * @throws Refusal when a text about an order, or about a bulk order, contains one of its secrets.
 */
export async function refuseSecretsIn(desk: Desk, number: number, text: string): Promise<void> {
  for (const { order, secrets, known } of await secretsAbout(desk, await ordersOf(desk, number))) {
    if (holdsSecret(text, secrets, known)) throw new SecretInText(order)
  }
}

interface SecretsAbout extends SecretsOfOne {
  readonly order: number
}

/** The secrets of an order, or of the orders in a bulk order; of its siblings, those that are saved. */
async function secretsAbout(
  desk: Desk,
  { own, siblings }: OrdersOf,
): Promise<readonly SecretsAbout[]> {
  const found: SecretsAbout[] = []
  const asking = own.length > 1 ? patient(desk) : desk
  for (const order of own) {
    const secrets = await secretsOf(asking, order)
    if (secrets !== null) found.push({ order: order.number, secrets, known: numbersOf(order) })
  }
  return [...found, ...savedOf(desk, siblings)]
}

function savedOf({ seal }: Desk, orders: readonly TrackedOrder[]): readonly SecretsAbout[] {
  return orders.flatMap((order) => {
    const secrets = seal.open(order.sealedSecrets)
    return secrets === null ? [] : [{ order: order.number, secrets, known: numbersOf(order) }]
  })
}

/** Removes its secrets from others' text, also former ones. @throws a BandwidthError when they can't be read. */
export async function maskOf(desk: Desk, number: number): Promise<(text: string) => string> {
  const orders = await ordersOf(desk, number)
  return hidingAll([...(await secretsAbout(desk, orders)), ...formerOf(desk, all(orders))])
}

/** What was corrected is quoted for a while. To write it is not refused: it may have been a ZIP in a wrong field. */
function formerOf({ seal }: Desk, orders: readonly TrackedOrder[]): readonly SecretsAbout[] {
  return orders.flatMap((order) =>
    seal
      .formerIn(order.sealedSecrets)
      .map((secrets) => ({ order: order.number, secrets, known: numbersOf(order) })),
  )
}

/** The same with the secrets that are saved here, for when Bandwidth can't be asked. */
export async function maskOfSaved(desk: Desk, number: number): Promise<(text: string) => string> {
  const orders = all(await ordersOf(desk, number))
  return hidingAll([...savedOf(desk, orders), ...formerOf(desk, orders)])
}

/** The same after a number check, which has numbers but no order: by the encrypted secrets. */
export async function refuseSecretsInCheck(
  desk: Desk,
  {
    numbers,
    unread,
  }: {
    readonly numbers: readonly TelephoneNumber[]
    readonly unread: readonly string[]
  },
): Promise<void> {
  if (unread.length === 0) return
  const orders = await sealedOrdersWith(desk.db, numbers)
  for (const { order, secrets, known } of savedOf(desk, orders)) {
    if (unread.some((piece) => holdsSecret(piece, secrets, known))) {
      throw new Refusal(
        'secret-in-text',
        about(
          order,
          (named) => `Nothing was checked: your message has the account number or PIN of ${named}.`,
        ),
        'Send only the phone numbers. Delete your message if others can read it.',
      )
    }
  }
}

interface OrdersOf {
  /** The order itself, or the orders of a bulk order. */
  readonly own: readonly TrackedOrder[]
  /** The others of the same bulk order: people write of one on another. */
  readonly siblings: readonly TrackedOrder[]
}

async function ordersOf({ db }: Desk, number: number): Promise<OrdersOf> {
  const order = await findOrder(db, number)
  if (order === undefined) return { own: await findChildren(db, number), siblings: [] }
  const inBulk = await withItsBulk(db, order, (bulk) => findChildren(db, bulk.number))
  return { own: [order], siblings: (inBulk ?? []).filter((one) => one.number !== number) }
}

function all({ own, siblings }: OrdersOf): readonly TrackedOrder[] {
  return [...own, ...siblings]
}

/** The saved ones; otherwise Bandwidth's, which is asked only when the order has any. */
async function secretsOf(desk: Desk, order: TrackedOrder) {
  const saved = desk.seal.open(order.sealedSecrets)
  const standing = standingOf(order)
  if (saved !== null || standing.is !== 'seen') return saved
  const { id, seen } = standing
  if (!seen.hasAccountNumber && !seen.hasPin) return null
  try {
    const reading: { readonly secrets: Secrets } = await desk.bandwidth.getOrder(id)
    return reading.secrets
  } catch (error) {
    // Deleted since it was seen.
    if (error instanceof BandwidthNotFound) return null
    throw error
  }
}

/** A phone number is not secret, even when it equals an account number. */
export function numbersOf({ content }: TrackedOrder): readonly string[] {
  const { numbers, billingTelephoneNumber: btn } = content
  return btn === null ? numbers : [...numbers, btn]
}

/** The way out is the form of that order. */
export class SecretInText extends Refusal {
  readonly order: number

  constructor(number: number) {
    super(
      'secret-in-text',
      about(
        number,
        (named) => `Nothing was sent: your text has the account number or PIN of ${named}.`,
      ),
      `Leave it out. To change it, use the form: \`/portin edit ${number}\`. Bandwidth gets it from there, and nobody else sees it.`,
    )
    this.order = number
  }
}
