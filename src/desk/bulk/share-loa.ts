import { isAlive } from '../../porting/standing.ts'
import { isBandwidthError, nullIfNotFound } from '../../bandwidth/errors.ts'
import { checkDocument } from '../../porting/documents.ts'
import { Refusal } from '../../porting/refusal.ts'
import { isSamePerson, loaReach } from '../../porting/shared-loa.ts'
import { audit } from '../../store/audit.ts'
import {
  bulkDocuments,
  claimToShare,
  endSharing,
  findBulkDocument,
  interruptedSharings,
  type BulkDocument,
} from '../../store/bulk-documents.ts'
import { moveOffer, offersFor, offersInBulk } from '../../store/offered-documents.ts'
import { findOrder, isSeen, type TrackedOrder } from '../../store/orders.ts'
import { findChildren } from '../../store/children.ts'
import { redraw, redrawBy } from '../../store/posts.ts'
import { attachDocument, documentKey, offerForOrder, type FetchFile } from '../attach-document.ts'
import { patient, type Desk } from '../desk.ts'
import { bulkDocumentsKey } from '../post-keys.ts'
import { bandwidthUnreachable } from '../refusals.ts'
import { DocumentRefused, documentRefused, noSuchDocument } from '../document-refusals.ts'
import { loaNotFree, nobodyToGetLoa, notSplitForLoas } from './bulk-refusals.ts'
import { freshBulk } from './find-bulk.ts'
import { readDocuments } from './read-documents.ts'
import { refreshChildren } from './refresh-children.ts'
import { isSplit, loaOrder, sharedLoaOf, type SharedLoa } from './view-loas.ts'

/** The live message is redrawn at most this often while an LOA goes to hundreds of orders. */
const REDRAW_MS = 15_000

interface LoaGiven {
  readonly number: number
  /** The file that was dropped for the bulk order. */
  readonly id: string
  /** Only the orders that this person authorizes get it. */
  readonly person: string
  readonly by: string
  readonly fetch: FetchFile
}

/**
 * Attach one LOA to every order that its signer authorizes and that has none. The file is fetched and
 * checked once. Each order is read before and after its upload, and one that refuses it does not stop the
 * others. Called again, it continues with the orders that have none yet.
 *
 * @returns how far it got.
 * @throws Refusal when nothing could be sent at all, or when it stopped on the way.
 */
export async function shareLoa(hurried: Desk, given: LoaGiven): Promise<SharedLoa> {
  const desk = patient(hurried)
  const { number, id, person, by } = given
  const document = await findBulkDocument(desk.db, id)
  if (document?.bulkNumber !== number) throw noSuchDocument()
  if (!(await claimToShare(desk.db, document, { person, by }))) {
    throw loaNotFree(document.name, await bulkDocuments(desk.db, number))
  }
  await redrawLoas(desk, number)
  try {
    await giveToAll(desk, document, given)
    await endSharing(desk.db, id, { state: 'given' })
    return await sharedLoaOf(desk.db, number, id)
  } catch (error) {
    const stop = whyStopped(error)
    const offers = await offersInBulk(desk.db, number)
    const isBegun = offers.some(({ source }) => source === document.source)
    await endSharing(
      desk.db,
      id,
      isBegun ? { state: 'stopped', why: stop.message } : { state: 'waiting' },
    )
    throw stop instanceof Refusal ? stop : error
  } finally {
    await redrawLoas(desk, number)
  }
}

async function giveToAll(
  desk: Desk,
  document: BulkDocument,
  { number, person, by, fetch }: LoaGiven,
): Promise<void> {
  const bulk = await freshBulk(desk, number)
  if (!isSplit(bulk)) throw notSplitForLoas(bulk)
  await refreshChildren(desk, bulk)
  const theirs = (await findChildren(desk.db, number))
    .filter((child) => isAlive(child) && isSeen(child))
    .map(loaOrder)
    .filter((order) => isSamePerson(order.person, person))
  const { gets } = loaReach(theirs)
  if (gets.length === 0) {
    // The orders that were missing one have an LOA by now.
    if (document.state !== 'waiting' && theirs.length > 0) return
    throw nobodyToGetLoa(number, person, theirs.length)
  }
  const bytes = await fetch({ id: document.source, name: document.name })
  const verdict = checkDocument(bytes, { orderKind: 'local', documentType: 'LOA' })
  if (verdict.kind === 'refused')
    throw documentRefused(document.name, verdict.why, verdict.nextStep)
  await audit(desk.db, {
    at: desk.clock(),
    orderNumber: number,
    by,
    operation: 'give letter',
    facts: { orders: gets.length },
  })
  for (const child of gets) {
    await giveTo(desk, document, child, { person, by, bytes })
    await redrawBy(desk.db, bulkDocumentsKey(number), desk.clock() + REDRAW_MS)
  }
}

async function giveTo(
  desk: Desk,
  document: BulkDocument,
  child: number,
  { person, by, bytes }: Pick<LoaGiven, 'person' | 'by'> & { readonly bytes: Uint8Array },
): Promise<void> {
  const order = await findOrder(desk.db, child)
  if (order === undefined || !(await stillGets(desk, order, { person, document }))) return
  const { source, name, size, offeredBy } = document
  const offerId = await offerForOrder(desk, { number: child, source, name, size, by: offeredBy })
  try {
    const fetch = () => Promise.resolve(bytes)
    await attachDocument(desk, { offerId, type: 'LOA', by, fetch })
  } catch (error) {
    if (!(error instanceof Refusal) || error.code === 'bandwidth-unreachable') throw error
    const outcome = error instanceof DocumentRefused ? error.reason : error.message
    await moveOffer(desk.db, offerId, ['offered', 'refused'], { state: 'refused', outcome })
    await redraw(desk.db, documentKey(offerId))
  }
}

/** Minutes may have passed: somebody may have attached one, named another person, or detached the order. */
async function stillGets(
  desk: Desk,
  order: TrackedOrder,
  { person, document }: { readonly person: string; readonly document: BulkDocument },
): Promise<boolean> {
  if (!isSeen(order) || !isAlive(order)) return false
  if (order.bulkNumber !== document.bulkNumber) return false
  if (!isSamePerson(order.seen.loaAuthorizingPerson, person)) return false
  const offers = await offersFor(desk.db, order.number)
  const earlier = offers.find(({ source }) => source === document.source)
  if (earlier !== undefined && !['offered', 'refused'].includes(earlier.state)) return false
  // If the order was deleted, its bulk order's next refresh says what became of it.
  const documents = await nullIfNotFound(readDocuments(desk, order))
  return documents !== null && !loaOrder({ ...order, documents }).hasLoa
}

function whyStopped(error: unknown): Error {
  if (error instanceof Refusal) return error
  if (isBandwidthError(error)) {
    return bandwidthUnreachable(error, 'No order gets it twice.')
  }
  return new Error('Something broke on my side.')
}

/** After a crash the rest waits for a click, which reads each order first. */
export async function stopSharing(desk: Desk): Promise<void> {
  for (const { id, bulkNumber } of await interruptedSharings(desk.db)) {
    await endSharing(desk.db, id, { state: 'stopped', why: 'I restarted in the middle.' })
    await redraw(desk.db, bulkDocumentsKey(bulkNumber))
  }
}

async function redrawLoas(desk: Desk, number: number): Promise<void> {
  await redraw(desk.db, bulkDocumentsKey(number))
  desk.wake()
}
