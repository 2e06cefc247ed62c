import type { Instant } from '../porting/calendar.ts'
import type { Database } from './database.ts'

/** When something that is done now and then was done last; null: never. */
export async function milestone(db: Database, name: string): Promise<Instant | null> {
  const row = await db
    .selectFrom('milestone')
    .select('at')
    .where('name', '=', name)
    .executeTakeFirst()
  return row?.at ?? null
}

export async function forgetMilestone(db: Database, name: string): Promise<void> {
  await db.deleteFrom('milestone').where('name', '=', name).execute()
}

export async function reachMilestone(db: Database, name: string, at: Instant): Promise<void> {
  await db
    .insertInto('milestone')
    .values({ name, at })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ at }))
    .execute()
}
