import { detachChild as detachIt } from '../../../desk/bulk/attach-child.ts'
import { button, confirmDialog } from '../../blocks.ts'
import { ON_ITS_OWN } from '../../messages/bulk-words.ts'
import { said } from '../../messages/said.ts'
import type { Button } from '../../surface.ts'

const id = 'bulk.detach-child'

export const detachChild: Button<[number: number, bulk: number]> = {
  id,
  needs: 'porter',
  draw: (number, bulk) =>
    button({
      id,
      text: `Detach from #${bulk}`,
      value: String(number),
      confirm: confirmDialog({
        title: `Take #${number} out of #${bulk}?`,
        text: `It ${ON_ITS_OWN}`,
        confirm: 'Detach',
        deny: 'Leave it',
      }),
    }),
  async click({ desk, member, reply, value }) {
    const bulk = await detachIt(desk, { child: Number(value), by: member.id })
    await reply(said(`#${value} is no longer part of #${bulk}; its card is in the channel.`))
  },
}
