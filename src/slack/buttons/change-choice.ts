import { findQuestion, forgetAnswer, orderAccount } from '../../store/readings.ts'
import { changeChoice, unreadRows } from '../controls/check-controls.ts'
import { giveFile } from '../give-file.ts'
import { notReadCsv } from '../messages/account-words.ts'
import { said } from '../messages/said.ts'
import { whichNumbers } from '../messages/which-numbers.ts'
import { askWhich, type Purpose } from '../numbers-in-files.ts'
import { onOrder, onPress } from './on-press.ts'

/** The menu again; the original task is repeated with the other choice. */
export const onChangeChoice = onPress(changeChoice, async ({ desk, member, value, reply }) => {
  const [key = '', id = ''] = value.split(' ')
  const asked = id === '' ? undefined : await findQuestion(desk.db, id)
  if (asked === undefined) {
    await forgetAnswer(desk.db, key)
    return reply(said('I forgot what was chosen. Drop the file again and I’ll ask.'))
  }
  const purpose = JSON.parse(asked.purpose) as Purpose
  await reply(whichNumbers(await askWhich(desk, member.id, asked.question, purpose)))
})

export const onUnreadRows = onOrder(unreadRows, async (interaction) => {
  const { desk, number, reply } = interaction
  const name = `not-read-${number}.csv`
  await giveFile(interaction, name, notReadCsv(await orderAccount(desk.db, number)))
  await reply(said(`${name} is in your DMs with me.`))
})
