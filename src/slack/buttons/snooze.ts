import type { PlainTextOption, StaticSelect } from '@slack/types'
import { snooze as snoozeIt } from '../../desk/quiet-reminder.ts'
import { showDay, showEasternMoment } from '../../porting/calendar.ts'
import { snoozeChoice, type SnoozeChoice } from '../../porting/snooze.ts'
import { Refusal } from '../../porting/refusal.ts'
import { plainText } from '../blocks.ts'
import { said } from '../messages/said.ts'
import type { Clickable } from '../surface.ts'
import type { OrderRef } from '../../store/followed.ts'
import { ofOrder, orderValue } from '../order-ref.ts'

const id = 'reminder.snooze'

/** A menu of when to say it again; null when no time that is left would do. */
export const snooze: Clickable & {
  draw(order: OrderRef, postKey: string, choices: readonly SnoozeChoice[]): StaticSelect | null
} = {
  id,
  needs: 'porter',
  draw: (order, postKey, choices) =>
    choices.length === 0
      ? null
      : {
          type: 'static_select',
          action_id: id,
          placeholder: plainText('Remind me later'),
          options: choices.map((choice) => optionOf(orderValue(order, postKey, choice), choice)),
        },
  click: ofOrder(async ({ desk, member, reply, more: [postKey = '', chosen = ''] }) => {
    const choice = snoozeChoice(chosen)
    if (choice === undefined) {
      throw new Refusal('no-such-time', 'This is no time I know.', 'Choose another.')
    }
    const { number, until } = await snoozeIt(desk, { key: postKey, by: member.id, choice })
    const when = showEasternMoment(until, desk.clock())
    await reply(said(`I'll come back to this about #${number}: ${when}.`))
  }),
}

function optionOf(value: string, choice: SnoozeChoice): PlainTextOption {
  return { text: plainText(labelOf(choice)), value }
}

function labelOf(choice: SnoozeChoice): string {
  if (choice === 'hour') return 'In an hour'
  return choice === 'tomorrow' ? 'Tomorrow 9 AM' : `${showDay(choice)}, 9 AM`
}
