import type { Instant } from '../porting/calendar.ts'
import type { Workspace } from './workspace.ts'

/** One of the bot's own messages, as it is in Slack now. */
export interface OwnPost {
  readonly ts: string
  readonly at: Instant
  /** The key of its row; null if it has none. */
  readonly key: string | null
  /** Its content, as `marksOf` identifies it; empty in posts of 0.1.0. */
  readonly marks: readonly string[]
  /** The short numbers that it shows. */
  readonly numbers: readonly number[]
  /** The ids of its buttons. */
  readonly actions: readonly string[]
}

export interface OwnPosts {
  readonly posts: readonly OwnPost[]
  /** There is nothing older than these in the range that was asked for. */
  readonly isAll: boolean
}

/** Which messages to read: those in a channel, or those in a thread. */
export interface Range {
  readonly channel: string
  readonly thread: string | null
  readonly since?: Instant
  /** This one alone. */
  readonly only?: string
  readonly pages?: number
  readonly pageSize?: number
}

const METADATA_TYPE = 'portin_post'
const PAGE = 200

/**
 * What a post carries, so that it is found again. It can be read by everybody in the channel. Slack takes
 * texts and numbers in it, and no lists of them.
 */
export function postMetadata(
  key: string,
  { marks, numbers }: { readonly marks: readonly string[]; readonly numbers: readonly number[] },
): { event_type: string; event_payload: Record<string, string> } {
  const event_payload = { key, marks: marks.join(' '), numbers: numbers.join(' ') }
  return { event_type: METADATA_TYPE, event_payload }
}

/**
 * Read the bot's own posts, the newest page first in a channel and the oldest first in a thread.
 * @throws what Slack says when it does not let the bot read there.
 */
export async function readOwnPosts(workspace: Workspace, range: Range): Promise<OwnPosts> {
  const posts: OwnPost[] = []
  let cursor: string | undefined
  for (let page = 0; page < (range.pages ?? 1); page += 1) {
    const { messages, response_metadata: more } = await readPage(workspace, range, cursor)
    posts.push(...(messages ?? []).filter(isOurs(workspace)).map(readPost))
    cursor = more?.next_cursor
    if (cursor === undefined || cursor === '') return { posts, isAll: true }
  }
  return { posts, isAll: false }
}

/** The channels and direct messages that the bot is in. */
export async function ownConversations({ background }: Workspace): Promise<readonly string[]> {
  const ids: string[] = []
  let cursor: string | undefined
  do {
    const { channels, response_metadata: more } = await background.users.conversations({
      types: 'public_channel,private_channel,im',
      exclude_archived: true,
      limit: PAGE,
      ...(cursor !== undefined && { cursor }),
    })
    ids.push(...(channels ?? []).flatMap(({ id }) => (id === undefined ? [] : [id])))
    cursor = more?.next_cursor
  } while (cursor !== undefined && cursor !== '')
  return ids
}

function readPage(
  { background }: Workspace,
  { channel, thread, since, only, pageSize = PAGE }: Range,
  cursor: string | undefined,
) {
  const range = {
    channel,
    include_all_metadata: true,
    limit: pageSize,
    ...(since !== undefined && { oldest: String(since / 1000) }),
    ...(only !== undefined && { oldest: only, latest: only, inclusive: true }),
    ...(cursor !== undefined && { cursor }),
  }
  return thread === null
    ? background.conversations.history(range)
    : background.conversations.replies({ ...range, ts: thread })
}

/** As much of a message of Slack's as is read here; histories and threads type it differently. */
interface Message {
  readonly ts?: string
  readonly user?: string
  readonly text?: string
  readonly metadata?: { readonly event_type?: string; readonly event_payload?: object }
  readonly blocks?: readonly unknown[]
}

function isOurs({ botUser }: Workspace): (message: Message) => boolean {
  return ({ user }) => user === botUser
}

function readPost({ ts = '', text = '', metadata, blocks = [] }: Message): OwnPost {
  const payload = metadata?.event_type === METADATA_TYPE ? (metadata.event_payload ?? {}) : {}
  const wordsIn = (name: string): readonly string[] => textIn(payload, name)?.match(/\S+/g) ?? []
  const key = textIn(payload, 'key')
  const numbers = wordsIn('numbers').map(Number)
  return {
    ts,
    at: Math.floor(Number(ts) * 1000),
    key,
    marks: wordsIn('marks'),
    numbers: numbers.length > 0 ? numbers : numbersShown(key, text),
    actions: blocks.flatMap(actionsIn),
  }
}

function textIn(payload: object, name: string): string | null {
  const value = (payload as Readonly<Record<string, unknown>>)[name]
  return typeof value === 'string' ? value : null
}

/** Posts of 0.1.0 name orders in their keys and titles; numbers within typed text do not count. */
function numbersShown(key: string | null, text: string): readonly number[] {
  const inKey = /^(?:direct-)?(?:bulk-)?[a-z-]+-(\d{4,9})(?:-|$)/.exec(key ?? '')?.[1]
  const inText = [...text.matchAll(/#(\d{4,9}) · /g)].map(([, number]) => number)
  return [inKey, ...inText].flatMap((number) => (number === undefined ? [] : [Number(number)]))
}

function actionsIn(block: unknown): readonly string[] {
  const { elements } = block as { readonly elements?: unknown }
  if (!Array.isArray(elements)) return []
  return (elements as readonly { readonly action_id?: unknown }[]).flatMap(({ action_id: id }) =>
    typeof id === 'string' ? [id] : [],
  )
}
