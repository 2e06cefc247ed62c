import type { CalendarDay } from '../porting/calendar.ts'
import type { HandOver } from '../porting/news.ts'
import { columnsOf } from './columns.ts'
import type { Database } from './database.ts'
import { first, list } from './queries.ts'
import type { HandOverTable } from './schema.ts'

/** An order that somebody has for somebody else until a day. */
export interface Lent extends HandOver {
  readonly orderNumber: number
  /** The day on whose morning it is theirs again. */
  readonly until: CalendarDay
}

const { read, write } = columnsOf<HandOverTable, Lent>()({
  orderNumber: 'order_number',
  from: 'lent_by',
  fromName: 'lent_by_name',
  to: 'lent_to',
  toName: 'lent_to_name',
  isQuiet: { flag: 'is_quiet' },
  until: 'until',
})

function allOf(db: Database) {
  return db.selectFrom('hand_over').selectAll()
}

/** The last one counts; it goes back to who had it first. */
export async function saveLent(db: Database, lent: Lent): Promise<void> {
  const { to, toName, until } = lent
  await db
    .insertInto('hand_over')
    .values(write(lent))
    .onConflict((conflict) =>
      conflict.column('order_number').doUpdateSet(write({ to, toName, until })),
    )
    .execute()
}

export async function findLent(db: Database, orderNumber: number): Promise<Lent | undefined> {
  return first(allOf(db).where('order_number', '=', orderNumber), read)
}

/** It is handed over permanently, or back. */
export async function forgetLent(db: Database, orderNumber: number): Promise<void> {
  await db.deleteFrom('hand_over').where('order_number', '=', orderNumber).execute()
}

/** What goes back on this day, or should have before. */
export async function lentUntil(db: Database, day: CalendarDay): Promise<readonly Lent[]> {
  return list(allOf(db).where('until', '<=', day).orderBy('order_number'), read)
}

/** A person's open orders; children that are submitted with a bulk order are handed over with it. */
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
