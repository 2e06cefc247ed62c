import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import type { Entry } from '../sandbox/slack/transcript.ts'
import { callBandwidth, makeElsewhere } from '../test/fixtures/call-bandwidth.ts'
import { startPortin } from './contenders.ts'
import type { OwnProcess } from './own-process.ts'
import { openWorld, type World } from './world.ts'

/** Orders that wait for their carriers, each with its card in a channel, and a bot that hears of them. */
export interface OrdersFollowed {
  readonly world: World
  /** The bot starts again on the same memory; the practice Slack is limited as the real one, or not. */
  restart(how: Restart): Promise<void>
  /** The carrier agrees to another day than before, which Bandwidth notifies. @returns when, see `told`. */
  agree(index: number): number
  /** The place in the row of the order that a post is about; by the key of the post. */
  orderOf(key: string): number | undefined
  /** What Slack was told since the start, refused calls included. */
  announced(): Promise<readonly Announcement[]>
  /** Waits until this much is true of what was told; looks once a second. */
  until(
    isAnnounced: (announced: readonly Announcement[]) => boolean,
    withinMs: number,
  ): Promise<void>
  close(): Promise<void>
}

interface Restart {
  readonly postEveryMs: number
  readonly slackLimits: boolean
}

/** A call with which the bot spoke, at a moment of `performance.now()`. */
export interface Announcement {
  readonly at: number
  readonly method: string
  readonly channel: string
  /** Under which the bot queued a new post; an update has none. */
  readonly key: string
  readonly ts: string
  readonly text: string
  readonly blocks: string
  readonly isRefused: boolean
}

/** As with the usual settings: ten seconds where a message takes one. */
const DIGEST_EVERY = 10
/** A Tuesday, 10 AM in New York: at night a channel hears of nothing. */
const START = Date.parse('2026-12-01T15:00:00Z')
const A_DAY_MS = 24 * 60 * 60 * 1000
const SUBMITTED_AFTER_MS = 10_000
const CARDS_WITHIN_MS = 90_000
const SUBSCRIBED_WITHIN_MS = 90_000
const AFTER_START_MS = 3_000

/** @param channelOf the channel of an order, by its place in the row. */
export async function followOrders(
  count: number,
  channelOf: (index: number) => string,
  { moreChannels = 0 } = {},
): Promise<OrdersFollowed> {
  const openedAt = performance.now()
  const world = await openWorld({ moreChannels, start: START })
  const { bandwidth } = world.practice
  const webhook = await webhookSettings()
  let bot: OwnProcess | undefined

  async function restart({ postEveryMs, slackLimits }: Restart): Promise<void> {
    await bot?.stop()
    await world.human('rate-limits', { on: slackLimits })
    const settings = {
      ...webhook,
      PORTIN_POST_EVERY_MS: `${postEveryMs}`,
      PORTIN_DIGEST_EVERY_MS: `${postEveryMs * DIGEST_EVERY}`,
    }
    bot = await startPortin(world, settings, START + performance.now() - openedAt)
    await wait(AFTER_START_MS)
  }
  async function close(): Promise<void> {
    await bot?.stop()
    await world.close()
  }

  try {
    await restart({ postEveryMs: 0, slackLimits: false })
    const startedAt = await startOfTranscript(world)
    const announced = async (): Promise<readonly Announcement[]> =>
      (await world.transcript()).flatMap((entry) => announcedBy(entry, startedAt))
    const until = async (
      isAnnounced: (announced: readonly Announcement[]) => boolean,
      withinMs: number,
    ): Promise<void> => {
      const giveUpAt = performance.now() + withinMs
      while (!isAnnounced(await announced())) {
        if (performance.now() > giveUpAt) throw new Error('Not everything was told in time.')
        await wait(1_000)
      }
    }

    const ids: string[] = []
    for (let index = 0; index < count; index += 1) {
      const tn = `919555${String(index).padStart(4, '0')}`
      ids.push(await makeElsewhere(world.practice.env, { tn, name: `Firm ${index}` }))
    }
    world.clock.advance(SUBMITTED_AFTER_MS)
    for (const [index, id] of ids.entries()) await world.command(`find ${id}`, channelOf(index))
    await until((all) => cardsIn(all).size === count, CARDS_WITHIN_MS)
    const places = cardsIn(await announced())
    await subscribed(world)

    const days = ids.map(() => 0)
    return {
      world,
      restart,
      announced,
      orderOf: (key) => places.get(key.split('-')[1] ?? ''),
      until,
      close,
      agree(index) {
        const ahead = 14 + ((days[index] = (days[index] ?? 0) + 1) % 7)
        const day = new Date(START + ahead * A_DAY_MS).toISOString().slice(0, 10)
        const at = performance.now()
        bandwidth.control.foc(ids[index] ?? '', day)
        return at
      },
    }
  } catch (error) {
    await close()
    throw error
  }
}

/** The places of the orders that have a card, by their short numbers. */
function cardsIn(all: readonly Announcement[]): ReadonlyMap<string, number> {
  return new Map(
    all.flatMap(({ key, blocks }) => {
      const [, number] = /^card-(\d+)$/.exec(key) ?? []
      const [, place] = /Firm (\d+)/.exec(blocks) ?? []
      return number === undefined || place === undefined ? [] : [[number, Number(place)] as const]
    }),
  )
}

/** The moment from which the transcript counts its milliseconds, late rather than early. */
async function startOfTranscript(world: World): Promise<number> {
  await world.human('quiet', {})
  const now = performance.now()
  const asked = (await world.transcript()).findLast(({ what }) => what === 'POST quiet')
  return now - (asked?.ms ?? 0)
}

const SPEAKING = ['chat.postMessage', 'chat.update', 'views.open']

function announcedBy(
  { kind, what, ms, detail }: Entry,
  startedAt: number,
): readonly Announcement[] {
  if (kind !== 'api' || !SPEAKING.includes(what)) return []
  const text = (name: string): string => {
    const value = detail[name]
    return typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value)
  }
  const answer = detail['answer'] as { readonly ok?: boolean; readonly ts?: string }
  const metadata = text('metadata')
  const { event_payload: payload } = JSON.parse(metadata === '' ? '{}' : metadata) as {
    readonly event_payload?: { readonly key: string }
  }
  return [
    {
      at: startedAt + ms,
      method: what,
      channel: text('channel'),
      key: payload?.key ?? '',
      ts: answer.ts ?? '',
      text: text('text'),
      blocks: text('blocks'),
      isRefused: answer.ok !== true,
    },
  ]
}

/** The bot makes its subscriptions at the first ring. */
async function subscribed({ practice }: World): Promise<void> {
  const giveUpAt = performance.now() + SUBSCRIBED_WITHIN_MS
  while (performance.now() < giveUpAt) {
    const list = await callBandwidth(practice.env, 'GET', '/subscriptions').catch(() => '')
    if (/<OrderType>portins<\/OrderType>/.test(list)) return
    await wait(500)
  }
  throw new Error('The bot did not subscribe.')
}

/** Where and as whom Bandwidth notifies a bot. */
export async function webhookSettings() {
  const port = await freePort()
  return {
    PORTIN_HTTP_HOST: '127.0.0.1',
    PORTIN_HTTP_PORT: `${port}`,
    PORTIN_PUBLIC_URL: `http://127.0.0.1:${port}`,
    PORTIN_NOTIFICATION_USER: 'bandwidth',
    PORTIN_NOTIFICATION_PASSWORD: 'correct-horse-battery',
  }
}

async function freePort(): Promise<number> {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}
