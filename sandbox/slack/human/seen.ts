import { isMember, type Conversation } from '../conversations.ts'
import type { JsonObject } from '../json.ts'
import type { Message } from '../messages.ts'
import { EVERYBODY, type Person } from '../people.ts'
import type { Workspace } from '../workspace.ts'
import { where, who, type Doors } from './door.ts'
import { errorsShown } from './seeing.ts'

/** What people see. */
export const SEEN: Doors = {
  'GET people': () => EVERYBODY.map(({ id, name, role }) => ({ id, name, role })),

  'GET channels': (_body, { conversations }) =>
    conversations.channels().map(({ id, name, shared }) => ({ id, name, shared })),

  'GET transcript': (_body, { transcript }) => [...transcript.entries()],

  'GET channel'(body, workspace) {
    const person = who(body)
    return { messages: messagesFor(where(body, person, workspace), person, workspace) }
  },

  'GET modal': (body, workspace) => modalOf(who(body), workspace),

  'GET screen'(body, workspace) {
    const { conversations, userGroups } = workspace
    const person = who(body)
    const seen = [...conversations.channels(), conversations.openDm(person)]
    return {
      me: person.id,
      people: EVERYBODY.map(({ id, name, role, tz }) => ({ id, name, role, tz })),
      groups: userGroups.map(({ id, handle }) => ({ id, handle })),
      channels: seen
        .filter((each) => isMember(each, person.id))
        .map((each) => ({
          id: each.id,
          name: each.name,
          kind: each.kind,
          shared: each.shared,
          messages: messagesFor(each, person, workspace),
        })),
      modal: modalOf(person, workspace),
    }
  },
}

function modalOf(person: Person, { views }: Workspace): JsonObject | null {
  const view = views.top(person.id)
  if (!view) return null
  return { ...views.object(view), depth: views.depth(person.id), errors: errorsShown(view) }
}

/** The messages of a channel as this person sees them, replies under their parents. */
function messagesFor(conversation: Conversation, person: Person, { messages, files }: Workspace) {
  const visible = messages
    .inChannel(conversation.id)
    .filter((each) => each.ephemeralFor === undefined || each.ephemeralFor === person.id)
  const shown = (message: Message): JsonObject => ({
    ts: message.ts,
    user: message.user,
    text: message.text,
    blocks: message.blocks ?? [],
    ephemeral: message.ephemeralFor !== undefined,
    edited: message.edited,
    files: message.files.map((each) => files.object(each)),
    ...(message.threadTs === undefined ? {} : { thread_ts: message.threadTs }),
    thread: visible.filter((each) => each.threadTs === message.ts).map(shown),
  })
  return visible.filter((each) => each.threadTs === undefined || each.broadcast).map(shown)
}
