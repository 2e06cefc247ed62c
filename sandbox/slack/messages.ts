import { ApiError } from './api-error.ts'
import type { Block } from './blocks.ts'
import type { Conversation } from './conversations.ts'
import type { Events } from './events.ts'
import type { Files, StoredFile } from './files.ts'
import type { JsonObject } from './json.ts'
import { APP_ID, BOT, BOT_ID, EVERYBODY, SLACKBOT, TEAM } from './people.ts'
import { keepEntered, type StateValues } from './state.ts'

export interface Content {
  text: string
  blocks: readonly Block[] | undefined
  metadata?: JsonObject | undefined
}

export interface Message extends Content {
  readonly conversation: Conversation
  readonly ts: string
  readonly user: string
  readonly files: readonly StoredFile[]
  readonly threadTs: string | undefined
  readonly broadcast: boolean
  /** An ephemeral message is seen by this person only. */
  readonly ephemeralFor: string | undefined
  edited: boolean
  /** A deleted parent stays above its replies as a tombstone. */
  tombstone: boolean
  entered: StateValues
}

interface Draft extends Content {
  readonly conversation: Conversation
  readonly user: string
  readonly files?: readonly StoredFile[]
  readonly threadTs?: string | undefined
  readonly broadcast?: boolean
}

export type Messages = ReturnType<typeof createMessages>

export function createMessages(nextTs: () => string, events: Events, files: Files) {
  const all: Message[] = []

  function add(draft: Draft, ephemeralFor: string | undefined): Message {
    const message: Message = {
      files: [],
      threadTs: undefined,
      broadcast: false,
      ...draft,
      ts: nextTs(),
      ephemeralFor,
      edited: false,
      tombstone: false,
      entered: {},
    }
    all.push(message)
    return message
  }

  const lasting = (channel: string) =>
    all.filter((each) => each.conversation.id === channel && each.ephemeralFor === undefined)

  const replies = (message: Message) =>
    lasting(message.conversation.id).filter((each) => each.threadTs === message.ts)

  function object(message: Message, withMetadata = true): JsonObject {
    const { text, ts, user, blocks, threadTs, metadata } = message
    const author = EVERYBODY.find((each) => each.id === user)
    const thread = replies(message)
    const subtype = subtypeOf(message)
    return {
      type: 'message',
      ...(subtype === undefined ? {} : { subtype }),
      user,
      ...(user === BOT.id ? { bot_id: BOT_ID, app_id: APP_ID } : {}),
      // Slack leaves the team out of messages that carry files.
      ...(subtype === 'file_share' ? {} : { team: author?.teamId ?? TEAM.id }),
      text,
      ts,
      ...(blocks ? { blocks } : {}),
      ...(message.files.length > 0
        ? { files: message.files.map((each) => files.inEvent(each)) }
        : {}),
      ...(threadTs === undefined ? {} : { thread_ts: threadTs }),
      ...(message.edited ? { edited: { user, ts } } : {}),
      ...(metadata && withMetadata ? { metadata } : {}),
      ...(thread.length > 0
        ? {
            thread_ts: ts,
            reply_count: thread.length,
            reply_users: [...new Set(thread.map((each) => each.user))],
            latest_reply: thread.at(-1)?.ts,
          }
        : {}),
    }
  }

  function notify(conversation: Conversation, event: JsonObject): void {
    const channel_type = conversation.kind
    events.notify(conversation, {
      type: 'message',
      channel: conversation.id,
      channel_type,
      event_ts: nextTs(),
      ...event,
    })
  }

  function find(channel: string, ts: string): Message {
    const message = lasting(channel).find((each) => each.ts === ts && !each.tombstone)
    if (!message) throw new ApiError('message_not_found')
    return message
  }

  return {
    object,
    find,
    /** What a thread hangs under, also when it was deleted since. */
    head(channel: string, ts: string): Message {
      const message = lasting(channel).find((each) => each.ts === ts)
      if (!message) throw new ApiError('thread_not_found')
      return message
    },
    replies,
    inChannel: (channel: string) => all.filter((each) => each.conversation.id === channel),
    /** What stands in the channel itself: no replies, except those also sent to the channel. */
    history: (channel: string) =>
      lasting(channel).filter((each) => each.threadTs === undefined || each.broadcast),

    post(draft: Draft): Message {
      const message = add(draft, undefined)
      notify(draft.conversation, { ...object(message), event_ts: message.ts })
      return message
    },

    postEphemeral: (draft: Draft, reader: string): Message => add(draft, reader),

    /** A line that Slack itself shows to one person. */
    slackbotSays(conversation: Conversation, reader: string, text: string): Message {
      return add({ conversation, user: SLACKBOT, text, blocks: undefined }, reader)
    },

    change(message: Message, content: Partial<Content>, edited: boolean): void {
      const before = object(message)
      Object.assign(message, content)
      message.edited ||= edited
      message.entered = keepEntered(message.blocks ?? [], message.entered)
      if (message.ephemeralFor !== undefined) return
      const changed = { message: object(message), previous_message: before }
      notify(message.conversation, {
        subtype: 'message_changed',
        hidden: true,
        ts: nextTs(),
        ...changed,
      })
    },

    remove(message: Message): void {
      if (message.ephemeralFor === undefined && replies(message).length > 0) {
        Object.assign(message, {
          text: 'This message was deleted.',
          blocks: undefined,
          metadata: undefined,
        })
        message.tombstone = true
      } else {
        all.splice(all.indexOf(message), 1)
      }
      if (message.ephemeralFor !== undefined) return
      const deleted = { deleted_ts: message.ts, previous_message: object(message) }
      notify(message.conversation, {
        subtype: 'message_deleted',
        hidden: true,
        ts: nextTs(),
        ...deleted,
      })
    },
  }
}

function subtypeOf(message: Message): string | undefined {
  if (message.tombstone) return 'tombstone'
  if (message.files.length > 0) return 'file_share'
  return message.broadcast ? 'thread_broadcast' : undefined
}
