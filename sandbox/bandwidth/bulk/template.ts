import { readOrderDate } from '../calendar.ts'
import type { OrderContent, WireError } from '../order.ts'
import { foreignRespOrg } from '../order-checks.ts'
import {
  NO_CONTENT,
  SUBSCRIBER_FIELDS,
  merged,
  mergedOthers,
  othersIn,
  readAddress,
  texts,
} from '../order-content.ts'
import type { Xml } from '../xml.ts'
import { child, childTexts } from '../xml.ts'

const TEMPLATE_FIELDS = [
  'AlternateSpid',
  'BillingTelephoneNumber',
  'CustomerOrderId',
  'LoaAuthorizingPerson',
  'PeerId',
  'RequestedFocDate',
  'SiteId',
  'TargetRespOrgId',
] as const
const WIRELESS_FIELDS = ['AccountNumber', 'PinNumber'] as const
const NUMBER_LISTS = ['ListOfPhoneNumbers', 'TnList', 'TN', 'PhoneNumber']

/** A change of some elements and of no others. */
export interface Patch {
  readonly set: OrderContent
  /** Elements that carry `delete="true"`, by name; `Subscriber` takes its address along. */
  readonly removed: ReadonlySet<string>
}

/** The elements of a bulk order; account number and PIN stand at the top level here. */
export function readTemplate(root: Xml): OrderContent {
  const subscriber = child(root, 'Subscriber')
  const address = child(subscriber, 'ServiceAddress')
  const attributes = child(root, 'TnAttributes')
  const wireless = texts(root, WIRELESS_FIELDS)
  return {
    fields: texts(root, TEMPLATE_FIELDS),
    subscriber: subscriber ? texts(subscriber, SUBSCRIBER_FIELDS) : null,
    address: address ? readAddress(address) : null,
    wireless: Object.keys(wireless).length > 0 ? wireless : null,
    attributes: attributes ? childTexts(attributes, 'TnAttribute') : null,
    tns: null,
    others: othersIn(root),
  }
}

export function readPatch(root: Xml): Patch {
  return { set: readTemplate(withoutRemoved(root)), removed: new Set(namesRemoved(root)) }
}

const isRemoved = ({ attributes }: Xml): boolean => attributes?.['delete'] === 'true'

const namesRemoved = (xml: Xml): string[] =>
  xml.children.flatMap((each) => (isRemoved(each) ? [each.name] : namesRemoved(each)))

const withoutRemoved = (xml: Xml): Xml => ({
  ...xml,
  children: xml.children.filter((each) => !isRemoved(each)).map(withoutRemoved),
})

/** The names of all that a patch sets or removes. */
export const namedIn = ({ set, removed }: Patch): string[] => [
  ...Object.keys({ ...set.fields, ...set.subscriber, ...set.address, ...set.wireless }),
  ...(set.attributes ? ['TnAttributes'] : []),
  ...(set.others ?? []).map(({ name }) => name),
  ...removed,
]

/** A content after a patch, be it the template's or a child's own. */
export function patched(old: OrderContent, { set, removed }: Patch): OrderContent {
  const without = (before: Texts | null, sent: Texts | null): Texts | null => {
    const all = Object.entries(merged(before ?? {}, sent ?? {}))
    const left = all.filter(([name]) => !removed.has(name))
    return left.length > 0 ? Object.fromEntries(left) : null
  }
  const noSubscriber = removed.has('Subscriber')
  const noAddress = noSubscriber || removed.has('ServiceAddress')
  return {
    fields: without(old.fields, set.fields) ?? {},
    subscriber: noSubscriber ? null : without(old.subscriber, set.subscriber),
    address: noAddress ? null : without(old.address, set.address),
    wireless: without(old.wireless, set.wireless),
    attributes: removed.has('TnAttributes') ? null : (set.attributes ?? old.attributes),
    tns: old.tns,
    others: mergedOthers(old.others, set.others).filter(({ name }) => !removed.has(name)),
  }
}

type Texts = Readonly<Record<string, string>>

/** The elements that an order of this kind takes of a template. */
export function ofKind(template: OrderContent, kind: 'regular' | 'toll-free'): OrderContent {
  const { TargetRespOrgId: target, BillingTelephoneNumber: billing, ...shared } = template.fields
  if (kind === 'toll-free') {
    const fields = target === undefined ? shared : { ...shared, TargetRespOrgId: target }
    return { ...template, fields, wireless: null, attributes: null }
  }
  const fields = billing === undefined ? shared : { ...shared, BillingTelephoneNumber: billing }
  return { ...template, fields }
}

/** A bulk order takes no numbers among its elements. */
export const hasNumbers = (root: Xml): boolean =>
  root.children.some(({ name }) => NUMBER_LISTS.includes(name))

/** The little that is checked of a template itself: all else is the children's. */
export function templateError({ fields }: OrderContent): WireError | null {
  const { TargetRespOrgId: target = '', CustomerOrderId: id = '' } = fields
  const { RequestedFocDate: date } = fields
  if (target !== '' && target.length !== 5) {
    return { code: '7527', text: 'TargetRespOrgId has five characters.' }
  }
  if (!/^[A-Za-z0-9]*$/.test(target)) {
    return { code: '7528', text: 'TargetRespOrgId has letters and digits only.' }
  }
  if (!/^[A-Za-z0-9 -]{0,40}$/.test(id)) {
    const text = 'CustomerOrderId is at most 40 of letters, digits, blank and dash.'
    return { code: '7318', text }
  }
  if (date !== undefined && readOrderDate(date) === null) {
    return { code: '7217', text: 'RequestedFocDate has a bad format.' }
  }
  return null
}

/** 409: well formed, and not a RespOrg of Bandwidth's. */
export function templateConflict(template: OrderContent): WireError | null {
  const foreign = foreignRespOrg({ ...NO_CONTENT, fields: template.fields })
  const text = 'The specified Target RespOrg ID is not a valid Bandwidth RespOrg ID.'
  return foreign && { code: '7531', text }
}
