import { noSuchApproval } from '../../desk/approval-refusals.ts'
import { preApprove } from '../../desk/approve-ahead.ts'
import { approveRequest } from '../../desk/decide.ts'
import type { CalendarDay } from '../../porting/calendar.ts'
import { findApproval } from '../../store/approvals.ts'
import { approve, askAgain } from '../controls/approval-controls.ts'
import { activateNow, approveAhead } from '../controls/order-controls.ts'
import { said } from '../messages/said.ts'
import { ofOrder, saidOf } from '../order-ref.ts'
import { activateOrAsk, askApprovers, askForChangeAgain } from '../ask-approvers.ts'
import { onDecision, onOrder, onPress } from './on-press.ts'

export const onActivateNow = onOrder(activateNow, (interaction) =>
  activateOrAsk(interaction, interaction.number),
)

export const onApproveAhead = onDecision(
  approveAhead,
  ofOrder(async (interaction) => {
    const { desk, member, reply, number, more } = interaction
    const [day = ''] = more
    const { id: by, isApprover } = member
    await preApprove(desk, { number, by, isApprover, day: day as CalendarDay })
    const says = (named: string) =>
      `${named} is pre-approved. On the day, a coordinator clicks “Activate now”.`
    await reply(await saidOf(interaction, number, says))
  }),
)

export const onApprove = onDecision(approve, async ({ desk, member, reply, value }) => {
  const { id: by, isApprover } = member
  const outcome = await approveRequest(desk, value, { by, isApprover })
  await reply(said(`Approved. ${outcome}`))
})

export const onAskAgain = onPress(askAgain, async (interaction) => {
  const ended = await findApproval(interaction.desk.db, interaction.value)
  if (ended === undefined) throw noSuchApproval()
  const { orderNumber: number, operation } = ended
  switch (operation) {
    case 'activate':
      return activateOrAsk(interaction, number)
    case 'change':
      return askForChangeAgain(interaction, ended)
    case 'submit':
    case 'cancel':
      return askApprovers(interaction, { number, operation })
  }
})
