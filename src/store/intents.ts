import type { Selectable } from 'kysely'
import type { Instant } from '../porting/calendar.ts'
import type { Database } from './database.ts'
import { thinkOfReminders } from './orders.ts'
import type { IntentTable } from './schema.ts'

export type IntentKind =
  'order' | 'bulk' | 'validation' | 'document' | 'note' | 'bulk-note' | 'edit'
export type IntentOutcome = 'done' | 'refused' | 'never-happened'

/** Something that creates was begun at Bandwidth and is not yet known to have happened. */
export interface Intent {
  readonly id: number
  readonly kind: IntentKind
  readonly orderNumber: number | null
  readonly searchKey: string
  /** What is needed to tell of it and to go on with it: the kind's own fields. */
  readonly facts: Readonly<Record<string, string>>
  readonly by: string
  readonly begunAt: Instant
  readonly looks: number
  readonly lookAt: Instant
}

/** Written before the request leaves, so that a crash between the two is found at the next start. */
export async function beginIntent(
  db: Database,
  intent: Omit<Intent, 'id' | 'looks'>,
): Promise<number> {
  const { id } = await db
    .insertInto('intent')
    .values({
      kind: intent.kind,
      order_number: intent.orderNumber,
      search_key: intent.searchKey,
      facts: JSON.stringify(intent.facts),
      by: intent.by,
      begun_at: intent.begunAt,
      looks: 0,
      look_at: intent.lookAt,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  if (intent.orderNumber !== null) await thinkOfReminders(db, intent.orderNumber)
  return id
}

/** @returns false when somebody else closed it first. */
export async function closeIntent(
  db: Database,
  id: number,
  outcome: IntentOutcome,
  now: Instant,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('intent')
    .set({ outcome, closed_at: now })
    .where('id', '=', id)
    .where('closed_at', 'is', null)
    .executeTakeFirstOrThrow()
  return numUpdatedRows === 1n
}

export async function lookForIntentAt(db: Database, id: number, at: Instant): Promise<void> {
  await db.updateTable('intent').set({ look_at: at }).where('id', '=', id).execute()
}

/** At a start nothing is on its way any more: what is open is looked for at once. */
export async function lookForAllIntents(db: Database, now: Instant): Promise<void> {
  await db
    .updateTable('intent')
    .set({ look_at: now })
    .where('closed_at', 'is', null)
    .where('look_at', '>', now)
    .execute()
}

export async function noteLook(db: Database, id: number, nextLookAt: Instant): Promise<void> {
  await db
    .updateTable('intent')
    .set((column) => ({ looks: column('looks', '+', 1), look_at: nextLookAt }))
    .where('id', '=', id)
    .execute()
}

export async function dueIntents(db: Database, now: Instant): Promise<readonly Intent[]> {
  const rows = await db
    .selectFrom('intent')
    .selectAll()
    .where('closed_at', 'is', null)
    .where('look_at', '<=', now)
    .orderBy('id')
    .execute()
  return rows.map(read)
}

/** What is begun and open for one order. */
export async function openIntents(db: Database, orderNumber: number): Promise<readonly Intent[]> {
  const rows = await db
    .selectFrom('intent')
    .selectAll()
    .where('closed_at', 'is', null)
    .where('order_number', '=', orderNumber)
    .execute()
  return rows.map(read)
}

function read(row: Selectable<IntentTable>): Intent {
  return {
    id: row.id,
    kind: row.kind as IntentKind,
    orderNumber: row.order_number,
    searchKey: row.search_key,
    facts: JSON.parse(row.facts) as Record<string, string>,
    by: row.by,
    begunAt: row.begun_at,
    looks: row.looks,
    lookAt: row.look_at,
  }
}
