import type { Database } from './database.ts'
import { orderColumns, type TrackedOrder } from './orders.ts'

/** What a swept draft was at Bandwidth: kept aside while it is made again. */
export type SweptDraft = Pick<
  TrackedOrder,
  'id' | 'customerOrderId' | 'seen' | 'seenAt' | 'documents' | 'endedAt'
>

/**
 * The number stands for an order that is about to be made.
 * @returns false when it is not swept (any more): somebody was quicker.
 */
export async function claimSwept(
  db: Database,
  number: number,
  again: Pick<
    TrackedOrder,
    'customerOrderId' | 'content' | 'sealedSecrets' | 'changedBy' | 'madeAgain'
  >,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('port_order')
    .set({
      ...orderColumns({
        id: null,
        seen: null,
        seenAt: null,
        documents: [],
        content: again.content,
        sealedSecrets: again.sealedSecrets,
        changedBy: again.changedBy,
        lookAt: null,
        waitingSince: null,
        endedAt: null,
        ending: null,
        standsSince: null,
        madeAgain: again.madeAgain,
      }),
      customer_order_id: again.customerOrderId,
      remind_at: 0,
    })
    .set((column) => ({ version: column('version', '+', 1) }))
    .where('number', '=', number)
    .where('ending', '=', 'swept')
    .executeTakeFirstOrThrow()
  return numUpdatedRows === 1n
}

/** It was not made again: the number stands for the swept draft as before. */
export async function backToSwept(
  db: Database,
  number: number,
  { customerOrderId, ...swept }: SweptDraft,
): Promise<void> {
  await db
    .updateTable('port_order')
    .set({
      ...orderColumns({ ...swept, ending: 'swept', madeAgain: null }),
      customer_order_id: customerOrderId,
    })
    .set((column) => ({ version: column('version', '+', 1) }))
    .where('number', '=', number)
    .executeTakeFirstOrThrow()
}
