import { snoozeReminder, takeOn } from '../../desk/snooze-reminder.ts'
import { showEasternMoment } from '../../porting/calendar.ts'
import { Refusal } from '../../porting/refusal.ts'
import { snoozeChoice } from '../../porting/snooze.ts'
import { gotIt, snooze } from '../controls/reminder-controls.ts'
import { saidOf } from '../order-ref.ts'
import { onOrder } from './on-press.ts'

export const onGotIt = onOrder(gotIt, async (interaction) => {
  const { desk, member, reply, more } = interaction
  const [key = ''] = more
  const taken = await takeOn(desk, { key, by: member.id, name: member.name })
  const until = showEasternMoment(taken.until, desk.clock())
  const then = taken.isReminded ? 'I’ll remind you then if nothing changes.' : 'The note says so.'
  await reply(
    await saidOf(interaction, taken.number, (named) => `You have ${named} until ${until}. ${then}`),
  )
})

export const onSnooze = onOrder(snooze, async (interaction) => {
  const { desk, member, reply, more } = interaction
  const [postKey = '', chosen = ''] = more
  const choice = snoozeChoice(chosen)
  if (choice === undefined) {
    throw new Refusal('no-such-time', 'I don’t know that time.', 'Choose another.')
  }
  const { number, until } = await snoozeReminder(desk, { key: postKey, by: member.id, choice })
  const when = showEasternMoment(until, desk.clock())
  await reply(
    await saidOf(interaction, number, (named) => `I’ll remind you about ${named} ${when}.`),
  )
})
