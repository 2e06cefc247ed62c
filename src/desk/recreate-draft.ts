import type { CustomerOrderId, OrderContent, Secrets } from '../porting/order.ts'
import { audit } from '../store/audit.ts'
import type { Database } from '../store/database.ts'
import type { Intent } from '../store/intents.ts'
import { moveOffer, offersInState, type OfferState } from '../store/offered-documents.ts'
import { findOrder, type TrackedOrder } from '../store/orders.ts'
import {
  backToPurged,
  claimPurged,
  purgedDraftOf,
  type PurgedDraft,
} from '../store/purged-orders.ts'
import { redraw } from '../store/posts.ts'
import { documentKey } from './attach-document.ts'
import type { Desk } from './desk.ts'
import { orderNumbered } from './numbered.ts'
import { adoptMadeOrder, newCustomerOrderId } from './draft-order.ts'
import { conclude, intend, whyNotMade } from './intend.ts'
import { refuseIfMadeMeanwhile } from './made-meanwhile.ts'
import { cardKey } from './post-keys.ts'
import { notPurged } from './refusals.ts'
import { announceWith } from './announce-news.ts'
import { hasEndedAs } from '../porting/standing.ts'

const NO_SECRETS: Secrets = { accountNumber: null, pin: null }

/** Account number and PIN of a purged draft; null when it had some that were not saved: ask for them. */
export function savedSecrets(desk: Desk, { sealedSecrets, seen }: TrackedOrder): Secrets | null {
  const saved = desk.seal.open(sealedSecrets)
  if (saved !== null) return saved
  const mayHaveHad = seen === null || seen.hasAccountNumber || seen.hasPin
  return mayHaveHad ? null : NO_SECRETS
}

/**
 * Recreate a purged draft at Bandwidth, with everything that was in it, under the same number and in the
 * same thread. The refresh that first shows it announces that it is restored; its documents follow.
 *
 * @returns unknown when no answer came: `resolveInDoubt` finds out.
 * @throws Refusal when it is not purged (anymore), or Bandwidth refused it.
 */
export async function recreatePurgedDraft(
  desk: Desk,
  request: {
    readonly number: number
    readonly by: string
    /** Undefined: unchanged. */
    readonly content?: OrderContent
    readonly secrets: Secrets
  },
): Promise<'made' | 'unknown'> {
  const { number, by, secrets } = request
  const order = await orderNumbered(desk.db, number)
  if (!hasEndedAs('purged', order)) throw notPurged(order)
  const content = request.content ?? order.content
  await refuseIfMadeMeanwhile(desk, { ...order, numbers: content.numbers })
  const customerOrderId = newCustomerOrderId(content)
  const searchKey = customerOrderId

  const made = await intend(
    desk,
    {
      kind: 'order',
      orderNumber: number,
      searchKey,
      facts: { swept: JSON.stringify(purgedDraftOf(order)) },
      by,
    },
    (bandwidth) => bandwidth.createDraft({ customerOrderId, content, secrets }),
    (db) => claim(db, desk, order, { by, content, customerOrderId, secrets }),
  )
  switch (made.kind) {
    case 'done':
      await adoptMadeOrder(desk, { number, intent: made.intent, id: made.result.id })
      return 'made'
    case 'unknown':
      await redraw(desk.db, cardKey(number))
      desk.wake()
      return 'unknown'
    case 'refused':
    case 'not-done':
      await desk.db.transaction().execute((db) => notMade(db, number, order))
      throw whyNotMade(made, 'recreate this draft')
  }
}

/** The creation that got no answer did not happen: the draft is purged as before, and can be recreated. */
export async function neverRecreated(desk: Desk, number: number, intent: Intent): Promise<void> {
  const purged = JSON.parse(intent.facts['swept'] ?? '{}') as PurgedDraft
  await conclude(desk, intent.id, 'never-happened', async (db) => {
    await notMade(db, number, purged)
    await announceWith(db, desk, number, { kind: 'not-made-again', by: intent.by })
  })
}

async function claim(
  db: Database,
  desk: Desk,
  order: TrackedOrder,
  again: {
    readonly by: string
    readonly content: OrderContent
    readonly customerOrderId: CustomerOrderId
    readonly secrets: Secrets
  },
): Promise<void> {
  const { number, documents, changedBy, sealedSecrets } = order
  const { by, content, customerOrderId, secrets } = again
  const now = desk.clock()
  const attached = await offersInState(db, number, 'attached')
  const ours = new Set(attached.map(({ fileId }) => fileId))
  const lost = documents.filter(({ fileId }) => !ours.has(fileId))
  const claimed = await claimPurged(db, number, {
    customerOrderId,
    content,
    sealedSecrets: desk.seal.close(secrets) ?? sealedSecrets,
    changedBy: [...changedBy, { by, at: now }],
    recreated: { by, lost: lost.map(({ name, fileId }) => name ?? fileId) },
  })
  if (!claimed) throw notPurged((await findOrder(db, number)) ?? order)
  await moveOffers(db, number, 'attached', 'again')
  const facts = { was: order.id ?? 'never seen' }
  await audit(db, { at: now, orderNumber: number, by, operation: 'make again', facts })
}

async function notMade(db: Database, number: number, purged: PurgedDraft): Promise<void> {
  await backToPurged(db, number, purged)
  await moveOffers(db, number, 'again', 'attached')
  await redraw(db, cardKey(number))
}

/** All that are in this state. */
export async function moveOffers(
  db: Database,
  number: number,
  from: OfferState,
  to: OfferState,
): Promise<void> {
  for (const { id } of await offersInState(db, number, from)) {
    await moveOffer(db, id, [from], { state: to })
    await redraw(db, documentKey(id))
  }
}
