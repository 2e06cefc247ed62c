import type { ModalView } from '@slack/types'
import { answerFor } from '../answer-for.ts'
import { fit } from '../blocks.ts'
import { isRedrawn, openView, redrawView, type Interaction } from '../interaction.ts'
import { answerView } from '../serve.ts'
import { openingView } from './notice-view.ts'

/**
 * Opens a view at once, because a trigger expires after three seconds, and replaces it by what takes
 * longer to load. Errors are shown there too, or as words to a person who closed it.
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
