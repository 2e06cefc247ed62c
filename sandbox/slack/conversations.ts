import { BOT, EVERYBODY, findPerson, PEOPLE, TEAM, type Person, type Role } from './people.ts'

export interface Conversation {
  readonly id: string
  readonly name: string
  readonly kind: 'channel' | 'im'
  shared: boolean
  /** Only its members see it. */
  isPrivate: boolean
  members: string[]
  archived: boolean
}

export type ChannelName = 'porting' | 'general' | 'partners'
export const CHANNEL_IDS: Record<ChannelName, string> = {
  porting: 'C0PORTING',
  general: 'C0GENERAL',
  partners: 'C0PARTNERS',
}

const TEAM_MATES: Role[] = ['porter', 'porter2', 'approver', 'approver2']

export type Conversations = ReturnType<typeof createConversations>

/**
 * The three seeded channels, as many more (`more-1`, `C0MORE1`, …) as are wanted, and direct messages with
 * the bot, opened when first needed.
 */
export function createConversations(more = 0) {
  const all = new Map<string, Conversation>()
  const seed = (name: ChannelName, shared: boolean, roles: Role[]) => {
    add(CHANNEL_IDS[name], name, shared, roles)
  }
  const add = (id: string, name: string, shared: boolean, roles: Role[]) => {
    const members = roles.map((role) => PEOPLE[role].id)
    all.set(id, {
      id,
      name,
      kind: 'channel',
      shared,
      isPrivate: false,
      members,
      archived: false,
    })
  }
  seed('porting', false, [...TEAM_MATES, 'guest', 'bot'])
  seed('general', false, TEAM_MATES)
  seed('partners', true, [...TEAM_MATES, 'guest', 'stranger', 'bot'])
  for (let count = 1; count <= more; count += 1) {
    add(`C0MORE${count}`, `more-${count}`, false, [...TEAM_MATES, 'bot'])
  }

  const openDm = (person: Person): Conversation => {
    const id = `D${person.id.slice(1)}`
    const known = all.get(id)
    if (known) return known
    const members = [person.id, BOT.id]
    const shared = person.teamId !== TEAM.id
    const dm: Conversation = {
      id,
      name: 'directmessage',
      kind: 'im',
      shared,
      isPrivate: true,
      members,
      archived: false,
    }
    all.set(id, dm)
    return dm
  }

  return {
    get: (id: string) => all.get(id),
    all: () => [...all.values()],
    channels: () => [...all.values()].filter((each) => each.kind === 'channel'),
    openDm,

    /** Looks a conversation up as a person would name it: id, name, #name, or the DM with the bot. */
    named(name: string, person: Person): Conversation | undefined {
      if (name === 'dm' || findPerson(name)?.role === 'bot') return openDm(person)
      const bare = name.replace(/^#/, '')
      return [...all.values()].find(
        (each) => each.id === bare || (each.kind === 'channel' && each.name === bare),
      )
    },
  }
}

export function isMember(conversation: Conversation, personId: string): boolean {
  return conversation.members.includes(personId)
}

/** A conversation as conversations.info shows it to the bot. */
export function channelObject(conversation: Conversation) {
  const { id, kind, name, shared, isPrivate } = conversation
  if (kind === 'im') {
    const user = conversation.members.find((each) => each !== BOT.id)
    return { id, is_im: true, is_channel: false, user, is_archived: false, is_open: true }
  }
  return {
    id,
    name,
    name_normalized: name,
    is_channel: !isPrivate,
    is_group: isPrivate,
    is_im: false,
    is_mpim: false,
    is_private: isPrivate,
    is_archived: conversation.archived,
    is_general: name === 'general',
    is_shared: shared,
    is_ext_shared: shared,
    is_org_shared: false,
    is_pending_ext_shared: false,
    is_member: isMember(conversation, BOT.id),
    context_team_id: TEAM.id,
    creator: EVERYBODY[0]?.id,
    topic: { value: '', creator: '', last_set: 0 },
    purpose: { value: '', creator: '', last_set: 0 },
    num_members: conversation.members.length,
  }
}
