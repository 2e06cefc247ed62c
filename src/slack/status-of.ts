import { orderNumbered } from '../desk/numbered.ts'
import type { KindName } from '../store/followed.ts'
import type { Message } from './blocks.ts'
import { bulkStatus } from './messages/bulk-status.ts'
import { statusAnswer } from './messages/status.ts'
import { viewOf, type Visit } from './visit.ts'

/** Everything about it as it was seen last, for one person. */
export const STATUS_OF: Record<
  KindName,
  (visit: Pick<Visit, 'desk'>, number: number) => Promise<Message>
> = {
  order: async (visit, number) =>
    statusAnswer(await viewOf(visit, await orderNumbered(visit.desk.db, number))),
  bulk: ({ desk }, number) => bulkStatus(desk, number),
}
