import type { CustomerOrderId, OrderId } from '../porting/order.ts'
import { portStatus } from '../porting/status.ts'
import type { ListedOrder } from './bandwidth.ts'
import { readInstant } from './dates.ts'
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
      losingCarrierName: text('LNPLosingCarrierName'),
      vendorName: text('VendorName'),
      controllingRespOrgId: text('ControllingRespOrgId'),
      createdAt: readInstant(text('OrderDate')),
      lastModifiedAt: readInstant(text('lastModifiedDate')),
    },
  ]
}
