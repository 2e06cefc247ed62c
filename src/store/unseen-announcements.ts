import type { Instant } from '../porting/calendar.ts'
import type { Database } from './database.ts'
import { ANNOUNCEMENTS, type Announcement } from './posts.ts'
import { readPostRef } from './read-post-ref.ts'

/** Announcements that are due in a channel and still wait. */
export async function unseenAnnouncements(
  db: Database,
  channel: string,
  now: Instant,
): Promise<readonly { readonly key: string; readonly ref: Announcement }[]> {
  const rows = await db
    .selectFrom('post')
    .select(['key', 'ref'])
    .where('channel', '=', channel)
    .where('ts', 'is', null)
    .whereRef('drawn', '<', 'version')
    .where('kind', 'in', ANNOUNCEMENTS)
    .where('told_from', '<=', now)
    .orderBy('id')
    .execute()
  return rows.map(({ key, ref }) => ({ key, ref: readPostRef(ref) as Announcement }))
}
