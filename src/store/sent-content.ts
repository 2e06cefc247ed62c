import type { Instant } from '../porting/calendar.ts'
import type { SentContent } from '../porting/sent-content.ts'
import { columnsOf } from './columns.ts'
import type { Database } from './database.ts'
import { first } from './queries.ts'
import type { SentContentTable } from './schema.ts'

/** What was submitted under an approval and is compared with it for a while; `children` of a bulk order. */
export interface Sending {
  readonly orderNumber: number
  readonly approvalId: string
  readonly content: SentContent | { readonly children: readonly number[] }
}

export interface Sent extends Sending {
  readonly sentAt: Instant
  /** Differences that were announced already, in words. */
  readonly announced: readonly string[]
}

const { read, write } = columnsOf<SentContentTable, Sent>()({
  orderNumber: 'order_number',
  approvalId: 'approval_id',
  content: { json: 'content' },
  sentAt: 'sent_at',
  announced: { json: 'told' },
})

const ROWS_AT_ONCE = 100

/** Written before the call that sends them, so that a crash after it loses none. */
export async function noteSending(
  db: Database,
  sent: readonly Sending[],
  now: Instant,
): Promise<void> {
  for (let from = 0; from < sent.length; from += ROWS_AT_ONCE) {
    const rows = sent.slice(from, from + ROWS_AT_ONCE).map((one) => ({
      ...write({ ...one, sentAt: now, announced: [] }),
      step: 'content',
      look_at: now,
    }))
    await db
      .insertInto('sent_content')
      .values(rows)
      .onConflict((conflict) =>
        conflict.column('order_number').doUpdateSet((column) => ({
          approval_id: column.ref('excluded.approval_id'),
          content: column.ref('excluded.content'),
          step: column.ref('excluded.step'),
          sent_at: column.ref('excluded.sent_at'),
          look_at: column.ref('excluded.look_at'),
          told: column.ref('excluded.told'),
        })),
      )
      .execute()
  }
}

/** Nothing was submitted after all. */
export async function forgetSending(db: Database, approvalId: string): Promise<void> {
  await db.deleteFrom('sent_content').where('approval_id', '=', approvalId).execute()
}

export async function findSent(db: Database, orderNumber: number): Promise<Sent | undefined> {
  return first(
    db.selectFrom('sent_content').selectAll().where('order_number', '=', orderNumber),
    read,
  )
}

/** Those whose documents are to be compared now, the longest waiting first. */
export async function dueSentDocuments(
  db: Database,
  now: Instant,
  most: number,
): Promise<readonly Sent[]> {
  const rows = await db
    .selectFrom('sent_content')
    .selectAll()
    .where('step', '=', 'documents')
    .where('look_at', '<=', now)
    .orderBy('look_at')
    .orderBy('order_number')
    .limit(most)
    .execute()
  return rows.map(read)
}

/** It was compared; its documents are, from this moment on. */
export async function noteCompared(
  db: Database,
  { orderNumber, approvalId }: Sent,
  {
    announced,
    nextPollAt,
  }: { readonly announced?: readonly string[]; readonly nextPollAt?: Instant },
): Promise<void> {
  await db
    .updateTable('sent_content')
    .set({
      step: 'documents',
      ...write(announced === undefined ? {} : { announced }),
      ...(nextPollAt !== undefined && { look_at: nextPollAt }),
    })
    .where('order_number', '=', orderNumber)
    .where('approval_id', '=', approvalId)
    .execute()
}

/** Ends all comparisons of an order, because it was changed from here. */
export async function endSentOf(db: Database, orderNumber: number): Promise<void> {
  await db.deleteFrom('sent_content').where('order_number', '=', orderNumber).execute()
}

export async function endSent(db: Database, { orderNumber, approvalId }: Sent): Promise<void> {
  await db
    .deleteFrom('sent_content')
    .where('order_number', '=', orderNumber)
    .where('approval_id', '=', approvalId)
    .execute()
}
