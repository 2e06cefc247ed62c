import { sql } from 'kysely'
import type { BulkNumbers } from '../porting/bulk-order.ts'
import type { TelephoneNumber } from '../porting/telephone-number.ts'
import type { Database } from './database.ts'

/** A bulk order's numbers, up to 20,000; stored apart because the rest is read all the time. */
interface SavedNumbers {
  /** The numbers that people requested, whatever Bandwidth accepts of them. */
  readonly desired: readonly TelephoneNumber[]
  /** Bandwidth's last word on them. */
  readonly split: BulkNumbers | null
}

export async function savedNumbers(db: Database, number: number): Promise<SavedNumbers> {
  const { desired, split } = await db
    .selectFrom('bulk_numbers')
    .select(['wanted as desired', 'split'])
    .where('bulk_number', '=', number)
    .executeTakeFirstOrThrow()
  return { desired: JSON.parse(desired) as TelephoneNumber[], split: readSplit(split) }
}

export async function savedSplit(db: Database, number: number): Promise<BulkNumbers | null> {
  const { split } = await db
    .selectFrom('bulk_numbers')
    .select('split')
    .where('bulk_number', '=', number)
    .executeTakeFirstOrThrow()
  return readSplit(split)
}

export async function countDesired(db: Database, number: number): Promise<number> {
  const row = await db
    .selectFrom('bulk_numbers')
    .select(sql<number>`json_array_length(wanted)`.as('count'))
    .where('bulk_number', '=', number)
    .executeTakeFirst()
  return row?.count ?? 0
}

export async function insertNumbers(
  db: Database,
  number: number,
  desired: readonly TelephoneNumber[],
): Promise<void> {
  await db
    .insertInto('bulk_numbers')
    .values({ bulk_number: number, wanted: JSON.stringify(desired) })
    .execute()
}

/** Writes only the named parts. Views are redrawn by the version of the bulk order itself. */
export async function writeNumbers(
  db: Database,
  number: number,
  { desired, split }: Partial<SavedNumbers>,
): Promise<void> {
  await db
    .updateTable('bulk_numbers')
    .set({
      ...(desired !== undefined && { wanted: JSON.stringify(desired), are_named: 0 }),
      ...(split !== undefined && { split: split && JSON.stringify(split) }),
    })
    .where('bulk_number', '=', number)
    .executeTakeFirstOrThrow()
}

function readSplit(split: string | null): BulkNumbers | null {
  return split === null ? null : (JSON.parse(split) as BulkNumbers)
}
