import { changeBulkNumbers } from '../../../desk/bulk/change-numbers.ts'
import { button, confirmDialog } from '../../blocks.ts'
import { numbersInFiles } from '../../numbers-in-files.ts'
import { addedAndRemoved, countNumbers } from '../../messages/order-words.ts'
import { said } from '../../messages/said.ts'
import type { Button } from '../../surface.ts'

const id = 'bulk.use-numbers'

/** The numbers of a dropped file take the place of those that the bulk order has. */
export const useNumbers: Button<[number: number, file: string, count: number]> = {
  id,
  needs: 'porter',
  draw: (number, file, count) =>
    button({
      id,
      text: `Use these ${countNumbers(count)}`,
      value: `${number} ${file}`,
      confirm: confirmDialog({
        title: `Other numbers for #${number}?`,
        text: `The ${countNumbers(count)} of the file take the place of those it has. Bandwidth checks and splits them anew.`,
        confirm: 'Use them',
        deny: 'Leave',
      }),
    }),
  async click({ desk, member, workspace, reply, value }) {
    const [number = '', file = ''] = value.split(' ')
    const dropped = { id: file, name: 'the file' }
    const { numbers } = await numbersInFiles(workspace, '', [dropped])
    const changed = await changeBulkNumbers(desk, {
      ...{ number: Number(number), how: 'replace', numbers, by: member.id },
    })
    await reply(said(`#${number}: ${addedAndRemoved(changed)}. Bandwidth checks them anew.`))
  },
}
