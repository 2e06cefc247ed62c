import { setTimeout as wait } from 'node:timers/promises'
import type { Extent } from './arguments.ts'
import { followOrders, type OrdersFollowed, type Announcement } from './orders-followed.ts'
import { atMost, none, type Row } from './row.ts'
import { percentile, showMs, spread } from './statistics.ts'

const CHANNELS = 40
const ORDERS_IN_A_CHANNEL = 3
const ORDERS = CHANNELS * ORDERS_IN_A_CHANNEL
const MANY_A_SECOND = 20
const MANY_FOR_SECONDS = 30
const ANNOUNCED_WITHIN_MS = 30_000

interface Stretch {
  readonly hints: number
  /** From the carrier's yes to the arrival of the post at Slack. */
  readonly waitedMs: readonly number[]
  readonly lost: number
  readonly twice: number
}

/**
 * From the moment of a change at Bandwidth, which then notifies, to its post in one of forty channels:
 * at one a second with Slack's limits on, and at twenty a second as fast as it goes.
 */
export async function hints({ hintSeconds }: Extent): Promise<readonly Row[]> {
  const orders = await followOrders(ORDERS, (index) => `more-${1 + (index % CHANNELS)}`, {
    moreChannels: CHANNELS,
  })
  try {
    await orders.restart({ postEveryMs: 1_000, slackLimits: true })
    const slowly = await hear(orders, { aSecond: 1, seconds: hintSeconds })
    await orders.restart({ postEveryMs: 0, slackLimits: false })
    const fast = await hear(orders, { aSecond: MANY_A_SECOND, seconds: MANY_FOR_SECONDS })
    return [
      waitRow(
        `change to post at one a second over ${CHANNELS} channels, Slack's limits on`,
        slowly,
        1_500,
      ),
      waitRow(`the same at ${MANY_A_SECOND} a second, limits off`, fast, 200),
      lostRow([slowly, fast]),
    ]
  } finally {
    await orders.close()
  }
}

async function hear(
  orders: OrdersFollowed,
  { aSecond, seconds }: { readonly aSecond: number; readonly seconds: number },
): Promise<Stretch> {
  const before = (await orders.announced()).length
  const hints = aSecond * seconds
  const agreedAt = Array.from({ length: ORDERS }, (): number[] => [])
  const startedAt = performance.now()
  for (let hint = 0; hint < hints; hint += 1) {
    await wait(Math.max(0, startedAt + (hint * 1000) / aSecond - performance.now()))
    const index = hint % ORDERS
    agreedAt[index]?.push(orders.agree(index))
  }
  const changes = (all: readonly Announcement[]): readonly Announcement[] =>
    all.slice(before).filter(({ key, isRefused }) => key.startsWith('change-') && !isRefused)
  await orders
    .until((all) => changes(all).length >= hints, ANNOUNCED_WITHIN_MS)
    .catch(() => undefined)
  const announced = changes(await orders.announced())

  const byOrder = Map.groupBy(announced, ({ key }) => orders.orderOf(key))
  const twice = announced.length - new Set(announced.map(({ key }) => key)).size
  const waitedMs = agreedAt.flatMap((moments, index) => {
    const posts = byOrder.get(index) ?? []
    return moments.flatMap((at, nth) => (posts[nth] === undefined ? [] : [posts[nth].at - at]))
  })
  return { hints, waitedMs, lost: hints - waitedMs.length, twice }
}

function waitRow(figure: string, { hints, waitedMs }: Stretch, most: number): Row {
  const p99 = percentile(waitedMs, 99)
  return {
    figure: `${figure}, p99`,
    ours: showMs(p99),
    against: `${showMs(percentile(waitedMs, 50))} p50`,
    compared: `${hints} changes`,
    spread: spread(waitedMs),
    aim: atMost(most, ' ms', p99),
  }
}

function lostRow(stretches: readonly Stretch[]): Row {
  const sum = (of: (stretch: Stretch) => number): number =>
    stretches.reduce((total, stretch) => total + of(stretch), 0)
  const [lost, twice] = [sum((stretch) => stretch.lost), sum((stretch) => stretch.twice)]
  return {
    figure: 'of these not told, and told twice',
    ours: `${lost} and ${twice}`,
    compared: `${sum((stretch) => stretch.hints)} changes`,
    aim: none(lost + twice),
  }
}
