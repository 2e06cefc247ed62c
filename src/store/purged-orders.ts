import type { Database } from './database.ts'
import { orderColumns, type TrackedOrder } from './orders.ts'

/** What a purged draft was at Bandwidth: saved while it is recreated. */
export type PurgedDraft = Pick<
  TrackedOrder,
  'id' | 'customerOrderId' | 'seen' | 'seenAt' | 'documents' | 'endedAt'
>

/** Only these fields: the rest of the order may change meanwhile and must not be restored. */
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
 * Reserves the number for an order that is about to be created.
 *
 * @returns false when it is no longer purged because somebody was quicker.
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
        statusSince: null,
      }),
      remind_at: 0,
    })
    .set((column) => ({ version: column('version', '+', 1) }))
    .where('number', '=', number)
    .where('ending', '=', 'swept')
    .executeTakeFirstOrThrow()
  return numUpdatedRows === 1n
}

/** It was not recreated: the number refers to the purged draft again. */
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
