import type { SlackViewAction } from '@slack/bolt'
import type { ModalView } from '@slack/types'
import { answerFor } from './answer-for.ts'
import { fit, type Message } from './blocks.ts'
import { messageDirectly } from './replies.ts'
import { refuseUnless, type Need } from './roles.ts'
import type { FormInteraction } from './handlers.ts'
import { isRedrawn, type Interaction } from './interaction.ts'

export interface Who {
  readonly user: string
  readonly team: string | undefined
}

/** Checks the role, runs the handler, and answers with its result or error. */
export async function serve<V extends Interaction>(
  needs: Need | null,
  { user, team }: Who,
  interaction: Omit<V, 'member'>,
  operation: (interaction: V) => Promise<void>,
): Promise<void> {
  const { desk, workspace } = interaction
  // If Slack does not take the answer, it is sent directly.
  async function reply(message: Message): Promise<void> {
    try {
      await interaction.reply(message)
    } catch (error) {
      desk.log('answered-directly', { error })
      await messageDirectly(workspace, user, message)
    }
  }
  try {
    const member = await workspace.roles.memberOf(user, team)
    if (needs !== null) refuseUnless(needs, member, workspace.settings.roles)
    await operation({ ...interaction, reply, member } as V)
  } catch (error) {
    const answer = await answerFor(desk, error)
    await reply(answer).catch((failed: unknown) => {
      desk.log('answer-not-delivered', { error: failed })
    })
  }
}

/** With an open view to answer in. */
export function withView(
  interaction: Omit<Interaction, 'member'>,
  view: Pick<NonNullable<SlackViewAction['view']>, 'id' | 'hash'>,
  user: string,
): Omit<FormInteraction, 'member'> {
  const { workspace } = interaction
  async function show(next: ModalView, words: string): Promise<void> {
    // The form was closed while it was being checked; its answer must still reach the person.
    if (!(await isRedrawn(interaction, { viewId: view.id }, fit(next))))
      await messageDirectly(workspace, user, { text: words, blocks: [] })
  }
  return { ...interaction, viewId: view.id, hash: view.hash, show, close: show }
}

/** An answer that has no form of its own, in the place where the form was. */
export function wordsView(message: Message): ModalView {
  return answerView(message, 'Not done')
}

export function answerView({ blocks }: Message, title = 'Answer'): ModalView {
  return {
    type: 'modal',
    title: { type: 'plain_text', text: title },
    close: { type: 'plain_text', text: 'Close' },
    blocks: [...blocks],
  }
}
