import { attachMatched } from '../../../desk/bulk/bulk-documents.ts'
import { button } from '../../blocks.ts'
import { downloadFile } from '../../download-file.ts'
import { countOf } from '../../messages/order-words.ts'
import { said } from '../../messages/said.ts'
import type { Button } from '../../surface.ts'
import type { OrderRef } from '../../../store/followed.ts'
import { ofOrder, orderValue } from '../../order-ref.ts'

const id = 'bulk.attach-all-matched'

export const attachAllMatched: Button<[order: OrderRef, count: number]> = {
  id,
  needs: 'porter',
  draw: (order, count) =>
    button({
      id,
      text: `Attach ${countOf(count, 'LOA')}`,
      value: orderValue(order),
      style: 'primary',
    }),
  click: ofOrder(async ({ desk, member, workspace, reply, number }) => {
    await reply(said('Sending the files to Bandwidth, one by one…'))
    const { attached, failed, unmatched } = await attachMatched(desk, {
      ...{ number, by: member.id },
      fetch: (file) => downloadFile(workspace, file),
    })
    await reply(
      said(
        [
          `${countOf(attached, 'LOA')} attached to the orders of #${number}.`,
          ...failed.map(({ name, why }) => `${name} not: ${why}`),
          ...(unmatched > 0 ? [`${countOf(unmatched, 'file')} still without an order.`] : []),
        ].join(' '),
      ),
    )
  }),
}
