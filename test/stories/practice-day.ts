import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Button, KnownBlock } from '@slack/types'
import Sqlite from 'better-sqlite3'
import { request } from 'undici'
import type { OrderGlimpse } from '../../sandbox/bandwidth/glimpses.ts'
import { createPracticeClock, type PracticeClock } from '../../sandbox/clock.ts'
import { startPractice, type Practice } from '../../sandbox/practice.ts'
import { startBot, type Bot } from '../../src/bot.ts'
import { readConfig, type Config } from '../../src/config.ts'
import type { Log } from '../../src/desk/desk.ts'
import type { Patience } from '../../src/slack/socket/patience.ts'
import { extent } from '../fixtures/extent.ts'
import { REAL_CLOCKS } from '../fixtures/real-clocks.ts'
import { putEmptyDatabase, scratchFolder } from '../fixtures/scratch.ts'
import { askPostgres, isTestedOnPostgres, placeFor } from '../postgres/place.ts'

export type Who = 'porter' | 'porter2' | 'approver' | 'approver2' | 'guest' | 'stranger'

/** A message as one person sees it. */
export interface Seen {
  readonly ts: string
  readonly user: string
  readonly text: string
  readonly blocks: readonly KnownBlock[]
  readonly ephemeral: boolean
  readonly files?: readonly { readonly id: string; readonly name: string }[]
  readonly thread: readonly Seen[]
}

export interface Dropped {
  readonly name: string
  readonly mimetype: string
  readonly base64: string
}

/** Whether the bot has said in time that it has it; if not, Slack tells the person that it failed. */
interface Acked {
  readonly acked: boolean
  readonly ackMs: number
}

interface Submitted extends Acked {
  readonly errors?: Record<string, string>
  readonly closed: boolean
}

/** How a day comes by its bot: within this process, or as one of its own. */
export type BeginBot = (
  env: Readonly<Record<string, string>>,
  clock: PracticeClock,
  log: Log,
) => Promise<Bot>

/**
 * A day in practice: both practice servers and the real bot on the real wires, with a clock that stands
 * still until it is turned. Everything a person does goes through the doors of the practice Slack.
 */
export interface PracticeDay {
  readonly practice: Practice
  readonly clock: PracticeClock
  /** What the bot has logged, for what a person must not see. */
  readonly logged: readonly { readonly event: string; readonly facts: Record<string, unknown> }[]
  command(as: Who, text: string, channel?: string): Promise<Acked>
  say(
    as: Who,
    text: string,
    where?: { channel?: string; thread?: string; files?: readonly Dropped[] },
  ): Promise<string>
  /** Press a button by its label, in the newest message that has it and matches, or that has it under More…. */
  click(as: Who, label: string, inMessage?: RegExp, channel?: string): Promise<Acked>
  /** Press or choose in the open form: what it is called, and in which block, if several are called so. */
  choose(as: Who, label: string, block?: string, option?: string): Promise<Acked>
  closeForm(as: Who): Promise<void>
  submit(as: Who, values: Record<string, unknown>): Promise<Submitted>
  modal(as: Who): Promise<{ title: string; text: string; submit?: string } | null>
  /** All that one person sees in a channel, threads after their heads, in order; without the lines that only point to a thread. */
  sees(as: Who, channel?: string): Promise<readonly Seen[]>
  /** The lines of a channel that point to what stands in threads. */
  pointers(as: Who, channel?: string): Promise<readonly Seen[]>
  /** Waits until somebody sees a message or an open view whose words match; fails with all they see instead. */
  until(as: Who, words: RegExp, channel?: string): Promise<Seen>
  /** Turn the clock, let the bot do what is due, wait until it has. */
  turn(to: { advance: string } | { now: string }): Promise<void>
  /** Let the bot do what is due now. */
  untilIdle(): Promise<void>
  /** The carrier's part, and Bandwidth's faults. */
  carrier(
    operation: 'foc' | 'reject' | 'remark' | 'supp' | 'complete' | 'cancelled' | 'note',
    order: string,
    body?: Record<string, unknown>,
  ): Promise<unknown>
  fault(fault: Record<string, unknown>): Promise<unknown>
  orders(): Promise<readonly OrderGlimpse[]>
  /** Stop the bot and start it again on the same memory; time may pass while it is stopped. */
  restart(meanwhile?: { advance: string } | { now: string }): Promise<void>
  /**
   * Announce that this day makes an order differ from what was asked, as `#1001 city: Cary → Durham`. A
   * day in which anything else is told as not as asked fails at its end, and so does one in which this is not.
   */
  causes(difference: RegExp): void
  /** Ends the day, and fails it where it told a difference that nobody caused. */
  close(): Promise<void>
}

type Fields = Readonly<Record<string, unknown>>

/** Nobody sees that button, nor has it behind More…. */
export class NothingToPress extends Error {
  override readonly name = 'NothingToPress'
}

export type StoryTransport = 'socket' | 'http'

/** Of what is played over each of them: where nothing else is said, all other stories go over Socket Mode. */
export const TRANSPORTS = extent<readonly StoryTransport[]>({
  usual: ['http'],
  full: ['socket', 'http'],
})

/** Any free port of this machine. */
const OVER_HTTP = {
  SLACK_TRANSPORT: 'http',
  PORTIN_HTTP_HOST: '127.0.0.1',
  PORTIN_HTTP_PORT: '0',
}

function transportOfThisRun(): StoryTransport {
  return process.env['PORTIN_STORY_TRANSPORT'] === 'http' ? 'http' : 'socket'
}

/** Saturday evening would be outside every window: a Monday morning in winter. */
const A_MONDAY = Date.parse('2026-11-30T15:00:00Z')

/** What no environment can set. */
interface Straits {
  readonly patience: Partial<Patience> | undefined
  readonly mostPages: number | undefined
}

function inStraits(
  { patience, mostPages }: Straits,
  settings: Readonly<Record<string, string>>,
): Config {
  const config: Config = {
    ...readConfig(settings),
    ...(mostPages !== undefined && { mostDatabasePages: mostPages }),
  }
  const { transport } = config.slack
  return patience === undefined || transport.kind === 'http'
    ? config
    : { ...config, slack: { ...config.slack, transport: { ...transport, patience } } }
}

/** Nobody learns anything from a second that passes before Bandwidth is asked once more. */
const sleep = (ms: number): Promise<unknown> => wait(ms / 25)

function inThisProcess(straits: Straits): BeginBot {
  return (env, clock, log) =>
    startBot(inStraits(straits, env), { clock: () => clock.now(), ...REAL_CLOCKS, sleep }, log)
}

/** As in earnest. */
export const beginHere = inThisProcess({ patience: undefined, mostPages: undefined })

export async function startDay({
  start = A_MONDAY,
  settings = {},
  transport = transportOfThisRun(),
  patience,
  mostPages,
  begin = inThisProcess({ patience, mostPages }),
}: {
  readonly start?: number
  readonly settings?: Readonly<Record<string, string>>
  /** How Slack reaches the bot; else as PORTIN_STORY_TRANSPORT says, else over Socket Mode. */
  readonly transport?: StoryTransport
  /** With the links of Socket Mode; else as in earnest. */
  readonly patience?: Partial<Patience>
  /** Of its database, of 4 KB; else as many as the disk holds. */
  readonly mostPages?: number
  readonly begin?: BeginBot
} = {}): Promise<PracticeDay> {
  const folder = scratchFolder('story')
  const clock = createPracticeClock({ start, frozen: true })
  const logged: { event: string; facts: Record<string, unknown> }[] = []
  const practice = await startPractice({
    slackPort: 0,
    bandwidthPort: 0,
    clock,
    // A machine that has much to do at once opens a form later, and tells nothing about the bot.
    timing: { triggerMs: 60_000 },
    log: (line) => logged.push({ event: 'practice', facts: { line } }),
  })
  const env = {
    ...practice.env,
    BANDWIDTH_CALLS_PER_MINUTE: '6000',
    PORTIN_DATABASE: await placeFor(join(folder, 'portin.sqlite')),
    PORTIN_SECRET_KEY: '07'.repeat(32),
    // The message of a morning is told of in a story of its own.
    PORTIN_MORNING: 'off',
    ...(transport === 'http' ? OVER_HTTP : {}),
    ...settings,
  }
  if (!isTestedOnPostgres() && !existsSync(env.PORTIN_DATABASE))
    await putEmptyDatabase(env.PORTIN_DATABASE)
  const log: Log = (event, facts) => logged.push({ event, facts: { ...facts } })
  const arrange = async (path: string, body: Fields): Promise<unknown> => {
    const { statusCode, body: answer } = await request(
      `${practice.bandwidth.url}/control/${path}`,
      { method: 'POST', body: JSON.stringify(body) },
    )
    const text = await answer.text()
    if (statusCode >= 300) throw new Error(`${path}: ${statusCode} ${text}`)
    return text === '' ? null : (JSON.parse(text) as unknown)
  }
  const { control } = practice.bandwidth
  const look = (door: string, fields: Fields = {}): Promise<unknown> =>
    practice.slack.human(`GET ${door}`, fields)
  const act = (door: string, fields: Fields): Promise<unknown> =>
    practice.slack.human(`POST ${door}`, fields)
  const caused: RegExp[] = []
  let bot = await start_()

  async function everything(as: Who, channel: string): Promise<readonly Seen[]> {
    const seen = (await look('channel', { as, channel })) as { messages: readonly Seen[] }
    return seen.messages.flatMap((head) => [head, ...head.thread])
  }

  async function sees(as: Who, channel = 'porting'): Promise<readonly Seen[]> {
    return (await everything(as, channel)).filter((one) => !isPointer(one))
  }

  return {
    practice,
    clock,
    logged,
    sees,
    async pointers(as, channel = 'porting') {
      return (await everything(as, channel)).filter(isPointer)
    },
    async command(as, text, channel = 'porting') {
      const answer = await act('command', { as, channel, text })
      await untilIdle()
      return answer as Acked
    },
    async say(as, text, { channel = 'porting', thread, files } = {}) {
      const said = await act('say', { as, channel, text, thread, files })
      await untilIdle()
      return (said as { ts: string }).ts
    },
    async click(as, label, inMessage = /./s, channel = 'porting') {
      const newest = async (wanted: string) =>
        (await sees(as, channel)).findLast(
          (message) => inMessage.test(wordsOf(message)) && labelIn(message, wanted) !== undefined,
        )
      const found = await newest(label)
      const behind = found === undefined ? await newest('More…') : undefined
      if (behind !== undefined) {
        await act('click', { as, channel, ts: behind.ts, action: 'More…' })
        await untilIdle()
        const view = (await look('modal', { as })) as Pick<Seen, 'blocks'> | null
        const action = view === null ? undefined : labelIn(view, label)
        if (action !== undefined) {
          const answer = await act('click', { as, view: true, action })
          await untilIdle()
          return answer as Acked
        }
      }
      if (found === undefined) {
        throw new NothingToPress(
          `${as} sees no "${label}" in ${String(inMessage)}:\n${await all(as, channel)}`,
        )
      }
      const action = labelIn(found, label)
      const answer = await act('click', { as, channel, ts: found.ts, action })
      await untilIdle()
      return answer as Acked
    },
    async choose(as, label, block, option) {
      const answer = await act('click', { as, view: true, action: label, block, option })
      await untilIdle()
      return answer as Acked
    },
    async closeForm(as) {
      if ((await look('modal', { as })) !== null) await act('close', { as })
    },
    async submit(as, values) {
      await showFields(as, Object.keys(values))
      const answer = await act('submit', { as, values })
      await untilIdle()
      return answer as Submitted
    },
    async modal(as) {
      const view = (await look('modal', { as })) as {
        title: { text: string }
        submit: { text: string } | null
        blocks: readonly KnownBlock[]
      } | null
      return (
        view && {
          title: view.title.text,
          text: view.blocks.map(wordsOfBlock).join('\n'),
          ...(view.submit != null && { submit: view.submit.text }),
        }
      )
    },
    async until(as, words, channel = 'porting') {
      const deadline = Date.now() + 15_000
      while (Date.now() < deadline) {
        const found = (await sees(as, channel)).findLast((message) => words.test(wordsOf(message)))
        if (found !== undefined) return found
        const view = (await look('modal', { as })) as Pick<Seen, 'blocks'> | null
        const inView = view && { ...NOT_POSTED, blocks: view.blocks }
        if (inView !== null && words.test(wordsOf(inView))) return inView
        await new Promise((resolve) => setTimeout(resolve, 25))
      }
      throw new Error(`${as} never saw ${String(words)}, but:\n${await all(as, channel)}`)
    },
    async turn(to) {
      control.turn(to)
      await bot.scheduler.everyMinute()
      await untilIdle()
    },
    untilIdle,
    carrier: (operation, order, body = {}) => arrange(`orders/${order}/${operation}`, body),
    fault: (fault) => arrange('faults', fault),
    orders: () => Promise.resolve(control.orders()),
    async restart(meanwhile) {
      await bot.stop()
      if (meanwhile !== undefined) control.turn(meanwhile)
      bot = await start_()
    },
    causes(difference) {
      caused.push(difference)
    },
    async close() {
      await bot.stop()
      await practice.close()
      const announced = await announcedAsNotAsAsked(env.PORTIN_DATABASE)
      rmSync(folder, { recursive: true, force: true })
      expectCaused(announced, caused)
    },
  }

  async function start_(): Promise<Bot> {
    const started = await begin(env, clock, log)
    if (transport === 'http') {
      const port = logged.findLast(({ event }) => event === 'listening')?.facts['port']
      await act('request-url', { url: `http://127.0.0.1:${Number(port)}/slack/events` })
    }
    return started
  }

  /** What a person began goes on after Slack has its answer; then there is something to tell. */
  async function untilIdle(): Promise<void> {
    await act('quiet', {})
    await bot.idle()
    await bot.scheduler.everySecond()
    await bot.idle()
  }

  /** What few orders have stands behind a button of the form. */
  async function showFields(as: Who, labels: readonly string[]): Promise<void> {
    const view = (await look('modal', { as })) as Pick<Seen, 'blocks'> | null
    if (view === null || labelIn(view, MORE_FIELDS) === undefined) return
    if (labels.every((label) => fieldsIn(view).includes(label))) return
    await act('click', { as, view: true, action: MORE_FIELDS })
    await untilIdle()
  }

  async function all(as: Who, channel: string): Promise<string> {
    return (await sees(as, channel)).map((message) => `- ${wordsOf(message)}`).join('\n')
  }
}

interface NotAsAsked {
  readonly number: number
  readonly news: { readonly field: string; readonly asked: string; readonly shown: string }
}

/** From what the bot remembers of its posts, so that no change of words hides one. */
async function announcedAsNotAsAsked(database: string): Promise<readonly string[]> {
  const rows = await rowsIn<{ ref: string }>(
    database,
    `SELECT ref FROM post WHERE json_extract(ref, '$.news.kind') = 'not-as-asked'`,
  )
  return rows
    .map(({ ref }) => JSON.parse(ref) as NotAsAsked)
    .map(({ number, news }) => `#${number} ${news.field}: ${news.asked} → ${news.shown}`)
}

async function rowsIn<Row>(database: string, query: string): Promise<readonly Row[]> {
  if (isTestedOnPostgres()) {
    return askPostgres(database, async (say) => (await say<Row>(query)).rows)
  }
  // A day that a test has ended before has said it then.
  if (!existsSync(database)) return []
  const db = new Sqlite(database, { readonly: true })
  const rows = db.prepare(query).all() as Row[]
  db.close()
  return rows
}

function expectCaused(announced: readonly string[], caused: readonly RegExp[]): void {
  const uncaused = announced.filter((one) => !caused.some((difference) => difference.test(one)))
  if (uncaused.length > 0) throw new Error(`Nobody caused, and it was told: ${uncaused.join('; ')}`)
  const unannounced = caused.filter((difference) => !announced.some((one) => difference.test(one)))
  if (unannounced.length > 0) throw new Error(`Caused, and not told: ${unannounced.join('; ')}`)
}

function isPointer(seen: Seen): boolean {
  return /\|Open thread>$/.test(wordsOf(seen))
}

const MORE_FIELDS = 'Show more fields'

/** By their labels, without the star of what is needed. */
function fieldsIn({ blocks }: Pick<Seen, 'blocks'>): readonly string[] {
  return blocks.flatMap((block) => (block.type === 'input' ? [unstarred(block.label.text)] : []))
}

/** People name a field without the star that says it is needed. */
export function unstarred(label: string): string {
  return label.replace(/ \*$/, '')
}

/** What stands in a view is posted nowhere. */
const NOT_POSTED = { ts: '', user: 'bot', text: '', ephemeral: true, thread: [] } as const

/** Everything a message says, buttons in square brackets. */
export function wordsOf({ text, blocks, files = [] }: Omit<Seen, 'thread'>): string {
  const shown = blocks.map(wordsOfBlock).join('\n')
  return [shown === '' ? text : shown, ...files.map(({ name }) => `file ${name}`)].join('\n')
}

/** What stands on the button that somebody presses, by all of it or by its verb: `Approve` of an activation. */
export function labelIn(seen: Pick<Seen, 'blocks'>, name: string): string | undefined {
  const labels = buttonsIn(seen)
  return (
    labels.find((label) => label === name) ?? labels.find((label) => label.startsWith(`${name} `))
  )
}

export function buttonsIn(seen: Pick<Seen, 'blocks'>): readonly string[] {
  return buttonsOf(seen).map(({ text }) => text.text)
}

/** What a message offers as the thing to do. */
export function primaryIn(seen: Pick<Seen, 'blocks'>): readonly string[] {
  return buttonsOf(seen)
    .filter(({ style }) => style === 'primary')
    .map(({ text }) => text.text)
}

function buttonsOf({ blocks }: Pick<Seen, 'blocks'>): readonly Button[] {
  return blocks.flatMap((block) => {
    if (block.type === 'section') return block.accessory?.type === 'button' ? [block.accessory] : []
    if (block.type !== 'actions') return []
    return block.elements.filter((one): one is Button => one.type === 'button')
  })
}

function wordsOfBlock(block: KnownBlock): string {
  if (block.type === 'section') {
    return [block.text?.text, ...(block.fields ?? []).map(({ text }) => text)].join('\n')
  }
  if (block.type === 'header') return block.text.text
  if (block.type === 'context') {
    return block.elements.map((one) => ('text' in one ? one.text : '')).join(' · ')
  }
  if (block.type === 'actions') {
    return buttonsIn({ blocks: [block] })
      .map((label) => `[${label}]`)
      .join(' ')
  }
  if (block.type === 'table') {
    return block.rows
      .map((row) => row.map((cell) => ('text' in cell ? cell.text : '')).join(' | '))
      .join('\n')
  }
  if (block.type === 'input') {
    const { element, label } = block
    const typed = element.type === 'plain_text_input' ? (element.initial_value ?? '') : ''
    return `${unstarred(label.text)}: ${typed}`
  }
  return ''
}

/** A PDF small enough to read and real enough to pass. */
export function pdf(name: string, words = 'letter of authorization'): Dropped {
  const bytes = Buffer.from(`%PDF-1.4\n1 0 obj\n<< /Title (${words}) >>\nendobj\n%%EOF\n`)
  return { name, mimetype: 'application/pdf', base64: bytes.toString('base64') }
}
