import type { Button, KnownBlock, ModalView } from '@slack/types'
import { actions, context, section, withoutStyle } from '../blocks.ts'
import { shownView } from '../form-view.ts'
import { lettered } from '../controls/control.ts'
import type { OfferedGroup } from '../messages/offered.ts'
import { mrkdwn, plain, type Mrkdwn } from '../mrkdwn.ts'

/** Everything that can be done with an order at this moment, and what can't be, with why. */
export function moreView(
  number: number,
  statusText: Mrkdwn,
  groups: readonly OfferedGroup[],
): ModalView {
  return shownView(`Order #${number}`, [section(statusText), ...groups.flatMap(groupBlocks)])
}

function groupBlocks({ title, buttons, closed }: OfferedGroup): readonly KnownBlock[] {
  const heading = buttons.length > 0 ? section(mrkdwn`*${title}*`) : null
  const why = closed.length === 0 ? null : context(plain(`Can’t now: ${closed.join(' · ')}`))
  return [heading, actions(inARow(buttons)), why].filter((block) => block !== null)
}

/** An action id must be unique in a row: the second and third of a kind get a suffix. */
function inARow(buttons: readonly Button[]): Button[] {
  const before = new Map<string, number>()
  return buttons.map((button) => {
    const id = button.action_id ?? ''
    const nth = before.get(id) ?? 0
    before.set(id, nth + 1)
    return { ...withoutStyle(button), action_id: nth === 0 ? id : lettered(id, nth) }
  })
}
