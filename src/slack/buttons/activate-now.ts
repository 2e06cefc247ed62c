import { wantActive } from '../../desk/want-active.ts'
import { button } from '../blocks.ts'
import { approvalAsked } from '../messages/approval-asked.ts'
import { said } from '../messages/said.ts'
import type { Button } from '../surface.ts'

const id = 'order.activate-now'

export const activateNow: Button<[number: number]> = {
  id,
  needs: 'porter',
  draw: (number) => button({ id, text: 'Activate now', value: String(number), style: 'primary' }),
  async click({ desk, member, workspace, reply, value }) {
    const asked = await wantActive(desk, { number: Number(value), by: member.id })
    await reply(
      asked.kind === 'running'
        ? said(`#${value}: ${asked.says}`)
        : approvalAsked(asked.approval, workspace.roles.approvers),
    )
  },
}
