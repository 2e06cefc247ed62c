import { takeOutRefused as takeThemOut } from '../../../desk/bulk/change-numbers.ts'
import { button, confirmDialog } from '../../blocks.ts'
import { countNumbers } from '../../messages/order-words.ts'
import { said } from '../../messages/said.ts'
import type { Button } from '../../surface.ts'
import type { TrackedBulk } from '../../../store/bulk-orders.ts'
import { ofOrder, orderValue } from '../../order-ref.ts'
import { shortBulkTitle } from '../../messages/bulk-words.ts'

const id = 'bulk.take-out-refused'

export const takeOutRefused: Button<[bulk: TrackedBulk, count: number]> = {
  id,
  needs: 'porter',
  draw: (bulk, count) =>
    button({
      id,
      text: `Take out ${countNumbers(count)}`,
      value: orderValue(bulk),
      style: 'primary',
      confirm: confirmDialog({
        title: `Remove ${countNumbers(count)}?`,
        text: `${shortBulkTitle(bulk)}: the ${countNumbers(count)} that can't port stay with their carriers. The others are checked again.`,
        confirm: 'Take out',
        deny: 'Leave',
      }),
    }),
  click: ofOrder(async ({ desk, member, reply, number }) => {
    const { removed } = await takeThemOut(desk, { number, by: member.id })
    await reply(
      said(`${countNumbers(removed)} taken out of #${number}; the others are checked again.`),
    )
  }),
}
