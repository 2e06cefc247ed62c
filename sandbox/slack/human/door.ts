import { isMember, type Conversation } from '../conversations.ts'
import { textOf, type JsonObject } from '../json.ts'
import { BOT, findPerson, TEAM, type Person } from '../people.ts'
import type { Ack } from '../transport.ts'
import type { View } from '../views.ts'
import type { Workspace } from '../workspace.ts'
import { HumanError } from './human-error.ts'

/** Something a person can do or see; what it answers goes back as JSON. */
type Door = (body: JsonObject, workspace: Workspace) => unknown

export type Doors = Record<string, Door>

export function need(body: JsonObject, name: string, mayBeEmpty = false): string {
  const value = textOf(body[name])
  if (value === undefined || (value === '' && !mayBeEmpty))
    throw new HumanError(`${name} is missing`)
  return value
}

export function who(body: JsonObject): Person {
  const name = need(body, 'as')
  const person = findPerson(name)
  if (!person) throw new HumanError(`there is nobody called ${name}`)
  if (person === BOT) throw new HumanError('the bot acts through the Web API')
  return person
}

export function isStranger(person: Person): boolean {
  return person.teamId !== TEAM.id
}

export function where(body: JsonObject, person: Person, workspace: Workspace): Conversation {
  const name = need(body, 'channel')
  const conversation = workspace.conversations.named(name, person)
  if (!conversation) throw new HumanError(`there is no channel ${name}`)
  if (!isMember(conversation, person.id))
    throw new HumanError(`${person.name} is not in ${conversation.name}`)
  return conversation
}

/** Where this person may also write. */
export function whereOpen(body: JsonObject, person: Person, workspace: Workspace): Conversation {
  const conversation = where(body, person, workspace)
  if (conversation.archived) throw new HumanError(`${conversation.name} is archived`)
  return conversation
}

export function topView(person: Person, { views }: Workspace): View {
  const view = views.top(person.id)
  if (!view) throw new HumanError(`${person.name} has no form open`)
  return view
}

export function outcome({ acked, ackMs, error }: Ack) {
  return { acked, ackMs, ...(error === undefined ? {} : { error }) }
}
