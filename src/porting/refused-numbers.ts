import { causeOf } from './causes.ts'
import type { OrderContent, OrderError } from './order.ts'

/** An order without its refused numbers, if it can proceed without them; unchanged if all are refused. */
export function withoutRefused<Order extends Pick<OrderContent, 'numbers'>>(
  order: Order,
  errors: readonly OrderError[],
): Order {
  const refused = new Set(errors.filter(isAboutNumbers).flatMap(({ numbers }) => numbers))
  const numbers = order.numbers.filter((tn) => !refused.has(tn))
  return numbers.length === 0 || numbers.length === order.numbers.length
    ? order
    : { ...order, numbers }
}

function isAboutNumbers(error: OrderError): boolean {
  const { fix } = causeOf(error)
  return fix.kind === 'fields' && fix.fields.includes('numbers')
}
