import type { Database } from './database.ts'

/** Of the counter that orders and bulk orders share. */
const ORDERS = 'order'
const FIRST = 1001

/** The next short number, which nobody else is given. */
export async function takeShortNumber(db: Database): Promise<number> {
  const { last } = await db
    .updateTable('counter')
    .set((column) => ({ last: column('last', '+', 1) }))
    .where('name', '=', ORDERS)
    .returning('last')
    .executeTakeFirstOrThrow()
  return last
}

/** The short number that was given last. */
export async function lastShortNumber(db: Database): Promise<number> {
  const { last } = await db
    .selectFrom('counter')
    .select('last')
    .where('name', '=', ORDERS)
    .executeTakeFirstOrThrow()
  return last
}

/** The next one is above this; it never goes down. */
export async function raiseShortNumber(db: Database, last: number): Promise<void> {
  await db
    .updateTable('counter')
    .set({ last })
    .where('name', '=', ORDERS)
    .where('last', '<', last)
    .execute()
}

export async function hasGivenNumbers(db: Database): Promise<boolean> {
  return (await lastShortNumber(db)) >= FIRST
}
