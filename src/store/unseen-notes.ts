import { sql } from 'kysely'
import type { Database } from './database.ts'
import type { Announcement } from './posts.ts'

/** Notes of Bandwidth's people that wait to be told in a channel. */
export async function unseenNotes(
  db: Database,
  channel: string,
): Promise<readonly { readonly key: string; readonly ref: Announcement }[]> {
  const rows = await db
    .selectFrom('post')
    .select(['key', 'ref'])
    .where('channel', '=', channel)
    .where('ts', 'is', null)
    .whereRef('drawn', '<', 'version')
    .where(sql`json_extract(ref, '$.news.kind')`, 'in', ['note-received', 'notes-together'])
    .orderBy('id')
    .execute()
  return rows.map(({ key, ref }) => ({ key, ref: JSON.parse(ref) as Announcement }))
}
