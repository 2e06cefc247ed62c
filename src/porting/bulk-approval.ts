import {
  approvedContent,
  contentDifferences,
  type ApprovedContent,
  type ApprovedDocument,
  type ContentDifference,
} from './approval.ts'
import { byPath } from './approved-facts.ts'
import type { BulkOrder } from './bulk-order.ts'
import { present } from './content-fields.ts'
import type { OrderId, PortOrder } from './order.ts'
import { sharedFields } from './shared-facts.ts'

export interface ApprovedChild {
  readonly number: number
  readonly id: OrderId
  readonly order: PortOrder
  readonly documents: readonly ApprovedDocument[]
  /** A keyed hash of account number and PIN. */
  readonly secretsMark: string
}

const ID_FIELD = 'order ID'

/**
 * Everything that sending, or cancelling, a whole bulk order would make true: its own facts, and each
 * child with its numbers, contents and documents, under the child's number.
 */
export function approvedBulkContent(
  operation: 'submit' | 'cancel',
  { bulk, children }: { readonly bulk: BulkOrder; readonly children: readonly ApprovedChild[] },
): ApprovedContent {
  return {
    ...present({ 'customer order id': bulk.customerOrderId }),
    ...sharedFields(bulk),
    ...byPath(bulk.otherElements),
    ...byPath(bulk.unshownElements),
    ...(operation === 'cancel' && { status: bulk.status }),
    ...Object.fromEntries(children.flatMap((child) => entriesOf(operation, child))),
  }
}

function entriesOf(
  operation: 'submit' | 'cancel',
  { number, id, order, documents, secretsMark }: ApprovedChild,
): readonly (readonly [string, string])[] {
  const content = approvedContent(operation, order, { documents, secretsMark })
  return Object.entries({ [ID_FIELD]: id, ...content }).map(([field, value]) => [
    `#${number}: ${field}`,
    value,
  ])
}

/**
 * As `contentDifferences`, for a bulk order or a single one; a child that came or went is one difference,
 * announced with its numbers.
 */
export function bulkContentDifferences(
  before: ApprovedContent,
  after: ApprovedContent,
): readonly ContentDifference[] {
  const [earlier, now] = [childrenIn(before), childrenIn(after)]
  const isWhole = (child: string): boolean => earlier.has(child) !== now.has(child)
  const reported = new Set<string>()
  return contentDifferences(before, after).flatMap((difference) => {
    const child = childOf(difference.field)
    if (child === null || !isWhole(child)) return [difference]
    if (reported.has(child)) return []
    reported.add(child)
    const numbers = `${child}: numbers`
    return [{ field: child, before: before[numbers] ?? null, after: after[numbers] ?? null }]
  })
}

/** What a content holds of one child, by the names that its fields have alone. */
export function childContent(content: ApprovedContent, number: number): ApprovedContent {
  const before = `#${number}: `
  return Object.fromEntries(
    Object.entries(content).flatMap(([field, value]) =>
      field.startsWith(before) ? [[field.slice(before.length), value]] : [],
    ),
  )
}

function childrenIn(content: ApprovedContent): ReadonlySet<string> {
  return new Set(
    Object.keys(content)
      .map(childOf)
      .filter((child) => child !== null),
  )
}

/** `#1043` of `#1043: site` */
function childOf(field: string): string | null {
  return /^(#\d+): /.exec(field)?.[1] ?? null
}
