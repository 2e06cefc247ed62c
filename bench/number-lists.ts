import numbers from '@bandwidth/numbers'
import { readBulkNumbers } from '../src/bandwidth/bulk-numbers-xml.ts'
import { createReply } from '../src/bandwidth/reply.ts'
import type { Extent } from './arguments.ts'
import { refusedReply } from './bulk-reply.ts'
import { ratioRow, reached, type Row } from './row.ts'
import { median, showMs, showTimes, spread } from './statistics.ts'
import { inARow } from './stopwatch.ts'

const NUMBERS = 20_000
const FEW = 5_000
const MANY = 50_000
const WARM_UPS = 20
/** One after the other, so that each pays for its own garbage and not for the other's. */
const TURNS_IN_A_PAIR = 10
const LEAST_TIMES_FASTER = 4
const MOST_GROWTH = 11

/** Long lists in Bandwidth's replies, against Bandwidth's own client for Node and against shorter ones. */
export async function numberLists({ pairs }: Extent): Promise<readonly Row[]> {
  return [await againstTheirs(pairs), growth(pairs)]
}

async function againstTheirs(pairs: number): Promise<Row> {
  const xml = refusedReply(NUMBERS).xml
  const ours = reader(NUMBERS)
  const theirs = new numbers.Client('1', 'bench', 'bench')
  const parse = (): Promise<unknown> =>
    new Promise((resolve, reject) => {
      theirs.parseXml(xml, (error, read) => {
        if (error === null) resolve(read)
        else reject(error)
      })
    })
  for (let turn = 0; turn < WARM_UPS; turn += 1) {
    ours()
    await parse()
  }

  const measured: { readonly ours: number; readonly theirs: number }[] = []
  for (let pair = 0; pair < pairs; pair += 1) {
    const ourMs = inARow(TURNS_IN_A_PAIR, ours)
    const startedAt = performance.now()
    for (let turn = 0; turn < TURNS_IN_A_PAIR; turn += 1) await parse()
    measured.push({ ours: ourMs, theirs: (performance.now() - startedAt) / TURNS_IN_A_PAIR })
  }
  const faster = measured.map((one) => one.theirs / one.ours)
  return {
    figure: `reading a reply of ${NUMBERS.toLocaleString('en-US')} numbers in lists`,
    ours: showMs(median(measured.map((one) => one.ours))),
    against: `${showMs(median(measured.map((one) => one.theirs)))} @bandwidth/numbers`,
    compared: `${showTimes(median(faster))} as fast`,
    spread: spread(faster),
    aim: `at least ${LEAST_TIMES_FASTER} ×: ${reached(median(faster) >= LEAST_TIMES_FASTER)}`,
  }
}

function growth(pairs: number): Row {
  const [few, many] = [reader(FEW), reader(MANY)]
  for (let turn = 0; turn < WARM_UPS; turn += 1) {
    few()
    many()
  }
  const measured = Array.from({ length: pairs }, () => ({
    few: inARow(TURNS_IN_A_PAIR, few),
    many: inARow(TURNS_IN_A_PAIR, many),
  }))
  return ratioRow(
    `the same of ${MANY.toLocaleString('en-US')} numbers`,
    measured.map((one) => one.many),
    {
      against: measured.map((one) => one.few),
      name: `of ${FEW.toLocaleString('en-US')}`,
      most: MOST_GROWTH,
    },
  )
}

function reader(count: number): () => void {
  const body = new TextEncoder().encode(refusedReply(count).xml)
  return () => {
    const reply = createReply('getBulkNumbers', { status: 200, headers: {}, body })
    const { portable, errors } = readBulkNumbers(reply)
    const read = errors.reduce((sum, { numbers }) => sum + numbers.length, portable.length)
    if (read !== count) throw new Error(`Only ${read} numbers were read.`)
  }
}
