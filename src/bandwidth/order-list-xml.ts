import type { CustomerOrderId, OrderId } from '../porting/order.ts'
import { portStatus } from '../porting/status.ts'
import type { ListedOrder } from './bandwidth.ts'
import { readFocDate, readInstant } from './dates.ts'
import { readCount, readNumber } from './fields.ts'
import { readNextPage, type Page } from './pages.ts'
import type { XmlElement } from './xml.ts'

export function readOrderPage(root: XmlElement): Page<ListedOrder> {
  return {
    entries: root.children('lnpPortInfoForGivenStatus').flatMap(readListedOrder),
    next: readNextPage(root),
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
      vendorId: text('VendorId'),
      vendorName: text('VendorName'),
      controllingRespOrgId: text('ControllingRespOrgId'),
      targetRespOrgId: text('TargetRespOrgId'),
      requestedFocDate: readFocDate(text('RequestedFOCDate')),
      actualFocDate: readFocDate(text('ActualFOCDate')),
      createdAt: readInstant(text('OrderDate')),
      lastModifiedAt: readInstant(text('lastModifiedDate')),
    },
  ]
}
