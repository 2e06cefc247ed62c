import type { Desk } from '../../desk/desk.ts'
import { noSuchOrder } from '../../desk/refusals.ts'
import { numbered } from '../../desk/numbered.ts'
import { readHistory } from '../../desk/read-history.ts'
import type { OrderRef } from '../../store/followed.ts'
import { historyCsv, olderHistory } from '../controls/order-controls.ts'
import { historyAnswer, historyFile, peopleIn } from '../messages/history.ts'
import { said } from '../messages/said.ts'
import { giveFile } from '../give-file.ts'
import { titleOf } from '../order-ref.ts'
import { onOrder } from './on-press.ts'
import type { Interaction } from '../interaction.ts'

/** Shows the history from this line on to the person who asked. */
export async function showHistory(
  { desk, reply }: Pick<Interaction, 'desk' | 'reply'>,
  number: number,
  from: number,
): Promise<void> {
  const found = await readHistory(desk, number)
  const order = await refOf(desk, number)
  await reply(
    historyAnswer(order, found, {
      named: await titleOf(desk.db, number),
      from,
      now: desk.clock(),
    }),
  )
}

async function refOf({ db }: Desk, number: number): Promise<OrderRef> {
  const found = await numbered(db, number)
  if (found === undefined) throw noSuchOrder(`#${number}`)
  return found.one
}

export const onOlderHistory = onOrder(olderHistory, async (interaction) => {
  await showHistory(interaction, interaction.number, Number(interaction.more[0]) || 0)
})

export const onHistoryCsv = onOrder(historyCsv, async (interaction) => {
  const { desk, reply, number, workspace } = interaction
  const history = await readHistory(desk, number)
  const named = peopleIn(history).map(async (id) => [id, await workspace.roles.nameOf(id)] as const)
  const content = historyFile(history, new Map(await Promise.all(named)))
  const filename = `history-${number}.csv`
  await giveFile(interaction, filename, content)
  await reply(said(`${filename} is in your DMs with me.`))
})
