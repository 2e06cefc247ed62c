import type { Selectable } from 'kysely'
import type { Instant } from '../porting/calendar.ts'
import type { Database } from './database.ts'
import type { BulkDocumentTable } from './schema.ts'

/** `waiting` for a child and a click; `given` to its child, where it goes its own way. */
export type BulkDocumentState = 'waiting' | 'given'

/** A file that somebody dropped in a bulk order's thread. It belongs to one of its children. */
export interface BulkDocument {
  readonly id: string
  readonly bulkNumber: number
  /** Slack's file id. */
  readonly source: string
  readonly name: string
  readonly size: number
  readonly offeredBy: string
  readonly offeredAt: Instant
  readonly childNumber: number | null
  /** Why it is for that child: `its name holds 919-555-0100`. */
  readonly because: string | null
  readonly state: BulkDocumentState
}

/** The same file is offered once, however often it is dropped. */
export async function insertBulkDocument(db: Database, document: BulkDocument): Promise<void> {
  await db
    .insertInto('bulk_document')
    .values({
      id: document.id,
      bulk_number: document.bulkNumber,
      source: document.source,
      name: document.name,
      size: document.size,
      offered_by: document.offeredBy,
      offered_at: document.offeredAt,
      child_number: document.childNumber,
      because: document.because,
      state: document.state,
    })
    .onConflict((conflict) => conflict.columns(['bulk_number', 'source']).doNothing())
    .execute()
}

export async function bulkDocuments(
  db: Database,
  bulkNumber: number,
): Promise<readonly BulkDocument[]> {
  const rows = await db
    .selectFrom('bulk_document')
    .selectAll()
    .where('bulk_number', '=', bulkNumber)
    .orderBy('offered_at')
    .orderBy('name')
    .execute()
  return rows.map(read)
}

export async function writeBulkDocument(
  db: Database,
  id: string,
  write: Partial<Pick<BulkDocument, 'childNumber' | 'because' | 'state'>>,
): Promise<void> {
  await db
    .updateTable('bulk_document')
    .set({
      ...(write.childNumber !== undefined && { child_number: write.childNumber }),
      ...(write.because !== undefined && { because: write.because }),
      ...(write.state !== undefined && { state: write.state }),
    })
    .where('id', '=', id)
    .execute()
}

function read(row: Selectable<BulkDocumentTable>): BulkDocument {
  return {
    id: row.id,
    bulkNumber: row.bulk_number,
    source: row.source,
    name: row.name,
    size: row.size,
    offeredBy: row.offered_by,
    offeredAt: row.offered_at,
    childNumber: row.child_number,
    because: row.because,
    state: row.state as BulkDocumentState,
  }
}
