import { randomInt } from 'node:crypto'
import type { BandwidthRefused } from '../bandwidth/errors.ts'
import type {
  CustomerOrderId,
  OrderContent,
  OrderError,
  OrderId,
  Secrets,
} from '../porting/order.ts'
import { audit } from '../store/audit.ts'
import type { Database } from '../store/database.ts'
import { findOrder, insertOrder, writeOrder } from '../store/orders.ts'
import type { Desk } from './desk.ts'
import { conclude, intend } from './intend.ts'
import { refreshOrderAfter } from './refresh-after.ts'
import { queueCard } from './queue-card.ts'
import { bandwidthUnreachable } from './refusals.ts'

export type Drafted =
  /** `errors` are Bandwidth's remarks about an order that exists. */
  | { readonly kind: 'made'; readonly number: number; readonly errors: readonly OrderError[] }
  | { readonly kind: 'refused'; readonly error: BandwidthRefused }
  /** It may exist: `resolveInDoubt` finds out, and the card says so until then. */
  | { readonly kind: 'unknown'; readonly number: number }

/**
 * Create a draft at Bandwidth. An intent is written first, under a customer order id that finds the order
 * again, because Bandwidth has no idempotency key and an answer may be lost.
 *
 * @throws Refusal when Bandwidth could not be asked at all: nothing was created.
 */
export async function draftOrder(
  desk: Desk,
  request: {
    readonly by: string
    readonly channel: string
    readonly content: OrderContent
    readonly secrets: Secrets
    /** Defaults to the person who drafts it. */
    readonly owner?: string
    /** The order that it replaces. */
    readonly inPlaceOf?: number
    /** Written together with the order or not at all; throws when somebody was faster. */
    readonly claim?: (db: Database) => Promise<void>
    /** Written together with Bandwidth's answer. */
    readonly announce?: (db: Database, number: number) => Promise<void>
  },
): Promise<Drafted> {
  const now = desk.clock()
  const customerOrderId = newCustomerOrderId(request.content)
  const number = await desk.db.transaction().execute(async (db) => {
    await request.claim?.(db)
    const number = await insertOrder(db, {
      id: null,
      customerOrderId,
      content: request.content,
      sealedSecrets: desk.seal.close(request.secrets),
      channel: request.channel,
      owner: request.owner ?? request.by,
      now,
    })
    await writeOrder(db, number, {
      changedBy: [{ by: request.by, at: now }],
      ...(request.inPlaceOf !== undefined && { inPlaceOf: request.inPlaceOf }),
    })
    await audit(db, { at: now, orderNumber: number, by: request.by, operation: 'draft', facts: {} })
    return number
  })
  const intent = { kind: 'order', orderNumber: number, searchKey: customerOrderId } as const
  const made = await intend(desk, { ...intent, facts: {}, by: request.by }, (bandwidth) =>
    bandwidth.createDraft({
      customerOrderId,
      content: request.content,
      secrets: request.secrets,
    }),
  )
  switch (made.kind) {
    case 'done':
      await adoptMadeOrder(desk, { number, intent: made.intent, id: made.result.id }, async (db) =>
        request.announce?.(db, number),
      )
      return { kind: 'made', number, errors: made.result.errors }
    case 'refused':
      await writeOrder(desk.db, number, { endedAt: desk.clock(), ending: 'never-made' })
      return { kind: 'refused', error: made.error }
    case 'not-done':
      await writeOrder(desk.db, number, { endedAt: desk.clock(), ending: 'never-made' })
      throw bandwidthUnreachable(made.error, 'Nothing was created.')
    case 'unknown':
      await queueCard(desk.db, { number, channel: request.channel, now: desk.clock() })
      desk.wake()
      return { kind: 'unknown', number }
  }
}

/** The order exists at Bandwidth under this id: save that, queue its card, refresh it. */
export async function adoptMadeOrder(
  desk: Desk,
  made: { readonly number: number; readonly intent: number; readonly id: OrderId },
  announce: (db: Database) => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  const now = desk.clock()
  await conclude(desk, made.intent, 'done', async (db) => {
    const order = await findOrder(db, made.number)
    await writeOrder(db, made.number, { id: made.id, nextPollAt: now, waitingSince: now })
    if (order !== undefined) await queueCard(db, { ...order, now })
    await announce(db)
  })
  await desk.locks.hold(made.number, () => refreshOrderAfter(desk, made.number))
  desk.wake()
}

const REFERENCE_LENGTH = 29
const RANDOM_LENGTH = 10
const LETTERS = 'abcdefghijkmnpqrstuvwxyz23456789'

/** `<reference>-<10 random>`: Bandwidth takes at most 40 alphanumeric characters, blanks and dashes (7318). */
export function newCustomerOrderId(
  content: Pick<OrderContent, 'subscriber' | 'numbers'>,
): CustomerOrderId {
  const { businessName, lastName } = content.subscriber
  const reference = (businessName ?? lastName ?? content.numbers[0] ?? 'portin')
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9 -]/g, '')
    .trim()
    .slice(0, REFERENCE_LENGTH)
  const random = Array.from({ length: RANDOM_LENGTH }, () => LETTERS[randomInt(LETTERS.length)])
  return `${reference === '' ? 'portin' : reference}-${random.join('')}` as CustomerOrderId
}
