import type { Call, Reply, Route } from './call.ts'
import { withMillis } from './calendar.ts'
import { isDraft } from './order.ts'
import type { Practice } from './practice.ts'
import { element, field } from './xml.ts'

/** A change as the history of an order or of a bulk order tells it. */
interface HistoryEntry {
  readonly at: number
  readonly note: string
  readonly author: string
  readonly status: string
  readonly difference?: string
}

export function historyRoute({ orders, clock, noteHabits }: Practice): Route {
  function read(_call: Call, id = ''): Reply {
    const order = orders.get(id)
    if (order === undefined) return { status: 404 }
    if (isDraft(order.status)) return NO_DRAFT_HISTORY
    return historyReply(order.history, clock.now() - noteHabits.historyLagSeconds * 1000)
  }
  return { method: 'GET', path: /^\/portins\/([^/]+)\/history$/, limit: 'HISTORY', answer: read }
}

export const NO_DRAFT_HISTORY: Reply = {
  status: 200,
  xml: element(
    'OrderHistoryWrapper',
    element(
      'IrisStatus',
      element('Code', 7710),
      element('Description', 'History is not available for draft orders.'),
    ),
  ),
}

/** The history as far as it has been written by an instant. */
export function historyReply(history: readonly HistoryEntry[], until: number): Reply {
  const entries = history
    .filter(({ at }) => at <= until)
    .map(({ at, note, author, status, difference }) =>
      element(
        'OrderHistory',
        element('OrderDate', withMillis(at)),
        element('Note', note),
        element('Author', author),
        element('Status', status),
        field('Difference', difference),
      ),
    )
  return { status: 200, xml: element('OrderHistoryWrapper', ...entries) }
}
