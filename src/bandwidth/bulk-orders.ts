import type { BulkOrderId } from '../porting/bulk-order.ts'
import { isBulkDraft } from '../porting/bulk-status.ts'
import type { BulkBandwidth, BulkFilter } from './bulk-bandwidth.ts'
import { readChildList, readNewChildList, writeChildList } from './bulk-children-xml.ts'
import { readBulkPage, writeBulkFilter } from './bulk-list-xml.ts'
import { readBulkNumbers, writeBulkNumbers } from './bulk-numbers-xml.ts'
import { readBulk, readCreatedBulk, writeBulk, writeBulkPatch } from './bulk-order-xml.ts'
import { xmlBody, type Call } from './call.ts'
import { BandwidthRefused } from './errors.ts'
import type { NumberFormat } from './number-format.ts'
import { allPages, NO_PAGE } from './pages.ts'
import { goodRoot, readNothing } from './reply.ts'

type BulkOrders = Omit<BulkBandwidth, 'addBulkNote' | 'listBulkNotes' | 'getBulkHistory'>

const PATH = 'bulkPortins'

export function createBulkOrders(call: Call, format: NumberFormat): BulkOrders {
  return {
    createBulk: (bulk) =>
      call({
        group: 'bulk-port-in',
        operation: 'createBulk',
        method: 'POST',
        path: [PATH],
        body: xmlBody(writeBulk(bulk)),
        read: readCreatedBulk,
      }),

    getBulk: (id) =>
      call({
        operation: 'getBulk',
        group: 'search',
        path: [PATH, id],
        read: (reply) => readBulk(id, reply),
      }),

    patchBulk: (id, change) =>
      call({
        group: 'bulk-port-in',
        operation: 'patchBulk',
        method: 'PATCH',
        path: [PATH, id],
        body: xmlBody(writeBulkPatch(change)),
        read: readNothing('BulkPortinResponse'),
      }),

    deleteBulk: (id) =>
      call({
        group: 'bulk-port-in',
        operation: 'deleteBulk',
        method: 'DELETE',
        path: [PATH, id],
        read: readNothing('BulkPortinResponse'),
      }),

    putBulkNumbers: (id, numbers) =>
      call({
        group: 'bulk-port-in',
        operation: 'putBulkNumbers',
        method: 'PUT',
        path: numbersOf(id),
        body: xmlBody(writeBulkNumbers(numbers, format)),
        read: readNothing('TnListResponse'),
      }),

    getBulkNumbers: (id) =>
      call({
        operation: 'getBulkNumbers',
        group: 'bulk-port-in',
        path: numbersOf(id),
        read: readBulkNumbers,
      }),

    getBulkChildren: (id) =>
      call({
        operation: 'getBulkChildren',
        group: 'bulk-port-in',
        path: childrenOf(id),
        read: readChildList,
      }),

    putBulkChildren: (id, ids) =>
      call({
        group: 'bulk-port-in',
        operation: 'putBulkChildren',
        method: 'PUT',
        path: childrenOf(id),
        body: xmlBody(writeChildList(ids)),
        read: readNewChildList,
      }),

    listBulks: (filter) =>
      allPages((place) =>
        call({
          operation: 'listBulks',
          group: 'search',
          path: [PATH],
          query: { ...place, ...writeBulkFilter(filter) },
          read: (reply) =>
            reply.status === 204
              ? NO_PAGE
              : readBulkPage(goodRoot(reply, 'BulkPortinResponses', 'BulkPortinResponse')),
        }),
      ).catch((error: unknown) => {
        if (isOfUnknownStatus(error, filter)) return []
        throw error
      }),
  }
}

/** Where `draft` covers drafts of every kind, the list need not know their other names. */
function isOfUnknownStatus(error: unknown, { status }: BulkFilter): boolean {
  return (
    status !== undefined &&
    status !== 'DRAFT' &&
    isBulkDraft(status) &&
    error instanceof BandwidthRefused &&
    error.httpStatus === 400
  )
}

const numbersOf = (id: BulkOrderId) => [PATH, id, 'tnList']
const childrenOf = (id: BulkOrderId) => [PATH, id, 'portinList']
