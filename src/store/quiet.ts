import type { Instant } from '../porting/calendar.ts'
import type { Quiet } from '../porting/reminders.ts'
import type { Database } from './database.ts'

/** Who does not want to hear of a matter for now, and since when. */
export interface QuietMatter extends Quiet {
  readonly by: string
  readonly at: Instant
}

/** The last word on a matter counts. */
export async function keepQuiet(
  db: Database,
  orderNumber: number,
  { matter, by, at, until }: QuietMatter,
): Promise<void> {
  await db
    .insertInto('quiet')
    .values({ order_number: orderNumber, matter, by, at, until })
    .onConflict((conflict) =>
      conflict.columns(['order_number', 'matter']).doUpdateSet({ by, at, until }),
    )
    .execute()
}

export function findQuiet(
  db: Database,
  orderNumber: number,
  matter: string,
): Promise<QuietMatter | undefined> {
  return db
    .selectFrom('quiet')
    .select(['matter', 'by', 'at', 'until'])
    .where('order_number', '=', orderNumber)
    .where('matter', '=', matter)
    .executeTakeFirst()
}
