import { activateMany, approveMany, ordersToActivate, stopMany } from '../../desk/activate-many.ts'
import { approveAllAhead, possibleAhead } from '../../desk/approve-all-ahead.ts'
import type { Desk } from '../../desk/desk.ts'
import { Refusal } from '../../porting/refusal.ts'
import { bulkNumbered } from '../../desk/numbered.ts'
import type { OrderRef } from '../../store/followed.ts'
import * as drawn from '../controls/approval-controls.ts'
import * as ofBulk from '../controls/bulk-controls.ts'
import { openApproveAhead } from '../forms/approve-ahead-form.ts'
import { ordersOfBatch, preApprovedOf, requestedOf } from '../messages/batch-answers.ts'
import { noneNow } from '../messages/none-now.ts'
import { said } from '../messages/said.ts'
import { ofOrder } from '../order-ref.ts'
import { onDecision, onOrder, onPress } from './on-press.ts'
import type { Interaction } from '../interaction.ts'

interface Several {
  readonly numbers: readonly number[]
  /** The bulk order that they belong to; null: stand-alone orders. */
  readonly bulkNumber: number | null
}

/** Ask for several orders in one message. */
export async function activateTogether(
  { desk, member, reply }: Interaction,
  requested: Several,
): Promise<void> {
  try {
    const batch = await activateMany(desk, { ...requested, by: member.id })
    await reply(said(requestedOf(batch)))
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'none-can-be-activated') throw error
    const ahead = member.isApprover ? await aheadOf(desk, requested) : []
    if (ahead.length === 0 || ahead.length > MOST_IN_BUTTON) throw error
    await reply(noneNow(error, ahead))
  }
}

/** The orders that a button refers to; a bulk order refers to all of its orders. */
async function aheadOf(desk: Desk, { numbers, bulkNumber }: Several): Promise<readonly OrderRef[]> {
  const possible = (await possibleAhead(desk, numbers)).map(({ tracked }) => tracked)
  return possible.length > 0 && bulkNumber !== null
    ? [await bulkNumbered(desk.db, bulkNumber)]
    : possible
}

/** A button's value has at most two thousand characters. */
const MOST_IN_BUTTON = 80

export async function activateAllOf(interaction: Interaction, bulkNumber: number): Promise<void> {
  const numbers = await ordersToActivate(interaction.desk, bulkNumber)
  await activateTogether(interaction, { numbers, bulkNumber })
}

export const onActivateAll = onOrder(ofBulk.activateAll, (interaction) =>
  activateAllOf(interaction, interaction.number),
)

export const onApproveAllAhead = onDecision(
  ofBulk.approveAllAhead,
  ofOrder(async ({ desk, member, reply, number, more: [shown = ''] }) => {
    const { isApprover, id: by } = member
    const batch = await approveAllAhead(desk, { number, shown, by, isApprover })
    await reply(said(preApprovedOf(batch)))
  }),
)

export const onChooseAhead = onDecision(ofBulk.chooseAhead, openApproveAhead)

export const onApproveMany = onDecision(
  drawn.approveMany,
  async ({ desk, member, reply, value }) => {
    const batch = await approveMany(desk, value, { by: member.id, isApprover: member.isApprover })
    await reply(
      said(`Approved for ${ordersOfBatch(batch)}. The request shows each order’s result.`),
    )
  },
)

export const onStopMany = onPress(drawn.stopMany, async ({ desk, member, reply, value }) => {
  const batch = await stopMany(desk, value, { by: member.id, isApprover: member.isApprover })
  const words = batch.state === 'open' ? 'request withdrawn' : 'stopped'
  await reply(
    said(`${ordersOfBatch(batch)}: ${words}. Orders that haven’t started aren’t activated.`),
  )
})
