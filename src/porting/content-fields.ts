import { showDay, showEasternTime } from './calendar.ts'
import type { FocDate, OrderContent, ServiceAddress, Subscriber } from './order.ts'
import { showNumbers } from './telephone-number.ts'

/** Values by the names of their fields in people's words; a field without a value is left out. */
export type NamedFields = Readonly<Record<string, string>>

type PlainField = Exclude<keyof OrderContent, 'subscriber'>

// Typed by their subjects: a new field that can be sent does not compile until it has a name, and with
// it a place in what is approved.
const CONTENT_FIELDS: {
  readonly [Field in PlainField]: readonly [
    name: string,
    show: (value: OrderContent[Field]) => string | null,
  ]
} = {
  numbers: ['numbers', (numbers) => showNumbers(numbers, numbers.length)],
  billingTelephoneNumber: ['billing telephone number', asItIs],
  newBillingTelephoneNumber: ['new billing telephone number', asItIs],
  loaAuthorizingPerson: ['LOA authorizing person', asItIs],
  siteId: ['site', asItIs],
  peerId: ['SIP peer', asItIs],
  requestedFocDate: ['requested FOC', showFocDate],
  triggered: ['triggered', yesOrNo],
  partialPort: ['partial port', yesOrNo],
  targetRespOrgId: ['target RespOrg', asItIs],
  alternateSpid: ['alternate SPID', asItIs],
}

const SUBSCRIBER_FIELDS: Record<Exclude<keyof Subscriber, 'serviceAddress'>, string> = {
  type: 'subscriber type',
  businessName: 'business name',
  firstName: 'first name',
  middleInitial: 'middle initial',
  lastName: 'last name',
}

const ADDRESS_FIELDS: Record<keyof ServiceAddress, string> = {
  housePrefix: 'house prefix',
  houseNumber: 'house number',
  houseSuffix: 'house suffix',
  preDirectional: 'direction before the street',
  streetName: 'street',
  streetSuffix: 'street suffix',
  postDirectional: 'direction after the street',
  addressLine2: 'address line 2',
  city: 'city',
  stateCode: 'state',
  zip: 'ZIP',
  plusFour: 'ZIP plus four',
  county: 'county',
}

/** A field that can be sent, wherever in the content it stands. */
export type ContentField =
  PlainField | Exclude<keyof Subscriber, 'serviceAddress'> | keyof ServiceAddress

/** As people know them. */
export const FIELD_NAMES: Readonly<Record<ContentField, string>> = {
  ...(Object.fromEntries(
    Object.entries(CONTENT_FIELDS).map(([field, [name]]) => [field, name]),
  ) as Record<PlainField, string>),
  ...SUBSCRIBER_FIELDS,
  ...ADDRESS_FIELDS,
}

/** Every field of an order, or of a part of one, that can be sent and has a value; no secrets. */
export function contentFields(content: Partial<OrderContent>): NamedFields {
  return present(everyField(content))
}

/** As `contentFields`, with `null` where a field is there and has no value. */
export function everyField(
  content: Partial<OrderContent>,
): Readonly<Record<string, string | null>> {
  const { subscriber } = content
  const plain = Object.keys(CONTENT_FIELDS) as PlainField[]
  return {
    ...Object.fromEntries(plain.flatMap((field) => plainEntry(field, content))),
    ...(subscriber !== undefined && {
      ...named(SUBSCRIBER_FIELDS, subscriber),
      ...named(ADDRESS_FIELDS, subscriber.serviceAddress),
    }),
  }
}

function plainEntry<Field extends PlainField>(
  field: Field,
  content: Partial<Pick<OrderContent, Field>>,
): readonly (readonly [string, string | null])[] {
  const value = content[field]
  if (value === undefined) return []
  const [name, show] = CONTENT_FIELDS[field]
  return [[name, show(value)]]
}

function named<Field extends string>(
  names: Record<Field, string>,
  values: Readonly<Record<Field, string | null>>,
): Record<string, string | null> {
  const fields = Object.keys(names) as Field[]
  return Object.fromEntries(fields.map((field) => [names[field], values[field]]))
}

export function present(fields: Readonly<Record<string, string | null>>): NamedFields {
  return Object.fromEntries(
    Object.entries(fields).filter((field): field is [string, string] => field[1] !== null),
  )
}

/** With the year and, if it is a moment, the time: two dates never read the same. */
export function showFocDate(focDate: FocDate | null): string | null {
  if (focDate === null) return null
  const day = `${showDay(focDate.day)} ${focDate.day.slice(0, 4)}`
  return focDate.at === null ? day : `${day} ${showEasternTime(focDate.at)}`
}

function asItIs(value: string | null): string | null {
  return value
}

function yesOrNo(value: boolean): string {
  return value ? 'yes' : 'no'
}
