import { digestOf } from './documents-to-approve.ts'
import { isBandwidthError, nullIfNotFound } from '../bandwidth/errors.ts'
import { showDifference, type ContentDifference } from '../porting/approval.ts'
import { KIND_OF_NEWS } from '../porting/news.ts'
import { Refusal } from '../porting/refusal.ts'
import {
  changed,
  documentsOtherwise,
  documentsToRead,
  sentOtherwise,
  type SentContent,
} from '../porting/sent-content.ts'
import { isDraft, isTerminal } from '../porting/status.ts'
import { findApproval } from '../store/approvals.ts'
import { audit } from '../store/audit.ts'
import { collectNotAsApproved } from '../store/collected-posts.ts'
import type { Database } from '../store/database.ts'
import { offersFor } from '../store/offered-documents.ts'
import { findOrder, isSeen, type SeenOrder } from '../store/orders.ts'
import {
  dueSentDocuments,
  endSent,
  findSent,
  forgetSending,
  noteCompared,
  noteSending,
  type Sending,
  type Sent,
} from '../store/sent-content.ts'
import { BY_ITSELF, type Desk } from './desk.ts'
import { placesOf, queueNews } from './queue-news.ts'
import { bulkNumbered } from './numbered.ts'

/**
 * Between the refresh that an approval is compared with and the arrival of the approved call, somebody can
 * change the order at Bandwidth. We cannot prevent that, so what was approved is saved until refreshes have
 * shown what is there.
 *
 * @param send throws a Refusal when it is certain that nothing went out.
 */
export async function saveUntilCompared<Answer>(
  { db, clock }: Desk,
  approvalId: string,
  sent: readonly Omit<Sending, 'approvalId'>[],
  send: () => Promise<Answer>,
): Promise<Answer> {
  const rows = sent.map((one) => ({ ...one, approvalId }))
  await db.transaction().execute((tx) => noteSending(tx, rows, clock()))
  try {
    return await send()
  } catch (error) {
    if (error instanceof Refusal) await forgetSending(db, approvalId)
    throw error
  }
}

/** Reads lag behind writes, and what Bandwidth has just accepted is still on its way to the carrier. */
const COMPARED_FOR_MS = 10 * 60_000

/** Whether a submitted order went out as it was approved: checked at its first refresh, and for a while. */
export async function compareWithApproved(
  desk: Desk,
  { tracked: order, secretsMark }: { readonly tracked: SeenOrder; readonly secretsMark: string },
): Promise<void> {
  const sent = await findSent(desk.db, order.number)
  if (sent === undefined || isDraft(order.seen.status)) return
  const approved = sent.content as SentContent
  const seen = { order: order.seen, secretsMark, markedBy: desk.seal.id }
  const found = sentOtherwise(approved, seen)
  await desk.db.transaction().execute(async (db) => {
    const difference = await announceDifferences(db, desk, order, sent, found)
    await noteCompared(db, sent, { announced: difference })
  })
}

const ORDERS_AT_ONCE = 5
const AFTER_OUTAGE_MS = 60_000

/**
 * In the background: whether the documents that went out are the approved ones, at once and at the end of
 * that while. All ids are compared, and the bytes of a few.
 */
export async function compareSentDocuments(desk: Desk): Promise<void> {
  for (const sent of await dueSentDocuments(desk.db, desk.clock(), ORDERS_AT_ONCE)) {
    try {
      await compareDocumentsOf(desk, sent)
    } catch (error) {
      if (!isBandwidthError(error)) throw error
      desk.log('documents-not-compared', { number: sent.orderNumber, error })
      await noteCompared(desk.db, sent, { nextPollAt: desk.clock() + AFTER_OUTAGE_MS })
    }
  }
}

async function compareDocumentsOf(desk: Desk, sent: Sent): Promise<void> {
  const order = await findOrder(desk.db, sent.orderNumber)
  if (order === undefined || !isSeen(order) || isTerminal(order.seen.status)) {
    return endSent(desk.db, sent)
  }
  const found = await documentDifferences(desk, order, sent.content as SentContent)
  const endsAt = sent.sentAt + COMPARED_FOR_MS
  await desk.db.transaction().execute(async (db) => {
    // A refresh may have announced something meanwhile, or another submission may have replaced this one.
    const now = await findSent(db, sent.orderNumber)
    if (now?.approvalId !== sent.approvalId) return
    const difference = await announceDifferences(db, desk, order, now, found)
    if (desk.clock() >= endsAt) await endSent(db, sent)
    else await noteCompared(db, sent, { announced: difference, nextPollAt: endsAt })
  })
}

async function documentDifferences(
  { bandwidth, db }: Desk,
  { number, id }: SeenOrder,
  approved: SentContent,
): Promise<readonly ContentDifference[]> {
  const ours = new Set(
    (await offersFor(db, number)).flatMap(({ fileId }) => (fileId === null ? [] : [fileId])),
  )
  const differences = [...documentsOtherwise(approved, await bandwidth.listDocuments(id), ours)]
  for (const { fileId, digest } of documentsToRead(approved)) {
    if (differences.some(({ field }) => field === `document ${fileId}`)) continue
    const bytes = await nullIfNotFound(bandwidth.downloadDocument(id, fileId))
    if (bytes === null) {
      differences.push({ field: `document ${fileId}`, before: 'approved', after: null })
    } else if (digestOf(bytes) !== digest) {
      differences.push(changed(`content of document ${fileId}`))
    }
  }
  return differences
}

/**
 * Announced at once to the requester, the approver and the channel; for a bulk order's children together.
 *
 * @returns all that was announced by now.
 */
async function announceDifferences(
  db: Database,
  desk: Desk,
  order: SeenOrder,
  { approvalId, orderNumber: number, announced: before }: Sent,
  found: readonly ContentDifference[],
): Promise<readonly string[]> {
  const differences = found.map(showDifference).filter((one) => !before.includes(one))
  if (differences.length === 0) return before
  const approval = await findApproval(db, approvalId)
  const all = [...before, ...differences]
  const now = desk.clock()
  desk.log('sent-otherwise', { number, fields: found.map(({ field }) => field).join(', ') })
  const facts = { differs: differences.join('; ') }
  await audit(db, {
    at: now,
    orderNumber: number,
    by: BY_ITSELF,
    operation: 'saw other content',
    facts,
  })
  const people = { asker: approval?.askedBy ?? null, approver: approval?.decidedBy ?? null }
  if (approval !== undefined && approval.orderNumber !== number) {
    await announceOfChild(db, desk, approval.orderNumber, { ...people, child: number, differences })
    return all
  }
  await queueNews(db, desk.settings, {
    key: `not-as-approved-${approvalId}-${before.length}`,
    order,
    ref: { kind: 'news', number, news: { kind: 'not-as-approved', ...people, differences } },
    isForAll: true,
    now,
  })
  return all
}

export async function announceOfChild(
  db: Database,
  { settings, clock }: Desk,
  number: number,
  difference: Parameters<typeof collectNotAsApproved>[2],
): Promise<void> {
  const bulk = await bulkNumbered(db, number)
  const places = placesOf(settings, bulk, KIND_OF_NEWS['not-as-approved'], { isForAll: true })
  await collectNotAsApproved(db, { number, places }, difference, clock())
}
