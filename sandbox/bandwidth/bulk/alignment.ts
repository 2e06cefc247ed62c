import { instantOf, showOrderDate, withMillis } from '../calendar.ts'
import type { Lifecycle } from '../lifecycle.ts'
import type { Order } from '../order.ts'
import { goesLiveAt } from '../order.ts'
import type { Practice } from '../practice.ts'
import type { BulkOrder } from './bulk-order.ts'
import { childrenOf, isRunningBulk } from './bulk-order.ts'

const DAY_MS = 86_400_000

/** Children of a running bulk order go together: whoever has an earlier FOC is moved to the latest. */
export function createAlignment(practice: Practice, lifecycle: Lifecycle) {
  const { agenda, orders, timings } = practice

  const agreed = (bulk: BulkOrder): Order[] =>
    childrenOf(bulk, orders).filter(({ status }) => status === 'FOC')

  const latestOf = (children: readonly Order[]): number =>
    Math.max(...children.map(({ actualFoc }) => (actualFoc ? instantOf(actualFoc) : 0)))

  // On the last day before it goes live an order takes no change any more.
  const isBehind = (child: Order, latest: number, at: number): boolean =>
    child.actualFoc !== null &&
    instantOf(child.actualFoc) < latest &&
    (goesLiveAt(child) ?? at) - at >= DAY_MS

  function align(bulk: BulkOrder, at: number): void {
    if (!isRunningBulk(bulk)) return
    const children = agreed(bulk)
    const latest = latestOf(children)
    const date = children.find(({ actualFoc }) => actualFoc && instantOf(actualFoc) === latest)
    if (!date?.actualFoc) return
    const to = date.actualFoc
    const fields = { RequestedFocDate: showOrderDate(to, withMillis) }
    for (const child of children.filter((each) => isBehind(each, latest, at))) {
      const { content } = child
      child.content = { ...content, fields: { ...content.fields, ...fields } }
      lifecycle.move(child, 'REQUESTED_SUPP', at)
      lifecycle.later(child, at + timings.supp, (_child, due) => {
        lifecycle.agree(child, due, to)
      })
    }
  }

  return {
    /** A child has been given a date. */
    dateGiven(bulk: BulkOrder, at: number): void {
      const children = agreed(bulk)
      const latest = latestOf(children)
      if (!children.some((child) => isBehind(child, latest, at))) return
      agenda.at(at + timings.alignment, (due) => {
        align(bulk, due)
      })
    },
  }
}
