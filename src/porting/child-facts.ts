import { addressLines, addressOfLines } from './address-lines.ts'
import type { OrderContent, PortOrder, Secrets } from './order.ts'
import { showNumber, type TelephoneNumber } from './telephone-number.ts'

/** What a child of a bulk order has of its own. `null`: as it is; `''`: nothing any more. Holds secrets. */
export interface ChildFacts {
  readonly billingTelephoneNumber: TelephoneNumber | null
  readonly accountNumber: string | null
  readonly pin: string | null
  readonly businessName: string | null
  readonly firstName: string | null
  readonly lastName: string | null
  /** With prefix and suffix; likewise the street with its directions, and the ZIP with its four digits. */
  readonly houseNumber: string | null
  readonly streetName: string | null
  readonly addressLine2: string | null
  readonly city: string | null
  readonly state: string | null
  readonly zip: string | null
  readonly loaAuthorizingPerson: string | null
}

export type Fact = keyof ChildFacts

/** As Bandwidth shows it; of secrets only whether they are there. */
export type ChildContent = OrderContent & Partial<Pick<PortOrder, 'hasAccountNumber' | 'hasPin'>>

export interface ChildRow {
  readonly number: number
  readonly facts: ChildFacts
}

export interface ChildDifference {
  readonly field: string
  readonly before: string | null
  /** `null`: it is emptied. */
  readonly after: string | null
}

interface Column {
  /** The heading, as people know it. */
  readonly title: string
  /** Other headings for it, in small letters without blanks. */
  readonly also: readonly string[]
  /** Where in a difference the heading would be too short. */
  readonly name?: string
  /** Bandwidth can take it away, and an order can go out without. */
  readonly mayBeEmpty?: true
  readonly most: number
}

const NO_LIMIT = Infinity

export const COLUMNS: Record<Fact, Column> = {
  billingTelephoneNumber: {
    title: 'BTN',
    also: ['billingtelephonenumber', 'billingnumber', 'billingtn'],
    name: 'billing telephone number',
    most: NO_LIMIT,
  },
  accountNumber: {
    title: 'account number',
    also: ['account', 'accountno', 'acct', 'acctnumber', 'acctno'],
    most: NO_LIMIT,
  },
  pin: { title: 'PIN', also: ['pinnumber', 'passcode', 'pincode'], most: NO_LIMIT },
  businessName: {
    title: 'business name',
    also: ['business', 'company', 'companyname'],
    most: 25,
    mayBeEmpty: true,
  },
  firstName: { title: 'first name', also: ['first'], most: 25, mayBeEmpty: true },
  lastName: { title: 'last name', also: ['last', 'surname'], most: 25, mayBeEmpty: true },
  houseNumber: { title: 'house number', also: ['house', 'houseno', 'streetnumber'], most: 45 },
  streetName: { title: 'street', also: ['streetname'], most: 200 },
  addressLine2: {
    title: 'address line 2',
    also: ['address2', 'line2', 'suite', 'unit'],
    most: 200,
    mayBeEmpty: true,
  },
  city: { title: 'city', also: ['town'], most: 100 },
  state: { title: 'state', also: ['statecode', 'province'], most: NO_LIMIT },
  zip: { title: 'ZIP', also: ['zipcode', 'postalcode', 'postcode'], most: NO_LIMIT },
  loaAuthorizingPerson: {
    title: 'LOA person',
    also: ['loaauthorizingperson', 'authorizingperson', 'loa'],
    name: 'LOA authorizing person',
    most: 15,
  },
}

export const FACTS = Object.keys(COLUMNS) as Fact[]

export const NO_CHILD_FACTS = Object.fromEntries(FACTS.map((fact) => [fact, null])) as Readonly<
  Record<Fact, null>
>

/** What the row would change; account number and PIN are named and not shown. */
export function childDiff(
  { facts }: Pick<ChildRow, 'facts'>,
  content: ChildContent,
): readonly ChildDifference[] {
  const values = valuesOf(content)
  const isThere = { accountNumber: content.hasAccountNumber, pin: content.hasPin }
  return FACTS.flatMap((fact) => {
    const { name = COLUMNS[fact].title } = COLUMNS[fact]
    const after = shownFact(fact, facts)
    if (after === null) return []
    if (fact === 'accountNumber' || fact === 'pin') {
      return [{ field: name, before: isThere[fact] === true ? 'hidden' : null, after: 'hidden' }]
    }
    const now = after === '' ? null : after
    return now === values[fact] ? [] : [{ field: name, before: values[fact], after: now }]
  })
}

/** The content with the facts in it; account number and PIN are no part of it. */
export function withChildFacts(content: OrderContent, facts: ChildFacts): OrderContent {
  const { subscriber } = content
  const { houseNumber, streetName, addressLine2, city, state, zip } = facts
  const lines = addressLines(subscriber.serviceAddress)
  return {
    ...content,
    billingTelephoneNumber: facts.billingTelephoneNumber ?? content.billingTelephoneNumber,
    loaAuthorizingPerson: facts.loaAuthorizingPerson ?? content.loaAuthorizingPerson,
    subscriber: {
      ...subscriber,
      businessName: own(facts.businessName, subscriber.businessName),
      firstName: own(facts.firstName, subscriber.firstName),
      lastName: own(facts.lastName, subscriber.lastName),
      serviceAddress: addressOfLines(
        {
          houseNumber: houseNumber ?? lines.houseNumber,
          streetName: streetName ?? lines.streetName,
          addressLine2: addressLine2 ?? lines.addressLine2,
          city: city ?? lines.city,
          state: state ?? lines.state,
          zip: zip ?? lines.zip,
        },
        subscriber.serviceAddress,
      ),
    },
  }
}

function own(fact: string | null, before: string | null): string | null {
  return fact === '' ? null : (fact ?? before)
}

/** `null` when neither is given; Bandwidth takes both or none, so the one that is not given has to be as it was. */
export function childSecrets({ accountNumber, pin }: ChildFacts): Secrets | null {
  return accountNumber === null && pin === null ? null : { accountNumber, pin }
}

/** As a person would read them; never account number and PIN. */
export function valuesOf(content: OrderContent): Record<Fact, string | null> {
  const { subscriber, billingTelephoneNumber: billing } = content
  const lines = addressLines(subscriber.serviceAddress)
  return {
    billingTelephoneNumber: billing === null ? null : showNumber(billing),
    accountNumber: null,
    pin: null,
    businessName: subscriber.businessName,
    firstName: subscriber.firstName,
    lastName: subscriber.lastName,
    houseNumber: lines.houseNumber || null,
    streetName: lines.streetName || null,
    addressLine2: lines.addressLine2 || null,
    city: lines.city || null,
    state: lines.state || null,
    zip: lines.zip || null,
    loaAuthorizingPerson: content.loaAuthorizingPerson,
  }
}

function shownFact(fact: Fact, facts: ChildFacts): string | null {
  if (fact !== 'billingTelephoneNumber') return facts[fact]
  const billing = facts.billingTelephoneNumber
  return billing === null ? null : showNumber(billing)
}
