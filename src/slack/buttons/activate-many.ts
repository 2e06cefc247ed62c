import { activateMany, approveMany, ordersToActivate, stopMany } from '../../desk/activate-many.ts'
import { approveAllAhead } from '../../desk/approve-all-ahead.ts'
import { countOf } from '../../porting/counts.ts'
import * as drawn from '../controls/approval-controls.ts'
import * as ofBulk from '../controls/bulk-controls.ts'
import { ordersOfBatch, requestedOf } from '../messages/activation-batch.ts'
import { said } from '../messages/said.ts'
import { ofOrder } from '../order-ref.ts'
import type { Clickable } from '../handlers.ts'
import type { Interaction } from '../interaction.ts'

/** Ask for several orders in one message. */
export async function activateTogether(
  { desk, member, reply }: Interaction,
  wanted: { readonly numbers: readonly number[]; readonly bulkNumber: number | null },
): Promise<void> {
  const batch = await activateMany(desk, { ...wanted, by: member.id })
  await reply(said(requestedOf(batch)))
}

export async function activateAllOf(interaction: Interaction, bulkNumber: number): Promise<void> {
  const numbers = await ordersToActivate(interaction.desk, bulkNumber)
  await activateTogether(interaction, { numbers, bulkNumber })
}

export const onActivateAll: Clickable = {
  id: ofBulk.activateAll.id,
  needs: 'coordinator',
  click: ofOrder((interaction) => activateAllOf(interaction, interaction.number)),
}

export const onApproveAllAhead: Clickable = {
  id: ofBulk.approveAllAhead.id,
  needs: 'approver',
  click: ofOrder(async ({ desk, member, reply, number, more: [shown = ''] }) => {
    const { isApprover, id: by } = member
    const { orders } = await approveAllAhead(desk, { number, shown, by, isApprover })
    const approved = orders.filter(({ approvalId }) => approvalId !== null).length
    await reply(
      said(
        `${countOf(approved, 'order')} of #${number} pre-approved. On the day a coordinator clicks "Activate all".`,
      ),
    )
  }),
}

export const onApproveMany: Clickable = {
  id: drawn.approveMany.id,
  needs: 'approver',
  async click({ desk, member, reply, value }) {
    const batch = await approveMany(desk, value, { by: member.id, isApprover: member.isApprover })
    await reply(
      said(`Approved for ${ordersOfBatch(batch)}. The request shows each order’s result.`),
    )
  },
}

export const onStopMany: Clickable = {
  id: drawn.stopMany.id,
  needs: 'coordinator',
  async click({ desk, member, reply, value }) {
    const batch = await stopMany(desk, value, { by: member.id, isApprover: member.isApprover })
    const words = batch.state === 'open' ? 'request withdrawn' : 'stopped'
    await reply(
      said(`${ordersOfBatch(batch)}: ${words}. Orders that haven’t begun aren’t activated.`),
    )
  },
}
