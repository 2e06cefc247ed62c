import { isBulkDraft } from '../../porting/bulk-status.ts'
import {
  isSamePerson,
  whoAuthorizes,
  type LoaOrder,
  type WhoAuthorizes,
} from '../../porting/shared-loa.ts'
import { ruleFor } from '../../porting/status.ts'
import { bulkDocuments, findBulkDocument, type BulkDocument } from '../../store/bulk-documents.ts'
import type { TrackedBulk } from '../../store/bulk-orders.ts'
import type { Database } from '../../store/database.ts'
import { offersInBulk, type OfferedDocument } from '../../store/offered-documents.ts'
import type { TrackedOrder } from '../../store/orders.ts'
import { findLivingChildren } from '../../store/children.ts'
import { noSuchDocument } from '../document-refusals.ts'
import { isAlive } from '../../porting/standing.ts'

/** The LOAs of a bulk order: who signs for which orders, and how far each shared LOA is. */
export interface LoasView {
  readonly bulk: TrackedBulk
  /** Every file that was dropped for it. */
  readonly documents: readonly BulkDocument[]
  readonly who: WhoAuthorizes
  /** How many orders an LOA could go to now. */
  readonly orders: number
  readonly shared: readonly SharedLoa[]
}

/** A file that goes to all orders of one person. */
type SharedDocument = BulkDocument & { readonly person: string }

export interface SharedLoa {
  readonly document: SharedDocument
  /** Bandwidth lists it there. */
  readonly has: readonly number[]
  /** They have another LOA, which stays. */
  readonly otherLoa: readonly number[]
  /** Nobody has to act: being sent, following its order to a new id, or checked without answer. */
  readonly coming: readonly number[]
  /** Bandwidth has taken it and does not list it. */
  readonly unlisted: readonly number[]
  readonly refused: readonly { readonly child: number; readonly why: string }[]
  /** A click gives it to them. */
  readonly without: readonly number[]
  /** They got it, and name another person since. */
  readonly signedByAnother: readonly number[]
}

export async function viewLoas(db: Database, bulk: TrackedBulk): Promise<LoasView> {
  const children = await findLivingChildren(db, bulk.number)
  const documents = await bulkDocuments(db, bulk.number)
  const shared = documents.filter(isShared)
  const offers = shared.length === 0 ? [] : await offersInBulk(db, bulk.number)
  const orders = isSplit(bulk) ? children.map(loaOrder) : []
  return {
    bulk,
    documents,
    who: whoAuthorizes(orders),
    orders: orders.length,
    shared: shared.map((document) => sharedLoa(document, children, offers)),
  }
}

/** The progress of one LOA; it has to be one that goes to many orders. */
export async function sharedLoaOf(db: Database, number: number, id: string): Promise<SharedLoa> {
  const document = await findBulkDocument(db, id)
  if (document === undefined || !isShared(document)) throw noSuchDocument()
  const children = await findLivingChildren(db, number)
  return sharedLoa(document, children, await offersInBulk(db, number))
}

export function loaOrder({ number, seen, content, documents }: TrackedOrder): LoaOrder {
  return {
    number,
    person: (seen ?? content).loaAuthorizingPerson,
    hasLoa: documents.some(({ type }) => type === 'LOA'),
    takesLoa: seen === null || ruleFor(seen.status).may.includes('attach'),
  }
}

export function isShared(document: BulkDocument): document is SharedDocument {
  return document.person !== null
}

/** Whether its orders are final: while the numbers are checked, they are about to be replaced. */
export function isSplit(bulk: Pick<TrackedBulk, 'seen' | 'endedAt'>): boolean {
  const { seen } = bulk
  if (seen === null || !isAlive(bulk)) return false
  return !isBulkDraft(seen.status) || seen.status === 'VALID_DRAFT_TNS'
}

function sharedLoa(
  document: SharedDocument,
  children: readonly TrackedOrder[],
  offers: readonly OfferedDocument[],
): SharedLoa {
  const offerFor = new Map(
    offers
      .filter(({ source }) => source === document.source)
      .map((offer) => [offer.orderNumber, offer]),
  )
  const all = children.map((child) => ({
    child,
    order: loaOrder(child),
    offer: offerFor.get(child.number),
  }))
  const theirs = all.filter(({ order }) => isSamePerson(order.person, document.person))
  const others = all.filter(({ order }) => !isSamePerson(order.person, document.person))
  const byStatus = Map.groupBy(theirs, loaStatusOf)
  const numbersIn = (which: LoaStatus): readonly number[] =>
    (byStatus.get(which) ?? []).map(({ child }) => child.number)
  return {
    document,
    has: numbersIn('has'),
    otherLoa: numbersIn('other-loa'),
    coming: numbersIn('coming'),
    unlisted: numbersIn('unlisted'),
    refused: (byStatus.get('refused') ?? []).map(({ child, offer }) => ({
      child: child.number,
      why: offer?.outcome ?? '',
    })),
    without: numbersIn('without'),
    signedByAnother: others
      .filter((one) => loaStatusOf(one) === 'has')
      .map(({ child }) => child.number),
  }
}

type LoaStatus = 'has' | 'other-loa' | 'coming' | 'unlisted' | 'refused' | 'without' | 'closed'

function loaStatusOf({
  child,
  order,
  offer,
}: {
  readonly child: TrackedOrder
  readonly order: LoaOrder
  readonly offer: OfferedDocument | undefined
}): LoaStatus {
  switch (offer?.state) {
    case 'sending':
    case 'unknown':
    case 'again':
      return 'coming'
    case 'attached':
      if (child.documents.some(({ fileId }) => fileId === offer.fileId)) return 'has'
      return order.hasLoa ? 'other-loa' : 'unlisted'
    case 'offered':
    case 'refused':
    case undefined:
      if (order.hasLoa) return 'other-loa'
      if (!order.takesLoa) return 'closed'
      return offer?.state === 'refused' ? 'refused' : 'without'
  }
}
