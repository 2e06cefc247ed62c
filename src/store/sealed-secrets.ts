import { sql } from 'kysely'
import type { Instant } from '../porting/calendar.ts'
import type { TelephoneNumber } from '../porting/telephone-number.ts'
import type { Database } from './database.ts'
import { allOrders, readOrder, type TrackedOrder } from './orders.ts'

/** Orders with a sealed account number or PIN that hold any of these numbers. */
export async function sealedOrdersWith(
  db: Database,
  numbers: readonly TelephoneNumber[],
): Promise<readonly TrackedOrder[]> {
  const rows = await allOrders(db)
    .where('sealed_secrets', 'is not', null)
    .where(
      sql<boolean>`EXISTS (SELECT 1 FROM json_each(content, '$.numbers') AS tn
        WHERE tn.value IN (SELECT value FROM json_each(${JSON.stringify(numbers)})))`,
    )
    .orderBy('number')
    .execute()
  return rows.map(readOrder)
}

export async function allSealedOrders(db: Database): Promise<readonly TrackedOrder[]> {
  const rows = await allOrders(db)
    .where('sealed_secrets', 'is not', null)
    .orderBy('number')
    .execute()
  return rows.map(readOrder)
}

/** All sealed secrets, one for each order that has any. */
export async function allSealed(db: Database): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('port_order')
    .select('sealed_secrets')
    .where('sealed_secrets', 'is not', null)
    .orderBy('number')
    .execute()
  return rows.flatMap(({ sealed_secrets: sealed }) => sealed ?? [])
}

/** Deletes the account numbers and PINs of orders that ended before this. */
export async function eraseSecretsEndedBefore(db: Database, before: Instant): Promise<void> {
  await db
    .updateTable('port_order')
    .set({ sealed_secrets: null })
    .where('ended_at', '<', before)
    .where('sealed_secrets', 'is not', null)
    .execute()
}
