import { attachMatched } from '../../../desk/bulk/bulk-documents.ts'
import { button } from '../../blocks.ts'
import { downloadFile } from '../../download-file.ts'
import { countOf } from '../../messages/order-words.ts'
import { said } from '../../messages/said.ts'
import type { Button } from '../../surface.ts'

const id = 'bulk.attach-all-matched'

export const attachAllMatched: Button<[number: number, count: number]> = {
  id,
  needs: 'porter',
  draw: (number, count) =>
    button({
      id,
      text: `Attach ${countOf(count, 'LOA')}`,
      value: String(number),
      style: 'primary',
    }),
  async click({ desk, member, workspace, reply, value }) {
    await reply(said('Sending the files to Bandwidth, one by one…'))
    const { attached, failed, unmatched } = await attachMatched(desk, {
      ...{ number: Number(value), by: member.id },
      fetch: (file) => downloadFile(workspace, file),
    })
    await reply(
      said(
        [
          `${countOf(attached, 'LOA')} attached to the orders of #${value}.`,
          ...failed.map(({ name, why }) => `${name} not: ${why}`),
          ...(unmatched > 0 ? [`${countOf(unmatched, 'file')} still without an order.`] : []),
        ].join(' '),
      ),
    )
  },
}
