import type { Order, OrderContent, WireError } from './order.ts'
import { isAutomatedTollFree, isTriggered, routingOf } from './order.ts'
import type { SuppHabits } from './supp-habits.ts'

/** The columns of Bandwidth's figure "Port-in SUPP Rules" of 2023. */
type Column =
  | 'manual off-net'
  | 'manual on-net'
  | 'manual toll-free'
  | 'toll-free'
  | 'on-net'
  | 'wireless'
  | 'off-net'
  | 'agreed off-net'
  | 'internal'

/** Elements that the losing carrier never hears of. */
const OURS_ALONE = ['CustomerOrderId', 'SiteId', 'PeerId']

const NAMES = ['SubscriberType', 'BusinessName', 'FirstName', 'MiddleInitial', 'LastName']

const AGREED_OFF_NET = [
  'BillingTelephoneNumber',
  'NewBillingTelephoneNumber',
  'PartialPort',
  ...NAMES,
  'LoaAuthorizingPerson',
  'AccountNumber',
  'PinNumber',
  'ServiceAddress',
  'ListOfPhoneNumbers',
]

/** The numbers of an automated toll-free order have a rule of their own: 7506. */
const CLOSED: Record<Column, readonly string[]> = {
  'manual off-net': ['ListOfPhoneNumbers'],
  'manual on-net': ['ListOfPhoneNumbers'],
  'manual toll-free': [
    'BillingTelephoneNumber',
    'NewBillingTelephoneNumber',
    'PartialPort',
    'PinNumber',
    'ListOfPhoneNumbers',
    'TargetRespOrgId',
  ],
  'toll-free': [
    'BillingTelephoneNumber',
    'NewBillingTelephoneNumber',
    'PartialPort',
    ...NAMES,
    'AccountNumber',
    'PinNumber',
    'ServiceAddress',
    'TargetRespOrgId',
  ],
  'on-net': [],
  wireless: [
    'BillingTelephoneNumber',
    'NewBillingTelephoneNumber',
    'PartialPort',
    ...NAMES,
    'LoaAuthorizingPerson',
    'ServiceAddress',
  ],
  'off-net': [
    'NewBillingTelephoneNumber',
    'PartialPort',
    'LoaAuthorizingPerson',
    'AccountNumber',
    'PinNumber',
    'ServiceAddress',
    'ListOfPhoneNumbers',
  ],
  'agreed off-net': AGREED_OFF_NET,
  internal: ['ListOfPhoneNumbers'],
}

/** Fixed for any order once it is submitted. */
const FIXED = ['Triggered', 'AlternateSpid']

const CODES: Readonly<Record<string, string>> = {
  BillingTelephoneNumber: '7305',
  NewBillingTelephoneNumber: '7305',
  LoaAuthorizingPerson: '7306',
  ServiceAddress: '7307',
  AccountNumber: '7308',
  PinNumber: '7308',
  ListOfPhoneNumbers: '7498',
  PartialPort: '7483',
  TargetRespOrgId: '7534',
  Triggered: '7350',
  AlternateSpid: '7708',
}

function columnOf(order: Order): Column {
  const { portType, regular, carrier } = routingOf(order.content)
  switch (portType) {
    case 'MANUAL_TOLLFREE':
      return isAutomatedTollFree(order) ? 'toll-free' : 'manual toll-free'
    case 'MANUALOFFNET':
      return 'manual off-net'
    case 'MANUALONNET':
      return 'manual on-net'
    case 'INTERNAL':
      return 'internal'
    case 'AUTOMATED':
      if (regular?.coverage === 'partner') return order.actualFoc ? 'agreed off-net' : 'off-net'
      return carrier?.wireless ? 'wireless' : 'on-net'
  }
}

function closedOf(order: Order, { offNetSupplements }: SuppHabits): readonly string[] {
  const column = columnOf(order)
  return column === 'off-net' && offNetSupplements === 'wide' ? [] : CLOSED[column]
}

/** What of a change a submitted order does not take. */
export function suppErrors(
  order: Order,
  { changed, sent }: { changed: readonly string[]; sent: readonly string[] },
  habits: SuppHabits,
): WireError[] {
  const closed = closedOf(order, habits)
  const repeated = habits.unchangedClosedElements === 'refused' ? sent : []
  const refused = [...closed.filter((name) => repeated.includes(name)), ...changed].filter(
    (name) => closed.includes(name) || FIXED.includes(name),
  )
  return [...new Set(refused)].map((name) => ({
    code: CODES[name] ?? '7306',
    text: `${name} cannot be changed now.`,
  }))
}

/** May an hour be asked for? Wireless orders have one without being triggered. */
export function takesTime(order: Order): boolean {
  const column = columnOf(order)
  if (column === 'toll-free') return false
  return column === 'wireless' || isTriggered(order)
}

export const isWireless = (order: Order): boolean => columnOf(order) === 'wireless'

/** Lumen's orders go through Level 3, which has refusals of its own. */
export const isLumens = ({ content }: { content: OrderContent }): boolean => {
  const { portType, vendor } = routingOf(content)
  return portType === 'AUTOMATED' && vendor.name === 'Level 3'
}

export const asksCarrier = (changed: readonly string[]): boolean =>
  changed.some((name) => !OURS_ALONE.includes(name))
