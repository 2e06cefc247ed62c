import type { Instant } from '../porting/calendar.ts'
import type { Database } from './database.ts'

/** Where Slack has a message: a ts is given once in a channel. */
interface MessageAt {
  readonly channel: string
  readonly ts: string
}

/** A message from which somebody began a port-in. */
export interface StartedMessage {
  readonly by: string
  readonly at: Instant
  /** Null while it has not led to a draft. */
  readonly orderNumber: number | null
}

/**
 * Records who began; the first one stays.
 *
 * @returns who began before, if anybody did.
 */
export async function noteStart(
  db: Database,
  { channel, ts }: MessageAt,
  started: { readonly by: string; readonly at: Instant; readonly link: string | null },
): Promise<StartedMessage | null> {
  const before = await db
    .selectFrom('started_message')
    .selectAll()
    .where('channel', '=', channel)
    .where('ts', '=', ts)
    .executeTakeFirst()
  if (before !== undefined) {
    return { by: before.by, at: before.at, orderNumber: before.order_number }
  }
  await db
    .insertInto('started_message')
    .values({ channel, ts, ...started, order_number: null })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return null
}

/** The order created from it; the newest if there are several. */
export async function concludeStart(
  db: Database,
  { channel, ts }: MessageAt,
  orderNumber: number,
): Promise<void> {
  await db
    .updateTable('started_message')
    .set({ order_number: orderNumber })
    .where('channel', '=', channel)
    .where('ts', '=', ts)
    .execute()
}

/** A link to the message from which an order was begun. */
export async function startedFrom(db: Database, orderNumber: number): Promise<string | null> {
  const row = await db
    .selectFrom('started_message')
    .select('link')
    .where('order_number', '=', orderNumber)
    .executeTakeFirst()
  return row?.link ?? null
}
