import { ApiError } from '../api-error.ts'
import type { Arguments } from '../arguments.ts'
import { channelObject, isMember, type Conversation } from '../conversations.ts'
import type { Message } from '../messages.ts'
import { BOT, EVERYBODY } from '../people.ts'
import type { Workspace } from '../workspace.ts'
import { known } from './chat.ts'
import type { MethodFamily } from './method.ts'
import { page } from './paging.ts'

export const CONVERSATIONS: MethodFamily = {
  'conversations.info': (args, workspace) => ({
    channel: channelObject(known(args.need('channel'), workspace)),
  }),

  'conversations.open'(args, { conversations, accounts }) {
    const id = args.text('users') ?? args.text('channel') ?? ''
    const person = EVERYBODY.find((each) => each.id === id && each !== BOT)
    if (person && accounts.isOff(person.id)) throw new ApiError('user_disabled')
    const conversation = person ? conversations.openDm(person) : conversations.get(id)
    if (conversation?.kind !== 'im')
      throw new ApiError(args.has('users') ? 'user_not_found' : 'channel_not_found')
    return {
      channel: args.flag('return_im') ? channelObject(conversation) : { id: conversation.id },
    }
  },

  'conversations.members'(args, workspace) {
    const { members } = known(args.need('channel'), workspace)
    const { items, next } = page(args, members, 100)
    return { members: items, response_metadata: { next_cursor: next } }
  },

  /** Of the bot, or of somebody: the conversations that they are in, as far as the bot may know of them. */
  'users.conversations'(args, { conversations }) {
    const types = (args.text('types') ?? 'public_channel').split(',')
    const user = args.text('user') ?? BOT.id
    if (!EVERYBODY.some(({ id }) => id === user)) throw new ApiError('user_not_found')
    const theirs = conversations
      .all()
      .filter((each) => isMember(each, user) && (!each.archived || !args.flag('exclude_archived')))
      .filter((each) => !each.isPrivate || isMember(each, BOT.id))
      .filter((each) => types.includes(typeOf(each)))
    const { items, next } = page(args, theirs, 100)
    return { channels: items.map(channelObject), response_metadata: { next_cursor: next } }
  },

  'conversations.history'(args, workspace) {
    const { id } = readable(args, workspace)
    const newestFirst = workspace.messages.history(id).filter(inRange(args)).reverse()
    return listing(args, workspace, newestFirst, 100)
  },

  'conversations.replies'(args, workspace) {
    const { id } = readable(args, workspace)
    const parent = workspace.messages.head(id, args.need('ts'))
    const replies = workspace.messages.replies(parent).filter(inRange(args))
    return listing(args, workspace, [parent, ...replies], 1000)
  },
}

function typeOf({ kind, isPrivate }: Conversation): string {
  if (kind === 'im') return 'im'
  return isPrivate ? 'private_channel' : 'public_channel'
}

function readable(args: Arguments, workspace: Workspace): Conversation {
  const conversation = known(args.need('channel'), workspace)
  if (!isMember(conversation, BOT.id)) throw new ApiError('not_in_channel')
  return conversation
}

function listing(args: Arguments, { messages }: Workspace, all: Message[], usual: number) {
  const { items, more, next } = page(args, all, usual)
  return {
    messages: items.map((each) => messages.object(each, args.flag('include_all_metadata'))),
    has_more: more,
    response_metadata: { next_cursor: next },
  }
}

function inRange(args: Arguments): (message: Message) => boolean {
  const oldest = args.text('oldest') ?? ''
  const latest = args.text('latest') ?? ''
  const touching = args.flag('inclusive')
  return ({ ts }) => {
    if (touching && (ts === oldest || ts === latest)) return true
    return (
      (oldest === '' || compareTs(ts, oldest) > 0) && (latest === '' || compareTs(ts, latest) < 0)
    )
  }
}

/** A ts is compared in two parts: as one number it would lose its last digits. */
function compareTs(a: string, b: string): number {
  const [aSeconds = '', aRest = ''] = a.split('.')
  const [bSeconds = '', bRest = ''] = b.split('.')
  return Number(aSeconds) - Number(bSeconds) || Number(aRest) - Number(bRest)
}
