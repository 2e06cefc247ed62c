import { instantOf, readOrderDate } from './calendar.ts'
import type { OrderContent } from './order.ts'
import { defaultPeer } from './sites.ts'
import type { Xml } from './xml.ts'
import { child, childText, childTexts } from './xml.ts'

const FIELDS = [
  'RequestedFocDate',
  'CustomerOrderId',
  'LoaAuthorizingPerson',
  'BillingTelephoneNumber',
  'NewBillingTelephoneNumber',
  'AlternateSpid',
  'SiteId',
  'PeerId',
  'Triggered',
  'PartialPort',
  'TargetRespOrgId',
] as const

export const SUBSCRIBER_FIELDS = [
  'SubscriberType',
  'BusinessName',
  'FirstName',
  'MiddleInitial',
  'LastName',
] as const

export const ADDRESS_FIELDS = [
  'HousePrefix',
  'HouseNumber',
  'HouseSuffix',
  'PreDirectional',
  'StreetName',
  'StreetSuffix',
  'PostDirectional',
  'AddressLine2',
  'City',
  'StateCode',
  'Zip',
  'PlusFour',
  'County',
] as const

export const NO_CONTENT: OrderContent = {
  fields: {},
  subscriber: null,
  address: null,
  wireless: null,
  attributes: null,
  tns: null,
}

/** What a request says. An element that is sent empty is an empty text here. */
export function readContent(root: Xml): OrderContent {
  const subscriber = child(root, 'Subscriber')
  const address = child(subscriber, 'ServiceAddress')
  const wireless = child(root, 'WirelessInfo')
  const attributes = child(root, 'TnAttributes')
  const tns = child(root, 'ListOfPhoneNumbers')
  return {
    fields: texts(root, FIELDS),
    subscriber: subscriber ? texts(subscriber, SUBSCRIBER_FIELDS) : null,
    address: address ? readAddress(address) : null,
    // Top-level AccountNumber and PinNumber are lost without a word; only this place counts.
    wireless: wireless ? texts(wireless, ['AccountNumber', 'PinNumber']) : null,
    attributes: attributes ? childTexts(attributes, 'TnAttribute') : null,
    tns: tns ? childTexts(tns, 'PhoneNumber') : null,
    others: othersIn(root),
  }
}

/** Parts, commands, what an answer says of itself, and what is lost without a word. */
const NO_OTHERS = new Set<string>([
  ...FIELDS,
  ...['Subscriber', 'WirelessInfo', 'TnAttributes', 'ListOfPhoneNumbers'],
  ...['RequestedStatus', 'ProcessingStatus', 'RetryValidation', 'Immediately'],
  ...['OrderId', 'Status', 'Errors', 'AccountId', 'ActualFocDate', 'EarliestEstimate', 'PON'],
  ...['AccountNumber', 'PinNumber', 'TnList', 'TN', 'PhoneNumber'],
])

/** Elements that this Bandwidth has no rule for. */
export const othersIn = (root: Xml): readonly Xml[] =>
  root.children.filter(({ name }) => !NO_OTHERS.has(name))

const isEmpty = ({ children, text }: Xml): boolean => children.length === 0 && text === ''

/** One that is sent takes the place of its namesakes; empty, it takes them away. */
export function mergedOthers(old: readonly Xml[] = [], sent: readonly Xml[] = []): readonly Xml[] {
  const names = new Set(sent.map(({ name }) => name))
  return [...old.filter(({ name }) => !names.has(name)), ...sent.filter((each) => !isEmpty(each))]
}

// AddressLine2 is lost without a word unless it stands between StreetName and City.
export function readAddress(address: Xml): Record<string, string> {
  const position = (name: string) => address.children.findIndex((each) => each.name === name)
  const found = texts(address, ADDRESS_FIELDS)
  const line2 = position('AddressLine2')
  const city = position('City')
  if (line2 < position('StreetName') || (city !== -1 && line2 > city)) delete found['AddressLine2']
  return found
}

export function texts(parent: Xml, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const text = childText(parent, name)
      return text === undefined ? [] : [[name, text]]
    }),
  )
}

/**
 * An order's content after a PUT: what is present is set, what is empty is removed, what is absent
 * stays; but a CustomerOrderId that is absent is removed as well.
 */
export function supplemented(old: OrderContent, sent: OrderContent, root: Xml): OrderContent {
  const reset = childText(child(child(root, 'Subscriber'), 'ServiceAddress'), 'ResetAddressFields')
  return {
    fields: merged(without(old.fields, 'CustomerOrderId'), sent.fields),
    subscriber: mergedPart(old.subscriber, sent.subscriber, reset === 'true'),
    address: mergedPart(old.address, sent.address, reset === 'true'),
    wireless: sent.wireless ? merged({}, sent.wireless) : old.wireless,
    attributes: sent.attributes ?? old.attributes,
    tns: sent.tns ?? old.tns,
    others: mergedOthers(old.others, sent.others),
  }
}

export const without = (texts: Texts, name: string): Texts =>
  Object.fromEntries(Object.entries(texts).filter(([key]) => key !== name))

type Texts = Readonly<Record<string, string>>

function mergedPart(old: Texts | null, sent: Texts | null, reset: boolean): Texts | null {
  return sent === null ? old : merged(reset ? {} : (old ?? {}), sent)
}

/** What is sent empty is removed. */
export function merged(old: Texts, sent: Texts): Record<string, string> {
  return Object.fromEntries(Object.entries({ ...old, ...sent }).filter(([, text]) => text !== ''))
}

/** The elements in which two contents differ, named as in the table of SUPP rules. */
export function changedElements(before: OrderContent, after: OrderContent): string[] {
  const [old, next] = [elementsOf(before), elementsOf(after)]
  return [...new Set([...Object.keys(old), ...Object.keys(next)])].filter(
    (name) => meaning(name, old[name]) !== meaning(name, next[name]),
  )
}

/** What GET shows of an order that never said it is no change when it is sent back. */
const SHOWN_UNSAID: Readonly<Record<string, string>> = { PartialPort: 'false', Triggered: 'false' }

function meaning(name: string, text: string | undefined): string | number | undefined {
  const date = name === 'RequestedFocDate' && text ? readOrderDate(text) : null
  return date ? instantOf(date) : (text ?? SHOWN_UNSAID[name])
}

/** The elements of a content as texts to compare, an address and a list each as one. */
export function elementsOf(content: OrderContent): Record<string, string> {
  const { fields, subscriber, wireless, address, attributes, others = [], tns } = content
  const site = fields['SiteId']
  const peer = fields['PeerId'] ?? defaultPeer(site)
  return {
    ...fields,
    ...(peer && { PeerId: peer }),
    ...subscriber,
    ...wireless,
    ...(address && { ServiceAddress: JSON.stringify(Object.entries(address).sort()) }),
    ...(attributes && { TnAttributes: attributes.join(' ') }),
    ...Object.fromEntries(others.map((each) => [each.name, JSON.stringify(each)])),
    ...(tns && { ListOfPhoneNumbers: [...tns].sort().join(' ') }),
  }
}
