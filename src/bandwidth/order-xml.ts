import type {
  CustomerOrderId,
  LosingCarrier,
  OrderId,
  PortOrder,
  Secrets,
  ServiceAddress,
  Subscriber,
  TollFreeFacts,
} from '../porting/order.ts'
import { portStatus } from '../porting/status.ts'
import { isTollFree, type TelephoneNumber } from '../porting/telephone-number.ts'
import type { OrderReading } from './bandwidth.ts'
import { readFocDate, readInstant } from './dates.ts'
import { readErrors } from './envelope.ts'
import { readBoolean, readCarrierName, readNumber, readNumberList } from './fields.ts'
import { UnreadableReply } from './reply.ts'
import type { XmlElement } from './xml.ts'

/** The answer to GET does not hold the order's id. */
export function readOrder(id: OrderId, root: XmlElement): OrderReading {
  const text = (name: string) => root.child(name).text()
  const date = (name: string) => readFocDate(text(name))
  const status = text('ProcessingStatus')
  if (status === null) throw new UnreadableReply('an order without a ProcessingStatus')

  const numbers = readNumberList(root.child('ListOfPhoneNumbers'))
  const secrets = readSecrets(root.child('WirelessInfo'))
  const order: PortOrder = {
    id,
    customerOrderId: text('CustomerOrderId') as CustomerOrderId | null,
    status: portStatus(status),
    portType: text('PortType')?.replaceAll('_', '') ?? null,
    numbers,
    billingTelephoneNumber: readNumber(text('BillingTelephoneNumber')),
    newBillingTelephoneNumber: readNumber(text('NewBillingTelephoneNumber')),
    subscriber: readSubscriber(root.child('Subscriber')),
    loaAuthorizingPerson: text('LoaAuthorizingPerson'),
    siteId: text('SiteId'),
    peerId: text('PeerId'),
    requestedFocDate: date('RequestedFocDate'),
    triggered: readBoolean(text('Triggered')) ?? false,
    partialPort: readBoolean(text('PartialPort')) ?? false,
    targetRespOrgId: text('TargetRespOrgId'),
    alternateSpid: text('AlternateSpid'),
    actualFocDate: date('ActualFocDate'),
    earliestEstimate: date('EarliestEstimate'),
    losingCarrier: readLosingCarrier(root),
    vendorName: text('VendorName'),
    pon: text('PON'),
    bulkOrderId: text('BulkPortinOrderId'),
    createdAt: readInstant(text('OrderCreateDate')),
    lastModifiedAt: readInstant(text('LastModifiedDate')),
    lastModifiedBy: text('LastModifiedBy'),
    errors: root.children('Errors').flatMap(readErrors),
    tollFree: readTollFree(root, numbers),
    hasAccountNumber: secrets.accountNumber !== null,
    hasPin: secrets.pin !== null,
    otherElements: readOtherElements(root),
  }
  return { order, secrets }
}

function readSecrets(wirelessInfo: XmlElement): Secrets {
  return {
    accountNumber: wirelessInfo.child('AccountNumber').text(),
    pin: wirelessInfo.child('PinNumber').text(),
  }
}

function readSubscriber(subscriber: XmlElement): Subscriber {
  return {
    type: subscriber.child('SubscriberType').text(),
    businessName: subscriber.child('BusinessName').text(),
    firstName: subscriber.child('FirstName').text(),
    middleInitial: subscriber.child('MiddleInitial').text(),
    lastName: subscriber.child('LastName').text(),
    serviceAddress: readAddress(subscriber.child('ServiceAddress')),
  }
}

function readAddress(address: XmlElement): ServiceAddress {
  const text = (name: string) => address.child(name).text()
  return {
    housePrefix: text('HousePrefix'),
    houseNumber: text('HouseNumber'),
    houseSuffix: text('HouseSuffix'),
    preDirectional: text('PreDirectional'),
    streetName: text('StreetName'),
    streetSuffix: text('StreetSuffix'),
    postDirectional: text('PostDirectional'),
    addressLine2: text('AddressLine2'),
    city: text('City'),
    stateCode: text('StateCode'),
    zip: text('Zip'),
    plusFour: text('PlusFour'),
    county: text('County'),
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
    validationStatus: text('TollFreeValidationStatus'),
    validationErrors: readErrors(root.child('TollFreeValidationErrors')),
    controllingRespOrgId: text('ControllingRespOrgId'),
    respOrgException: readBoolean(text('RespOrgException')),
    internal: readBoolean(text('Internal')),
    rocRequired: readBoolean(text('RocRequired')),
  }
}

const KNOWN_ELEMENTS = new Set(
  [
    ['OrderId', 'Status', 'ProcessingStatus', 'CustomerOrderId', 'PON', 'BulkPortinOrderId'],
    ['LoaAuthorizingPerson', 'BillingTelephoneNumber', 'NewBillingTelephoneNumber'],
    ['SiteId', 'PeerId', 'AccountId', 'userId', 'AlternateSpid', 'TargetRespOrgId'],
    ['LosingCarrierSPID', 'LosingCarrierName', 'LosingCarrierIsWireless', 'VendorName', 'VendorId'],
    ['Subscriber', 'WirelessInfo', 'ListOfPhoneNumbers', 'Errors', 'TollFreeValidationErrors'],
    ['OrderCreateDate', 'LastModifiedDate', 'LastModifiedBy', 'Triggered', 'PartialPort'],
    ['PortType', 'TollFreePortType', 'TollFreeValidationStatus', 'ControllingRespOrgId'],
    ['RespOrgException', 'Internal', 'RocRequired', 'RetryValidation'],
  ]
    .flat()
    .map((name) => name.toLowerCase()),
)
const DATE_ELEMENTS = new Set(['requestedfocdate', 'actualfocdate', 'earliestestimate'])
/** Bandwidth loses them at the top level, but if it ever shows them there they stay secret. */
const SECRET_ELEMENT = /account_?number|^pin|pin_?(?:number|code)?$|pass(?:word|code)|secret/i

/** Of one line each. A known date that cannot be read is kept as its text, too. */
function readOtherElements(root: XmlElement): Readonly<Record<string, string>> {
  const others: [string, string][] = []
  for (const element of root.elements()) {
    const name = element.name.toLowerCase()
    if (KNOWN_ELEMENTS.has(name) || SECRET_ELEMENT.test(name)) continue
    if (element.elements().length > 0) continue
    const text = element.text()
    if (text === null || (DATE_ELEMENTS.has(name) && readFocDate(text) !== null)) continue
    others.push([element.name, text])
  }
  return Object.fromEntries(others)
}
