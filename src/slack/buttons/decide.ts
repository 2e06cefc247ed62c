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
import type { Clickable } from '../handlers.ts'
import { onOrder } from './on-order.ts'

export const onActivateNow = onOrder(activateNow, (interaction) =>
  activateOrAsk(interaction, interaction.number),
)

export const onApproveAhead: Clickable = {
  id: approveAhead.id,
  needs: 'approver',
  click: ofOrder(async (interaction) => {
    const { desk, member, reply, number, more } = interaction
    const [day = ''] = more
    await preApprove(desk, {
      number,
      by: member.id,
      isApprover: member.isApprover,
      day: day as CalendarDay,
    })
    const says = (named: string) =>
      `${named} is pre-approved. On the day, a coordinator clicks “Activate now”.`
    await reply(await saidOf(interaction, number, says))
  }),
}

export const onApprove: Clickable = {
  id: approve.id,
  needs: 'approver',
  async click({ desk, member, reply, value }) {
    const outcome = await approveRequest(desk, value, {
      by: member.id,
      isApprover: member.isApprover,
    })
    await reply(said(`Approved. ${outcome}`))
  },
}

export const onAskAgain: Clickable = {
  id: askAgain.id,
  needs: 'coordinator',
  async click(interaction) {
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
  },
}
