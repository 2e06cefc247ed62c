import type { Instant } from './calendar.ts'
import type { CustomerOrderId, OrderContent } from './order.ts'

interface Named {
  readonly customerOrderId: CustomerOrderId | null
  readonly createdAt: Instant | null
}

/** The names by which orders are compared. */
interface NamedOrder extends Named, Pick<OrderContent, 'numbers'> {}

/** Neither the name nor the moment in which it was made is the same. */
export function isAnotherBulk(known: Named, answered: Named): boolean {
  const [name, other] = [known.customerOrderId, answered.customerOrderId]
  const [made, answeredMade] = [known.createdAt, answered.createdAt]
  if (name === null || other === null || made === null || answeredMade === null) return false
  return name !== other && made !== answeredMade
}

/**
 * An answer does not say whose it is. Of the same order it has at least the name or one of the numbers.
 * @returns `perhaps` where it has neither and both were made in one moment.
 */
export function isAnotherOrder(known: NamedOrder, answered: NamedOrder): boolean | 'perhaps' {
  const [name, other] = [known.customerOrderId, answered.customerOrderId]
  if (name === null || other === null || name === other) return false
  const numbers = new Set(known.numbers)
  if (numbers.size === 0 || answered.numbers.length === 0) return false
  if (answered.numbers.some((tn) => numbers.has(tn))) return false
  if (known.createdAt === null || answered.createdAt === null) return 'perhaps'
  return known.createdAt === answered.createdAt ? 'perhaps' : true
}
