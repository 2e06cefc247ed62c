import { Refusal } from '../porting/refusal.ts'
import {
  moveOffer,
  offersInBulk,
  offersInState,
  ordersToAttachAgainTo,
  type OfferedDocument,
} from '../store/offered-documents.ts'
import { findOrder } from '../store/orders.ts'
import { redraw } from '../store/posts.ts'
import { attachDocument, documentKey, type FetchFile } from './attach-document.ts'
import { announceBulk } from './bulk/announce-bulk.ts'
import { BY_ITSELF, type Desk } from './desk.ts'
import { oneByOne } from './one-by-one.ts'
import { announce } from './announce-news.ts'

/** Fetches a document again from where it came. */
export interface Files {
  readonly fetchFile: FetchFile
}

/** The rest follows at the next tick: hundreds of orders must not hold up reminders. */
const ORDERS_AT_ONCE = 20

/**
 * Attach the documents of drafts that were recreated, or split again, with their old types. One that can no
 * longer be fetched is left to a person; while Bandwidth cannot be reached they wait.
 */
export async function attachAgain(desk: Desk, files: Files): Promise<void> {
  const numbers = await ordersToAttachAgainTo(desk.db)
  await attachTo(desk, numbers.slice(0, ORDERS_AT_ONCE), files)
}

/** The same for one order at once, because somebody has just recreated it. */
export async function attachAgainTo(desk: Desk, number: number, files: Files): Promise<void> {
  const numbers = await ordersToAttachAgainTo(desk.db)
  await attachTo(
    desk,
    numbers.filter((one) => one === number),
    files,
  )
}

async function attachTo(desk: Desk, numbers: readonly number[], files: Files): Promise<void> {
  const fetchFile = fetchedOnce(files.fetchFile)
  const bulks = new Set<number>()
  let isOutage = false
  const each = { name: (number: number) => ({ number }), outage: 'document-not-attached-again' }
  await oneByOne(desk, numbers, {
    ...each,
    async work(number) {
      if (isOutage) return
      const all = await attachAllOf(desk, number, { fetchFile })
      isOutage = all.isOutage
      const { attached, missing } = all
      if (attached.length + missing.length === 0) return
      const bulkNumber = (await findOrder(desk.db, number))?.bulkNumber ?? null
      if (bulkNumber === null) {
        await announce(desk, number, { kind: 'documents-attached-again', attached, missing })
      } else bulks.add(bulkNumber)
    },
  })
  await oneByOne(desk, bulks, { ...each, work: (number) => announceWhenAllWentAlong(desk, number) })
}

async function attachAllOf(
  desk: Desk,
  number: number,
  files: Files,
): Promise<{
  readonly attached: readonly string[]
  readonly missing: readonly string[]
  readonly isOutage: boolean
}> {
  const attached: string[] = []
  const missing: string[] = []
  for (const offer of await offersInState(desk.db, number, 'again')) {
    const outcome = await attachOnce(desk, offer, files)
    if (outcome === 'later') return { attached, missing, isOutage: true }
    if (outcome === 'attached') attached.push(offer.name)
    if (outcome === 'missing') missing.push(offer.name)
  }
  return { attached, missing, isOutage: false }
}

/** One LOA may belong to hundreds of orders. */
function fetchedOnce(fetchFile: FetchFile): FetchFile {
  let last: { readonly id: string; readonly bytes: Uint8Array } | undefined
  return async (file) => {
    if (last?.id !== file.id) last = { id: file.id, bytes: await fetchFile(file) }
    return last.bytes
  }
}

/** The orders of a bulk order are announced together, once the last of them has been tried. */
async function announceWhenAllWentAlong(desk: Desk, bulkNumber: number): Promise<void> {
  const offers = await offersInBulk(desk.db, bulkNumber)
  if (offers.some(({ state }) => state === 'again')) return
  const attached = offers.filter(({ state }) => state === 'attached')
  // A type was chosen for them before, so their order had them.
  const missing = offers.filter(({ state, type }) => state === 'offered' && type !== null)
  await announceBulk(desk, bulkNumber, {
    kind: 'letters-went-along',
    orders: new Set(attached.map(({ orderNumber }) => orderNumber)).size,
    missing: missing.map(({ orderNumber, name }) => ({ child: orderNumber, name })),
  })
}

async function attachOnce(
  desk: Desk,
  { id, source, name, type }: OfferedDocument,
  { fetchFile }: Files,
): Promise<'attached' | 'missing' | 'later' | 'unknown'> {
  try {
    const { state } = await attachDocument(desk, {
      offerId: id,
      type: type ?? 'OTHER',
      by: BY_ITSELF,
      fetch: () => fetchFile({ id: source, name }),
    })
    return state === 'attached' ? 'attached' : 'unknown'
  } catch (error) {
    const isOutage = error instanceof Refusal && error.code === 'bandwidth-unreachable'
    // Without this, one that breaks would come before all others again at every tick.
    if (!(error instanceof Refusal)) desk.log('bug', { document: id, error })
    const state = isOutage ? 'again' : 'offered'
    await moveOffer(desk.db, id, ['again', 'offered'], { state })
    await redraw(desk.db, documentKey(id))
    return isOutage ? 'later' : 'missing'
  }
}
