import type { Order, WireError } from './order.ts'
import { routingOf } from './order.ts'

type Column =
  'manual off-net' | 'toll-free' | 'on-net' | 'wireless' | 'off-net' | 'agreed off-net' | 'internal'

/** Elements that the losing carrier never hears of. */
const OURS_ALONE = ['CustomerOrderId', 'SiteId', 'PeerId']

const NAMES = ['SubscriberType', 'BusinessName', 'FirstName', 'MiddleInitial', 'LastName']

const CLOSED: Record<Column, readonly string[]> = {
  'manual off-net': ['ListOfPhoneNumbers'],
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
  'agreed off-net': [
    'BillingTelephoneNumber',
    'NewBillingTelephoneNumber',
    'PartialPort',
    ...NAMES,
    'LoaAuthorizingPerson',
    'AccountNumber',
    'PinNumber',
    'ServiceAddress',
    'ListOfPhoneNumbers',
  ],
  internal: ['ListOfPhoneNumbers'],
}

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
      return 'toll-free'
    case 'MANUALOFFNET':
      return 'manual off-net'
    case 'INTERNAL':
      return 'internal'
    case 'AUTOMATED':
      if (regular?.coverage === 'partner') return order.actualFoc ? 'agreed off-net' : 'off-net'
      return carrier?.wireless ? 'wireless' : 'on-net'
  }
}

/** Which of these changes a submitted order does not take. */
export function suppErrors(order: Order, changed: readonly string[]): WireError[] {
  const closed = [...CLOSED[columnOf(order)], 'Triggered', 'AlternateSpid']
  return changed
    .filter((name) => closed.includes(name))
    .map((name) => ({ code: CODES[name] ?? '7306', text: `${name} cannot be changed now.` }))
}

export const asksCarrier = (changed: readonly string[]): boolean =>
  changed.some((name) => !OURS_ALONE.includes(name))
