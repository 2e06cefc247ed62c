import type { Instant } from '../porting/calendar.ts'
import type { Database } from './database.ts'

/** When a periodic task last ran; null: never. */
export async function milestone(db: Database, name: string): Promise<Instant | null> {
  const row = await db
    .selectFrom('milestone')
    .select('at')
    .where('name', '=', name)
    .executeTakeFirst()
  return row?.at ?? null
}

/** Those of the names that were reached, and when. */
export async function milestones(
  db: Database,
  names: readonly string[],
): Promise<ReadonlyMap<string, Instant>> {
  const rows = await db.selectFrom('milestone').selectAll().where('name', 'in', names).execute()
  return new Map(rows.map(({ name, at }) => [name, at]))
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
