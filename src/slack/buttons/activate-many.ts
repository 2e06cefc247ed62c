import { activateMany, approveMany, ordersToActivate, stopMany } from '../../desk/activate-many.ts'
import * as drawn from '../controls/approval-controls.ts'
import { activateAll } from '../controls/bulk-controls.ts'
import { said } from '../messages/said.ts'
import { ofOrder } from '../order-ref.ts'
import type { Clickable } from '../handlers.ts'
import type { Interaction } from '../interaction.ts'

/** Ask for several orders in one message. */
export async function activateTogether(
  { desk, member, channel, reply }: Interaction,
  wanted: { readonly numbers: readonly number[]; readonly bulkNumber: number | null },
): Promise<void> {
  const { orders } = await activateMany(desk, { ...wanted, channel, by: member.id })
  const waiting = orders.filter(({ approvalId }) => approvalId !== null).length
  await reply(
    said(`${waiting} of ${orders.length} orders are in one request; it follows each of them.`),
  )
}

export async function activateAllOf(interaction: Interaction, bulkNumber: number): Promise<void> {
  const numbers = await ordersToActivate(interaction.desk, bulkNumber)
  await activateTogether(interaction, { numbers, bulkNumber })
}

export const onActivateAll: Clickable = {
  id: activateAll.id,
  needs: 'coordinator',
  click: ofOrder((interaction) => activateAllOf(interaction, interaction.number)),
}

export const onApproveMany: Clickable = {
  id: drawn.approveMany.id,
  needs: 'approver',
  async click({ desk, member, reply, value }) {
    await approveMany(desk, value, { by: member.id, isApprover: member.isApprover })
    await reply(said('Approved. The request shows what became of each order.'))
  },
}

export const onStopMany: Clickable = {
  id: drawn.stopMany.id,
  needs: 'coordinator',
  async click({ desk, member, reply, value }) {
    await stopMany(desk, value, { by: member.id, isApprover: member.isApprover })
    await reply(said('Stopped. What has not begun is not activated.'))
  },
}
