import type { ContentDifference } from './approval.ts'
import { addressLines, addressOfLines, type AddressLines } from './address-lines.ts'
import { valuesIn } from './content-fields.ts'
import type { ContentValues, OrderContent, PortOrder, Secrets } from './order.ts'
import {
  EVERY_FIELD,
  FIELDS,
  isContentField,
  ORDER_FIELDS,
  type ChildColumn,
} from './order-fields.ts'
import { showNumber } from './telephone-number.ts'

type Row = typeof ORDER_FIELDS
type ChildField = {
  [Field in keyof Row]: Row[Field] extends { readonly child: ChildColumn } ? Field : never
}[keyof Row]

/** In the lines in which people write an address: the house with prefix and suffix, and so on. */
type FactOf<Field> = Field extends 'stateCode' ? 'state' : Field

export type Fact = FactOf<ChildField>

/** A child's own facts in a bulk order. `null`: unchanged; `''`: removed. Contains secrets. */
export type ChildFacts = {
  readonly [Name in Fact]: Name extends keyof OrderContent ? OrderContent[Name] : string | null
}

/** As Bandwidth shows it; of secrets only whether they are there. */
export type ChildContent = OrderContent & Partial<Pick<PortOrder, 'hasAccountNumber' | 'hasPin'>>

export interface ChildRow {
  readonly number: number
  readonly facts: ChildFacts
}

interface Column extends ChildColumn {
  /** The heading, as people know it. */
  readonly title: string
  /** In a difference, where the heading may be too short. */
  readonly name: string
  readonly most: number
}

const CHILD_FIELDS = EVERY_FIELD.filter(
  (field): field is ChildField => 'child' in ORDER_FIELDS[field],
)

export const FACTS = CHILD_FIELDS.map(factOf)

export const COLUMNS = Object.fromEntries(
  CHILD_FIELDS.map((field) => [factOf(field), columnOf(ORDER_FIELDS[field])]),
) as Readonly<Record<Fact, Column>>

function factOf<Field extends ChildField>(field: Field): FactOf<Field> {
  return (field === 'stateCode' ? 'state' : field) as FactOf<Field>
}

function columnOf({ name, longest = Infinity, child }: FieldOfChild): Column {
  return { title: name, name, most: longest, ...child }
}

interface FieldOfChild {
  readonly name: string
  readonly longest?: number
  readonly child: ChildColumn
}

export const NO_CHILD_FACTS = Object.fromEntries(FACTS.map((fact) => [fact, null])) as Readonly<
  Record<Fact, null>
>

/** What the row would change; account number and PIN are named and not shown. */
export function childDiff(
  { facts }: Pick<ChildRow, 'facts'>,
  content: ChildContent,
): readonly ContentDifference[] {
  const values = valuesOf(content)
  const isThere = { accountNumber: content.hasAccountNumber, pin: content.hasPin }
  return FACTS.flatMap((fact) => {
    const { name } = COLUMNS[fact]
    const after = shownFact(fact, facts)
    if (after === null) return []
    if (fact === 'accountNumber' || fact === 'pin') {
      return [{ field: name, before: isThere[fact] === true ? 'hidden' : null, after: 'hidden' }]
    }
    const now = after === '' ? null : after
    return now === values[fact] ? [] : [{ field: name, before: values[fact], after: now }]
  })
}

/** What an order has of its own, without account number and PIN. */
export function factsIn(content: OrderContent): ChildFacts {
  const { billingTelephoneNumber } = content
  return { ...NO_CHILD_FACTS, ...valuesOf(content), billingTelephoneNumber }
}

/** Content with these facts filled in; account number and PIN are not part of it. */
export function withChildFacts(content: OrderContent, facts: ChildFacts): OrderContent {
  const { subscriber } = content
  const { serviceAddress } = subscriber
  return {
    ...content,
    ...ownOf('order', content, facts),
    subscriber: {
      ...subscriber,
      ...ownOf('subscriber', content, facts),
      serviceAddress: addressOfLines(
        linesWith(facts, addressLines(serviceAddress)),
        serviceAddress,
      ),
    },
  }
}

function ownOf(
  part: 'order' | 'subscriber',
  content: OrderContent,
  facts: ChildFacts,
): Partial<ContentValues> {
  const values = valuesIn(content)
  const fields = CHILD_FIELDS.filter(isContentField).filter((field) => FIELDS[field].part === part)
  return Object.fromEntries(
    fields.map((field) => [field, own(facts[factOf(field)], values[field])]),
  )
}

function own(fact: string | null, before: string | null): string | null {
  return fact === '' ? null : (fact ?? before)
}

function linesWith(facts: ChildFacts, lines: AddressLines): AddressLines {
  const names = Object.keys(lines) as (keyof AddressLines)[]
  return {
    ...lines,
    ...Object.fromEntries(names.map((name) => [name, facts[name] ?? lines[name]])),
  }
}

/** `null` when neither is given; Bandwidth takes both or none, so the one that is not given has to be as it was. */
export function childSecrets({ accountNumber, pin }: ChildFacts): Secrets | null {
  return accountNumber === null && pin === null ? null : { accountNumber, pin }
}

/** As a person would read them; never account number and PIN. */
export function valuesOf(content: OrderContent): Record<Fact, string | null> {
  const { billingTelephoneNumber: billing, subscriber } = content
  const lines = Object.entries(addressLines(subscriber.serviceAddress))
  const values: Partial<Record<Fact, string | null>> = {
    ...valuesIn(content),
    ...Object.fromEntries(lines.map(([name, text]) => [name, text === '' ? null : text])),
    billingTelephoneNumber: billing === null ? null : showNumber(billing),
  }
  return Object.fromEntries(FACTS.map((fact) => [fact, values[fact] ?? null])) as Record<
    Fact,
    string | null
  >
}

function shownFact(fact: Fact, facts: ChildFacts): string | null {
  if (fact !== 'billingTelephoneNumber') return facts[fact]
  const billing = facts.billingTelephoneNumber
  return billing === null ? null : showNumber(billing)
}
