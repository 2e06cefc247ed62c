import { sql } from 'kysely'
import type { Instant } from '../porting/calendar.ts'
import type { DocumentType } from '../porting/order.ts'
import { columnsOf } from './columns.ts'
import type { Database } from './database.ts'
import { first, list } from './queries.ts'
import type { DocumentTable } from './schema.ts'

/**
 * `offered`: dropped and not yet attached. `sending`: being uploaded. `unknown`: sent, no answer came.
 * `attached`: seen in Bandwidth's list. `refused`: it cannot be attached. `again`: its draft is being
 * recreated, so it will be attached again with its type.
 */
export type OfferState = 'offered' | 'sending' | 'unknown' | 'attached' | 'refused' | 'again'

/** A file that somebody dropped for an order. */
export interface OfferedDocument {
  readonly id: string
  readonly orderNumber: number
  /** Slack's id of the file. */
  readonly source: string
  readonly name: string
  readonly size: number
  readonly offeredBy: string
  readonly offeredAt: Instant
  readonly state: OfferState
  readonly type: DocumentType | null
  readonly attachedBy: string | null
  /** Bandwidth's name of the stored file. */
  readonly fileId: string | null
  /** SHA-256 of the bytes, hex. */
  readonly digest: string | null
  /** Why it was refused, in words. */
  readonly outcome: string | null
}

const { read, write } = columnsOf<DocumentTable, OfferedDocument>()({
  id: 'id',
  orderNumber: 'order_number',
  source: 'source',
  name: 'name',
  size: 'size',
  offeredBy: 'offered_by',
  offeredAt: 'offered_at',
  state: 'state',
  type: 'type',
  attachedBy: 'attached_by',
  fileId: 'file_id',
  digest: 'digest',
  outcome: 'outcome',
})

function allOf(db: Database) {
  return db.selectFrom('document').selectAll()
}

/** @returns the offer's id; the same file offered twice for an order stays one offer. */
export async function offerDocument(
  db: Database,
  offer: Pick<
    OfferedDocument,
    'id' | 'orderNumber' | 'source' | 'name' | 'size' | 'offeredBy' | 'offeredAt'
  >,
): Promise<string> {
  await db
    .insertInto('document')
    .values({ ...write(offer), state: 'offered', version: 1 })
    .onConflict((conflict) => conflict.columns(['order_number', 'source']).doNothing())
    .execute()
  const { id } = await db
    .selectFrom('document')
    .select('id')
    .where('order_number', '=', offer.orderNumber)
    .where('source', '=', offer.source)
    .executeTakeFirstOrThrow()
  return id
}

export async function findOffer(db: Database, id: string): Promise<OfferedDocument | undefined> {
  return first(allOf(db).where('id', '=', id), read)
}

export async function offersFor(
  db: Database,
  orderNumber: number,
): Promise<readonly OfferedDocument[]> {
  return list(allOf(db).where('order_number', '=', orderNumber).orderBy('offered_at'), read)
}

export async function offersInState(
  db: Database,
  orderNumber: number,
  state: OfferState,
): Promise<readonly OfferedDocument[]> {
  const offers = await offersFor(db, orderNumber)
  return offers.filter((offer) => offer.state === state)
}

/** Everything that was offered for the children of a bulk order that are not over. */
export async function offersInBulk(
  db: Database,
  bulkNumber: number,
): Promise<readonly OfferedDocument[]> {
  const rows = await db
    .selectFrom('document')
    .innerJoin('port_order', 'port_order.number', 'document.order_number')
    .selectAll('document')
    .where('port_order.bulk_number', '=', bulkNumber)
    .where('port_order.ended_at', 'is', null)
    .orderBy('document.order_number')
    .orderBy('document.offered_at')
    .execute()
  return rows.map(read)
}

/** Recreated orders that Bandwidth has shown, with documents to be attached again. */
export async function ordersToAttachAgainTo(db: Database): Promise<readonly number[]> {
  const rows = await db
    .selectFrom('document')
    .innerJoin('port_order', 'port_order.number', 'document.order_number')
    .select('document.order_number')
    .distinct()
    .where('document.state', '=', sql.lit<OfferState>('again'))
    .where('port_order.seen', 'is not', null)
    .where('port_order.ended_at', 'is', null)
    .execute()
  return rows.map((row) => row.order_number)
}

/** Being uploaded, but no request was ever begun. */
export async function offersNeverSent(db: Database): Promise<readonly OfferedDocument[]> {
  const rows = await db
    .selectFrom('document')
    .selectAll()
    .where('state', '=', 'sending')
    .where((the) =>
      the.not(
        the.exists(
          the
            .selectFrom('intent')
            .select('intent.id')
            .where('intent.kind', '=', 'document')
            .whereRef('intent.order_number', '=', 'document.order_number')
            .where('intent.closed_at', 'is', null),
        ),
      ),
    )
    .orderBy('offered_at')
    .orderBy('id')
    .execute()
  return rows.map(read)
}

/** Moves an offer on from one of these states. @returns false when somebody was quicker. */
export async function moveOffer(
  db: Database,
  id: string,
  from: readonly OfferState[],
  to: Pick<OfferedDocument, 'state'> &
    Partial<Pick<OfferedDocument, 'type' | 'attachedBy' | 'fileId' | 'digest' | 'outcome'>>,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('document')
    .set(write(to))
    .where('id', '=', id)
    .where('state', 'in', from)
    .executeTakeFirstOrThrow()
  return numUpdatedRows === 1n
}
