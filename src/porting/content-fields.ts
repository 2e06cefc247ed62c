import type { ContentField, ContentValues, OrderContent } from './order.ts'
import { CONTENT_FIELDS, CONTENT_KEYS, FIELDS } from './order-fields.ts'

/** Values by the names of their fields in people's words; a field without a value is left out. */
export type NamedFields = Readonly<Record<string, string>>

/** Every field of an order, or of a part of one, that can be sent and has a value; no secrets. */
export function contentFields(content: Partial<OrderContent>): NamedFields {
  return present(everyField(content))
}

/** As `contentFields`, with `null` where a field is there and has no value. */
export function everyField(
  content: Partial<OrderContent>,
): Readonly<Record<string, string | null>> {
  const values = valuesIn(content)
  const fields: Record<string, string | null> = {}
  for (const field of CONTENT_FIELDS) put(field, values, fields)
  return fields
}

function put<Field extends ContentField>(
  field: Field,
  values: Partial<Pick<ContentValues, Field>>,
  fields: Record<string, string | null>,
): void {
  const value = values[field]
  const { name, show } = FIELDS[field]
  if (value !== undefined) fields[name] = show(value)
}

/** Everything side by side, the subscriber and the address too. */
export function valuesIn(content: OrderContent): ContentValues
export function valuesIn(content: Partial<OrderContent>): Partial<ContentValues>
export function valuesIn({ subscriber, ...plain }: Partial<OrderContent>): Partial<ContentValues> {
  return { ...plain, ...subscriber, ...subscriber?.serviceAddress }
}

/** The content in something that has more, such as an order as Bandwidth shows it. */
export function contentIn(wider: OrderContent): OrderContent {
  return contentFrom((key) => wider[key])
}

/** Returns content with its keys in the canonical order, in which contents are stored and compared. */
export function contentFrom(
  valueOf: <Key extends keyof OrderContent>(key: Key) => OrderContent[Key],
): OrderContent {
  return Object.fromEntries(
    CONTENT_KEYS.map((key) => [key, valueOf(key)]),
  ) as unknown as OrderContent
}

export function present(fields: Readonly<Record<string, string | null>>): NamedFields {
  return Object.fromEntries(
    Object.entries(fields).filter((field): field is [string, string] => field[1] !== null),
  )
}
