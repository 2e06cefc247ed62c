import type { Instant } from '../porting/calendar.ts'
import type { SentText } from '../porting/notes.ts'
import type { UnknownOperation } from '../porting/reminders.ts'
import { columnsOf } from './columns.ts'
import type { Database } from './database.ts'
import { isDue } from './due.ts'
import { thinkOfReminders } from './plans.ts'
import type { IntentTable } from './schema.ts'

/** An activation has a row of its own. */
export type IntentKind = Exclude<UnknownOperation, 'activation'>
export type IntentOutcome = 'done' | 'refused' | 'never-happened'

declare const intentId: unique symbol
/** Of an intent that was written a moment ago, and is open. */
export type IntentId = number & { readonly [intentId]: true }

/** Something was begun at Bandwidth and is not yet known to have happened. */
export interface Intent {
  readonly id: number
  readonly kind: IntentKind
  readonly orderNumber: number | null
  readonly searchKey: string
  /** What is needed to announce and resume it: the kind's own fields. */
  readonly facts: Readonly<Record<string, string>>
  readonly by: string
  readonly begunAt: Instant
  readonly searches: number
  readonly nextPollAt: Instant
}

const { read, write } = columnsOf<IntentTable, Intent>()({
  id: 'id',
  kind: 'kind',
  orderNumber: 'order_number',
  searchKey: 'search_key',
  facts: { json: 'facts' },
  by: 'by',
  begunAt: 'begun_at',
  searches: 'looks',
  nextPollAt: 'look_at',
})

/** When an operation interrupted by a crash is first checked; the others are checked sooner. */
export const LONGEST_INTENT_WAIT_MS = 2 * 60_000

/** Written before the request leaves, so that a crash between the two is found at the next start. */
export async function beginIntent(
  db: Database,
  intent: Omit<Intent, 'id' | 'searches'>,
): Promise<IntentId> {
  const { id } = await db
    .insertInto('intent')
    .values({ ...write(intent), looks: 0 })
    .returning('id')
    .executeTakeFirstOrThrow()
  if (intent.orderNumber !== null) await thinkOfReminders(db, intent.orderNumber)
  return id as IntentId
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

/** The result for one of them applies to every other open one of the same order. */
export async function closeIntentsOf(
  db: Database,
  { kind, orderNumber }: Pick<Intent, 'kind' | 'orderNumber'>,
  outcome: IntentOutcome,
  now: Instant,
): Promise<void> {
  await db
    .updateTable('intent')
    .set({ outcome, closed_at: now })
    .where('kind', '=', kind)
    .where('order_number', '=', orderNumber)
    .where('closed_at', 'is', null)
    .execute()
}

export async function confirmIntentAt(db: Database, id: number, at: Instant): Promise<void> {
  await db.updateTable('intent').set({ look_at: at }).where('id', '=', id).execute()
}

/** After a start no call is in flight, so open intents are checked at once. */
export async function confirmAllIntents(db: Database, now: Instant): Promise<void> {
  await db
    .updateTable('intent')
    .set({ look_at: now })
    .where('closed_at', 'is', null)
    .where('look_at', '>', now)
    .execute()
}

export async function noteIntentPoll(
  db: Database,
  id: number,
  planNextPoll: Instant,
): Promise<void> {
  await db
    .updateTable('intent')
    .set((column) => ({ looks: column('looks', '+', 1), look_at: planNextPoll }))
    .where('id', '=', id)
    .execute()
}

export async function dueIntents(db: Database, now: Instant): Promise<readonly Intent[]> {
  const rows = await db
    .selectFrom('intent')
    .selectAll()
    .where('closed_at', 'is', null)
    .where(isDue('look_at', now, LONGEST_INTENT_WAIT_MS))
    .orderBy('id')
    .execute()
  return rows.map(read)
}

/** The newest of its kind, whatever its result; undefined if none was begun. */
export async function lastIntent(
  db: Database,
  { kind, orderNumber }: Pick<Intent, 'kind' | 'orderNumber'>,
): Promise<(Intent & { readonly outcome: IntentOutcome | null }) | undefined> {
  const row = await db
    .selectFrom('intent')
    .selectAll()
    .where('kind', '=', kind)
    .where('order_number', '=', orderNumber)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && { ...read(row), outcome: row.outcome as IntentOutcome | null }
}

/** What is begun and open for one order. */
export async function openIntents(db: Database, orderNumber: number): Promise<readonly Intent[]> {
  const rows = await db
    .selectFrom('intent')
    .selectAll()
    .where('closed_at', 'is', null)
    .where('order_number', '=', orderNumber)
    .orderBy('id')
    .execute()
  return rows.map(read)
}

/**
 * Closes an intent whose effect is visible, whichever refresh shows it first.
 *
 * @returns who began it; null when nobody here did.
 */
export async function closeShown(
  db: Database,
  shown: Pick<Intent, 'kind'> & { readonly orderNumber: number; readonly searchKey?: string },
  now: Instant,
): Promise<string | null> {
  const begun = (await openIntents(db, shown.orderNumber)).filter(
    ({ kind, searchKey }) =>
      kind === shown.kind && (shown.searchKey === undefined || shown.searchKey === searchKey),
  )
  for (const { id } of begun) await closeIntent(db, id, 'done', now)
  return begun[0]?.by ?? null
}

/** What was written to Bandwidth's people about an order, and arrived or may have. */
export async function textsSent(db: Database, orderNumber: number): Promise<readonly SentText[]> {
  const rows = await db
    .selectFrom('intent')
    .select(['search_key', 'outcome'])
    .where('order_number', '=', orderNumber)
    .where('kind', 'in', ['note', 'bulk-note'])
    .where((row) => row.or([row('outcome', 'is', null), row('outcome', '=', 'done')]))
    .orderBy('id')
    .execute()
  return rows.map((row) => ({ text: row.search_key, isInDoubt: row.outcome === null }))
}

/** The newest note that Bandwidth has taken; null: none yet. */
export async function lastTextSent(
  db: Database,
): Promise<{ readonly number: number; readonly text: string } | null> {
  const row = await db
    .selectFrom('intent')
    .select(['order_number', 'search_key'])
    .where('kind', 'in', ['note', 'bulk-note'])
    .where('outcome', '=', 'done')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.order_number == null ? null : { number: row.order_number, text: row.search_key }
}

/** Whether one of this kind is begun and open for an order. */
export async function isUnderWay(
  db: Database,
  orderNumber: number,
  kind: IntentKind,
): Promise<boolean> {
  return (await openIntents(db, orderNumber)).some((open) => open.kind === kind)
}
