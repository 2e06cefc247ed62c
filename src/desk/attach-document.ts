import { isAlive } from '../porting/standing.ts'
import { digestOf } from './documents-to-approve.ts'
import { randomUUID } from 'node:crypto'
import {
  BandwidthNotFound,
  BandwidthRefused,
  isBandwidthError,
  type BandwidthError,
} from '../bandwidth/errors.ts'
import type { Instant } from '../porting/calendar.ts'
import { checkDocument } from '../porting/documents.ts'
import type { DocumentType, OrderDocument, OrderId } from '../porting/order.ts'
import { isTollFreeOrder } from '../porting/port-kind.ts'
import type { Refusal } from '../porting/refusal.ts'
import { ruleFor } from '../porting/status.ts'
import { audit } from '../store/audit.ts'
import type { Database } from '../store/database.ts'
import { noteGiven } from '../store/bulk-documents.ts'
import { closeIntent, type Intent, type IntentId } from '../store/intents.ts'
import {
  findOffer,
  moveOffer,
  offerDocument,
  type OfferedDocument,
} from '../store/offered-documents.ts'
import {
  findOrder,
  isSeen,
  type SeenOrder,
  type TrackedOrder,
  writeOrder,
} from '../store/orders.ts'
import { queuePost, redraw } from '../store/posts.ts'
import { isFromBeforeRestore } from '../store/restored.ts'
import { redrawLoas } from './bulk/redraw-loas.ts'
import { whyRefused } from './bandwidth-trouble.ts'
import { BY_ITSELF, writeAndWake, type Desk } from './desk.ts'
import { conclude, intend } from './intend.ts'
import { refreshOrderAfter } from './refresh-after.ts'
import { refreshOrder } from './refresh-order.ts'
import { bulkDocumentsKey, cardKey } from './post-keys.ts'
import { bandwidthUnreachable, noSuchOrder, notKnownYet } from './refusals.ts'
import {
  cannotAttachNow,
  documentRefused,
  documentTaken,
  noSuchDocument,
} from './document-refusals.ts'
import { announce, announceWith } from './announce-news.ts'
import { orderNumbered, withItsBulk } from './numbered.ts'

/** From Slack, by its id there. @throws Refusal when it can no longer be downloaded. */
export type FetchFile = (file: {
  readonly id: string
  readonly name: string
}) => Promise<Uint8Array>

const NAME_LENGTH = 50
const HASH_LENGTH = 12

/** Somebody dropped a file for an order: it waits until a coordinator says what it is. */
export async function offerForOrder(
  desk: Desk,
  {
    number,
    by,
    ...file
  }: Pick<OfferedDocument, 'source' | 'name' | 'size'> & {
    readonly number: number
    readonly by: string
  },
): Promise<string> {
  const { channel } = await orderNumbered(desk.db, number)
  const now = desk.clock()
  const id = await writeAndWake(desk, async (db) => {
    const offer = { ...file, orderNumber: number, offeredBy: by, offeredAt: now }
    const id = await offerDocument(db, { ...offer, id: randomUUID() })
    await queuePost(db, {
      key: documentKey(id),
      ref: { kind: 'document', number, id },
      channel,
      parent: cardKey(number),
      now,
    })
    return id
  })
  return id
}

/**
 * Send a document to Bandwidth and confirm it in the order's list. Size, emptiness and type are checked in
 * its bytes before anything is sent.
 *
 * @throws Refusal with what is wrong with the file, or with the order's state.
 */
export function attachDocument(
  desk: Desk,
  request: {
    readonly offerId: string
    readonly type: DocumentType
    readonly by: string
    /** Fetched only when the file may be attached at all. */
    readonly fetch: () => Promise<Uint8Array>
  },
): Promise<OfferedDocument> {
  return findOffer(desk.db, request.offerId).then((offer) => {
    if (offer === undefined) throw noSuchDocument()
    return desk.locks.hold(offer.orderNumber, () => attachLocked(desk, offer, request))
  })
}

async function attachLocked(
  desk: Desk,
  offer: OfferedDocument,
  request: Parameters<typeof attachDocument>[1],
): Promise<OfferedDocument> {
  const { type, by } = request
  const tracked = await orderNow(desk, offer)
  if (tracked === undefined) throw noSuchOrder(`#${offer.orderNumber}`)
  if (!isSeen(tracked)) throw notKnownYet(tracked)
  if (!isAlive(tracked) || !ruleFor(tracked.seen.status).may.includes('attach')) {
    throw cannotAttachNow(tracked)
  }
  const bytes = await request.fetch()
  const verdict = checkDocument(bytes, {
    orderKind: isTollFreeOrder(tracked.seen) ? 'toll-free' : 'local',
    documentType: type,
  })
  if (verdict.kind === 'refused') {
    throw documentRefused(offer.name, verdict.why, verdict.nextStep)
  }
  if (
    !(await moveOffer(desk.db, offer.id, ['offered', 'refused', 'again'], { state: 'sending' }))
  ) {
    throw documentTaken(await findOffer(desk.db, offer.id))
  }

  const digest = digestOf(bytes)
  const name = documentName(digest, offer.name)
  const attached = { offer, by, type, digest }
  const there = await attachedMeanwhile(desk.db, tracked, offer, { name, type })
  if (there !== undefined) {
    const { fileId } = there
    const at = desk.clock()
    await desk.db
      .transaction()
      .execute((db) => saveAttached(db, tracked, { ...attached, fileId, at }))
    desk.wake()
    return offerNow(desk, offer)
  }
  const known = tracked.documents.map(({ fileId }) => fileId)
  const facts = { offer: offer.id, name, digest, type, known: JSON.stringify(known) }
  const { number, changedBy } = tracked
  const sent = await intend(
    desk,
    { kind: 'document', orderNumber: number, searchKey: name, facts, by },
    (bandwidth) => bandwidth.uploadDocument(tracked.id, { bytes, mime: verdict.mime, type }),
    // A document is part of what is approved, so the person who may have attached it may not approve it.
    (db) => writeOrder(db, number, { changedBy: [...changedBy, { by, at: desk.clock() }] }),
  )
  if (sent.kind === 'unknown') {
    await moveOffer(desk.db, offer.id, ['sending'], { state: 'unknown', type, attachedBy: by })
    await redraw(desk.db, documentKey(offer.id))
    desk.wake()
    return offerNow(desk, offer)
  }
  if (sent.kind !== 'done') {
    await writeOrder(desk.db, number, { changedBy })
    await moveOffer(desk.db, offer.id, ['sending'], { state: 'offered' })
    await redraw(desk.db, documentKey(offer.id))
    throw await whyNotAttached(desk, tracked, offer, sent.error)
  }
  const { fileId } = sent.result
  // Nothing is shown before the refresh below: hundreds may follow one after another.
  await desk.db.transaction().execute(async (db) => {
    const at = desk.clock()
    await closeIntent(db, sent.intent, 'done', at)
    await saveAttached(db, tracked, { ...attached, fileId, at })
  })
  await nameDocument(desk, sent.intent, tracked.id, fileId, { name, type })
  const refreshed = await refreshOrderAfter(desk, tracked.number)
  if (refreshed && !refreshed.tracked.documents.some((document) => document.fileId === fileId)) {
    await announce(desk, tracked.number, {
      kind: 'not-as-asked',
      field: 'documents',
      asked: offer.name,
      shown: 'not in the list yet',
    })
  }
  desk.wake()
  return offerNow(desk, offer)
}

/** An order that was last read before a restore is read again. */
async function orderNow(
  desk: Desk,
  { orderNumber: number }: OfferedDocument,
): Promise<TrackedOrder | undefined> {
  const order = await findOrder(desk.db, number)
  if (order === undefined || !(await isFromBeforeRestore(desk.db, order))) return order
  await refreshOrder(desk, number)
  return findOrder(desk.db, number)
}

/** May have been attached in the time that a restored backup does not cover: once is enough. */
async function attachedMeanwhile(
  db: Database,
  { documents }: SeenOrder,
  { offeredAt: seenAt }: OfferedDocument,
  { name, type }: Pick<OrderDocument, 'name' | 'type'>,
): Promise<OrderDocument | undefined> {
  if (!(await isFromBeforeRestore(db, { seenAt }))) return undefined
  return documents.find((document) => document.name === name && document.type === type)
}

async function whyNotAttached(
  desk: Desk,
  tracked: SeenOrder,
  offer: OfferedDocument,
  error: BandwidthError,
): Promise<Refusal> {
  if (error instanceof BandwidthRefused) {
    const { sentence, next } = whyRefused(error, 'file')
    return documentRefused(offer.name, sentence, next)
  }
  if (error instanceof BandwidthNotFound) {
    await refreshOrder(desk, tracked.number)
    return cannotAttachNow((await findOrder(desk.db, tracked.number)) ?? tracked)
  }
  return bandwidthUnreachable(error, 'The file wasn’t attached.')
}

/** Its upload got no answer: found by the hash in its name, or by its bytes if it has none. */
export async function findUploaded(
  desk: Desk,
  number: number,
  intent: Intent,
): Promise<OrderDocument | null | undefined> {
  const id = (await findOrder(desk.db, number))?.id ?? null
  if (id === null) return null
  const documents = await desk.bandwidth.listDocuments(id)
  const named = documents.find(({ name }) => name === intent.searchKey)
  if (named !== undefined) return named
  const known = JSON.parse(intent.facts['known'] ?? '[]') as string[]
  for (const document of documents.filter(({ fileId }) => !known.includes(fileId))) {
    const bytes = await desk.bandwidth.downloadDocument(id, document.fileId)
    const digest = digestOf(bytes)
    if (digest === intent.facts['digest']) return document
  }
  return undefined
}

/** The upload that got no answer worked. */
export async function documentArrived(
  desk: Desk,
  number: number,
  intent: Intent,
  document: OrderDocument,
): Promise<void> {
  const { by, facts } = intent
  const { offer: offerId = '', digest = '' } = facts
  const type = facts['type'] as DocumentType
  const { fileId } = document
  await conclude(desk, intent.id, 'done', async (db) => {
    const offer = await findOffer(db, offerId)
    const order = await findOrder(db, number)
    if (order !== undefined && offer !== undefined) {
      await saveAttached(db, order, { offer, by, type, digest, fileId, at: desk.clock() })
    }
    const name = offer?.name ?? A_DOCUMENT
    await announceWith(db, desk, number, { kind: 'document-arrived-after-all', name })
  })
  await desk.locks.hold(number, () => refreshOrderAfter(desk, number))
}

/** The upload that got no answer did not work: the file can be sent again. */
export async function documentNeverArrived(
  desk: Desk,
  number: number,
  intent: Intent,
): Promise<void> {
  const offerId = intent.facts['offer'] ?? ''
  const order = await findOrder(desk.db, number)
  const owner = order?.owner ?? intent.by
  const name = (await findOffer(desk.db, offerId))?.name ?? A_DOCUMENT
  const by = intent.by === BY_ITSELF ? owner : intent.by
  await conclude(desk, intent.id, 'never-happened', async (db) => {
    await moveOffer(db, offerId, ['sending', 'unknown'], { state: 'offered' })
    await redraw(db, documentKey(offerId))
    if (order !== undefined) {
      await withItsBulk(db, order, (bulk) => redrawLoas(db, bulk.number, desk.clock()))
    }
    await announceWith(db, desk, number, { kind: 'document-never-arrived', name, by })
  })
}

interface Attached {
  readonly offer: Pick<OfferedDocument, 'id' | 'source'>
  readonly by: string
  readonly type: DocumentType
  readonly digest: string
  readonly fileId: string
  readonly at: Instant
}

/** Save a document that is attached, whether its upload was answered or it was found afterwards. */
async function saveAttached(db: Database, order: TrackedOrder, attached: Attached): Promise<void> {
  const { offer, by, type, digest, fileId, at } = attached
  const { number } = order
  await moveOffer(db, offer.id, ['sending', 'unknown'], {
    state: 'attached',
    type,
    attachedBy: by,
    fileId,
    digest,
  })
  await redraw(db, documentKey(offer.id))
  await withItsBulk(db, order, async (bulk) => {
    await noteGiven(db, { child: number, source: offer.source })
    await redraw(db, bulkDocumentsKey(bulk.number))
  })
  await audit(db, {
    at,
    orderNumber: number,
    by,
    operation: 'attach',
    facts: { type, digest: digest.slice(0, HASH_LENGTH) },
  })
  await redraw(db, cardKey(number))
}

/** The hash comes first, so that a long name does not cut it off. */
function documentName(digest: string, name: string): string {
  const stem = name.replace(/[^A-Za-z0-9 ._-]/g, '')
  return `${digest.slice(0, HASH_LENGTH)} ${stem}`.slice(0, NAME_LENGTH).trim()
}

/** The document is attached either way; a name makes it easy to find, so a failure is only logged. */
async function nameDocument(
  desk: Desk,
  intent: IntentId,
  id: OrderId,
  fileId: string,
  description: { readonly name: string; readonly type: DocumentType },
): Promise<void> {
  try {
    await desk.writesFor(intent).describeDocument(id, fileId, description)
  } catch (error) {
    if (!isBandwidthError(error)) throw error
    desk.log('document-not-named', { error })
  }
}

const A_DOCUMENT = 'a document'

async function offerNow(desk: Desk, offer: OfferedDocument): Promise<OfferedDocument> {
  return (await findOffer(desk.db, offer.id)) ?? offer
}

export function documentKey(id: string): string {
  return `document-${id}`
}
