import { KNOWN_STATUSES, ruleFor } from '../porting/status.ts'
import type { Bandwidth, ListedOrder, OrderFilter } from './bandwidth.ts'
import { xmlBody, type Call } from './call.ts'
import { readCreatedOrder } from './created-order-xml.ts'
import { writeNumber, type NumberFormat } from './number-format.ts'
import { readOrderPage } from './order-list-xml.ts'
import { writeDraft, writeUpdate } from './order-request-xml.ts'
import { readOrder } from './order-xml.ts'
import { allPages, NO_PAGE } from './pages.ts'
import { goodRoot, readNothing, refuseErrors } from './reply.ts'
import type { XmlElement } from './xml.ts'

type Orders = Pick<
  Bandwidth,
  | 'createDraft'
  | 'getOrder'
  | 'updateOrder'
  | 'deleteOrder'
  | 'listOrders'
  | 'listWithDrafts'
  | 'findByCustomerOrderId'
>

const DRAFT_STATUSES = KNOWN_STATUSES.filter((status) => ruleFor(status).stage === 'draft')

export function createOrders(call: Call, format: NumberFormat): Orders {
  function listOrders(filter: OrderFilter): Promise<readonly ListedOrder[]> {
    const filters = writeFilter(filter, format)
    return allPages((place) =>
      call({
        operation: 'listOrders',
        group: 'history',
        path: ['portins'],
        query: { ...place, ...filters },
        read: (reply) =>
          reply.status === 204
            ? NO_PAGE
            : readOrderPage(goodRoot(reply, 'LNPResponseWrapper', 'LnpOrderResponse')),
      }),
    )
  }

  async function listWithDrafts(filter: OrderFilter): Promise<readonly ListedOrder[]> {
    const found = new Map<string, ListedOrder>()
    // Meanwhile an order may leave the drafts but never returns to them, so the plain list is last.
    for (const status of [...DRAFT_STATUSES, undefined]) {
      const listed = await listOrders({ ...filter, ...(status && { status }) })
      for (const order of listed) found.set(order.id, order)
    }
    return [...found.values()]
  }

  return {
    createDraft: (draft) =>
      call({
        operation: 'createDraft',
        group: 'port-in',
        method: 'POST',
        path: ['portins'],
        body: xmlBody(writeDraft(draft, format)),
        read: readCreatedOrder,
      }),

    getOrder: (id) =>
      call({
        operation: 'getOrder',
        group: 'history',
        path: ['portins', id],
        read(reply) {
          const root = reply.xml('LnpOrderResponse')
          if (isAboutTheQuestion(root)) refuseErrors(reply, root)
          return readOrder(id, root)
        },
      }),

    updateOrder: (id, update) =>
      call({
        operation: 'updateOrder',
        group: 'port-in',
        method: 'PUT',
        path: ['portins', id],
        body: xmlBody(writeUpdate(update, format)),
        // Its ProcessingStatus is always REQUESTED_SUPP and carries no information.
        read: readNothing('LnpOrderResponse'),
      }),

    deleteOrder: (id) =>
      call({
        operation: 'deleteOrder',
        group: 'port-in',
        method: 'DELETE',
        path: ['portins', id],
        read: readNothing('LnpOrderResponse'),
      }),

    listOrders,

    listWithDrafts,

    async findByCustomerOrderId(customerOrderId) {
      const listed = await listWithDrafts({ customerOrderId })
      // If Bandwidth ever ignored the filter, any order would pass for the right one.
      return listed.filter((order) => order.customerOrderId === customerOrderId)
    },
  }
}

/** The errors in an order belong to it, unless the order is missing or the status is bad. */
function isAboutTheQuestion(root: XmlElement): boolean {
  const status = root.child('Status').child('Code').text() ?? ''
  return root.child('ProcessingStatus').text() === null || /^[45]\d\d$/.test(status)
}

function writeFilter(filter: OrderFilter, format: NumberFormat): Record<string, string> {
  const { status, customerOrderId, pon, number, from, to } = filter
  return {
    ...(status !== undefined && { status: status.toLowerCase() }),
    ...(customerOrderId !== undefined && { customerOrderId }),
    ...(pon !== undefined && { pon }),
    ...(number !== undefined && { orderTn: writeNumber(number, format) }),
    ...(from !== undefined && { startdate: from, enddate: to }),
  }
}
