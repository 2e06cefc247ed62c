import type { CalendarDay } from '../porting/calendar.ts'
import type { HandOver } from '../porting/news.ts'
import type { Database } from './database.ts'

/** An order that somebody has for somebody else until a day. */
export interface Lent extends HandOver {
  readonly orderNumber: number
  /** The day on whose morning it is theirs again. */
  readonly until: CalendarDay
}

/** The last one counts; it goes back to who had it first. */
export async function saveLent(db: Database, { orderNumber, until, ...lent }: Lent): Promise<void> {
  await db
    .insertInto('hand_over')
    .values({
      order_number: orderNumber,
      lent_by: lent.from,
      lent_by_name: lent.fromName,
      lent_to: lent.to,
      lent_to_name: lent.toName,
      is_quiet: lent.isQuiet ? 1 : 0,
      until,
    })
    .onConflict((conflict) =>
      conflict
        .column('order_number')
        .doUpdateSet({ lent_to: lent.to, lent_to_name: lent.toName, until }),
    )
    .execute()
}

/** It is handed over for good, or back. */
export async function forgetLent(db: Database, orderNumber: number): Promise<void> {
  await db.deleteFrom('hand_over').where('order_number', '=', orderNumber).execute()
}

/** What goes back on this day, or should have before. */
export async function lentUntil(db: Database, day: CalendarDay): Promise<readonly Lent[]> {
  const rows = await db
    .selectFrom('hand_over')
    .selectAll()
    .where('until', '<=', day)
    .orderBy('order_number')
    .execute()
  return rows.map((row) => ({
    orderNumber: row.order_number,
    from: row.lent_by,
    fromName: row.lent_by_name,
    to: row.lent_to,
    toName: row.lent_to_name,
    isQuiet: row.is_quiet === 1,
    until: row.until as CalendarDay,
  }))
}

/** What somebody has on the way; what goes out with a bulk order is handed over with it. */
export async function openOrdersOf(db: Database, owner: string): Promise<readonly number[]> {
  const orders = await db
    .selectFrom('port_order')
    .select('number')
    .where('owner', '=', owner)
    .where('ended_at', 'is', null)
    .where('bulk_number', 'is', null)
    .orderBy('number')
    .execute()
  const bulks = await db
    .selectFrom('bulk_order')
    .select('number')
    .where('owner', '=', owner)
    .where('ended_at', 'is', null)
    .orderBy('number')
    .execute()
  return [...orders, ...bulks].map(({ number }) => number).sort((one, other) => one - other)
}
