import type { Instant } from '../porting/calendar.ts'
import type { Snooze } from '../porting/reminders.ts'
import type { Database } from './database.ts'

/** A reminder topic that somebody snoozed, and since when. */
export interface SnoozedTopic extends Omit<Snooze, 'spares'> {
  readonly by: string
  readonly at: Instant
  /** The name of who has taken it on; null where it was only put off. */
  readonly takenByName: string | null
}

/** The last answer on a topic counts. */
export async function saveSnooze(
  db: Database,
  orderNumber: number,
  { topic, by, at, until, takenByName: taken_by_name }: SnoozedTopic,
): Promise<void> {
  await db
    .insertInto('quiet')
    .values({ order_number: orderNumber, matter: topic, by, at, until, taken_by_name })
    .onConflict((conflict) =>
      conflict.columns(['order_number', 'matter']).doUpdateSet({ by, at, until, taken_by_name }),
    )
    .execute()
}

export function findSnooze(
  db: Database,
  orderNumber: number,
  topic: string,
): Promise<SnoozedTopic | undefined> {
  return db
    .selectFrom('quiet')
    .select(['matter as topic', 'by', 'at', 'until', 'taken_by_name as takenByName'])
    .where('order_number', '=', orderNumber)
    .where('matter', '=', topic)
    .executeTakeFirst()
}
