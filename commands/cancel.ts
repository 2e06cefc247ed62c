import type { Desk } from '../src/desk/desk.ts'
import { viewBulk } from '../src/desk/bulk/view-bulk.ts'
import { BULK, ORDER } from '../src/desk/order-kind.ts'
import type { KindName } from '../src/store/followed.ts'
import { isBulkDraft } from '../src/porting/bulk-status.ts'
import { isDraft } from '../src/porting/status.ts'
import type { Message } from '../src/slack/blocks.ts'
import { confirmDelete, confirmDeleteBulk } from '../src/slack/messages/confirm-delete.ts'
import { askApprovers } from '../src/slack/ask-approvers.ts'
import { orderAndText } from '../src/slack/order-meant.ts'
import type { Command } from '../src/slack/handlers.ts'

/** `/portin cancel ORDER WHY`: deletes a draft, once confirmed; approvers decide if submitted. */
export const cancel: Command = {
  name: 'cancel',
  usage: 'cancel <order> [why]',
  summary: 'delete a draft, or request cancel of a submitted order',
  example: 'cancel 1042 the customer changed their mind',
  group: 'approve',
  needs: 'coordinator',

  async run(interaction) {
    const { text, desk, reply } = interaction
    const { kind, number, rest: reason } = await orderAndText(interaction, 'cancel', text)
    const toConfirm = await IF_DRAFT[kind](desk, number)
    if (toConfirm !== null) return reply(toConfirm)
    await askApprovers(interaction, {
      number,
      operation: 'cancel',
      ...(reason !== '' && { reason }),
    })
  },
}

/** How to delete a draft; null: it is submitted. */
const IF_DRAFT: Record<KindName, (desk: Desk, number: number) => Promise<Message | null>> = {
  async order(desk, number) {
    const order = await ORDER.seen(desk, number)
    return isDraft(order.seen.status) ? confirmDelete(order) : null
  },
  async bulk(desk, number) {
    const bulk = await BULK.seen(desk, number)
    if (!isBulkDraft(bulk.seen.status)) return null
    return confirmDeleteBulk(await viewBulk(desk, bulk))
  },
}
