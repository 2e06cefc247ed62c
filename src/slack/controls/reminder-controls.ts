import { showDay } from '../../porting/calendar.ts'
import type { SnoozeChoice } from '../../porting/snooze.ts'
import type { OrderRef } from '../../store/followed.ts'
import { plainText } from '../blocks.ts'
import { orderValue } from '../order-ref.ts'
import { control } from './control.ts'
import type { PlainTextOption, StaticSelect } from '@slack/types'

/** The person who presses it is handling the topic and is not reminded until the next business day. */
export const gotIt = control('reminder.got-it', (order: OrderRef, postKey: string) => ({
  text: 'I’m on it',
  value: orderValue(order, postKey),
}))

const SNOOZE = 'reminder.snooze'

/** A menu of when to say it again; null when no time that is left would do. */
export const snooze = {
  id: SNOOZE,
  draw: (
    order: OrderRef,
    postKey: string,
    choices: readonly SnoozeChoice[],
  ): StaticSelect | null =>
    choices.length === 0
      ? null
      : {
          type: 'static_select',
          action_id: SNOOZE,
          placeholder: plainText('Remind me later'),
          options: choices.map((choice) => optionOf(orderValue(order, postKey, choice), choice)),
        },
}

function optionOf(value: string, choice: SnoozeChoice): PlainTextOption {
  return { text: plainText(labelOf(choice)), value }
}

function labelOf(choice: SnoozeChoice): string {
  if (choice === 'hour') return 'In an hour'
  return choice === 'tomorrow' ? 'Tomorrow 9 AM' : `${showDay(choice)} at 9 AM`
}
