import type { Database } from './database.ts'

/** What was sealed with the key that the database knows; null before there was one. */
export async function readCanary(db: Database): Promise<string | null> {
  const row = await db.selectFrom('key_canary').select('sealed').executeTakeFirst()
  return row?.sealed ?? null
}

export async function writeCanary(db: Database, sealed: string): Promise<void> {
  await db
    .insertInto('key_canary')
    .values({ id: 1, sealed })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ sealed }))
    .execute()
}
