import type { OrderError } from '../porting/order.ts'
import { KNOWN_STATUSES, ruleFor } from '../porting/status.ts'
import type { Bandwidth, ListedOrder, OrderFilter } from './bandwidth.ts'
import { XML_TYPE, type Call } from './call.ts'
import { readCreatedOrder } from './created-order-xml.ts'
import { BandwidthNotFound } from './errors.ts'
import { writeNumber, type NumberFormat } from './number-format.ts'
import { NO_ORDERS, readOrderPage, type OrderPage } from './order-list-xml.ts'
import { writeDraft, writeUpdate } from './order-request-xml.ts'
import { readOrder } from './order-xml.ts'
import { refuseErrors, refuseErrorsIfAny } from './reply.ts'
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

const PAGE_SIZE = '1000'
const MOST_PAGES = 1_000
const DRAFT_STATUSES = KNOWN_STATUSES.filter((status) => ruleFor(status).stage === 'draft')

export function createOrders(call: Call, format: NumberFormat): Orders {
  async function askForPage(query: Readonly<Record<string, string>>): Promise<OrderPage> {
    try {
      return await call({
        operation: 'listOrders',
        kind: 'read',
        group: 'history',
        method: 'GET',
        path: ['portins'],
        query,
        read(reply) {
          if (reply.status === 204) return NO_ORDERS
          const root = reply.xml('LNPResponseWrapper', 'LnpOrderResponse')
          refuseErrors(reply, root)
          return readOrderPage(root)
        },
      })
    } catch (error) {
      if (error instanceof BandwidthNotFound && meansNone(error.errors)) return NO_ORDERS
      throw error
    }
  }

  async function listOrders(filter: OrderFilter): Promise<readonly ListedOrder[]> {
    const wanted = writeFilter(filter, format)
    const orders = new Map<string, ListedOrder>()
    const asked = new Set<string>()
    let at: { page: string; size: string } | null = { page: '1', size: PAGE_SIZE }

    // Orders move while the pages are walked: one may come twice, and a page may name one asked before.
    while (at !== null && !asked.has(at.page) && asked.size < MOST_PAGES) {
      asked.add(at.page)
      const { orders: listed, next }: OrderPage = await askForPage({ ...at, ...wanted })
      for (const order of listed) orders.set(order.id, order)
      at = next === null ? null : { page: next.page, size: next.size ?? PAGE_SIZE }
    }
    return [...orders.values()]
  }

  async function listWithDrafts(filter: OrderFilter): Promise<readonly ListedOrder[]> {
    const found = new Map<string, ListedOrder>()
    // An order leaves the drafts while we look, but never returns to them: so the plain list comes last.
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
        kind: 'write',
        group: 'port-in',
        method: 'POST',
        path: ['portins'],
        body: { type: XML_TYPE, content: writeDraft(draft, format) },
        read: readCreatedOrder,
      }),

    getOrder: (id) =>
      call({
        operation: 'getOrder',
        kind: 'read',
        group: 'history',
        method: 'GET',
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
        kind: 'write',
        group: 'port-in',
        method: 'PUT',
        path: ['portins', id],
        body: { type: XML_TYPE, content: writeUpdate(update, format) },
        // Its ProcessingStatus is always REQUESTED_SUPP and tells nothing.
        read: (reply) => {
          refuseErrorsIfAny(reply, 'LnpOrderResponse')
        },
      }),

    deleteOrder: (id) =>
      call({
        operation: 'deleteOrder',
        kind: 'write',
        group: 'port-in',
        method: 'DELETE',
        path: ['portins', id],
        read: (reply) => {
          refuseErrorsIfAny(reply, 'LnpOrderResponse')
        },
      }),

    listOrders,

    listWithDrafts,

    async findByCustomerOrderId(customerOrderId) {
      const listed = await listWithDrafts({ customerOrderId })
      // If the filter were ever ignored, any order would be taken for the one that is looked for.
      return listed.filter((order) => order.customerOrderId === customerOrderId)
    },
  }
}

/** The errors that stand in an order belong to it, unless the order is missing or the status is bad. */
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

/** Some lists without a hit are answered with 404; one that says what is missing is another matter. */
function meansNone(errors: readonly OrderError[]): boolean {
  return errors.every(({ code }) => ['', '404', '7200', '7335'].includes(code))
}
