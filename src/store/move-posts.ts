import type { ExpressionBuilder } from 'kysely'
import type { Instant } from '../porting/calendar.ts'
import type { Database } from './database.ts'
import type { Schema } from './schema.ts'

const postedAgainIn = (channel: string) => (column: ExpressionBuilder<Schema, 'post'>) => ({
  channel,
  ts: null,
  version: column('version', '+', 1),
  not_before: 0,
})

/** What was not posted yet, whatever became of trying. */
const saidIn = (channel: string) => ({ channel, tried_at: null, not_before: 0 })

/**
 * Posts that are still due in one channel go to another instead; the named ones, which show current
 * state, are posted there again.
 */
export async function movePosts(
  db: Database,
  from: string,
  to: string,
  keys: readonly string[],
): Promise<void> {
  await db
    .updateTable('post')
    .set(saidIn(to))
    .where('channel', '=', from)
    .where('ts', 'is', null)
    .execute()
  await db.updateTable('post').set(postedAgainIn(to)).where('key', 'in', keys).execute()
  // Messages in the old channel can no longer be redrawn.
  await db
    .updateTable('post')
    .set((column) => ({ drawn: column.ref('version') }))
    .where('channel', '=', from)
    .execute()
}

/** Whether the message still exists is checked before it is posted again. */
export async function countAsNotShown(
  db: Database,
  channel: string,
  { keys, now }: { readonly keys: readonly string[]; readonly now: Instant },
): Promise<void> {
  await db
    .updateTable('post')
    .set((column) => ({ ts: null, version: column('version', '+', 1), tried_at: now }))
    .where('channel', '=', channel)
    .where('key', 'in', keys)
    .where('ts', 'is not', null)
    .execute()
}

/** One order's card and what is still to be said under it. */
export async function moveCard(db: Database, number: number, to: string): Promise<void> {
  const key = `card-${number}`
  await db.updateTable('post').set(postedAgainIn(to)).where('key', '=', key).execute()
  await db
    .updateTable('post')
    .set(saidIn(to))
    .where('parent', '=', key)
    .where('ts', 'is', null)
    .execute()
}

/** A post about several orders is in no card's thread. */
export async function moveNotShown(
  db: Database,
  { keys, to }: { readonly keys: readonly string[]; readonly to: string },
): Promise<void> {
  await db
    .updateTable('post')
    .set(saidIn(to))
    .where('key', 'in', keys)
    .where('ts', 'is', null)
    .execute()
}

export async function postponeChannel(
  db: Database,
  channel: string,
  until: Instant,
): Promise<void> {
  await db
    .updateTable('post')
    .set({ not_before: until })
    .where('channel', '=', channel)
    .whereRef('drawn', '<', 'version')
    .execute()
}
