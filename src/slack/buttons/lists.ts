import { asCsv, chooseList, showAll, turnTo } from '../controls/list-controls.ts'
import { said } from '../messages/said.ts'
import { provenNumbers } from '../order-ref.ts'
import { firstPage, pageOf, sendAsCsv } from '../show-list.ts'
import type { Clickable, Command } from '../handlers.ts'
import { onPress } from './on-press.ts'

/** Another page takes the place of this one. */
export const onTurnTo = onPress(turnTo, async (interaction) => {
  const { list, place } = turnTo.read(interaction.value)
  await interaction.replace(await pageOf(interaction, list, place))
})

export const onAsCsv = onPress(asCsv, async (interaction) => {
  await sendAsCsv(interaction, interaction.value)
  await interaction.reply(said('orders.csv is in your DMs with me.'))
})

/** As they are now, each with the way to its card. */
export const onShowAll = onPress(showAll, async (interaction) => {
  const numbers = await provenNumbers(interaction, interaction.value.split(' '))
  const lines = numbers.map((number) => ({ number, why: null, orders: null }))
  await interaction.reply(await firstPage(interaction, 'Orders in this message', lines))
})

/** Asks whose orders a word after `list` meant. */
export function onChooseList(commands: readonly Command[]): Clickable {
  return onPress(chooseList, async (interaction) => {
    const list = commands.find(({ name }) => name === 'list')
    await list?.run({ ...interaction, text: interaction.value })
  })
}
