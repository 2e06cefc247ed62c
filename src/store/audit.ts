import type { OwnEntry, OwnOperation } from '../porting/history-words.ts'
import { columnsOf } from './columns.ts'
import type { Database } from './database.ts'
import type { AuditTable } from './schema.ts'

/** Who asked, decided or did what, when. Never changed, never holds a secret. */
export interface AuditEntry extends OwnEntry {
  readonly orderNumber: number | null
}

const { read, write } = columnsOf<AuditTable, AuditEntry>()({
  at: 'at',
  orderNumber: 'order_number',
  by: 'by',
  operation: 'deed',
  facts: { json: 'facts' },
})

export async function audit(
  db: Database,
  entry: AuditEntry & { readonly operation: OwnOperation },
): Promise<void> {
  await db.insertInto('audit').values(write(entry)).execute()
}

/** The latest entries of an order, newest first. */
export async function auditOf(
  db: Database,
  orderNumber: number,
  most: number,
): Promise<readonly AuditEntry[]> {
  return (await newestFirst(db, orderNumber).limit(most).execute()).map(read)
}

/** Of one kind, newest first. */
export async function entriesOf(
  db: Database,
  orderNumber: number,
  operation: string,
): Promise<readonly AuditEntry[]> {
  return (await newestFirst(db, orderNumber).where('deed', '=', operation).execute()).map(read)
}

/** The newest of these kinds. */
export async function latestOf(
  db: Database,
  orderNumber: number,
  operations: readonly string[],
): Promise<AuditEntry | null> {
  const row = await newestFirst(db, orderNumber)
    .where('deed', 'in', operations)
    .limit(1)
    .executeTakeFirst()
  return row === undefined ? null : read(row)
}

function newestFirst(db: Database, orderNumber: number) {
  return db
    .selectFrom('audit')
    .selectAll()
    .where('order_number', '=', orderNumber)
    .orderBy('id', 'desc')
}
