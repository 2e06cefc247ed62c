import { snoozeReminder, takeOn } from '../../desk/snooze-reminder.ts'
import { showEasternMoment } from '../../porting/calendar.ts'
import { Refusal } from '../../porting/refusal.ts'
import { snoozeChoice } from '../../porting/snooze.ts'
import { gotIt, snooze } from '../controls/reminder-controls.ts'
import { said } from '../messages/said.ts'
import { ofOrder } from '../order-ref.ts'
import type { Clickable } from '../handlers.ts'

export const onGotIt: Clickable = {
  id: gotIt.id,
  needs: 'coordinator',
  click: ofOrder(async ({ desk, member, reply, more: [key = ''] }) => {
    const taken = await takeOn(desk, { key, by: member.id, name: member.name })
    const has = `You have #${taken.number} until ${showEasternMoment(taken.until, desk.clock())}.`
    const then = taken.isReminded ? 'I’ll remind you then if nothing changes.' : 'The note says so.'
    await reply(said(`${has} ${then}`))
  }),
}

export const onSnooze: Clickable = {
  id: snooze.id,
  needs: 'coordinator',
  click: ofOrder(async ({ desk, member, reply, more: [postKey = '', chosen = ''] }) => {
    const choice = snoozeChoice(chosen)
    if (choice === undefined) {
      throw new Refusal('no-such-time', 'I don’t know that time.', 'Choose another.')
    }
    const { number, until } = await snoozeReminder(desk, { key: postKey, by: member.id, choice })
    const when = showEasternMoment(until, desk.clock())
    await reply(said(`I’ll remind you about #${number} ${when}.`))
  }),
}
