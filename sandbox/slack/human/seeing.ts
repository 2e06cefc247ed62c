import type { Conversation } from '../conversations.ts'
import type { Message } from '../messages.ts'
import type { Person } from '../people.ts'
import type { View } from '../views.ts'
import type { Workspace } from '../workspace.ts'
import { findInput, unmarked } from './finding.ts'
import { HumanError } from './human-error.ts'

/** The message with this ts, if this person can see it. */
export function seenMessage(
  conversation: Conversation,
  ts: string,
  person: Person,
  { messages }: Workspace,
): Message {
  const message = messages
    .inChannel(conversation.id)
    .find((each) => each.ts === ts && [undefined, person.id].includes(each.ephemeralFor))
  if (!message) throw new HumanError(`${person.name} sees no message ${ts} in ${conversation.name}`)
  return message
}

/** Errors as they stand on the screen: by the label of the field, '' for the whole form. */
export function errorsShown(view: View): Record<string, string> {
  const labelled = Object.entries(view.errors).map(([id, text]) => {
    const label = id === '' ? '' : unmarked(findInput(view.content.blocks, id).block.label?.text)
    return [label ?? id, text] as const
  })
  return Object.fromEntries(labelled)
}
