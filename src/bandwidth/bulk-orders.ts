import type { BulkOrderId } from '../porting/bulk-order.ts'
import { isBulkDraft } from '../porting/bulk-status.ts'
import type { BulkBandwidth, BulkFilter } from './bulk-bandwidth.ts'
import { readChildList, readNewChildList, writeChildList } from './bulk-children-xml.ts'
import { readBulkPage, writeBulkFilter } from './bulk-list-xml.ts'
import { readBulkNumbers, writeBulkNumbers } from './bulk-numbers-xml.ts'
import { readBulk, readCreatedBulk, writeBulk, writeBulkPatch } from './bulk-order-xml.ts'
import { XML_TYPE, type BandwidthCall, type Call } from './call.ts'
import { BandwidthRefused } from './errors.ts'
import type { NumberFormat } from './number-format.ts'
import { allPages, NO_PAGE } from './pages.ts'
import { refuseErrors, refuseErrorsIfAny } from './reply.ts'

type BulkOrders = Omit<BulkBandwidth, 'addBulkNote' | 'listBulkNotes' | 'getBulkHistory'>

const PATH = 'bulkPortins'

export function createBulkOrders(call: Call, format: NumberFormat): BulkOrders {
  return {
    createBulk: (bulk) =>
      call({
        ...WRITE,
        operation: 'createBulk',
        method: 'POST',
        path: [PATH],
        body: body(writeBulk(bulk)),
        read: readCreatedBulk,
      }),

    getBulk: (id) =>
      call({
        ...READ,
        operation: 'getBulk',
        group: 'search',
        path: [PATH, id],
        read: (reply) => readBulk(id, reply),
      }),

    patchBulk: (id, change) =>
      call({
        ...WRITE,
        operation: 'patchBulk',
        method: 'PATCH',
        path: [PATH, id],
        body: body(writeBulkPatch(change)),
        read(reply) {
          refuseErrorsIfAny(reply, 'BulkPortinResponse')
        },
      }),

    deleteBulk: (id) =>
      call({
        ...WRITE,
        operation: 'deleteBulk',
        method: 'DELETE',
        path: [PATH, id],
        read(reply) {
          refuseErrorsIfAny(reply, 'BulkPortinResponse')
        },
      }),

    putBulkNumbers: (id, numbers) =>
      call({
        ...WRITE,
        operation: 'putBulkNumbers',
        method: 'PUT',
        path: numbersOf(id),
        body: body(writeBulkNumbers(numbers, format)),
        read(reply) {
          refuseErrorsIfAny(reply, 'TnListResponse')
        },
      }),

    getBulkNumbers: (id) =>
      call({
        ...READ,
        operation: 'getBulkNumbers',
        group: 'bulk-port-in',
        path: numbersOf(id),
        read: readBulkNumbers,
      }),

    getBulkChildren: (id) =>
      call({
        ...READ,
        operation: 'getBulkChildren',
        group: 'bulk-port-in',
        path: childrenOf(id),
        read: readChildList,
      }),

    putBulkChildren: (id, ids) =>
      call({
        ...WRITE,
        operation: 'putBulkChildren',
        method: 'PUT',
        path: childrenOf(id),
        body: body(writeChildList(ids)),
        read: readNewChildList,
      }),

    listBulks: (filter) =>
      allPages((place) =>
        call({
          ...READ,
          operation: 'listBulks',
          group: 'search',
          path: [PATH],
          query: { ...place, ...writeBulkFilter(filter) },
          read(reply) {
            if (reply.status === 204) return NO_PAGE
            const root = reply.xml('BulkPortinResponses', 'BulkPortinResponse')
            refuseErrors(reply, root)
            return readBulkPage(root)
          },
        }),
      ).catch((error: unknown) => {
        if (isOfUnknownStatus(error, filter)) return []
        throw error
      }),
  }
}

/** Where `draft` stands for drafts of every kind, the list need not know their other names. */
function isOfUnknownStatus(error: unknown, { status }: BulkFilter): boolean {
  return (
    status !== undefined &&
    status !== 'DRAFT' &&
    isBulkDraft(status) &&
    error instanceof BandwidthRefused &&
    error.httpStatus === 400
  )
}

const READ = { kind: 'read', method: 'GET' } as const satisfies Partial<BandwidthCall<unknown>>
const WRITE = {
  kind: 'write',
  group: 'bulk-port-in',
} as const satisfies Partial<BandwidthCall<unknown>>

const numbersOf = (id: BulkOrderId) => [PATH, id, 'tnList']
const childrenOf = (id: BulkOrderId) => [PATH, id, 'portinList']

function body(content: string) {
  return { type: XML_TYPE, content }
}
