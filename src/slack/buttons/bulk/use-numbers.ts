import { changeBulkNumbers } from '../../../desk/bulk/change-numbers.ts'
import { button, confirmDialog } from '../../blocks.ts'
import { numbersInFiles } from '../../numbers-in-files.ts'
import { addedAndRemoved, countNumbers } from '../../messages/order-words.ts'
import { said } from '../../messages/said.ts'
import type { Button } from '../../surface.ts'
import type { TrackedBulk } from '../../../store/bulk-orders.ts'
import { ofOrder, orderValue } from '../../order-ref.ts'
import { shortBulkTitle } from '../../messages/bulk-words.ts'

const id = 'bulk.use-numbers'

/** The numbers of a dropped file take the place of those that the bulk order has. */
export const useNumbers: Button<[bulk: TrackedBulk, file: string, count: number]> = {
  id,
  needs: 'porter',
  draw: (bulk, file, count) =>
    button({
      id,
      text: `Use these ${countNumbers(count)}`,
      value: orderValue(bulk, file),
      confirm: confirmDialog({
        title: `Replace all numbers with ${countNumbers(count)}?`,
        text: `${shortBulkTitle(bulk)}: the ${countNumbers(count)} of the file replace those it has. Bandwidth checks and splits them again.`,
        confirm: 'Use them',
        deny: 'Leave',
      }),
    }),
  click: ofOrder(async ({ desk, member, workspace, reply, number, more: [file = ''] }) => {
    const dropped = { id: file, name: 'the file' }
    const { numbers } = await numbersInFiles(workspace, '', [dropped])
    const changed = await changeBulkNumbers(desk, {
      ...{ number, how: 'replace', numbers, by: member.id },
    })
    await reply(said(`#${number}: ${addedAndRemoved(changed)}. Bandwidth checks them anew.`))
  }),
}
