import { orderNumbered } from '../desk/numbered.ts'
import type { KindName } from '../store/followed.ts'
import type { Message } from './blocks.ts'
import { bulkStatus } from './messages/bulk-status.ts'
import { statusAnswer } from './messages/status.ts'
import { viewOf, type Interaction } from './interaction.ts'

/** Everything about it as it was seen last, for one person. */
export const STATUS_OF: Record<
  KindName,
  (interaction: Pick<Interaction, 'desk'>, number: number) => Promise<Message>
> = {
  order: async (interaction, number) =>
    statusAnswer(await viewOf(interaction, await orderNumbered(interaction.desk.db, number))),
  bulk: ({ desk }, number) => bulkStatus(desk, number),
}
