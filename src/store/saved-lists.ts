import type { Instant } from '../porting/calendar.ts'
import type { Database } from './database.ts'

/** Only the person who requested a list turns its pages. */
interface SavedList {
  readonly id: string
  readonly by: string
  /** The list's own JSON. */
  readonly content: string
  readonly createdAt: Instant
}

export async function saveList(db: Database, list: SavedList): Promise<void> {
  const { id, by, content, createdAt } = list
  await db.insertInto('kept_list').values({ id, by, content, created_at: createdAt }).execute()
}

export async function findList(
  db: Database,
  id: string,
): Promise<Pick<SavedList, 'by' | 'content'> | undefined> {
  return db
    .selectFrom('kept_list')
    .select(['by', 'content'])
    .where('id', '=', id)
    .executeTakeFirst()
}

export async function forgetListsBefore(db: Database, before: Instant): Promise<void> {
  await db.deleteFrom('kept_list').where('created_at', '<', before).execute()
}
