import { fillChildren } from '../../../desk/bulk/fill-children.ts'
import { button } from '../../blocks.ts'
import { readDroppedTable } from '../../dropped-table.ts'
import { countOf } from '../../messages/order-words.ts'
import { said } from '../../messages/said.ts'
import type { Button } from '../../surface.ts'
import type { OrderRef } from '../../../store/followed.ts'
import { ofOrder, orderValue } from '../../order-ref.ts'

const id = 'bulk.send-child-facts'

/** What a CSV says of the orders goes to Bandwidth. The file is read anew: its secrets are kept nowhere. */
export const sendChildFacts: Button<[order: OrderRef, file: string, count: number]> = {
  id,
  needs: 'porter',
  draw: (order, file, count) =>
    button({
      id,
      text: `Change ${countOf(count, 'order')}`,
      value: orderValue(order, file),
      style: 'primary',
    }),
  click: ofOrder(async ({ desk, member, workspace, reply, number, more: [file = ''] }) => {
    const dropped = { id: file, name: 'the file' }
    const { read } = await readDroppedTable(desk, workspace, number, dropped)
    const rows = read.kind === 'table' ? read.table.rows : []
    await reply(said(`Sending ${countOf(rows.length, 'order')} to Bandwidth, one by one…`))
    const { children, failed } = await fillChildren(desk, {
      ...{ number, rows, by: member.id },
    })
    await reply(
      said(
        failed.length === 0
          ? `${countOf(children.length, 'order')} of #${number} changed.`
          : `${countOf(children.length, 'order')} of #${number} changed, ${failed.length} not: its thread names them.`,
      ),
    )
  }),
}
