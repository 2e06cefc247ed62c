import { setTimeout as wait } from 'node:timers/promises'
import { csvText } from '../src/porting/delimited-text.ts'
import { readNumbersTask } from '../src/slack/read-text.ts'
import { createTextReader } from '../src/slack/text-reader.ts'
import { cpuTimer } from '../test/fixtures/cpu-time.ts'
import { workbook } from '../test/fixtures/workbooks.ts'
import type { Extent } from './arguments.ts'
import { onStage } from './contenders.ts'
import { atMost, type Row } from './row.ts'
import { median, showMs, spread } from './statistics.ts'
import { firstTo, type WireTap } from './wire-tap.ts'
import type { World } from './world.ts'

const NUMBERS = 20_000
const WARM_UPS = 5
const MOST_CSV_MS = 60
const MOST_XLSX_MS: readonly (readonly [columns: number, most: number])[] = [
  [5, 1_500],
  [30, 4_000],
]
const MOST_ANSWER_MS = 200
/** So that the commands come while the sheet is read. */
const A_COMMAND_EVERY_MS = 250
const COMMANDS = 6

/** Lists as people drop them: in the reader's own process, in its worker, and beside a command. */
export async function spreadsheets({ pairs }: Extent): Promise<readonly Row[]> {
  const books = MOST_XLSX_MS.map(([columns, most]) => {
    return { columns, most, bytes: workbook([{ name: 'One', rows: tableOf(columns) }]) }
  })
  const widest = books.at(-1)?.bytes ?? Buffer.alloc(0)
  const ofBooks: Row[] = []
  for (const { columns, most, bytes } of books) {
    ofBooks.push(await ofBook(columns, bytes, { pairs, most }))
  }
  return [ofCsv(pairs), ...ofBooks, await besideACommand(widest)]
}

function tableOf(columns: number): readonly (readonly string[])[] {
  const others = Array.from({ length: columns - 2 }, (_, at) => at)
  const heading = ['TN', 'Contact Phone', ...others.map((at) => `Column ${at}`)]
  const rows = Array.from({ length: NUMBERS }, (_, at) => {
    return [String(9_192_000_000 + at), '984-555-0100', ...others.map((one) => `${at} of ${one}`)]
  })
  return [heading, ...rows]
}

function ofCsv(pairs: number): Row {
  const bytes = Buffer.from(csvText(tableOf(5)))
  const read = (): void => {
    refuseUnlessAll(
      readNumbersTask({ kind: 'numbers', texts: [{ name: 'n.csv', bytes }], answers: {} }),
    )
  }
  for (let turn = 0; turn < WARM_UPS; turn += 1) read()
  const took = Array.from({ length: pairs * 3 }, () => {
    const worked = cpuTimer()
    read()
    return worked()
  })
  return rowOf('own CPU of reading 20,000 numbers from CSV of 5 columns', took, MOST_CSV_MS)
}

async function ofBook(
  columns: number,
  bytes: Uint8Array,
  { pairs, most }: { readonly pairs: number; readonly most: number },
): Promise<Row> {
  const texts = createTextReader()
  const took: number[] = []
  for (let turn = 0; turn < pairs; turn += 1) {
    const before = performance.now()
    refuseUnlessAll(await texts.numbersIn([{ name: 'n.xlsx', bytes }]))
    took.push(performance.now() - before)
  }
  return rowOf(`the same from XLSX of ${columns} columns, in a worker`, took, most)
}

function refuseUnlessAll({ numbers }: { readonly numbers: readonly unknown[] }): void {
  if (numbers.length !== NUMBERS) throw new Error(`Only ${numbers.length} numbers were read.`)
}

/** From a command's delivery to its answer, while the bot reads the sheet. */
function besideACommand(bytes: Buffer): Promise<Row> {
  return onStage(async ({ world, tap }) => {
    await answered(world, tap)
    tap.take(world.practice.slack.url)
    const files = [
      { name: 'n.xlsx', mimetype: 'application/vnd.ms-excel', base64: bytes.toString('base64') },
    ]
    const dropped = world.human('say', { as: 'porter', channel: '@bot', text: 'these', files })
    const took: number[] = []
    for (let turn = 0; turn < COMMANDS; turn += 1) {
      await wait(A_COMMAND_EVERY_MS)
      took.push(await answered(world, tap))
    }
    await dropped
    return {
      ...rowOf('first answer of help while the bot reads that sheet', took, MOST_ANSWER_MS),
      aim: atMost(MOST_ANSWER_MS, ' ms', Math.max(...took)),
    }
  })
}

async function answered(world: World, tap: WireTap): Promise<number> {
  const { url } = world.practice.slack
  tap.take(url)
  await world.command('help')
  await tap.until(url, /^\/response\//, 1)
  const exchanges = tap.take(url)
  return firstTo(exchanges, '/response/').startedAt - firstTo(exchanges, '/human/command').startedAt
}

function rowOf(figure: string, took: readonly number[], most: number): Row {
  const value = median(took)
  return {
    figure,
    ours: showMs(value),
    compared: `${showMs(Math.max(...took))} at most`,
    spread: spread(took),
    aim: atMost(most, ' ms', value),
  }
}
