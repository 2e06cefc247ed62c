import { showDay, showEasternTime } from './calendar.ts'
import { date, exact, partOf, set, words, type MeansTheSame } from './field-meaning.ts'
import type {
  ContentField,
  ContentValues,
  FocDate,
  OrderContent,
  ServiceAddress,
  Subscriber,
} from './order.ts'
import { showNumbers } from './telephone-number.ts'

/** A field that can be sent. */
interface OrderField<Value> {
  /** In people's words. What was approved is kept under it, so it stays. */
  readonly name: string
  readonly empty: Value
  /** `null`: there is no value. */
  readonly show: (value: Value) => string | null
  readonly means: MeansTheSame
  /** The most characters that Bandwidth takes. */
  readonly longest?: number
  /** An address is incomplete without it. */
  readonly required?: true
  /**
   * It can be said once for all orders of a bulk order. The lower, the sooner it is written once more to
   * keep a bulk draft; the date may be refused later on.
   */
  readonly shared?: number
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

const text = { empty: null, show: asItIs, means: words }
const ofOrder = { ...text, part: 'order' } as const
const ofSubscriber = { ...text, part: 'subscriber', shared: 5 } as const
const ofAddress = { ...text, part: 'address', shared: 5 } as const

const house = partOf('housePrefix', 'houseNumber', 'houseSuffix')
const street = partOf('preDirectional', 'streetName', 'streetSuffix', 'postDirectional')
const zip = partOf('zip', 'plusFour')

/** Every field of an order that is no secret, each said once. One that is not here does not compile. */
export const ORDER_FIELDS = {
  numbers: { part: 'order', name: 'numbers', empty: [], show: allNumbers, means: set },
  billingTelephoneNumber: { ...ofOrder, name: 'billing telephone number', means: exact },
  newBillingTelephoneNumber: { ...ofOrder, name: 'new billing telephone number', means: exact },
  type: { ...ofSubscriber, name: 'subscriber type' },
  businessName: { ...ofSubscriber, name: 'business name', longest: 25 },
  firstName: { ...ofSubscriber, name: 'first name', longest: 25 },
  middleInitial: { ...ofSubscriber, name: 'middle initial', longest: 1 },
  lastName: { ...ofSubscriber, name: 'last name', longest: 25 },
  housePrefix: { ...ofAddress, name: 'house prefix', means: house },
  houseNumber: {
    ...ofAddress,
    ...{ name: 'house number', means: house, longest: 45, required: true },
  },
  houseSuffix: { ...ofAddress, name: 'house suffix', means: house },
  preDirectional: { ...ofAddress, name: 'direction before the street', means: street },
  streetName: { ...ofAddress, name: 'street', means: street, longest: 200, required: true },
  streetSuffix: { ...ofAddress, name: 'street suffix', means: street },
  postDirectional: { ...ofAddress, name: 'direction after the street', means: street },
  addressLine2: { ...ofAddress, name: 'address line 2', longest: 200 },
  city: { ...ofAddress, name: 'city', longest: 100, required: true },
  stateCode: { ...ofAddress, name: 'state', required: true },
  zip: { ...ofAddress, name: 'ZIP', means: zip, required: true },
  plusFour: { ...ofAddress, name: 'ZIP plus four', means: zip },
  county: { ...ofAddress, name: 'county' },
  loaAuthorizingPerson: { ...ofOrder, name: 'LOA authorizing person', longest: 15, shared: 3 },
  // Ids are keys: one character more is another site.
  siteId: { ...ofOrder, name: 'site', means: exact, shared: 1 },
  peerId: { ...ofOrder, name: 'SIP peer', means: exact, shared: 2 },
  requestedFocDate: {
    ...{ part: 'order', name: 'requested FOC', empty: null, shared: 6 },
    ...{ show: showFocDate, means: date },
  },
  triggered: { part: 'order', name: 'triggered', empty: false, show: yesOrNo, means: exact },
  partialPort: { part: 'order', name: 'partial port', empty: false, show: yesOrNo, means: exact },
  targetRespOrgId: { ...ofOrder, name: 'target RespOrg', shared: 4 },
  alternateSpid: { ...ofOrder, name: 'alternate SPID' },
} as const satisfies OrderFields

/** The same, where it does not matter which field it is. */
export const FIELDS: OrderFields = ORDER_FIELDS

const IN_ORDER = Object.keys(FIELDS) as ContentField[]

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

export function isContentField(name: string): name is ContentField {
  return Object.hasOwn(FIELDS, name)
}

type Key<Field extends ContentField> = Field extends keyof OrderContent ? Field : 'subscriber'

export type SharedKey = {
  [Field in ContentField]: (typeof ORDER_FIELDS)[Field] extends { readonly shared: number }
    ? Key<Field>
    : never
}[ContentField]

/** Of a content, in the one order in which contents are kept and compared. */
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
  const day = `${showDay(focDate.day)} ${focDate.day.slice(0, 4)}`
  return focDate.at === null ? day : `${day} ${showEasternTime(focDate.at)}`
}

function allNumbers(numbers: OrderContent['numbers']): string {
  return showNumbers(numbers, numbers.length)
}

function asItIs(value: string | null): string | null {
  return value
}

function yesOrNo(value: boolean): string {
  return value ? 'yes' : 'no'
}
