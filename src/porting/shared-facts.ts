import { contentDifferences, type ContentDifference } from './approval.ts'
import { sharedIn, type SharedFacts } from './bulk-order.ts'
import { contentFields, type NamedFields } from './content-fields.ts'
import { emptyContent } from './empty-content.ts'
import type { CustomerOrderId, OrderContent } from './order.ts'
import { ORDER_FIELDS, SHARED_KEYS } from './order-fields.ts'
import { differencesInMeaning } from './same-meaning.ts'

interface OverwrittenField {
  /** In people's words. */
  readonly field: string
  readonly own: string
  /** `null`: the value is taken away. */
  readonly becomes: string | null
}

/** What one child would lose. */
export interface Overwritten {
  readonly number: number
  readonly fields: readonly OverwrittenField[]
}

export const noSharedFacts: SharedFacts = sharedIn(emptyContent([]))

/** Every shared fact that has a value, by its name in people's words. */
export function sharedFields(shared: SharedFacts): NamedFields {
  return contentFields(sharedIn(shared))
}

export function sharedDifferences(
  before: SharedFacts,
  after: SharedFacts,
): readonly ContentDifference[] {
  return contentDifferences(sharedFields(before), sharedFields(after))
}

/**
 * The children that have a value of their own, other than the bulk order's present one, where the change
 * would write another: Bandwidth writes into every child, and the subscriber with its address as a whole.
 */
export function overwrittenBy(
  change: Partial<SharedFacts>,
  children: readonly { readonly number: number; readonly content: OrderContent }[],
  before: SharedFacts,
): readonly Overwritten[] {
  return children
    .map(({ number, content }) => {
      const own = sharedIn(content)
      const isItsOwn = new Set(
        differencesInMeaning(own, sharedIn(before)).map(({ field }) => field),
      )
      const fields = differencesInMeaning(own, change).flatMap(
        ({ field, before: lost, after: becomes }) =>
          lost === null || !isItsOwn.has(field) ? [] : [{ field, own: lost, becomes }],
      )
      return { number, fields }
    })
    .filter(({ fields }) => fields.length > 0)
}

/** In the order in which they are tried for writing one of them again. */
const ELEMENTS = SHARED_KEYS.toSorted((one, other) => rankOf(one) - rankOf(other))

function rankOf(key: keyof SharedFacts): number {
  return key === 'subscriber' ? ORDER_FIELDS.type.shared : ORDER_FIELDS[key].shared
}

type Element = 'customerOrderId' | keyof SharedFacts

/** What can be written again, in people's words. */
export function elementName(element: Element): string {
  if (element === 'customerOrderId') return 'customer order id'
  return element === 'subscriber' ? element : ORDER_FIELDS[element].name
}

/** An element through which a bulk draft can be extended: rewriting it writes it to every child. */
export interface WayToExtend {
  readonly through: Element
  /** The children that have another value there, and would lose it. */
  readonly differs: readonly number[]
}

/**
 * The element with the fewest children that differ from the bulk order, the first among equals; `null` if
 * the bulk order has no value that could be rewritten.
 */
export function wayToExtend(
  shared: SharedFacts,
  customerOrderId: CustomerOrderId | null,
  children: readonly {
    readonly number: number
    readonly content: SharedFacts
    readonly customerOrderId: CustomerOrderId | null
  }[],
): WayToExtend | null {
  const elements = ELEMENTS.flatMap((through): readonly WayToExtend[] => {
    const value = textOf(through, shared)
    if (value === null) return []
    const others = children.filter(({ content }) => textOf(through, content) !== value)
    return [{ through, differs: others.map(({ number }) => number) }]
  })
  const others = children.filter((child) => child.customerOrderId !== customerOrderId)
  const ids: readonly WayToExtend[] =
    customerOrderId === null
      ? []
      : [{ through: 'customerOrderId', differs: others.map(({ number }) => number) }]
  // An id that is another somewhere is the last to be named: nobody can give an order a different one.
  const ways = others.length === 0 ? [...ids, ...elements] : [...elements, ...ids]
  const [first, ...more] = ways
  if (first === undefined) return null
  return more.reduce((best, way) => (way.differs.length < best.differs.length ? way : best), first)
}

/** `null`: nothing is there that could be written. */
function textOf(element: keyof SharedFacts, facts: SharedFacts): string | null {
  const fields = contentFields({ [element]: facts[element] })
  return Object.keys(fields).length === 0 ? null : JSON.stringify(fields)
}
