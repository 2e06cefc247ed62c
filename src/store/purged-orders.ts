import type { Database } from './database.ts'
import { orderColumns, type TrackedOrder } from './orders.ts'

/** What a purged draft was at Bandwidth: kept aside while it is made again. */
export type PurgedDraft = Pick<
  TrackedOrder,
  'id' | 'customerOrderId' | 'seen' | 'seenAt' | 'documents' | 'endedAt'
>

/** These alone of a whole order: what else is known of it stays as it is by then. */
export function purgedDraftOf({
  id,
  customerOrderId,
  seen,
  seenAt,
  documents,
  endedAt,
}: PurgedDraft): PurgedDraft {
  return { id, customerOrderId, seen, seenAt, documents, endedAt }
}

/**
 * The number stands for an order that is about to be made.
 * @returns false when it is not purged (any more): somebody was quicker.
 */
export async function claimPurged(
  db: Database,
  number: number,
  again: Pick<
    TrackedOrder,
    'customerOrderId' | 'content' | 'sealedSecrets' | 'changedBy' | 'recreated'
  >,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('port_order')
    .set({
      ...orderColumns({
        ...again,
        id: null,
        seen: null,
        seenAt: null,
        documents: [],
        nextPollAt: null,
        waitingSince: null,
        endedAt: null,
        ending: null,
        standsSince: null,
      }),
      remind_at: 0,
    })
    .set((column) => ({ version: column('version', '+', 1) }))
    .where('number', '=', number)
    .where('ending', '=', 'swept')
    .executeTakeFirstOrThrow()
  return numUpdatedRows === 1n
}

/** It was not made again: the number stands for the purged draft as before. */
export async function backToPurged(
  db: Database,
  number: number,
  purged: PurgedDraft,
): Promise<void> {
  await db
    .updateTable('port_order')
    .set(orderColumns({ ...purgedDraftOf(purged), ending: 'swept', recreated: null }))
    .set((column) => ({ version: column('version', '+', 1) }))
    .where('number', '=', number)
    .executeTakeFirstOrThrow()
}
