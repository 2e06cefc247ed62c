import { ApiError } from '../api-error.ts'
import type { Arguments } from '../arguments.ts'
import { codePoints } from '../code-points.ts'
import { isMember, type Conversation } from '../conversations.ts'
import { isObject, textOf, type JsonObject } from '../json.ts'
import { readBlocks } from '../message-content.ts'
import type { Content, Message } from '../messages.ts'
import { BOT, EVERYBODY } from '../people.ts'
import type { Workspace } from '../workspace.ts'
import type { MethodFamily } from './method.ts'

const LONGEST_POST = 40_000
const LONGEST_UPDATE = 4_000

export const CHAT: MethodFamily = {
  'chat.postMessage'(args, workspace) {
    const conversation = writable(args.need('channel'), workspace)
    const { text, ...content } = readContent(args, workspace)
    const message = workspace.messages.post({
      conversation,
      user: BOT.id,
      text: codePoints(text).slice(0, LONGEST_POST).join(''),
      ...content,
      threadTs: thread(args, conversation, workspace),
      broadcast: args.flag('reply_broadcast') && args.has('thread_ts'),
    })
    return posted(message, workspace)
  },

  'chat.update'(args, workspace) {
    const conversation = known(args.need('channel'), workspace)
    const message = ownMessage(args, conversation, workspace)
    if (conversation.archived) throw new ApiError('is_inactive')
    const text = args.text('text')
    if (text !== undefined && codePoints(text).length > LONGEST_UPDATE)
      throw new ApiError('msg_too_long')
    refuseAttachments(args)
    const blocks = readBlocks(args.raw('blocks'), workspace.transcript)
    const metadata = readMetadata(args)
    const change: Partial<Content> = {
      ...(text === undefined ? {} : { text }),
      // Text alone takes the blocks away; neither of both leaves them.
      ...(text === undefined && !args.has('blocks') ? {} : { blocks }),
      ...(metadata === undefined ? {} : { metadata: emptied(metadata) }),
    }
    if (text === '' && !blocks) throw new ApiError('no_text')
    workspace.messages.change(message, change, text !== undefined && !blocks)
    return posted(message, workspace)
  },

  'chat.postEphemeral'(args, workspace) {
    const conversation = writable(args.need('channel'), workspace)
    const reader = args.need('user')
    if (!EVERYBODY.some((each) => each.id === reader)) throw new ApiError('user_not_found')
    if (!isMember(conversation, reader)) throw new ApiError('user_not_in_channel')
    const content = readContent(args, workspace)
    const threadTs = thread(args, conversation, workspace)
    const draft = { conversation, user: BOT.id, ...content, threadTs }
    return { message_ts: workspace.messages.postEphemeral(draft, reader).ts }
  },

  'chat.delete'(args, workspace) {
    const conversation = known(args.need('channel'), workspace)
    const message = workspace.messages.find(conversation.id, args.need('ts'))
    if (message.user !== BOT.id) throw new ApiError('cant_delete_message')
    workspace.messages.remove(message)
    return { channel: conversation.id, ts: message.ts }
  },

  'chat.getPermalink'(args, workspace) {
    const { id } = known(args.need('channel'), workspace)
    const { ts, threadTs } = workspace.messages.find(id, args.need('message_ts'))
    const within = threadTs === undefined ? '' : `?thread_ts=${threadTs}&cid=${id}`
    const permalink = `${workspace.url}/archives/${id}/p${ts.replace('.', '')}${within}`
    return { channel: id, permalink }
  },
}

/** A conversation that the bot may know of, by its id. */
export function known(id: string, { conversations }: Workspace): Conversation {
  const conversation = conversations.get(id)
  if (!conversation) throw new ApiError('channel_not_found')
  return conversation
}

/** Where the bot may post: a conversation that it is in, or a person's id, which opens the DM. */
export function writable(id: string, workspace: Workspace): Conversation {
  const person = EVERYBODY.find((each) => each.id === id && each !== BOT)
  const conversation = person ? workspace.conversations.openDm(person) : known(id, workspace)
  if (conversation.archived) throw new ApiError('is_archived')
  if (!isMember(conversation, BOT.id)) throw new ApiError('not_in_channel')
  return conversation
}

export function thread(
  args: Arguments,
  conversation: Conversation,
  { messages, transcript }: Workspace,
): string | undefined {
  const ts = args.text('thread_ts')
  if (ts === undefined || ts === '') return undefined
  if (messages.head(conversation.id, ts).threadTs !== undefined)
    transcript.complain('thread_ts is the ts of a reply: that starts an odd thread', { ts })
  return ts
}

function ownMessage(args: Arguments, { id }: Conversation, { messages }: Workspace): Message {
  const message = messages.find(id, args.need('ts'))
  if (message.user !== BOT.id) throw new ApiError('cant_update_message')
  return message
}

function readContent(args: Arguments, { transcript }: Workspace) {
  refuseAttachments(args)
  const blocks = readBlocks(args.raw('blocks'), transcript)
  const markdown = args.text('markdown_text')
  if (markdown !== undefined && (blocks || args.has('text')))
    throw new ApiError('markdown_text_conflict')
  const text = markdown ?? args.text('text') ?? ''
  if (text === '' && !blocks) throw new ApiError('no_text')
  const metadata = readMetadata(args)
  return { text, blocks, ...(metadata ? { metadata } : {}) }
}

/** The old way around the checker; what is in them is not modelled. */
function refuseAttachments(args: Arguments): void {
  if (args.has('attachments'))
    throw new ApiError('invalid_attachments', ['attachments are not modelled here'])
}

function readMetadata(args: Arguments): JsonObject | undefined {
  if (!args.has('metadata')) return undefined
  const metadata = args.json('metadata')
  if (!isObject(metadata)) throw new ApiError('invalid_metadata_format')
  const named = textOf(metadata['event_type']) !== undefined && isObject(metadata['event_payload'])
  if (Object.keys(metadata).length > 0 && !named) throw new ApiError('invalid_metadata_schema')
  return metadata
}

function emptied(metadata: JsonObject): JsonObject | undefined {
  return Object.keys(metadata).length === 0 ? undefined : metadata
}

function posted(message: Message, { messages }: Workspace): JsonObject {
  const { conversation, ts, text } = message
  return { channel: conversation.id, ts, text, message: messages.object(message) }
}
