import { wantActive } from '../../desk/want-active.ts'
import type { TrackedOrder } from '../../store/orders.ts'
import { button, confirmDialog } from '../blocks.ts'
import { approvalAsked } from '../messages/approval-asked.ts'
import { countNumbers, shortCarrier, shortTitle } from '../messages/order-words.ts'
import { said } from '../messages/said.ts'
import { ofOrder, orderValue } from '../order-ref.ts'
import type { Button } from '../surface.ts'
import type { Visit } from '../visit.ts'

const id = 'order.activate-now'

/** With an approval given ahead the click is final, so it is asked about; without one it only asks. */
export const activateNow: Button<[order: TrackedOrder]> = {
  id,
  needs: 'porter',
  draw: (order) => {
    const count = countNumbers(order.content.numbers.length)
    return button({
      id,
      text: 'Activate now',
      value: orderValue(order),
      style: 'primary',
      confirm: confirmDialog({
        title: `Activate ${count}?`,
        text: `${shortTitle(order)}: ${count} leave ${shortCarrier(order)} now if an approver pre-approved it, else one is asked. An activation can't be undone.`,
        confirm: 'Activate',
        deny: 'Not yet',
      }),
    })
  },
  click: ofOrder((visit) => activateOrAsk(visit, visit.number)),
}

/** Activate what was approved ahead; else the approvers are asked. */
export async function activateOrAsk(
  { desk, member, workspace, reply }: Visit,
  number: number,
): Promise<void> {
  const asked = await wantActive(desk, { number, by: member.id })
  await reply(
    asked.kind === 'running'
      ? said(`#${number}: ${asked.says}`)
      : approvalAsked(asked.approval, workspace.roles.approvers),
  )
}
