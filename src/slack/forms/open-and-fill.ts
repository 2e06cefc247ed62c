import type { ModalView } from '@slack/types'
import { answerFor } from '../answer-for.ts'
import { fit } from '../blocks.ts'
import { isRedrawn, openView, redrawView, type Interaction } from '../interaction.ts'
import { answerView } from '../serve.ts'
import { openingView } from './notice-view.ts'

/**
 * A view at once, because a trigger is good for three seconds, and in its place what takes longer to fill.
 * Whatever goes wrong meanwhile is said there too; to who has closed it, in words.
 */
export async function openAndFill(
  interaction: Interaction,
  title: string,
  fill: () => Promise<ModalView>,
): Promise<void> {
  const viewId = await openView(interaction, openingView(title))
  try {
    await redrawView(interaction, { viewId }, await fill())
  } catch (error) {
    const answer = await answerFor(interaction.desk, error)
    const isShown = await isRedrawn(interaction, { viewId }, fit(answerView(answer, title)))
    if (!isShown) await interaction.reply(answer)
  }
}
