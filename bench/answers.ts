import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { RespondArguments } from '@slack/bolt'
import type { ModalView } from '@slack/types'
import type { Entry } from '../sandbox/slack/transcript.ts'
import { makeDraft } from './acme.ts'
import type { Extent } from './arguments.ts'
import type { Answers } from './bare-bolt.ts'
import { startBareBolt, startPortin } from './contenders.ts'
import type { OwnProcess } from './own-process.ts'
import { atMost, ratioRow, type Row } from './row.ts'
import { median, percentile, showMs, spread } from './statistics.ts'
import { openWireTap, type WireTap } from './wire-tap.ts'
import { openWorld, type World } from './world.ts'

/** In turn; the practice world has one order, and it is the first. */
const COMMANDS = ['help', 'status 1001', 'new'] as const
type Command = (typeof COMMANDS)[number]

const A_SECOND = 20
const WARM_UP_SECONDS = 3
/** The bot with its checks and without commands. */
const QUIET_SECONDS = 3
const CHECKS = 10
const CHECK = 'check 919-555-0100..0149 800-555-0100..0149'
/** Longer than a toll-free check of the practice Bandwidth takes. */
const UNTIL_CHECKED_MS = 10_000

interface Contender {
  readonly world: World
  readonly program: OwnProcess
}

interface Answered {
  readonly command: Command
  readonly ackMs: number
  /** To the arrival of the first answer at Slack: a message, or the opening of a form. */
  readonly answerMs: number
}

interface Stretch {
  readonly cpuMs: number
  readonly seconds: number
  readonly answered: readonly Answered[]
}

interface Pair {
  readonly ours: Stretch
  readonly bare: Stretch
  /** What the checks and the heartbeat take of a second. */
  readonly quietCpuMs: number
}

/**
 * Acknowledgement and first answer of `help`, `status` and `new` at twenty a second while ten checks
 * run, each contender in a process and a world of its own; the bare one answers what portin was seen
 * to answer. `status` asks the practice Bandwidth twice, and the bare one nobody.
 */
export async function answers({ seconds, pairs }: Extent): Promise<readonly Row[]> {
  const tap = openWireTap()
  const worlds = [await openWorld(), await openWorld()] as const
  const programs: OwnProcess[] = []
  try {
    const ours = { world: worlds[0], program: await startPortin(worlds[0]) }
    programs.push(ours.program)
    await makeDraft(ours.world, tap)
    const file = join(worlds[1].folder, 'answers.json')
    writeFileSync(file, JSON.stringify(await recordAnswers(ours.world, tap)))
    const bare = { world: worlds[1], program: await startBareBolt(worlds[1], file) }
    programs.push(bare.program)
    for (const contender of [ours, bare]) await command(contender, tap, WARM_UP_SECONDS)

    const measured: Pair[] = []
    for (let pair = 0; pair < pairs; pair += 1) {
      const first = pair % 2 === 0 ? undefined : await command(bare, tap, seconds)
      const checking = await commandWhileChecking(ours, tap, seconds)
      measured.push({ ...checking, bare: first ?? (await command(bare, tap, seconds)) })
    }
    return rows(measured)
  } finally {
    for (const program of programs) await program.stop()
    for (const world of worlds) await world.close()
    tap.close()
  }
}

/** What portin says to each command, in the words of the wire. */
async function recordAnswers(world: World, tap: WireTap): Promise<Answers> {
  const { url } = world.practice.slack
  const record = async (text: Command, path: RegExp): Promise<readonly Entry[]> => {
    const { length } = await world.transcript()
    tap.take(url)
    await world.command(text)
    await tap.until(url, path, 1)
    return (await world.transcript()).slice(length)
  }
  const said = async (text: Command): Promise<RespondArguments> => {
    const entries = await record(text, /^\/response\//)
    const { use: _, ...message } = detailOf(entries, 'response_url', 'posted')
    return message
  }
  const help = await said('help')
  const status = await said('status 1001')
  const entries = await record('new', /^\/api\/views\.update/)
  const view = (method: string): ModalView => {
    const { view } = detailOf(entries, 'api', method)
    return (typeof view === 'string' ? JSON.parse(view) : view) as ModalView
  }
  return { help, status, opening: view('views.open'), form: view('views.update') }
}

function detailOf(entries: readonly Entry[], kind: string, what: string): Entry['detail'] {
  const found = entries.find((entry) => entry.kind === kind && entry.what === what)
  if (found === undefined) throw new Error(`The transcript has no ${kind} ${what}.`)
  return found.detail
}

/** The checks begin, run alone for a moment, and end after the commands. */
async function commandWhileChecking(
  contender: Contender,
  tap: WireTap,
  seconds: number,
): Promise<Pick<Pair, 'ours' | 'quietCpuMs'>> {
  const { world, program } = contender
  const { slack, bandwidth } = world.practice
  tap.take(slack.url, bandwidth.url)
  for (let check = 0; check < CHECKS; check += 1) await world.command(CHECK)
  await tap.until(bandwidth.url, /tollFreePortingValidations$/, CHECKS)

  const before = await program.usage()
  await wait(QUIET_SECONDS * 1000)
  const after = await program.usage()
  const ours = await command(contender, tap, seconds)

  world.clock.advance(UNTIL_CHECKED_MS)
  await tap.until(slack.url, /^\/upload\//, CHECKS)
  return { ours, quietCpuMs: (after.cpuMs - before.cpuMs) / QUIET_SECONDS }
}

/** One stretch of commands, and what its program used from the first to the last answer. */
async function command(
  { world, program }: Contender,
  tap: WireTap,
  seconds: number,
): Promise<Stretch> {
  const { url } = world.practice.slack
  const commands = Array.from({ length: seconds * A_SECOND }, (_, index) => nth(COMMANDS, index))
  const forms = commands.filter((one) => one === 'new').length
  const { length } = await world.transcript()
  tap.take(url)

  const before = await program.usage()
  const startedAt = performance.now()
  const sent: Promise<void>[] = []
  for (const [index, text] of commands.entries()) {
    await wait(Math.max(0, startedAt + (index * 1000) / A_SECOND - performance.now()))
    sent.push(world.command(text))
  }
  await Promise.all(sent)
  await tap.until(url, /^\/response\//, commands.length - forms)
  await tap.until(url, /^\/api\/views\.update/, forms)
  const after = await program.usage()
  const endedAt = performance.now()

  const entries = (await world.transcript()).slice(length)
  const complaint = entries.find(({ kind }) => kind === 'complaint')
  if (complaint !== undefined) throw new Error(JSON.stringify(complaint))
  return {
    cpuMs: after.cpuMs - before.cpuMs,
    seconds: (endedAt - startedAt) / 1000,
    answered: matched(commands, entries, tap.take(url)),
  }
}

/**
 * The tap knows when, the transcript knows what: the commands came in at the door in the order of their
 * deliveries, and forms were opened in the order in which the transcript tells of them.
 */
function matched(
  commands: readonly Command[],
  entries: readonly Entry[],
  exchanges: readonly { path: string; startedAt: number; finishedAt: number }[],
): readonly Answered[] {
  const doors = exchanges
    .filter(({ path }) => path === '/human/command')
    .sort((one, other) => one.startedAt - other.startedAt)
  const payloads = entries
    .filter(({ kind, what }) => kind === 'delivery' && what === 'slash_commands')
    .map(({ detail }) => detail['payload'] as { response_url: string; trigger_id: string })
  const openings = exchanges.filter(({ path }) => path === '/api/views.open')
  const answeredAt = new Map<string, number>(
    exchanges
      .filter(({ path }) => path.startsWith('/response/'))
      .map(({ path, startedAt }) => [path, startedAt]),
  )
  for (const [index, { detail }] of entries
    .filter(({ kind, what }) => kind === 'api' && what === 'views.open')
    .entries()) {
    const opening = openings[index]
    if (opening) answeredAt.set(String(detail['trigger_id']), opening.startedAt)
  }

  return commands.map((command, index) => {
    const door = doors[index]
    const payload = payloads[index]
    const at =
      answeredAt.get(payload?.trigger_id ?? '') ??
      answeredAt.get(new URL(payload?.response_url ?? '').pathname)
    if (door === undefined || at === undefined) throw new Error(`"${command}" got no answer.`)
    return {
      command,
      ackMs: door.finishedAt - door.startedAt,
      answerMs: at - door.startedAt,
    }
  })
}

function rows(pairs: readonly Pair[]): readonly Row[] {
  return [
    cpuRow(
      'CPU a command (help, status, new) while ten checks run',
      pairs,
      ({ ours }) => ours.cpuMs / ours.answered.length,
    ),
    cpuRow(
      'the same without what checks and heartbeat take alone',
      pairs,
      ({ ours, quietCpuMs }) => (ours.cpuMs - quietCpuMs * ours.seconds) / ours.answered.length,
    ),
    addedRow('acknowledgement, p50', pairs, 50, ackOf),
    addedRow('acknowledgement, p99', pairs, 99, ackOf),
    addedRow('first answer, p50', pairs, 50, answerOf, 3),
    addedRow('first answer, p99', pairs, 99, answerOf, 25),
    ...COMMANDS.map((name) =>
      addedRow(`first answer of ${name.split(' ')[0] ?? name}, p50`, pairs, 50, (stretch) =>
        answerOf({ ...stretch, answered: stretch.answered.filter((one) => one.command === name) }),
      ),
    ),
  ]
}

function ackOf({ answered }: Stretch): readonly number[] {
  return answered.map(({ ackMs }) => ackMs)
}

function answerOf({ answered }: Stretch): readonly number[] {
  return answered.map(({ answerMs }) => answerMs)
}

const MOST_CPU = 3

function cpuRow(figure: string, pairs: readonly Pair[], ourMs: (pair: Pair) => number): Row {
  return ratioRow(figure, pairs.map(ourMs), {
    against: pairs.map(({ bare }) => bare.cpuMs / bare.answered.length),
    name: 'bare Bolt',
    most: MOST_CPU,
  })
}

function addedRow(
  figure: string,
  pairs: readonly Pair[],
  percent: number,
  of: (stretch: Stretch) => readonly number[],
  most?: number,
): Row {
  const ours = pairs.map((pair) => percentile(of(pair.ours), percent))
  const bare = pairs.map((pair) => percentile(of(pair.bare), percent))
  const added = ours.map((ms, index) => ms - (bare[index] ?? NaN))
  return {
    figure,
    ours: showMs(median(ours)),
    against: `${showMs(median(bare))} bare Bolt`,
    compared: `${showMs(median(added))} added`,
    spread: spread(added),
    aim: most === undefined ? '' : atMost(most, ' ms', median(added)),
  }
}

function nth<Item>(items: readonly [Item, ...Item[]], index: number): Item {
  return items[index % items.length] ?? items[0]
}
