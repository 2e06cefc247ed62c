import { randomUUID } from 'node:crypto'
import type { ContentField, OrderContent } from '../porting/order.ts'
import type { Database } from './database.ts'

/** One correction of several orders of a bulk order, while it is being sent. */
export interface SharedCorrection {
  readonly id: string
  readonly bulkNumber: number
  readonly by: string
  readonly orders: readonly number[]
  readonly fields: readonly ContentField[]
  readonly content: OrderContent
  /** What is corrected, in people's words. */
  readonly names: readonly string[]
  readonly failed: readonly NotCorrected[]
}

export interface NotCorrected {
  readonly child: number
  readonly why: string
}

/**
 * Written before the first is sent, so that a crash leaves none unmentioned.
 *
 * @returns its id.
 */
export async function beginCorrection(
  db: Database,
  { bulkNumber, by, ...correction }: Omit<SharedCorrection, 'id' | 'failed'>,
): Promise<string> {
  const id = randomUUID()
  await db
    .insertInto('shared_correction')
    .values({
      id,
      bulk_number: bulkNumber,
      by,
      correction: JSON.stringify(correction),
      failed: '[]',
    })
    .execute()
  return id
}

export async function noteFailed(
  db: Database,
  id: string,
  failed: readonly NotCorrected[],
): Promise<void> {
  await db
    .updateTable('shared_correction')
    .set({ failed: JSON.stringify(failed) })
    .where('id', '=', id)
    .execute()
}

/** Written together with its announcement. */
export async function endCorrection(db: Database, id: string): Promise<void> {
  await db.deleteFrom('shared_correction').where('id', '=', id).execute()
}

/** At a start: marks running corrections as interrupted; nobody resumes them. */
export async function interruptCorrections(db: Database): Promise<void> {
  await db.updateTable('shared_correction').set({ cut_off: 1 }).execute()
}

export async function interruptedCorrections(db: Database): Promise<readonly SharedCorrection[]> {
  const rows = await db
    .selectFrom('shared_correction')
    .selectAll()
    .where('cut_off', '=', 1)
    .orderBy('id')
    .execute()
  return rows.map(({ id, bulk_number: bulkNumber, by, correction, failed }) => ({
    id,
    bulkNumber,
    by,
    ...(JSON.parse(correction) as Pick<
      SharedCorrection,
      'orders' | 'fields' | 'content' | 'names'
    >),
    failed: JSON.parse(failed) as readonly NotCorrected[],
  }))
}
