import type {
  CustomerOrderId,
  LosingCarrier,
  OrderId,
  PortOrder,
  TollFreeFacts,
} from '../porting/order.ts'
import { portStatus } from '../porting/status.ts'
import { isTollFree, type TelephoneNumber } from '../porting/telephone-number.ts'
import type { OrderReading } from './bandwidth.ts'
import { readFocDate, readInstant } from './dates.ts'
import { readErrors } from './envelope.ts'
import { readBoolean, readCarrierName } from './fields.ts'
import { ORDER_ELEMENTS } from './known-elements.ts'
import { readContent, readSecrets } from './order-elements.ts'
import { readOtherElements } from './other-elements.ts'
import { UnreadableReply } from './reply.ts'
import type { XmlElement } from './xml.ts'

/** The answer to GET does not hold the order's id; one that does is of that order. */
export function readOrder(id: OrderId, root: XmlElement): OrderReading {
  refuseAnotherId(id, root)
  const text = (name: string) => root.child(name).text()
  const date = (name: string) => readFocDate(text(name))
  const status = text('ProcessingStatus')
  if (status === null) throw new UnreadableReply('an order without a ProcessingStatus')

  const content = readContent(root)
  const secrets = readSecrets(root)
  const others = readOtherElements(root, ORDER_ELEMENTS)
  const order: PortOrder = {
    id,
    customerOrderId: text('CustomerOrderId') as CustomerOrderId | null,
    status: portStatus(status),
    portType: text('PortType')?.replaceAll('_', '') ?? null,
    ...content,
    actualFocDate: date('ActualFocDate'),
    earliestEstimate: date('EarliestEstimate'),
    losingCarrier: readLosingCarrier(root),
    vendorName: text('VendorName'),
    pon: text('PON'),
    bulkOrderId: text('BulkPortinOrderId'),
    createdAt: readInstant(text('OrderCreateDate')),
    lastModifiedAt: readInstant(text('LastModifiedDate')),
    errors: root.children('Errors').flatMap(readErrors),
    tollFree: readTollFree(root, content.numbers),
    hasAccountNumber: secrets.accountNumber !== null,
    hasPin: secrets.pin !== null,
    otherElements: others.shown,
    unshownElements: others.unshown,
  }
  return { order, secrets, otherSecrets: others.secret }
}

/** @throws UnreadableReply when the answer says that it is of another order. */
export function refuseAnotherId(id: string, order: XmlElement): void {
  const said = order.child('OrderId').text()
  if (said !== null && said.toLowerCase() !== id.toLowerCase()) {
    throw new UnreadableReply('another order')
  }
}

function readLosingCarrier(root: XmlElement): LosingCarrier {
  return {
    spid: root.child('LosingCarrierSPID').text(),
    name: readCarrierName(root.child('LosingCarrierName').text()),
    wireless: readBoolean(root.child('LosingCarrierIsWireless').text()),
  }
}

function readTollFree(root: XmlElement, numbers: readonly TelephoneNumber[]): TollFreeFacts | null {
  const text = (name: string) => root.child(name).text()
  const isSaid =
    text('TollFreePortType') !== null ||
    text('TollFreeValidationStatus') !== null ||
    /toll_?free/i.test(text('PortType') ?? '')
  if (!isSaid && !numbers.some(isTollFree)) return null
  return {
    validationErrors: readErrors(root.child('TollFreeValidationErrors')),
    controllingRespOrgId: text('ControllingRespOrgId'),
    internal: readBoolean(text('Internal')),
    rocRequired: readBoolean(text('RocRequired')),
  }
}
