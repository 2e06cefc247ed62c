import { takeOutInvalid } from '../../desk/retry-validation.ts'
import { showNumbers } from '../../porting/telephone-number.ts'
import { button, confirmDialog } from '../blocks.ts'
import { said } from '../messages/said.ts'
import type { Button } from '../surface.ts'
import type { TrackedOrder } from '../../store/orders.ts'
import { ofOrder, orderValue } from '../order-ref.ts'
import { shortTitle } from '../messages/order-words.ts'

const id = 'order.take-out'

export const takeOut: Button<[order: TrackedOrder]> = {
  id,
  needs: 'porter',
  draw: (order) =>
    button({
      id,
      text: 'Take these out',
      value: orderValue(order),
      confirm: confirmDialog({
        title: "Remove the numbers that can't port?",
        text: `${shortTitle(order)}: the numbers that can't port leave this draft. The others are checked again.`,
        confirm: 'Take them out',
        deny: 'Leave them',
      }),
    }),
  click: ofOrder(async ({ desk, member, reply, number }) => {
    const taken = await takeOutInvalid(desk, { number, by: member.id })
    await reply(said(`Taken out of #${number}: ${showNumbers(taken)}. The rest is being checked.`))
  }),
}
