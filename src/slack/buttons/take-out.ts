import { takeOutInvalid } from '../../desk/retry-validation.ts'
import { showNumbers } from '../../porting/telephone-number.ts'
import { button, confirmDialog } from '../blocks.ts'
import { said } from '../messages/said.ts'
import type { Button } from '../surface.ts'

const id = 'order.take-out'

export const takeOut: Button<[number: number]> = {
  id,
  needs: 'porter',
  draw: (number) =>
    button({
      id,
      text: 'Take these out',
      value: String(number),
      confirm: confirmDialog({
        title: 'Take these numbers out?',
        text: 'The numbers that cannot move leave this draft, and the rest is checked again.',
        confirm: 'Take them out',
        deny: 'Leave them',
      }),
    }),
  async click({ desk, member, reply, value }) {
    const taken = await takeOutInvalid(desk, { number: Number(value), by: member.id })
    await reply(said(`Taken out of #${value}: ${showNumbers(taken)}. The rest is being checked.`))
  },
}
