import type { Content, Xml } from './xml.ts'
import { element, field, list } from './xml.ts'
import { showOrderDate, withMillis, withoutMillis, easternInstant } from './calendar.ts'
import type { Order, OrderContent, WireError } from './order.ts'
import {
  earliestDay,
  isAutomatedTollFree,
  isDraft,
  isTollFreeOrder,
  rocRequired,
  routingOf,
  requestedDate,
} from './order.ts'
import { defaultPeer } from './sites.ts'
import { ADDRESS_FIELDS, SUBSCRIBER_FIELDS } from './order-content.ts'

export function errorXml(name: string, { code, text, tns }: WireError): Xml {
  return element(
    name,
    element('Code', code),
    // Descriptions come with line breaks and blanks around them.
    element('Description', `\n        ${text}\n    `),
    tns && tns.length > 0 ? list('TelephoneNumbers', 'Tn', tns) : null,
  )
}

function contentXml(content: OrderContent, requestedFocDate: string | undefined): Content[] {
  const { fields, wireless, attributes, tns, others = [] } = content
  const named = (name: string) => field(name, fields[name])
  return [
    field('RequestedFocDate', requestedFocDate),
    named('CustomerOrderId'),
    named('LoaAuthorizingPerson'),
    subscriberXml(content, element('Country', 'United States'), element('AddressType', 'Service')),
    wireless && element('WirelessInfo', ...inside(['AccountNumber', 'PinNumber'], wireless)),
    attributes && list('TnAttributes', 'TnAttribute', attributes),
    named('BillingTelephoneNumber'),
    named('NewBillingTelephoneNumber'),
    tns && list('ListOfPhoneNumbers', 'PhoneNumber', tns),
    ...others,
  ]
}

type Texts = Readonly<Record<string, string>> | null

const inside = (names: readonly string[], texts: Texts): Content[] =>
  names.map((name) => field(name, texts?.[name]))

/** @param more what stands at the end of the address. */
export function subscriberXml({ subscriber, address }: OrderContent, ...more: Content[]): Content {
  if (subscriber === null && address === null) return null
  return element(
    'Subscriber',
    ...inside(SUBSCRIBER_FIELDS, subscriber),
    address && element('ServiceAddress', ...inside(ADDRESS_FIELDS, address), ...more),
  )
}

interface ReplyHead {
  readonly orderId?: string
  readonly code: number
  readonly text: string
  readonly errors?: readonly WireError[]
  readonly status: string
}

/** The answer to a POST, PUT or DELETE: it echoes what was sent. */
export function writeReply(head: ReplyHead, echo: OrderContent, ...more: Content[]): Xml {
  const named = (name: string) => field(name, echo.fields[name])
  return element(
    'LnpOrderResponse',
    field('OrderId', head.orderId),
    element('Status', element('Code', head.code), element('Description', head.text)),
    ...(head.errors ?? []).map((error) => errorXml('Errors', error)),
    element('ProcessingStatus', head.status),
    ...contentXml(echo, echo.fields['RequestedFocDate']),
    named('SiteId'),
    named('PeerId'),
    named('PartialPort'),
    named('Triggered'),
    named('TargetRespOrgId'),
    ...more,
  )
}

/** The order as GET tells it: it has neither OrderId nor Status. */
export function orderXml(order: Order, accountId: string, now: number): Xml {
  const { content } = order
  const named = (name: string) => field(name, content.fields[name])
  const requested = requestedDate(content)
  const { carrier, vendor, portType } = routingOf(content)
  const [customerOrderId, ...rest] = splitCustomerOrderId(
    contentXml(content, requested ? showOrderDate(requested, withoutMillis) : undefined),
  )
  const tollFree = isTollFreeOrder(order)
  const draft = isDraft(order.status)
  return element(
    'LnpOrderResponse',
    ...order.errors.map((error) => errorXml('Errors', error)),
    element('ProcessingStatus', order.status),
    order.actualFoc && element('ActualFocDate', showOrderDate(order.actualFoc, withoutMillis)),
    draft && content.tns?.length
      ? field('EarliestEstimate', withoutMillis(easternInstant(earliestDay(content, now), 11, 30)))
      : null,
    tollFree ? null : customerOrderId,
    ...rest,
    field('PON', order.pon),
    named('AlternateSpid'),
    element('AccountId', accountId),
    field('BulkPortinOrderId', order.bulkId),
    named('SiteId'),
    field('PeerId', content.fields['PeerId'] ?? defaultPeer(content.fields['SiteId'])),
    ...(carrier
      ? [
          element('LosingCarrierSPID', carrier.spid),
          element('LosingCarrierName', carrier.name),
          element('LosingCarrierIsWireless', carrier.wireless),
          element('VendorName', vendor.name),
        ]
      : []),
    element('OrderCreateDate', withMillis(order.createdAt)),
    element('LastModifiedDate', withMillis(order.modifiedAt)),
    element('userId', order.createdBy),
    element('LastModifiedBy', order.modifiedBy),
    tollFree ? customerOrderId : null,
    tollFree ? null : element('PartialPort', content.fields['PartialPort'] ?? 'false'),
    element('Triggered', content.fields['Triggered'] ?? 'false'),
    content.tns?.length ? element('PortType', portType) : null,
    ...(tollFree && isAutomatedTollFree(order) ? tollFreeXml(order) : []),
  )
}

// GET shows the CustomerOrderId here for one kind of order and there for another.
function splitCustomerOrderId(parts: Content[]): Content[] {
  const isId = (part: Content) => typeof part === 'object' && part?.name === 'CustomerOrderId'
  return [parts.find(isId), ...parts.filter((part) => !isId(part))]
}

function tollFreeXml(order: Order): Content[] {
  const { content, tollFreeCheck, tollFreeErrors } = order
  const { tollFree } = routingOf(content)
  const own = tollFree !== null && /^(JYT|TST)/.test(tollFree.respOrg.id)
  const valid = tollFreeCheck === 'COMPLETE'
  return [
    field('TollFreeValidationStatus', tollFreeCheck),
    tollFreeErrors.length > 0
      ? element(
          'TollFreeValidationErrors',
          element('ErrorList', ...tollFreeErrors.map((error) => errorXml('Error', error))),
        )
      : null,
    element('TollFreePortType', 'PHASE_1_TOLLFREE'),
    field('TargetRespOrgId', content.fields['TargetRespOrgId']),
    valid && own ? field('ControllingRespOrgId', tollFree.respOrg.id) : null,
    valid ? element('RespOrgException', content.fields['TargetRespOrgId'] === 'TST52') : null,
    valid ? element('Internal', tollFree?.internal === true) : null,
    valid ? element('RocRequired', rocRequired(content)) : null,
  ]
}
