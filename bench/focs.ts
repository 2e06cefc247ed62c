import { setTimeout as wait } from 'node:timers/promises'
import type { Extent } from './arguments.ts'
import { followOrders, type OrdersFollowed, type Announcement } from './orders-followed.ts'
import { atMost, none, reached, type Row } from './row.ts'
import { median, show, showMs, spread } from './statistics.ts'
import { firstTo, openWireTap, type WireTap } from './wire-tap.ts'
import type { World } from './world.ts'

const CHANNEL = 'more-1'
const AGREED_A_SECOND = 500 / 60
const CLICKS = 60
const CLICK_EVERY_MS = 1_000
/** Seldom: the transcript is long, and whoever reads it holds the practice Slack up. */
const POLL_EVERY_MS = 10_000
const CLICK_ADDED_MS = 25

/** An order from the carrier's yes until everybody could have heard of it; NaN: nobody did. */
interface Course {
  readonly agreedAt: number
  /** In the channel: on its own or in a digest. */
  readonly namedAt: readonly number[]
  readonly inThreadAt: readonly number[]
  readonly onCardAt: number
}

interface Burst {
  readonly courses: readonly Course[]
  readonly postedAt: readonly number[]
  readonly refused: number
  readonly digests: number
  readonly clicksBeforeMs: readonly number[]
  readonly clicksMeanwhileMs: readonly number[]
}

/**
 * Eight orders a second are agreed in one channel, with Slack's limits on: when the channel, each
 * thread and each card tell of it, and how long a person who clicks meanwhile waits for the form.
 */
export async function focs({ focs: count }: Extent): Promise<readonly Row[]> {
  const tap = openWireTap()
  // The last one is not agreed: it is the person's.
  const orders = await followOrders(count + 1, () => CHANNEL, { moreChannels: 1 })
  try {
    await orders.restart({ postEveryMs: 1_000, slackLimits: true })
    return rows(count, await burst(orders, count, tap))
  } finally {
    await orders.close()
    tap.close()
  }
}

async function burst(orders: OrdersFollowed, count: number, tap: WireTap): Promise<Burst> {
  const { length } = await orders.announced()
  const cards = new Map(
    (await orders.announced())
      .filter(({ key }) => key.startsWith('card-'))
      .map(({ key, ts }) => [orders.orderOf(key) ?? -1, ts]),
  )
  const own = cards.get(count) ?? ''
  const clicksBeforeMs = await clicks(orders.world, tap, own)
  const agreedAt: number[] = []
  const [clicksMeanwhileMs] = await Promise.all([
    clicks(orders.world, tap, own),
    agreeAll(orders, count, agreedAt),
  ])

  const giveUpAt = performance.now() + cardsWithinMs(count)
  let announced: readonly Announcement[]
  let courses: readonly Course[]
  do {
    await wait(POLL_EVERY_MS)
    announced = (await orders.announced()).slice(length)
    courses = coursesIn(announced, { orders, agreedAt, cards })
  } while (!courses.every(isOver) && performance.now() < giveUpAt)

  const posts = announced.filter(({ method }) => method === 'chat.postMessage')
  return {
    courses,
    postedAt: posts.map(({ at }) => at),
    refused: announced.filter(({ isRefused }) => isRefused).length,
    digests: posts.filter(({ key }) => key.startsWith('digest-')).length,
    clicksBeforeMs,
    clicksMeanwhileMs,
  }
}

async function agreeAll(orders: OrdersFollowed, count: number, agreedAt: number[]): Promise<void> {
  const startedAt = performance.now()
  for (let index = 0; index < count; index += 1) {
    await wait(Math.max(0, startedAt + (index * 1000) / AGREED_A_SECOND - performance.now()))
    agreedAt.push(orders.agree(index))
  }
}

/** From each click on a card's button to the form that it opens. */
async function clicks(world: World, tap: WireTap, ts: string): Promise<number[]> {
  const { url } = world.practice.slack
  const waited: number[] = []
  const startedAt = performance.now()
  for (let nth = 0; nth < CLICKS; nth += 1) {
    await wait(Math.max(0, startedAt + nth * CLICK_EVERY_MS - performance.now()))
    tap.take(url)
    await world.human('click', { as: 'porter', channel: CHANNEL, ts, action: 'Add LOA' })
    await tap.until(url, /^\/api\/views\.open/, 1)
    const exchanges = tap.take(url)
    const opened = firstTo(exchanges, '/api/views.open').startedAt
    waited.push(opened - firstTo(exchanges, '/human/click').startedAt)
    await world.human('close', { as: 'porter', all: true })
  }
  return waited
}

function coursesIn(
  announced: readonly Announcement[],
  {
    orders,
    agreedAt,
    cards,
  }: {
    readonly orders: OrdersFollowed
    readonly agreedAt: readonly number[]
    readonly cards: ReadonlyMap<number, string>
  },
): readonly Course[] {
  const posts = announced.filter(({ isRefused }) => !isRefused)
  const changes = posts.filter(({ key }) => key.startsWith('change-'))
  const lines = posts.filter(({ key }) => key.startsWith('pointer-change-'))
  const digests = posts
    .filter(({ key }) => key.startsWith('digest-'))
    .map(({ at, text }) => ({ at, names: new Set(namesIn(text)) }))
  const byOrder = Map.groupBy(changes, ({ key }) => orders.orderOf(key))
  const linesOf = Map.groupBy(lines, ({ key }) => orders.orderOf(key.replace('pointer-', '')))
  const updates = Map.groupBy(
    posts.filter(({ method }) => method === 'chat.update'),
    ({ ts }) => ts,
  )
  return agreedAt.map((at, index) => {
    const own = byOrder.get(index) ?? []
    const drawn = updates.get(cards.get(index) ?? '') ?? []
    return {
      agreedAt: at,
      namedAt: [
        ...(linesOf.get(index) ?? []),
        ...digests.filter(({ names }) => names.has(index)),
      ].map((post) => post.at),
      inThreadAt: own.map((post) => post.at),
      onCardAt: drawn.find((update) => update.at > at)?.at ?? NaN,
    }
  })
}

function namesIn(text: string): readonly number[] {
  return [...text.matchAll(/Firm (\d+)/g)].map(([, place]) => Number(place))
}

function isOver({ namedAt, inThreadAt, onCardAt }: Course): boolean {
  return namedAt.length > 0 && inThreadAt.length > 0 && !Number.isNaN(onCardAt)
}

/** Five hundred threads within nine minutes, of which one message a second takes eight and a third. */
function threadsWithinMs(count: number): number {
  return (count + 40) * 1000
}

/** Five hundred cards within eleven minutes, at fifty a minute. */
function cardsWithinMs(count: number): number {
  return (count * 1.2 + 60) * 1000
}

function rows(count: number, burst: Burst): readonly Row[] {
  const { courses, postedAt, refused, digests, clicksBeforeMs, clicksMeanwhileMs } = burst
  const startedAt = Math.min(...courses.map(({ agreedAt }) => agreedAt))
  const named = courses.map(({ namedAt: [at = NaN], agreedAt }) => at - agreedAt)
  const threads = courses.map(({ inThreadAt: [at = NaN] }) => at - startedAt)
  const cards = courses.map(({ onCardAt }) => onCardAt - startedAt)
  const gaps = postedAt.slice(1).map((at, index) => at - (postedAt[index] ?? NaN))
  const missed = courses.filter((course) => !isOver(course)).length
  const twice = courses.filter((one) => one.namedAt.length > 1 || one.inThreadAt.length > 1).length
  const added = median(clicksMeanwhileMs) - median(clicksBeforeMs)
  const over = `${count} orders agreed in ${show(count / AGREED_A_SECOND)} s in one channel`
  return [
    timeRow(`${over}: first word`, Math.min(...courses.flatMap(firstNamed)) - startedAt, 5_000),
    timeRow('each named in the channel, from its date on, the last', Math.max(...named), 60_000),
    timeRow(
      'details in the threads, from the first date on',
      Math.max(...threads),
      threadsWithinMs(count),
    ),
    timeRow('each card', Math.max(...cards), cardsWithinMs(count)),
    {
      figure: 'between two messages in the channel',
      ours: `${showMs(mean(gaps))} on average`,
      against: `${refused} refused`,
      compared: `${postedAt.length} messages, ${digests} digests`,
      spread: spread(gaps),
      aim: `one a second as Slack counts: ${reached(mean(gaps) >= 1_000 && refused === 0)}`,
    },
    {
      figure: 'of these not told, and told twice',
      ours: `${missed} and ${twice}`,
      compared: `${count} orders`,
      aim: none(missed + twice),
    },
    {
      figure: "a person's click to its form meanwhile, p50",
      ours: showMs(median(clicksMeanwhileMs)),
      against: `${showMs(median(clicksBeforeMs))} before`,
      compared: `${showMs(added)} added`,
      spread: spread(clicksMeanwhileMs),
      aim: atMost(CLICK_ADDED_MS, ' ms', added),
    },
  ]
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

function firstNamed({ namedAt }: Course): readonly number[] {
  return namedAt.slice(0, 1)
}

function timeRow(figure: string, ms: number, most: number): Row {
  return {
    figure,
    ours: `${show(ms / 1000)} s`,
    aim: atMost(most / 1000, ' s', ms / 1000),
  }
}
