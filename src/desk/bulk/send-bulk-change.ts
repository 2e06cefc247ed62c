import type { ChildError } from '../../porting/bulk-order.ts'
import { causeOf } from '../../porting/causes.ts'
import { Refusal } from '../../porting/refusal.ts'
import { findOrderWithId } from '../../store/orders.ts'
import type { Desk } from '../desk.ts'
import { bandwidthRefused, orderDeletedNow } from '../refusals.ts'
import type { WhyNot } from '../send-to-bandwidth.ts'
import { refreshBulk } from './refresh-bulk.ts'

/** @param what completes "Bandwidth would not …"; a refusal that children bring about names them. */
export function whyNotBulk(desk: Desk, number: number, what: string): WhyNot {
  return {
    async notFound() {
      // Only a part may be missing, such as one of its orders.
      const isThere = (await refreshBulk(desk, number)) !== null
      return isThere
        ? bandwidthRefused(what, { httpStatus: 404, errors: [] })
        : orderDeletedNow(number)
    },
    refused: (error) =>
      error.children.length > 0
        ? childrenRefuse(desk, what, error.children)
        : Promise.resolve(bandwidthRefused(what, error)),
  }
}

const MOST_NAMED = 10

async function childrenRefuse(
  desk: Desk,
  what: string,
  errors: readonly ChildError[],
): Promise<Refusal> {
  const named: string[] = []
  for (const { orderId, code, description } of errors.slice(0, MOST_NAMED)) {
    const child = await findOrderWithId(desk.db, orderId)
    const { clause } = causeOf({ code, description })
    named.push(`${child === undefined ? orderId : `#${child.number}`}: ${clause}`)
  }
  const more = errors.length - named.length
  const why = `${named.join(' · ')}${more > 0 ? ` · and ${more} more` : ''}.`
  return new Refusal(
    'children-refuse',
    `Bandwidth didn’t ${what}, and nothing was sent: ${why}`,
    'Fix these under “View orders”, then try again.',
    why,
  )
}
