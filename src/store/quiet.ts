import type { Instant } from '../porting/calendar.ts'
import type { Quiet } from '../porting/reminders.ts'
import type { Database } from './database.ts'

/** Who does not want to hear of a matter for now, and since when. */
export interface QuietMatter extends Omit<Quiet, 'spares'> {
  readonly by: string
  readonly at: Instant
  /** The name of who has taken it on; null where it was only put off. */
  readonly takenByName: string | null
}

/** The last word on a matter counts. */
export async function keepQuiet(
  db: Database,
  orderNumber: number,
  { matter, by, at, until, takenByName: taken_by_name }: QuietMatter,
): Promise<void> {
  await db
    .insertInto('quiet')
    .values({ order_number: orderNumber, matter, by, at, until, taken_by_name })
    .onConflict((conflict) =>
      conflict.columns(['order_number', 'matter']).doUpdateSet({ by, at, until, taken_by_name }),
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
    .select(['matter', 'by', 'at', 'until', 'taken_by_name as takenByName'])
    .where('order_number', '=', orderNumber)
    .where('matter', '=', matter)
    .executeTakeFirst()
}
