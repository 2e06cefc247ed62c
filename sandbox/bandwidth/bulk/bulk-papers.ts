import type { Call, Reply, Route } from '../call.ts'
import { fileList, uploadToBulk } from '../documents.ts'
import { NO_DRAFT_HISTORY, historyReply } from '../history.ts'
import type { Practice } from '../practice.ts'
import { element } from '../xml.ts'
import { unknownBulk } from './bulk-calls.ts'
import { isDraftBulk } from './bulk-order.ts'

/** Documents and the history of bulk orders; single documents have no calls here. */
export function bulkPaperRoutes({ bulks, clock, noteHabits }: Practice): Route[] {
  function upload(call: Call, id = ''): Reply {
    const bulk = bulks.get(id)
    return bulk ? uploadToBulk(bulk, call, clock.now()) : unknownBulk()
  }

  function list({ query }: Call, id = ''): Reply {
    const bulk = bulks.get(id)
    return bulk ? fileList(bulk.documents, query) : unknownBulk()
  }

  function history(_call: Call, id = ''): Reply {
    const bulk = bulks.get(id)
    if (bulk === undefined) {
      const text = element('Description', 'The bulk port-in order was not found.')
      const status = element('ResponseStatus', text)
      return { status: 404, xml: element('BulkPortInHistoryResponse', status) }
    }
    if (isDraftBulk(bulk)) return NO_DRAFT_HISTORY
    return historyReply(bulk.history, clock.now() - noteHabits.historyLagSeconds * 1000)
  }

  const loas = /^\/bulkPortins\/([^/]+)\/loas$/
  return [
    { method: 'POST', path: loas, limit: null, answer: upload },
    { method: 'GET', path: loas, limit: null, answer: list },
    {
      method: 'GET',
      path: /^\/bulkPortins\/([^/]+)\/history$/,
      limit: 'HISTORY',
      answer: history,
    },
  ]
}
