import type { Call, Reply, Route } from '../call.ts'
import { refusal } from '../call.ts'
import type { Order, WireError } from '../order.ts'
import { isDraft, isOver, tnsOf } from '../order.ts'
import { wrong } from '../order-changes.ts'
import type { Practice } from '../practice.ts'
import type { Xml } from '../xml.ts'
import { child, childTexts, element, list } from '../xml.ts'
import { NOT_BEFORE_ESTIMATE, estimateIsLate, unknownBulk } from './bulk-calls.ts'
import type { BulkLifecycle } from './bulk-lifecycle.ts'
import type { BulkOrder } from './bulk-order.ts'
import { childrenOf, isDraftBulk, isRunningBulk } from './bulk-order.ts'

const ROOT = 'PortinListResponse'

interface Named {
  readonly id: string
  readonly error: WireError
}

export function portinListRoutes(practice: Practice, lifecycle: BulkLifecycle): Route[] {
  const { bulks, orders, clock } = practice

  function read(_call: Call, id = ''): Reply {
    const bulk = bulks.get(id)
    return bulk ? { status: 200, xml: portinList(bulk) } : unknownBulk(ROOT)
  }

  /** The children, and of a submitted bulk order what became of those that failed. */
  function portinList(bulk: BulkOrder): Xml {
    const children = childrenOf(bulk, orders)
    const failed = isDraftBulk(bulk)
      ? []
      : children.flatMap(({ id, errors, tollFreeErrors }) =>
          [...errors, ...tollFreeErrors].map((error) => ({ id, error })),
        )
    const ids = children.map(({ id }) => id)
    const errors = failed.length > 0 ? errorsXml(failed) : null
    return element(ROOT, list('PortinList', 'PortinOrderId', ids), errors)
  }

  function put({ xml, user }: Call, id = ''): Reply {
    const bulk = bulks.get(id)
    if (bulk === undefined) return unknownBulk(ROOT)
    const sent = xml?.name === 'PortinList' ? xml : child(xml ?? undefined, 'PortinList')
    if (sent === undefined) return { status: 400 }
    if (bulk.status === 'VALIDATE_DRAFT_TNS' || !(isDraftBulk(bulk) || isRunningBulk(bulk))) {
      return refusal(400, ROOT, '7711', 'The child list cannot be changed in this state.')
    }
    const requested = [...new Set(childTexts(sent, 'PortinOrderId'))]
    const refused = requested.flatMap((named) => {
      const error = attachError(bulk, named)
      return error ? [{ id: named, error }] : []
    })
    const joining = requested.flatMap((named) => orders.get(named) ?? []).filter(isNew(bulk))
    const all = refused.length > 0 ? refused : numberErrors(bulk, joining)
    if (all.length > 0) return { status: 400, xml: element(ROOT, errorsXml(all)) }

    for (const each of childrenOf(bulk, orders)) {
      if (!requested.includes(each.id)) lifecycle.detach(bulk, each)
    }
    for (const each of joining) lifecycle.attach(bulk, each)
    lifecycle.childrenChanged(bulk, clock.now(), user)
    return { status: 200, xml: portinList(bulk) }
  }

  function attachError(bulk: BulkOrder, id: string): WireError | null {
    const order = orders.get(id)
    if (order === undefined) return wrong('7700', 'The order was not found.')
    if (order.bulkId === bulk.id) return null
    if (order.bulkId !== null) return wrong('7701', 'The order belongs to another bulk order.')
    if (isOver(order.status)) return wrong('7714', 'A completed or cancelled order cannot join.')
    if (isRunningBulk(bulk)) {
      return isDraft(order.status)
        ? wrong('7713', 'A draft cannot join a bulk order that is under way.')
        : wrong('7716', 'No order can join a bulk order that is under way.')
    }
    if (!isDraft(order.status)) return wrong('7712', 'Only drafts can join a draft bulk order.')
    const date = bulk.template.fields['RequestedFocDate']
    const late = date !== undefined && estimateIsLate(order, date, clock.now())
    return late ? NOT_BEFORE_ESTIMATE : null
  }

  const path = /^\/bulkPortins\/([^/]+)\/portinList$/
  return [
    { method: 'GET', path, limit: 'BULK_PORT_IN', answer: read },
    { method: 'PUT', path, limit: 'BULK_PORT_IN', answer: put },
  ]
}

const isNew =
  (bulk: BulkOrder) =>
  ({ bulkId }: Order): boolean =>
    bulkId !== bulk.id

function numberErrors(bulk: BulkOrder, joining: readonly Order[]): Named[] {
  const there = new Set(bulk.tns)
  const seen = new Set<string>()
  return joining.flatMap((order): Named[] => {
    const tns = tnsOf(order)
    const known = tns.some((tn) => there.has(tn))
    const twice = tns.some((tn) => seen.has(tn))
    for (const tn of tns) seen.add(tn)
    if (known) return [named(order, '7718', 'A number of the order is in the bulk order already.')]
    return twice ? [named(order, '7719', 'A number stands in several of the orders.')] : []
  })
}

const named = ({ id }: Order, code: string, text: string): Named => ({
  id,
  error: wrong(code, text),
})

function errorsXml(errors: readonly Named[]): Xml {
  const each = errors.map(({ id, error: { code, text } }) =>
    element(
      'Error',
      element('ErrorCode', code),
      element('portinOrderId', id),
      element('Description', text),
    ),
  )
  return element('Errors', ...each)
}
