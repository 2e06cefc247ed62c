import { randomUUID } from 'node:crypto'
import { ApiError } from './api-error.ts'
import type { Conversation } from './conversations.ts'
import { textOf, type JsonObject } from './json.ts'
import { readBlocks } from './message-content.ts'
import type { Content, Message, Messages } from './messages.ts'
import { BOT } from './people.ts'
import type { Transcript } from './transcript.ts'

const MOST_USES = 5
const LIFETIME_MS = 30 * 60_000

interface Origin {
  readonly userId: string
  readonly conversation: Conversation
  /** The message that was clicked; a command has none. */
  readonly message: Message | undefined
  readonly until: number
  uses: number
}

/** Where an app answers a command or a click without a token, also where the bot is no member. */
export function createResponseUrls(url: string, messages: Messages, transcript: Transcript) {
  const issued = new Map<string, Origin>()

  /** Shows a message object that came as an acknowledgement or through a response_url. */
  function answer(origin: Omit<Origin, 'until' | 'uses'>, body: JsonObject): void {
    const { conversation, userId, message } = origin
    if (body['delete_original'] === true) {
      if (body['text'] !== undefined || body['blocks'] !== undefined)
        throw new ApiError('invalid_arguments', ['delete_original must stand alone'])
      if (!message) throw new ApiError('message_not_found')
      messages.remove(message)
      return
    }
    const content = readContent(body)
    if (body['replace_original'] === true && message) {
      messages.change(message, content, false)
      return
    }
    const draft = { conversation, user: BOT.id, ...content }
    if (body['response_type'] !== 'in_channel') {
      messages.postEphemeral(draft, userId)
      return
    }
    messages.post({ ...draft, threadTs: textOf(body['thread_ts']) })
  }

  function readContent(body: JsonObject): Content {
    const blocks = readBlocks(body['blocks'], transcript)
    const text = textOf(body['text']) ?? ''
    if (text === '' && !blocks) throw new ApiError('no_text')
    return { text, blocks }
  }

  return {
    answer,

    issue(userId: string, conversation: Conversation, message?: Message): string {
      const token = randomUUID()
      const until = performance.now() + LIFETIME_MS
      issued.set(token, { userId, conversation, message, until, uses: 0 })
      return `${url}/response/${token}`
    },

    /** Takes a post to a response_url; throws an ApiError when it is worn out or wrong. */
    use(token: string, body: JsonObject): void {
      const origin = issued.get(token)
      transcript.record('response_url', 'posted', { use: (origin?.uses ?? 0) + 1, ...body })
      if (!origin || performance.now() > origin.until) throw new ApiError('expired_url')
      if (origin.uses >= MOST_USES) throw new ApiError('used_url')
      origin.uses += 1
      answer(origin, body)
    },
  }
}
