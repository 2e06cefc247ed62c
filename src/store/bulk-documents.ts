import type { Instant } from '../porting/calendar.ts'
import { columnsOf } from './columns.ts'
import type { Database } from './database.ts'
import { first, list } from './queries.ts'
import type { BulkDocumentTable } from './schema.ts'

/**
 * `waiting` for a click; `given` to its child, whose own record continues, or to all that it is for.
 * `sending`: being uploaded to many children, one at a time; `stopped`: interrupted, a click continues.
 */
type BulkDocumentState = 'waiting' | 'sending' | 'stopped' | 'given'

/** A file that somebody dropped in a bulk order's thread. It belongs to one of its children, or to many. */
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
  /** It goes to all children that this person authorizes; null: to one child. */
  readonly person: string | null
  readonly sharedBy: string | null
  /** Why it stopped, in words. */
  readonly outcome: string | null
}

const { read, write } = columnsOf<BulkDocumentTable, BulkDocument>()({
  id: 'id',
  bulkNumber: 'bulk_number',
  source: 'source',
  name: 'name',
  size: 'size',
  offeredBy: 'offered_by',
  offeredAt: 'offered_at',
  childNumber: 'child_number',
  because: 'because',
  state: 'state',
  person: 'person',
  sharedBy: 'shared_by',
  outcome: 'outcome',
})

function allOf(db: Database) {
  return db.selectFrom('bulk_document').selectAll()
}

/** The same file is offered once, however often it is dropped. */
export async function insertBulkDocument(
  db: Database,
  document: Omit<BulkDocument, 'person' | 'sharedBy' | 'outcome'>,
): Promise<void> {
  await db
    .insertInto('bulk_document')
    .values(write(document))
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

export async function findBulkDocument(
  db: Database,
  id: string,
): Promise<BulkDocument | undefined> {
  return first(allOf(db).where('id', '=', id), read)
}

export async function assignBulkDocument(
  db: Database,
  id: string,
  { childNumber, because }: Pick<BulkDocument, 'childNumber' | 'because'>,
): Promise<void> {
  await db
    .updateTable('bulk_document')
    .set({ child_number: childNumber, because })
    .where('id', '=', id)
    .execute()
}

/**
 * A document dropped for the bulk order was uploaded to the child that it was for, unless it is already
 * being shared with others.
 */
export async function noteGiven(
  db: Database,
  { child, source }: { readonly child: number; readonly source: string },
): Promise<void> {
  await db
    .updateTable('bulk_document')
    .set({ state: 'given' })
    .where('child_number', '=', child)
    .where('source', '=', source)
    .where('state', '=', 'waiting')
    .execute()
}

/**
 * Begins or continues the upload of a file to all children that one person authorizes; it stays theirs.
 *
 * @returns false when somebody was quicker: each bulk order uploads one at a time.
 */
export async function claimToShare(
  db: Database,
  { id, bulkNumber }: Pick<BulkDocument, 'id' | 'bulkNumber'>,
  { person, by }: { readonly person: string; readonly by: string },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('bulk_document')
    .set({ state: 'sending', person, shared_by: by, outcome: null })
    .where('id', '=', id)
    .where((the) =>
      the.or([
        the('state', 'in', ['waiting', 'stopped']),
        the.and([the('state', '=', 'given'), the('person', 'is not', null)]),
      ]),
    )
    .where((the) => the.or([the('person', 'is', null), the('person', '=', person)]))
    .where((the) =>
      the.not(
        the.exists(
          the
            .selectFrom('bulk_document as other')
            .select('other.id')
            .where('other.bulk_number', '=', bulkNumber)
            .where('other.state', '=', 'sending'),
        ),
      ),
    )
    .executeTakeFirstOrThrow()
  return numUpdatedRows === 1n
}

/** How the sending ended. `waiting` again: nothing was sent, so it may be for anybody still. */
export async function endSharing(
  db: Database,
  id: string,
  end:
    { readonly state: 'given' | 'waiting' } | { readonly state: 'stopped'; readonly why: string },
): Promise<void> {
  await db
    .updateTable('bulk_document')
    .set({
      state: end.state,
      outcome: end.state === 'stopped' ? end.why : null,
      ...(end.state === 'waiting' && { person: null, shared_by: null }),
    })
    .where('id', '=', id)
    .where('state', '=', 'sending')
    .execute()
}

/** Uploads that were running when the process ended. */
export async function interruptedSharings(db: Database): Promise<readonly BulkDocument[]> {
  return list(allOf(db).where('state', '=', 'sending').orderBy('offered_at').orderBy('id'), read)
}

/** Whether changes of the children's status can still change the posts about a bulk order's files. */
export async function hasLoasToFollow(db: Database, bulkNumber: number): Promise<boolean> {
  const row = await db
    .selectFrom('bulk_document')
    .select('id')
    .where('bulk_number', '=', bulkNumber)
    .where((the) => the.or([the('state', '<>', 'given'), the('person', 'is not', null)]))
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}
