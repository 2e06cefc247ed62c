import { XMLParser } from 'fast-xml-parser'
import { readBulkNumbers } from '../src/bandwidth/bulk-numbers-xml.ts'
import { createReply } from '../src/bandwidth/reply.ts'
import { PARSER_OPTIONS } from '../src/bandwidth/xml.ts'
import type { Extent } from './arguments.ts'
import { refusedReply, splitReply, type BulkReply } from './bulk-reply.ts'
import { ratioRow, type Row } from './row.ts'
import { inARow } from './stopwatch.ts'

const NUMBERS = 20_000
const WARM_UPS = 10
/** One after the other, so that each pays for its own garbage and not for the other's. */
const TURNS_IN_A_PAIR = 10

/** Reading what Bandwidth says of a bulk order's numbers, against the bare parse of the same bytes. */
export function bulkReading(extent: Extent): Promise<readonly Row[]> {
  return Promise.resolve([
    measure('a bulk reply of 20,000 numbers in 500 orders', splitReply(NUMBERS), extent),
    measure('a bulk reply of 20,000 numbers, 2,000 refused', refusedReply(NUMBERS), extent),
  ])
}

function measure(what: string, { count, xml }: BulkReply, { pairs }: Extent): Row {
  const parser = new XMLParser(PARSER_OPTIONS)
  const body = new TextEncoder().encode(xml)
  const parse = (): unknown => parser.parse(new TextDecoder().decode(body))
  const read = (): void => {
    readAll(body, count)
  }
  for (let turn = 0; turn < WARM_UPS; turn += 1) {
    read()
    parse()
  }

  const measured = Array.from({ length: pairs }, () => {
    return { ours: inARow(TURNS_IN_A_PAIR, read), bare: inARow(TURNS_IN_A_PAIR, parse) }
  })
  return ratioRow(
    `reading ${what}`,
    measured.map(({ ours }) => ours),
    { against: measured.map(({ bare }) => bare), name: 'bare parse', most: 1.5 },
  )
}

function readAll(body: Uint8Array, count: number): void {
  const { portable, children, errors } = readBulkNumbers(
    createReply('getBulkNumbers', { status: 200, headers: {}, body }),
  )
  const lists = [portable, ...[...children, ...errors].map(({ numbers }) => numbers)]
  const read = lists.reduce((sum, { length }) => sum + length, 0)
  if (read !== count) throw new Error(`Only ${read} numbers were read.`)
}
