import type { Instant } from '../porting/calendar.ts'
import type { TelephoneNumber } from '../porting/telephone-number.ts'
import type { Database } from './database.ts'

/** With whom a BTN is that ports with none of its orders, as Bandwidth's check said. */
export interface BillingCarrier {
  readonly spid: string
  readonly name: string | null
}

/** Of each BTN that was asked about and whose carrier is known. */
export async function billingCarriers(
  db: Database,
  numbers: readonly (TelephoneNumber | null)[],
): Promise<ReadonlyMap<TelephoneNumber, BillingCarrier>> {
  const asked = new Set(numbers.filter((tn) => tn !== null))
  if (asked.size === 0) return new Map()
  const rows = await db
    .selectFrom('billing_carrier')
    .selectAll()
    .where('tn', 'in', [...asked])
    .execute()
  return new Map(
    rows.flatMap(({ tn, spid, name }) =>
      spid === null ? [] : [[tn as TelephoneNumber, { spid, name }] as const],
    ),
  )
}

/** Null: it was never asked about. */
export async function askBillingCarrierAgainAt(
  db: Database,
  tn: TelephoneNumber,
): Promise<Instant | null> {
  const row = await db
    .selectFrom('billing_carrier')
    .select('ask_again_at')
    .where('tn', '=', tn)
    .executeTakeFirst()
  return row?.ask_again_at ?? null
}

/** @param carrier null: Bandwidth does not say; undefined: there was no answer, and what is known stays. */
export async function writeBillingCarrier(
  db: Database,
  tn: TelephoneNumber,
  carrier: BillingCarrier | null | undefined,
  askAgainAt: Instant,
): Promise<void> {
  const { spid, name } = carrier ?? { spid: null, name: null }
  const learned = carrier === undefined ? {} : { spid, name }
  await db
    .insertInto('billing_carrier')
    .values({ tn, spid, name, ask_again_at: askAgainAt })
    .onConflict((conflict) =>
      conflict.column('tn').doUpdateSet({ ...learned, ask_again_at: askAgainAt }),
    )
    .execute()
}
