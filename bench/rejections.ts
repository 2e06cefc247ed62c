import { fixOf } from '../src/porting/causes.ts'
import type { OrderError } from '../src/porting/order.ts'
import { portStatus } from '../src/porting/status.ts'
import { card } from '../src/slack/messages/card.ts'
import { viewOf } from '../test/fixtures/orders.ts'
import type { Extent } from './arguments.ts'
import { atMost, type Row } from './row.ts'
import { median, showMs, spread } from './statistics.ts'
import { inARow } from './stopwatch.ts'

const ORDERS = 1_000
const MOST_MS = 5
/** A field, a PIN, a date, a letter, a remark, and what nobody knows. */
const CODES = ['7402', '7435', '7412', '6484', '6432', '7999']

/** What stands against a rejected order, and its card. */
export function rejections({ pairs }: Extent): Promise<readonly Row[]> {
  const orders = Array.from({ length: ORDERS }, (_, index) =>
    viewOf({ status: portStatus('EXCEPTION'), errors: errorsOf(index) }),
  )
  const measured = Array.from({ length: pairs }, () => {
    let next = 0
    return inARow(ORDERS, () => {
      const view = orders[next++ % ORDERS]
      if (view === undefined) return
      fixOf(view.tracked.seen?.errors ?? [])
      card(view)
    })
  })
  const each = median(measured)
  return Promise.resolve([
    {
      figure: `cause, fix and card of each of ${ORDERS.toLocaleString('en-US')} rejected orders`,
      ours: showMs(each),
      spread: spread(measured),
      aim: atMost(MOST_MS, ' ms', each),
    },
  ])
}

function errorsOf(index: number): readonly OrderError[] {
  return [index, index + 1, index + 2].map((at) => ({
    code: CODES[at % CODES.length] ?? '',
    description: `As the carrier says it: ${'word '.repeat(60)}`,
    numbers: [],
  }))
}
