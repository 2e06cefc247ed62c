import { regularOrder, tollFreeOrder, requestedDate } from './bandwidth-caller.ts'

export const [FRONTIER, LUMEN, T_MOBILE] = ['9195550100', '7205550100', '9195570100']
export const LATER = requestedDate('2026-12-17T16:30:00Z')
export const ACCOUNT = '<WirelessInfo><AccountNumber>007</AccountNumber></WirelessInfo>'

export const MANUAL_TOLL_FREE = `<LnpOrder><SiteId>14020</SiteId><Subscriber><SubscriberType>BUSINESS</SubscriberType>
  <BusinessName>Acme Dental</BusinessName><ServiceAddress><HouseNumber>100</HouseNumber>
  <StreetName>Main</StreetName><City>Raleigh</City><StateCode>NC</StateCode><Zip>02134</Zip></ServiceAddress>
  </Subscriber><LoaAuthorizingPerson>Jo Rivera</LoaAuthorizingPerson><ListOfPhoneNumbers>
  <PhoneNumber>8885550100</PhoneNumber></ListOfPhoneNumbers></LnpOrder>`

/** By the figure of 2023: what each kind of order does not take once it is submitted. */
const NAMES = 'SubscriberType BusinessName'
export const COLUMNS: [string, string, string][] = [
  ['manual off-net', regularOrder(['6625500100']), 'Numbers'],
  ['manual on-net', regularOrder(['9195610100']), 'Numbers'],
  ['manual toll-free', MANUAL_TOLL_FREE, 'Btn NewBtn Partial Pin Numbers'],
  [
    'toll-free',
    tollFreeOrder(['8335550100']),
    `Btn NewBtn Partial ${NAMES} Account Pin Address Numbers`,
  ],
  ['on-net', regularOrder([FRONTIER]), ''],
  ['wireless', regularOrder([T_MOBILE], ACCOUNT), `Btn NewBtn Partial ${NAMES} Loa Address`],
  ['off-net', regularOrder([LUMEN]), 'NewBtn Partial Loa Account Pin Address Numbers'],
  ['internal', regularOrder(['9195580100']), 'Numbers'],
]

const subscriber = (inner: string) => `<Subscriber>${inner}</Subscriber>`
export const wireless = (inner: string) => `<WirelessInfo>${inner}</WirelessInfo>`
/** A change of each element, as it is sent. */
export const CHANGES: Readonly<Record<string, (tn: string) => string>> = {
  Btn: (tn) => `<BillingTelephoneNumber>${tn.slice(0, -1)}9</BillingTelephoneNumber>`,
  NewBtn: (tn) => `<NewBillingTelephoneNumber>${tn.slice(0, -1)}8</NewBillingTelephoneNumber>`,
  Partial: () => '<PartialPort>true</PartialPort>',
  SubscriberType: () => subscriber('<SubscriberType>GENERIC</SubscriberType>'),
  BusinessName: () => subscriber('<BusinessName>Acme Dental Inc</BusinessName>'),
  Loa: () => '<LoaAuthorizingPerson>Al Brown</LoaAuthorizingPerson>',
  Account: () => wireless('<AccountNumber>71</AccountNumber>'),
  Pin: () => wireless('<AccountNumber>007</AccountNumber><PinNumber>4471</PinNumber>'),
  Address: () => subscriber('<ServiceAddress><HouseNumber>102</HouseNumber></ServiceAddress>'),
  Date: () => LATER,
  Numbers: (tn) =>
    `<ListOfPhoneNumbers><PhoneNumber>${tn}</PhoneNumber><PhoneNumber>${tn.slice(0, -1)}5</PhoneNumber></ListOfPhoneNumbers>`,
  Site: () => '<SiteId>14021</SiteId>',
}
