import { failedNumbers } from '../porting/failed-numbers.ts'
import { ruleFor } from '../porting/status.ts'
import type { TelephoneNumber } from '../porting/telephone-number.ts'
import { audit } from '../store/audit.ts'
import type { SeenOrder } from '../store/orders.ts'
import type { Desk } from './desk.ts'
import { editFacts, takenOutIn } from './edit-facts.ts'
import { EDIT } from './edit-order.ts'
import { ORDER } from './order-kind.ts'
import { attemptChange, type ProvableChange, type ProvenChange } from './proven-change.ts'
import { cannotRetryValidation, checkNotSeen, nothingToTakeOut } from './refusals.ts'

const WHAT = 'recheck the numbers'

/** Let Bandwidth ask the toll-free registry again, after it could not be reached. */
export const RETRY_VALIDATION: ProvenChange<SeenOrder> = {
  of: ORDER,
  kind: 'retry-validation',
  what: WHAT,
  proof: 'answer',
  isIdempotent: true,
  plan(_, order) {
    if (!mayRetry(order)) throw cannotRetryValidation(order)
    const { id, customerOrderId } = order
    return Promise.resolve({
      send: (bandwidth) => bandwidth.updateOrder(id, { customerOrderId, retryValidation: true }),
    })
  },
  // Without an answer the status is the only sign: it is no longer one in which a retry is possible.
  shows: (order) => !mayRetry(order),
  /** Bandwidth is at it; the refresh that shows the result announces it. */
  done: (db, desk, { number: orderNumber }, { by }) =>
    audit(db, { at: desk.clock(), orderNumber, by, operation: 'retry validation', facts: {} }),
  failed: ({ by }) => ({ kind: 'check-not-seen', by }),
  notKnown: checkNotSeen,
  notSeen: checkNotSeen,
}

/** Take the numbers that cannot move out of a toll-free order; recheck the rest. @returns those. */
export async function takeOutInvalid(
  desk: Desk,
  who: { readonly number: number; readonly by: string },
): Promise<readonly TelephoneNumber[]> {
  const { is, order, asked } = await attemptChange(desk, TAKE_OUT, who)
  if (is !== 'done') throw checkNotSeen(order)
  return takenOutIn(asked)
}

const TAKE_OUT: ProvableChange<SeenOrder> = {
  ...EDIT,
  what: WHAT,
  proof: 'answer-or-refresh',
  plan(_, order) {
    if (!mayRetry(order)) throw cannotRetryValidation(order)
    const { id, customerOrderId, seen } = order
    const takenOut = failedNumbers(seen)
    const leaves = new Set(takenOut)
    const numbers = seen.numbers.filter((tn) => !leaves.has(tn))
    if (numbers.length === 0 || takenOut.length === 0) throw nothingToTakeOut(order)
    return Promise.resolve({
      facts: {
        ...editFacts(seen, { ...order.content, numbers }, ['numbers']),
        operation: 'take numbers out',
      },
      send: (bandwidth) => bandwidth.updateOrder(id, { customerOrderId, content: { numbers } }),
    })
  },
}

function mayRetry({ seen }: SeenOrder): boolean {
  return ruleFor(seen.status).may.includes('retry-validation')
}
