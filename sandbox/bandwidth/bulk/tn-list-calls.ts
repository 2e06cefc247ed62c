import type { Call, Reply, Route } from '../call.ts'
import { isNanp } from '../numbering.ts'
import type { Practice } from '../practice.ts'
import { childTexts, element } from '../xml.ts'
import { unknownBulk } from './bulk-calls.ts'
import type { BulkLifecycle } from './bulk-lifecycle.ts'
import type { BulkOrder } from './bulk-order.ts'
import { isDraftBulk } from './bulk-order.ts'
import type { BulkXml } from './bulk-xml.ts'

const MOST = 20_000

export function tnListRoutes(
  { bulks }: Practice,
  lifecycle: BulkLifecycle,
  show: BulkXml,
): Route[] {
  function read(_call: Call, id = ''): Reply {
    const bulk = bulks.get(id)
    return bulk ? { status: 200, xml: show.tnList(bulk) } : unknownBulk('TnListResponse')
  }

  function put({ xml, user }: Call, id = ''): Reply {
    const bulk = bulks.get(id)
    if (bulk === undefined) return unknownBulk('TnListResponse')
    if (xml?.name !== 'TnList' || xml.children.some(({ name }) => name !== 'TN')) {
      return { status: 400 }
    }
    const tns = [...new Set(childTexts(xml, 'TN'))]
    const bad = tns.filter((tn) => !isNanp(tn))
    if (!isDraftBulk(bulk)) return no(bulk, '7711', 'The list cannot be changed in this state.')
    if (tns.length === 0) return no(bulk, '7316', 'At least one number is required.')
    if (tns.length > MOST) return no(bulk, '7314', `A list holds at most ${MOST} numbers.`)
    if (bad.length > 0) return no(bulk, '7339', `These TNs are not valid: ${bad.join(', ')}`)
    lifecycle.putNumbers(bulk, tns, user)
    const status = element('ProcessingStatus', bulk.status)
    return { status: 202, xml: element('TnListResponse', element('OrderId', id), status) }
  }

  const path = /^\/bulkPortins\/([^/]+)\/tnList$/
  return [
    { method: 'GET', path, limit: 'BULK_PORT_IN', answer: read },
    { method: 'PUT', path, limit: 'BULK_PORT_IN', answer: put },
  ]
}

// An error reply says INVALID_DRAFT_TNS wherever the order really stands.
function no(bulk: BulkOrder, code: string, text: string): Reply {
  const error = [element('ErrorCode', code), element('Description', text)]
  const xml = element(
    'TnListResponse',
    element('ResponseStatus', ...error),
    element('OrderId', bulk.id),
    element('ProcessingStatus', isDraftBulk(bulk) ? 'INVALID_DRAFT_TNS' : bulk.status),
  )
  return { status: 400, xml }
}
