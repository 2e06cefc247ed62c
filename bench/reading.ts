import { XMLParser } from 'fast-xml-parser'
import { readPortability } from '../src/bandwidth/portability-xml.ts'
import { parseXml, PARSER_OPTIONS } from '../src/bandwidth/xml.ts'
import { groupNumbers } from '../src/porting/portability.ts'
import type { Extent } from './arguments.ts'
import { checkerReply, type CheckerReply } from './checker-reply.ts'
import { ratioRow, type Row } from './row.ts'
import { median } from './statistics.ts'
import { time } from './stopwatch.ts'

const FEW = 5_000
const MANY = 50_000
const WARM_UPS = 10
/** So short that one collection of garbage would be the figure. */
const TURNS_IN_A_PAIR = 5

/** Reading and grouping a checker's reply, against the bare parse with the same parser options. */
export function reading({ pairs }: Extent): Promise<readonly Row[]> {
  const parser = new XMLParser(PARSER_OPTIONS)
  const parse = ({ xml }: CheckerReply): unknown => parser.parse(xml)
  const few = checkerReply(FEW)
  const many = checkerReply(MANY)
  for (let turn = 0; turn < WARM_UPS; turn += 1) {
    readAndGroup(few)
    parse(few)
  }

  const measured = Array.from({ length: pairs }, () => {
    const ours: number[] = []
    const bare: number[] = []
    for (let turn = 0; turn < TURNS_IN_A_PAIR; turn += 1) {
      ours.push(
        time(() => {
          readAndGroup(few)
        }),
      )
      bare.push(time(() => parse(few)))
    }
    return {
      ours: median(ours),
      bare: median(bare),
      many: time(() => {
        readAndGroup(many)
      }),
    }
  })
  const ours = measured.map((one) => one.ours)
  const bare = measured.map((one) => one.bare)
  const ofMany = measured.map((one) => one.many)
  return Promise.resolve([
    ratioRow('reading and grouping a checker reply of 5,000', ours, {
      against: bare,
      name: 'bare parse',
      most: 1.5,
    }),
    ratioRow('the same of 50,000', ofMany, { against: ours, name: 'of 5,000', most: 12 }),
  ])
}

function readAndGroup({ xml, numbers }: CheckerReply): void {
  const { groups } = groupNumbers(readPortability(parseXml(xml), numbers))
  const grouped = groups.reduce((sum, group) => sum + group.numbers.length, 0)
  if (grouped !== numbers.length) throw new Error(`Only ${grouped} numbers were grouped.`)
}
