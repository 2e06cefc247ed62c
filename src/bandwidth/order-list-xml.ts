import type { CustomerOrderId, OrderId } from '../porting/order.ts'
import { portStatus } from '../porting/status.ts'
import type { ListedOrder } from './bandwidth.ts'
import { readFocDate, readInstant } from './dates.ts'
import { readCount, readNumber } from './fields.ts'
import type { XmlElement } from './xml.ts'

export interface OrderPage {
  readonly orders: readonly ListedOrder[]
  readonly next: NextPage | null
}

export interface NextPage {
  /** The id of the page's first order. */
  readonly page: string
  readonly size: string | null
}

export const NO_ORDERS: OrderPage = { orders: [], next: null }

export function readOrderPage(root: XmlElement): OrderPage {
  return {
    orders: root.children('lnpPortInfoForGivenStatus').flatMap(readListedOrder),
    next: readNextPage(root.child('Links').child('next').text()),
  }
}

function readListedOrder(entry: XmlElement): ListedOrder[] {
  const text = (name: string) => entry.child(name).text()
  const id = text('OrderId')
  const status = text('ProcessingStatus')
  if (id === null || status === null) return []
  return [
    {
      id: id as OrderId,
      customerOrderId: text('CustomerOrderId') as CustomerOrderId | null,
      status: portStatus(status),
      pon: text('PON'),
      numberCount: readCount(text('CountOfTNs')),
      billingTelephoneNumber: readNumber(text('BillingTelephoneNumber')),
      losingCarrierName: text('LNPLosingCarrierName'),
      vendorName: text('VendorName'),
      requestedFocDate: readFocDate(text('RequestedFOCDate')),
      actualFocDate: readFocDate(text('ActualFOCDate')),
      createdAt: readInstant(text('OrderDate')),
      lastModifiedAt: readInstant(text('lastModifiedDate')),
    },
  ]
}

/**
 * `Link=<https://host:443/v1.0/…?page=…&size=…>;rel="next";` is no URL to follow: its host, port and
 * version are not always ours. Only the page that it names is taken.
 */
function readNextPage(link: string | null): NextPage | null {
  const query = /<[^<>?]*\?([^<>]*)>/.exec(link ?? '')?.[1]
  if (query === undefined) return null
  const parameters = new URLSearchParams(query)
  const page = parameters.get('page')
  return page === null || page === '' ? null : { page, size: parameters.get('size') }
}
