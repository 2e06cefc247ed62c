import { randomUUID } from 'node:crypto'
import { anotherTypeInText, documentTypeIn } from '../../porting/document-type.ts'
import { matchDocuments } from '../../porting/match-documents.ts'
import { textInPdf } from '../../porting/pdf-text.ts'
import { Refusal } from '../../porting/refusal.ts'
import {
  assignBulkDocument,
  bulkDocuments,
  insertBulkDocument,
  noteGiven,
  type BulkDocument,
} from '../../store/bulk-documents.ts'
import type { TrackedOrder } from '../../store/orders.ts'
import { findChildren, findLivingChildren } from '../../store/children.ts'
import type { OfferedDocument } from '../../store/offered-documents.ts'
import { queuePost, redraw } from '../../store/posts.ts'
import { attachDocument, offerForOrder, type FetchFile } from '../attach-document.ts'
import { patient, writeAndWake, type Desk } from '../desk.ts'
import { brokeOnOne } from '../one-by-one.ts'
import { bulkDocumentsKey, cardKey } from '../post-keys.ts'
import { noLoaByItsText, noSuchDocument } from '../document-refusals.ts'
import { notAChildOf } from './bulk-refusals.ts'
import { bulkNumbered } from '../numbered.ts'

/** Somebody dropped files for a bulk order: each is matched to a child, and waits for a coordinator's click. */
export async function offerForBulk(
  desk: Desk,
  {
    number,
    files,
    by,
  }: {
    readonly number: number
    readonly files: readonly {
      readonly source: string
      readonly name: string
      readonly size: number
    }[]
    readonly by: string
  },
): Promise<void> {
  const bulk = await bulkNumbered(desk.db, number)
  const children = await findLivingChildren(desk.db, number)
  const matches = new Map(
    matchDocuments(
      files.map(({ source, name }) => ({ id: source, name })),
      children.map((child) => ({
        number: child.number,
        numbers: child.content.numbers,
        names: namesOf(child),
      })),
    ).map((match) => [match.file, match]),
  )
  const now = desk.clock()
  await writeAndWake(desk, async (db) => {
    for (const { source, name, size } of files) {
      const match = matches.get(source)?.match ?? null
      await insertBulkDocument(db, {
        id: randomUUID(),
        bulkNumber: number,
        source,
        name,
        size,
        offeredBy: by,
        offeredAt: now,
        state: 'waiting',
        childNumber: match?.number ?? null,
        because: match?.because ?? null,
      })
    }
    await queuePost(db, {
      key: bulkDocumentsKey(number),
      ref: { kind: 'bulk-documents', number },
      channel: bulk.channel,
      parent: cardKey(number),
      now,
    })
    await redraw(db, bulkDocumentsKey(number))
  })
}

/** A person says which child a file is for. */
export async function assignDocument(
  desk: Desk,
  { number, id, child }: { readonly number: number; readonly id: string; readonly child: number },
): Promise<void> {
  const document = (await bulkDocuments(desk.db, number)).find((one) => one.id === id)
  if (document === undefined || document.state !== 'waiting') throw noSuchDocument()
  const children = await findChildren(desk.db, number)
  if (!children.some((one) => one.number === child)) throw notAChildOf(child, number)
  await assignBulkDocument(desk.db, id, { childNumber: child, because: 'chosen' })
  await redraw(desk.db, bulkDocumentsKey(number))
  desk.wake()
}

const NOT_SEEN = 'no answer from Bandwidth. I’m checking and will post in its thread.'

interface Attaching {
  readonly by: string
  readonly fetch: FetchFile
}

interface DocumentsGiven {
  readonly attached: number
  readonly failed: readonly { readonly name: string; readonly why: string }[]
  /** Files that nobody has assigned to a child yet. */
  readonly unmatched: number
}

/**
 * Send every assigned file to its child, with the type that its name suggests. Each is checked and
 * confirmed on its own; one that fails stays in the child's thread with its reason.
 */
export async function attachMatched(
  hurried: Desk,
  { number, by, fetch }: Attaching & { readonly number: number },
): Promise<DocumentsGiven> {
  const desk = patient(hurried)
  const waiting = (await bulkDocuments(desk.db, number)).filter(({ state }) => state === 'waiting')
  let attached = 0
  const failed: { name: string; why: string }[] = []
  for (const document of waiting) {
    const { childNumber } = document
    if (childNumber === null) continue
    try {
      const { state } = await give(desk, document, childNumber, { by, fetch })
      if (state === 'attached') attached += 1
      else failed.push({ name: document.name, why: NOT_SEEN })
    } catch (error) {
      const why =
        error instanceof Refusal
          ? `${error.message} ${error.nextStep ?? ''}`.trim()
          : brokeOnOne(desk, { number: childNumber }, error)
      failed.push({ name: document.name, why })
    }
  }
  await redraw(desk.db, bulkDocumentsKey(number))
  desk.wake()
  const unmatched = waiting.filter(({ childNumber }) => childNumber === null).length
  return { attached, failed, unmatched }
}

async function give(
  desk: Desk,
  document: BulkDocument,
  child: number,
  { by, fetch }: Attaching,
): Promise<OfferedDocument> {
  const { source, name, size, offeredBy } = document
  const offerId = await offerForOrder(desk, { number: child, source, name, size, by: offeredBy })
  const offer = await attachDocument(desk, {
    offerId,
    type: documentTypeIn(name),
    by,
    async fetch() {
      const bytes = await fetch({ id: source, name })
      const other = anotherTypeInText(name, textInPdf(bytes))
      if (other !== null) throw noLoaByItsText(name, other)
      return bytes
    },
  })
  await noteGiven(desk.db, { child, source })
  return offer
}

function namesOf({ content, seen, listed }: TrackedOrder): readonly string[] {
  const { businessName, lastName } = content.subscriber
  return [
    businessName,
    lastName,
    seen?.losingCarrier.name ?? null,
    seen?.tollFree?.controllingRespOrgId ?? null,
    listed?.from ?? null,
  ].filter((name) => name !== null)
}
