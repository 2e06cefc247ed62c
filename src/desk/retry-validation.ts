import { ruleFor } from '../porting/status.ts'
import type { TelephoneNumber } from '../porting/telephone-number.ts'
import { audit } from '../store/audit.ts'
import type { SeenOrder } from '../store/orders.ts'
import type { Desk } from './desk.ts'
import { sendEdit, tellChange } from './edit-order.ts'
import { lookAfterDeed } from './look-after-deed.ts'
import { lookAtOrder, type FreshLook } from './look-at-order.ts'
import { ORDER } from './order-kind.ts'
import type { ProvenChange } from './proven-change.ts'
import { cannotRetryValidation, checkNotSeen, nothingToTakeOut, orderGoneNow } from './refusals.ts'

const WHAT = 'check the numbers again'

interface ToAsk {
  readonly number: number
  readonly by: string
}

/** Let Bandwidth ask the toll-free registry again, after it could not be reached. */
export const RETRY_VALIDATION: ProvenChange<SeenOrder> = {
  of: ORDER,
  kind: 'retry-validation',
  what: WHAT,
  proof: 'answer',
  plan({ bandwidth }, order) {
    if (!mayRetry(order)) throw cannotRetryValidation(order)
    const { id, customerOrderId } = order
    return Promise.resolve({
      send: () => bandwidth.updateOrder(id, { customerOrderId, retryValidation: true }),
    })
  },
  // Without an answer only the order tells: it has left the state in which it can be asked to.
  shows: (order) => !mayRetry(order),
  /** Bandwidth is at it; the look that shows what comes of it tells that. */
  done: (db, desk, { number: orderNumber }, { by }) =>
    audit(db, { at: desk.clock(), orderNumber, by, deed: 'retry validation', facts: {} }),
  failed: ({ by }) => ({ kind: 'check-not-seen', by }),
  notKnown: checkNotSeen,
  notSeen: checkNotSeen,
}

/**
 * Leave the numbers that cannot move out of a toll-free order, and have the rest checked again.
 * @returns what was taken out.
 */
export function takeOutInvalid(
  desk: Desk,
  { number, by }: ToAsk,
): Promise<readonly TelephoneNumber[]> {
  return withInvalid(desk, number, async ({ tracked }) => {
    const bad = new Set((tracked.seen.tollFree?.validationErrors ?? []).flatMap((e) => e.numbers))
    const numbers = tracked.seen.numbers.filter((tn) => !bad.has(tn))
    if (numbers.length === 0 || numbers.length === tracked.seen.numbers.length) {
      throw nothingToTakeOut(tracked)
    }
    const { id, customerOrderId, seen: before } = tracked
    const fields = ['numbers']
    const { answer, intent } = await sendEdit(
      desk,
      tracked,
      { by, fields, named: fields, before, content: { ...tracked.content, numbers } },
      WHAT,
      () => desk.bandwidth.updateOrder(id, { customerOrderId, content: { numbers } }),
    )
    const at = desk.clock()
    const facts = { takenOut: tracked.seen.numbers.length - numbers.length, answer }
    await audit(desk.db, { at, orderNumber: number, by, deed: 'take numbers out', facts })
    const after = await lookAfterDeed(desk, number)
    if (answer === 'unknown' && !isCheckedAgain(after)) throw checkNotSeen(tracked)
    await tellChange(desk, number, { id: intent, by, named: fields })
    return tracked.seen.numbers.filter((tn) => bad.has(tn))
  })
}

function mayRetry({ seen }: SeenOrder): boolean {
  return ruleFor(seen.status).may.includes('retry-validation')
}

function isCheckedAgain(after: FreshLook | null | undefined): boolean {
  return after != null && !mayRetry(after.tracked)
}

function withInvalid<Result>(
  desk: Desk,
  number: number,
  deed: (look: FreshLook) => Promise<Result>,
): Promise<Result> {
  return desk.locks.hold(number, async () => {
    const look = await lookAtOrder(desk, number)
    if (look === null) throw orderGoneNow(number)
    if (!mayRetry(look.tracked)) throw cannotRetryValidation(look.tracked)
    return deed(look)
  })
}
