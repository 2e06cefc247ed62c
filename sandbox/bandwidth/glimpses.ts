import { dayOf, withMillis } from './calendar.ts'
import type { Note, Order, OrderContent, Status, WireError } from './order.ts'
import { goesLiveAt, routingOf, tnsOf } from './order.ts'

/** An order as the doors show it. */
export interface OrderGlimpse {
  readonly id: string
  readonly status: Status
  readonly portType: string
  readonly customerOrderId: string | null
  readonly tns: readonly string[]
  readonly content: OrderContent
  readonly errors: readonly WireError[]
  readonly notes: readonly Note[]
  readonly focDay: string | null
  readonly suppsAfterFoc: number
  readonly goesLiveAt: string | null
  readonly lastModified: string
}

export function glimpse(order: Order): OrderGlimpse {
  const live = goesLiveAt(order)
  const { id, status, content, errors, notes, actualFoc, suppsAfterFoc } = order
  return {
    id,
    status,
    portType: routingOf(content).portType,
    customerOrderId: content.fields['CustomerOrderId'] ?? null,
    tns: tnsOf(order),
    content,
    errors,
    notes,
    focDay: actualFoc && dayOf(actualFoc),
    suppsAfterFoc,
    goesLiveAt: live === null ? null : withMillis(live),
    lastModified: withMillis(order.modifiedAt),
  }
}
