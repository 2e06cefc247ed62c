import { activateMany, approveMany, ordersToActivate, stopMany } from '../../desk/activate-many.ts'
import { countOf, showCount } from '../../porting/counts.ts'
import * as drawn from '../controls/approval-controls.ts'
import { activateAll } from '../controls/bulk-controls.ts'
import { ordersOfBatch } from '../messages/activation-batch.ts'
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
  const { orders } = batch
  const asked = orders.filter(({ approvalId }) => approvalId !== null).length
  const count =
    asked === orders.length
      ? countOf(asked, 'order')
      : `${showCount(asked)} of ${countOf(orders.length, 'order')}`
  await reply(
    said(
      `Requested approval to activate ${ordersOfBatch(batch)}: ${count}. The request shows each order’s result.`,
    ),
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
