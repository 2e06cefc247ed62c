import { type WebClient, WebAPIPlatformError } from '@slack/web-api'
import type { Instant } from '../porting/calendar.ts'
import { Refusal } from '../porting/refusal.ts'
import { cached } from './cached.ts'
import { isSlackTrouble } from './slack-errors.ts'

interface Place {
  /** The bot can post there and gets its messages. */
  readonly isMember: boolean
}

/** Somebody who repeats a click or command this soon gets Slack's last answer. */
export const JUST_ASKED_MS = 10_000

/** The code of the refusal that is about outsiders; every other may pass. */
export const SHARED_OUTSIDE = 'shared-outside'

export interface Places {
  /**
   * A channel in which orders may be spoken of. Slack is asked each time: an answer may not rest on what a
   * channel was a minute ago.
   * @param mostOldMs How old Slack's word may be where that is too much to ask.
   * @throws Refusal when it is shared with another organization and not allowed by the settings.
   */
  placeOf(channel: string, mostOldMs?: number): Promise<Place>
  /** A message there says that it is shared now. */
  readonly noteShared: (channel: string) => void
  /** The person's own conversation with the bot. */
  directTo(user: string): Promise<string>
  /**
   * Of these channels, those in which this person may write, or could by joining; orders of other
   * channels are not shown to them.
   *
   * @throws Refusal when Slack does not say in which channels they are: fails closed.
   */
  spokenIn(user: string, channels: readonly string[]): Promise<readonly string[]>
}

export function createPlaces(
  client: WebClient,
  allowedShared: readonly string[],
  clock: () => Instant,
): Places {
  const channels = cached(clock, async (id: string) => {
    const { channel } = await client.conversations.info({ channel: id })
    return channel
  })
  const ownChannels = cached(clock, (user: string) => channelsOf(client, user))

  function isOpenTo(channel: Conversation, isIn: boolean): boolean {
    const isShared = channel.is_ext_shared === true || channel.is_pending_ext_shared === true
    if (isShared && !allowedShared.includes(channel.id ?? '')) return false
    return isIn || channel.is_private !== true
  }

  async function mayJoin(user: string, id: string): Promise<boolean> {
    try {
      const channel = await channels(id)
      if (channel === undefined) return false
      return channel.is_im === true ? isWith(channel, user) : isOpenTo(channel, false)
    } catch {
      // A private channel without the bot, or no word from Slack.
      return false
    }
  }

  return {
    async spokenIn(user, ids) {
      const own = await ownChannels(user).catch((cause: unknown) => {
        throw Object.assign(channelsUnknown(), { cause })
      })
      const known = new Map(own.map((channel) => [channel.id, channel]))
      const open: string[] = []
      for (const id of ids) {
        const channel = known.get(id)
        const isOpen = channel === undefined ? await mayJoin(user, id) : isOpenTo(channel, true)
        if (isOpen) open.push(id)
      }
      return open
    },
    noteShared: channels.forget,
    async placeOf(id, mostOldMs = 0) {
      let channel
      try {
        // A conversation with one person stays one.
        channel = await channels(id, id.startsWith('D') ? undefined : mostOldMs)
      } catch (error) {
        // A private channel without the bot cannot even be read.
        if (error instanceof WebAPIPlatformError && error.data.error === 'channel_not_found') {
          return { isMember: false }
        }
        // Group messages need a scope that the bot does not ask for.
        if (error instanceof WebAPIPlatformError || isSlackTrouble(error)) throw unknownPlace()
        throw error
      }
      const shared = channel?.is_ext_shared === true || channel?.is_pending_ext_shared === true
      if (shared && !allowedShared.includes(id)) throw sharedOutside()
      const isOpen = channel?.is_member === true && channel.is_archived !== true
      return { isMember: channel?.is_im === true || isOpen }
    },
    directTo: (user) => openConversation(client, user),
  }
}

/** The parts of a channel that say who may write there. */
interface Conversation {
  readonly id?: string
  readonly is_ext_shared?: boolean
  readonly is_pending_ext_shared?: boolean
  readonly is_private?: boolean
}

/** Slack's types do not know that a direct conversation names the other person. */
function isWith(channel: object, user: string): boolean {
  return 'user' in channel && channel.user === user
}

const CHANNELS_AT_ONCE = 200

/** The channels that a person is in, as far as the bot may know of them. */
async function channelsOf(client: WebClient, user: string): Promise<readonly Conversation[]> {
  const found: Conversation[] = []
  let cursor: string | undefined
  do {
    const { channels, response_metadata: more } = await client.users.conversations({
      user,
      types: 'public_channel,private_channel',
      limit: CHANNELS_AT_ONCE,
      ...(cursor !== undefined && { cursor }),
    })
    found.push(...(channels ?? []))
    cursor = more?.next_cursor
  } while (cursor !== undefined && cursor !== '')
  return found
}

/** @throws what Slack says when there is no talking to this person. */
export async function openConversation(client: WebClient, user: string): Promise<string> {
  const { channel } = await client.conversations.open({ users: user })
  if (channel?.id === undefined) throw new Error('Slack opened no conversation.')
  return channel.id
}

/** @throws Refusal that says how to invite the bot. */
export function refuseUnlessMember(place: Place): void {
  if (place.isMember) return
  throw new Refusal(
    'not-in-channel',
    'I’m not in this channel, so I can’t keep a card here.',
    'Invite me with `/invite @portin` and try again, or use a channel I’m in.',
  )
}

function channelsUnknown(): Refusal {
  return new Refusal(
    'channels-unknown',
    'I can’t check with Slack which channels you’re in, so I can’t tell which orders you may see.',
    'Try again in a minute.',
  )
}

function unknownPlace(): Refusal {
  return new Refusal(
    'place-unknown',
    'I can’t see what kind of conversation this is, so I don’t show orders here.',
    'Use a channel I’m in, or DM me.',
  )
}

function sharedOutside(): Refusal {
  return new Refusal(
    SHARED_OUTSIDE,
    'This channel is shared with another organization, so I don’t show orders here.',
    'Use a channel of your own, or have an admin allow this one in PORTIN_ALLOWED_SHARED_CHANNELS.',
  )
}
