import type { Place } from '../blocks.ts'
import type { JsonObject } from '../json.ts'
import type { Message } from '../messages.ts'
import type { Person } from '../people.ts'
import type { Ack } from '../transport.ts'
import type { Workspace } from '../workspace.ts'
import { common, surfaceOf, type Surface } from './payload.ts'

/** Sends a block_actions payload; `done` is what the action says of the press or the choice. */
export function sendClick(
  person: Person,
  surface: Surface,
  { block, control }: Place,
  done: JsonObject,
  workspace: Workspace,
): Promise<Ack> {
  const { type, action_id } = control
  const { block_id } = block
  const action = { type, block_id, action_id, action_ts: workspace.nextTs(), ...done }
  const payload = {
    type: 'block_actions',
    ...common(person, workspace),
    trigger_id: workspace.triggers.issue(person.id),
    ...surfaceOf(surface, person, workspace),
    actions: [action],
  }
  return workspace.deliveries.request('interactive', payload, false)
}

/** Sends a global shortcut or, with a message, a message shortcut. */
export function sendShortcut(
  person: Person,
  callback: string,
  message: Message | undefined,
  workspace: Workspace,
): Promise<Ack> {
  const payload = {
    type: message ? 'message_action' : 'shortcut',
    ...common(person, workspace),
    callback_id: callback,
    trigger_id: workspace.triggers.issue(person.id),
    action_ts: workspace.nextTs(),
    ...(message ? aboutMessage(message, person, workspace) : {}),
  }
  return workspace.deliveries.request('interactive', payload, false)
}

function aboutMessage(message: Message, person: Person, workspace: Workspace): JsonObject {
  const { conversation, ts } = message
  return {
    message_ts: ts,
    message: workspace.messages.object(message),
    channel: { id: conversation.id, name: conversation.name },
    response_url: workspace.responseUrls.issue(person.id, conversation, message),
  }
}
