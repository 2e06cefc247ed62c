import { showDay, showEasternTime } from './calendar.ts'
import { date, exact, partOf, set, words, type MeansTheSame } from './field-meaning.ts'
import type {
  ContentField,
  ContentValues,
  FocDate,
  OrderContent,
  Secrets,
  ServiceAddress,
  Subscriber,
} from './order.ts'
import { showNumbers } from './telephone-number.ts'

/** What is changed alike in an order that is submitted. */
export type ChangeRow =
  | 'btn'
  | 'new-btn'
  | 'customer'
  | 'signer'
  | 'account'
  | 'pin'
  | 'address'
  | 'day'
  | 'hour'
  | 'numbers'
  | 'where'
  | 'fixed'

/** A field that can be sent. */
interface OrderField<Value> {
  /** In people's words. Approved content is stored under it: see `OLD_NAMES` before changing it. */
  readonly name: string
  readonly empty: Value
  /** `null`: there is no value. */
  readonly show: (value: Value) => string | null
  readonly means: MeansTheSame
  readonly change: ChangeRow
  /** The most characters that Bandwidth takes. */
  readonly longest?: number
  /** An address is incomplete without it. */
  readonly required?: true
  /**
   * It can be entered once for all orders of a bulk order. The lower the value, the sooner the field is
   * rewritten to extend a bulk draft; the date may be refused later on.
   */
  readonly shared?: number
  readonly child?: ChildColumn
}

/** An order of a bulk order has it of its own: its column in the table of them. */
export interface ChildColumn {
  /** The heading, where it is another than the name. */
  readonly title?: string
  /** Other headings for it, in lowercase without spaces. */
  readonly also: readonly string[]
  /** Bandwidth can remove it, and an order can be submitted without it. */
  readonly mayBeEmpty?: true
}

/** Seen by the losing carrier, Bandwidth and the typist only. */
interface SecretField {
  readonly part: 'secrets'
  readonly name: string
  readonly change: ChangeRow
  readonly child: ChildColumn
}

type PartOf<Field extends ContentField> = Field extends keyof ServiceAddress
  ? 'address'
  : Field extends keyof Subscriber
    ? 'subscriber'
    : 'order'

type OrderFields = {
  readonly [Field in ContentField]: OrderField<ContentValues[Field]> & {
    readonly part: PartOf<Field>
  }
}

type SecretFields = { readonly [Field in keyof Secrets]: SecretField }

const text = { empty: null, show: asItIs, means: words }
const ofOrder = { ...text, part: 'order' } as const
const ofSubscriber = { ...text, part: 'subscriber', change: 'customer', shared: 5 } as const
const flag = { part: 'order', empty: false, show: yesOrNo, means: exact } as const
const ofAddress = { ...text, part: 'address', change: 'address', shared: 5 } as const

const house = partOf('housePrefix', 'houseNumber', 'houseSuffix')
const street = partOf('preDirectional', 'streetName', 'streetSuffix', 'postDirectional')
const zip = partOf('zip', 'plusFour')

/**
 * Every field of an order, defined once. A missing one does not compile; stored orders of earlier
 * releases get a new one by a migration.
 */
export const ORDER_FIELDS = {
  numbers: {
    part: 'order',
    name: 'numbers',
    change: 'numbers',
    empty: [],
    show: (numbers) => showNumbers(numbers, numbers.length),
    means: set,
  },
  billingTelephoneNumber: {
    ...ofOrder,
    name: 'BTN',
    change: 'btn',
    means: exact,
    child: { title: 'BTN', also: ['billingtelephonenumber', 'billingnumber', 'billingtn'] },
  },
  newBillingTelephoneNumber: { ...ofOrder, name: 'new BTN', change: 'new-btn', means: exact },
  accountNumber: {
    part: 'secrets',
    name: 'account number',
    change: 'account',
    child: { also: ['account', 'accountno', 'acct', 'acctnumber', 'acctno'] },
  },
  pin: {
    part: 'secrets',
    name: 'PIN',
    change: 'pin',
    child: { also: ['pinnumber', 'passcode', 'pincode'] },
  },
  type: { ...ofSubscriber, name: 'subscriber type' },
  businessName: {
    ...ofSubscriber,
    name: 'business name',
    longest: 25,
    child: { also: ['business', 'company', 'companyname'], mayBeEmpty: true },
  },
  firstName: {
    ...ofSubscriber,
    name: 'first name',
    longest: 25,
    child: { also: ['first'], mayBeEmpty: true },
  },
  middleInitial: { ...ofSubscriber, name: 'middle initial', longest: 1 },
  lastName: {
    ...ofSubscriber,
    name: 'last name',
    longest: 25,
    child: { also: ['last', 'surname'], mayBeEmpty: true },
  },
  housePrefix: { ...ofAddress, name: 'house prefix', means: house },
  houseNumber: {
    ...ofAddress,
    name: 'house number',
    means: house,
    longest: 45,
    required: true,
    child: { also: ['house', 'houseno', 'streetnumber'] },
  },
  houseSuffix: { ...ofAddress, name: 'house suffix', means: house },
  preDirectional: { ...ofAddress, name: 'direction before the street', means: street },
  streetName: {
    ...ofAddress,
    name: 'street',
    means: street,
    longest: 200,
    required: true,
    child: { also: ['streetname'] },
  },
  streetSuffix: { ...ofAddress, name: 'street suffix', means: street },
  postDirectional: { ...ofAddress, name: 'direction after the street', means: street },
  addressLine2: {
    ...ofAddress,
    name: 'address line 2',
    longest: 200,
    child: { also: ['address2', 'line2', 'suite', 'unit'], mayBeEmpty: true },
  },
  city: { ...ofAddress, name: 'city', longest: 100, required: true, child: { also: ['town'] } },
  stateCode: {
    ...ofAddress,
    name: 'state',
    required: true,
    child: { also: ['statecode', 'province'] },
  },
  zip: {
    ...ofAddress,
    name: 'ZIP',
    means: zip,
    required: true,
    child: { also: ['zipcode', 'postalcode', 'postcode'] },
  },
  plusFour: { ...ofAddress, name: 'ZIP plus four', means: zip },
  county: { ...ofAddress, name: 'county' },
  loaAuthorizingPerson: {
    ...ofOrder,
    name: 'signer',
    change: 'signer',
    longest: 15,
    shared: 3,
    child: { title: 'LOA person', also: ['loaauthorizingperson', 'authorizingperson', 'loa'] },
  },
  // Ids are keys: one character more is another site.
  siteId: { ...ofOrder, name: 'site', change: 'where', means: exact, shared: 1 },
  peerId: { ...ofOrder, name: 'SIP peer', change: 'where', means: exact, shared: 2 },
  requestedFocDate: {
    part: 'order',
    name: 'requested FOC',
    change: 'day',
    empty: null,
    shared: 6,
    show: showFocDate,
    means: date,
  },
  triggered: { ...flag, name: 'triggered', change: 'fixed' },
  partialPort: { ...flag, name: 'partial port', change: 'new-btn' },
  targetRespOrgId: { ...ofOrder, name: 'target RespOrg', change: 'fixed', shared: 4 },
  alternateSpid: { ...ofOrder, name: 'alternate SPID', change: 'fixed' },
} as const satisfies OrderFields & SecretFields

/** The same without the secrets, where the specific field type is irrelevant. */
export const FIELDS: OrderFields = ORDER_FIELDS

export const EVERY_FIELD = Object.keys(ORDER_FIELDS) as (keyof typeof ORDER_FIELDS)[]
const IN_ORDER = EVERY_FIELD.filter(isContentField)

/** First what is the order's own, then its subscriber, then the address: as people read them. */
export const CONTENT_FIELDS: readonly ContentField[] = [
  ...fieldsOf('order'),
  ...fieldsOf('subscriber'),
  ...fieldsOf('address'),
]

export function fieldsOf<Part extends PartOf<ContentField>>(
  part: Part,
): readonly {
  [Field in ContentField]: PartOf<Field> extends Part ? Field : never
}[ContentField][] {
  return IN_ORDER.filter((field) => FIELDS[field].part === part) as never
}

export function isContentField<Name extends string>(name: Name): name is Name & ContentField {
  return EVERY_FIELD.some((field) => field === name && ORDER_FIELDS[field].part !== 'secrets')
}

type Key<Field extends ContentField> = Field extends keyof OrderContent ? Field : 'subscriber'

export type SharedKey = {
  [Field in ContentField]: (typeof ORDER_FIELDS)[Field] extends { readonly shared: number }
    ? Key<Field>
    : never
}[ContentField]

/** The fields of an order's content, in the canonical order in which contents are stored and compared. */
export const CONTENT_KEYS = keysOf(IN_ORDER)
/** Of what the orders of a bulk order share, in the same order. */
export const SHARED_KEYS = keysOf(
  IN_ORDER.filter((field) => FIELDS[field].shared !== undefined),
) as readonly SharedKey[]

function keysOf(fields: readonly ContentField[]): readonly (keyof OrderContent)[] {
  const keys = fields.map((field) => (FIELDS[field].part === 'order' ? field : 'subscriber'))
  return [...new Set(keys)] as (keyof OrderContent)[]
}

/** With the year and, if it is a moment, the time: two dates never read the same. */
export function showFocDate(focDate: FocDate | null): string | null {
  if (focDate === null) return null
  const day = `${showDay(focDate.day)}, ${focDate.day.slice(0, 4)}`
  return focDate.at === null ? day : `${day} at ${showEasternTime(focDate.at)}`
}

function asItIs(value: string | null): string | null {
  return value
}

function yesOrNo(value: boolean): string {
  return value ? 'yes' : 'no'
}
