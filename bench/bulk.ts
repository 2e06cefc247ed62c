import { setTimeout as wait } from 'node:timers/promises'
import { ACME_FORM } from '../test/fixtures/acme-form.ts'
import { callBandwidth } from '../test/fixtures/call-bandwidth.ts'
import { onStage } from './contenders.ts'
import type { OwnProcess } from './own-process.ts'
import { ownTime } from './own-time.ts'
import { atMost, none, type Row } from './row.ts'
import { show, showMs } from './statistics.ts'
import { firstTo, type WireTap } from './wire-tap.ts'
import type { World } from './world.ts'

const NUMBERS = 20_000
const ORDERS = 500
const IN_AN_ORDER = NUMBERS / ORDERS
/** In 336 each prefix has a carrier of its own. */
const FIRST_PREFIX = 336_200
/** The last order is toll-free, which takes longer to check. */
const TOLL_FREE_PREFIX = 800_555

const SETTLED_AFTER_MS = 2_000
const CHECK_TAKES_MS = 120_000
/** What the practice Bandwidth takes for a list with toll-free numbers, of its own time. */
const PRACTICE_CHECK_MS = 90_000
const REFRESHED_FOR_MS = 60_000
/** After this the bot has asked all that it wants to know after a change. */
const QUIET_AFTER_MS = 20_000
const REFRESHED_WITHIN_MS = 60_000
const CHANGED = 10
/** The order itself, its numbers and the list of its orders. */
const CALLS_FOR_THE_WHOLE = 3
const ON_A_PAGE = 25

/** Twenty thousand numbers from a file to the breakdown of five hundred orders, and looks at these. */
export function bulk(): Promise<readonly Row[]> {
  return onStage(async ({ world, tap, bot }) => {
    await wait(SETTLED_AFTER_MS)
    const idle = await bot.memory()
    const firstWordMs = await sendNumbers(world, tap)
    await wait(CHECK_TAKES_MS)
    const breakdown = await untilBreakdown(world, tap)
    const calls = await slackCalls(world)
    await wait(REFRESHED_FOR_MS)
    const callsAfter = (await slackCalls(world)) - calls
    const full = await bot.memory()
    return [
      row(
        `first word on ${NUMBERS.toLocaleString('en-US')} numbers from a file`,
        firstWordMs,
        2_000,
        ' ms',
      ),
      {
        ...row("own time from Bandwidth's split to the breakdown", breakdown.ownMs, 3_000, ' ms'),
        against: `${showMs(breakdown.wholeMs)} with the practice servers`,
      },
      row('Slack calls for it, validation taking two minutes', calls, 20, ''),
      row(`Slack calls in the minute after, ${ORDERS} orders looked at`, callsAfter, null, ''),
      row(
        'heap after collection, over idle',
        megabytes(full.heapBytes - idle.heapBytes),
        60,
        ' MB',
      ),
      row('peak of resident memory', megabytes(full.peakResidentBytes), 300, ' MB'),
      ...(await refreshes(world, tap, bot)),
    ]
  })
}

function row(figure: string, value: number, most: number | null, unit: string): Row {
  return {
    figure,
    ours: `${show(value)}${unit}`,
    aim: most === null ? '' : atMost(most, unit, value),
  }
}

const megabytes = (bytes: number): number => bytes / 2 ** 20

/** From sending the form to the arrival of the card at Slack. */
async function sendNumbers(world: World, tap: WireTap): Promise<number> {
  const { url } = world.practice.slack
  await world.command('bulk')
  await tap.until(url, /^\/api\/views\.update/, 1)
  tap.take(url, world.practice.bandwidth.url)
  const { 'BTN (billing number)': _, ...shared } = ACME_FORM
  const sent = await world.human('submit', {
    as: 'porter',
    values: {
      ...shared,
      'Target RespOrg (toll-free)': 'JYT01',
      'Numbers from a file': [
        {
          name: 'numbers.csv',
          mimetype: 'text/csv',
          base64: Buffer.from(['number', ...numbers()].join('\n')).toString('base64'),
        },
      ],
    },
  })
  const { errors } = sent as { readonly errors?: unknown }
  if (errors !== undefined) throw new Error(`The form: ${JSON.stringify(errors)}`)
  await tap.until(url, /^\/api\/chat\.postMessage/, 1)
  await tap.until(world.practice.bandwidth.url, /\/tnList$/, 1)
  const exchanges = tap.take(url)
  return (
    firstTo(exchanges, '/api/chat.postMessage').startedAt -
    firstTo(exchanges, '/human/submit').startedAt
  )
}

function numbers(): readonly string[] {
  return prefixes().flatMap((prefix) =>
    Array.from({ length: IN_AN_ORDER }, (_, line) => `${prefix}${1_000 + line}`),
  )
}

/** 211, 311 and their like are no exchanges. */
function prefixes(): readonly number[] {
  const local = Array.from({ length: 800 }, (_, index) => FIRST_PREFIX + index)
  return [...local.filter((prefix) => prefix % 100 !== 11).slice(0, ORDERS - 1), TOLL_FREE_PREFIX]
}

/** The check ends; from the answer that tells who has which numbers to the card that shows it. */
async function untilBreakdown(
  world: World,
  tap: WireTap,
): Promise<{ readonly ownMs: number; readonly wholeMs: number }> {
  const { slack, bandwidth } = world.practice
  tap.take(slack.url, bandwidth.url)
  world.clock.advance(PRACTICE_CHECK_MS)
  await tap.until(bandwidth.url, /\/tnList$/, 1)
  const { finishedAt: from } = firstTo(tap.take(bandwidth.url), '/tnList')
  tap.take(slack.url)
  await tap.until(slack.url, /^\/api\/chat\.update/, 1)
  const exchanges = tap.take(slack.url, bandwidth.url)
  const span = { from, to: firstTo(exchanges, '/api/chat.update').startedAt }
  if (!(await card(world)).blocks.includes(`in ${ORDERS} orders`)) {
    throw new Error('The card does not show the breakdown.')
  }
  return { ownMs: ownTime(span, exchanges), wholeMs: span.to - span.from }
}

interface Card {
  readonly ts: string
  readonly blocks: string
}

async function card(world: World): Promise<Card> {
  const { messages } = (await world.human('channel/porting?as=porter')) as {
    readonly messages: readonly { readonly ts: string; readonly blocks?: unknown }[]
  }
  for (const { ts, blocks } of messages) {
    const drawn = JSON.stringify(blocks ?? [])
    if (drawn.includes('bulk.breakdown')) return { ts, blocks: drawn }
  }
  throw new Error('There is no card.')
}

/** Since the bot knows of the numbers; its connection is no call of theirs. */
async function slackCalls(world: World): Promise<number> {
  const entries = await world.transcript()
  const sent = entries.findIndex(({ kind, what }) => kind === 'human' && what === 'POST submit')
  return entries
    .slice(sent)
    .filter(({ kind, what }) => kind === 'api' && what !== 'apps.connections.open').length
}

/** Looks at five hundred orders, and their breakdown on every page. */
async function refreshes(world: World, tap: WireTap, bot: OwnProcess): Promise<readonly Row[]> {
  await refreshButton(world, tap)
  const unchanged = await refreshButton(world, tap)
  await changeSome(world)
  const changed = await refreshButton(world, tap)
  const views = await turnPages(world, tap)
  const refused = (await world.transcript()).filter(({ kind }) => kind === 'complaint')
  const after = await bot.memory()
  return [
    {
      ...row(
        `Bandwidth calls of a look at ${ORDERS} orders, ${CHANGED} changed`,
        changed,
        null,
        '',
      ),
      against: `${unchanged} with none changed`,
      compared: `${changed - unchanged} more`,
      aim: atMost(CHANGED + CALLS_FOR_THE_WHOLE, ' more', changed - unchanged),
    },
    {
      ...row(`of these orders' views refused by Slack`, refused.length, null, ''),
      compared: `${views} views`,
      aim: none(refused.length),
    },
    row('peak of resident memory after all that', megabytes(after.peakResidentBytes), 300, ' MB'),
  ]
}

/** @returns how often Bandwidth was asked until the person is answered. */
async function refreshButton(world: World, tap: WireTap): Promise<number> {
  const { bandwidth, slack } = world.practice
  await wait(QUIET_AFTER_MS)
  const { ts } = await card(world)
  tap.take(slack.url)
  await world.human('click', { as: 'porter', channel: 'porting', ts, action: 'order.more' })
  await tap.until(slack.url, /^\/api\/views\.open/, 1)
  tap.take(bandwidth.url)
  const before = await answers(world)
  await world.human('click', { as: 'porter', view: true, action: 'bulk.look-now' })
  const giveUpAt = performance.now() + REFRESHED_WITHIN_MS
  while ((await answers(world)) === before) {
    if (performance.now() > giveUpAt) throw new Error('The look did not end in time.')
    await wait(500)
  }
  return tap.take(bandwidth.url).filter(({ path }) => path.startsWith('/api/')).length
}

async function answers(world: World): Promise<number> {
  return (await world.transcript()).filter(({ detail }) =>
    JSON.stringify(detail).includes('Refreshed #'),
  ).length
}

/** Somebody types into drafts at Bandwidth itself. */
async function changeSome({ practice, clock }: World): Promise<void> {
  clock.advance(60_000)
  const [whole] = practice.bandwidth.control.bulkOrders()
  const orders = new Map(practice.bandwidth.control.orders().map((order) => [order.id, order]))
  for (const id of whole?.children.slice(0, CHANGED) ?? []) {
    const order = orders.get(id)
    const body = `<LnpOrderSupp><CustomerOrderId>${order?.customerOrderId ?? ''}</CustomerOrderId><BillingTelephoneNumber>${order?.tns[0] ?? ''}</BillingTelephoneNumber></LnpOrderSupp>`
    await callBandwidth(practice.env, 'PUT', `/portins/${id}`, { body })
  }
}

/** @returns how many views were drawn. */
async function turnPages(world: World, tap: WireTap): Promise<number> {
  const { url } = world.practice.slack
  const { ts } = await card(world)
  const steps: readonly object[] = [
    { channel: 'porting', ts, action: 'bulk.breakdown' },
    { view: true, action: 'breakdown-filter', option: 'all' },
    ...Array.from({ length: ORDERS / ON_A_PAGE - 1 }, (_, index) => ({
      view: true,
      action: 'breakdown-page',
      option: String(index + 2),
    })),
  ]
  tap.take(url)
  for (const [index, step] of steps.entries()) {
    await world.human('click', { as: 'porter', ...step })
    await tap.until(url, /^\/api\/views\./, index + 1)
  }
  return steps.length
}
