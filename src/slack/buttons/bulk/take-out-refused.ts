import { takeOutRefused as takeThemOut } from '../../../desk/bulk/change-numbers.ts'
import { button, confirmDialog } from '../../blocks.ts'
import { countNumbers } from '../../messages/order-words.ts'
import { said } from '../../messages/said.ts'
import type { Button } from '../../surface.ts'

const id = 'bulk.take-out-refused'

export const takeOutRefused: Button<[number: number, count: number]> = {
  id,
  needs: 'porter',
  draw: (number, count) =>
    button({
      id,
      text: `Take out ${countNumbers(count)}`,
      value: String(number),
      style: 'primary',
      confirm: confirmDialog({
        title: `Take ${countNumbers(count)} out of #${number}?`,
        text: 'Those that cannot go stay with their carriers. The others are checked again.',
        confirm: 'Take out',
        deny: 'Leave',
      }),
    }),
  async click({ desk, member, reply, value }) {
    const { removed } = await takeThemOut(desk, { number: Number(value), by: member.id })
    await reply(
      said(`${countNumbers(removed)} taken out of #${value}; the others are checked again.`),
    )
  },
}
