import { ruleFor } from '../porting/status.ts'
import type { TelephoneNumber } from '../porting/telephone-number.ts'
import { audit } from '../store/audit.ts'
import { writeOrder } from '../store/orders.ts'
import type { Desk } from './desk.ts'
import { lookAfterDeed } from './look-after-deed.ts'
import { lookAtOrder, type FreshLook } from './look-at-order.ts'
import { cannotRetryValidation, checkNotSeen, nothingToTakeOut, orderGoneNow } from './refusals.ts'
import { sendToBandwidth } from './send-to-bandwidth.ts'
import { tellNews } from './tell-news.ts'

interface Asked {
  readonly number: number
  readonly by: string
}

/** Let Bandwidth ask the toll-free registry again, after it could not be reached. */
export function retryValidation(desk: Desk, { number, by }: Asked): Promise<void> {
  return withInvalid(desk, number, async ({ tracked }) => {
    const { id, customerOrderId } = tracked
    const sent = await sendToBandwidth(desk, number, 'check the numbers again', () =>
      desk.bandwidth.updateOrder(id, { customerOrderId, retryValidation: true }),
    )
    const at = desk.clock()
    const facts = { answer: sent }
    await audit(desk.db, { at, orderNumber: number, by, deed: 'retry validation', facts })
    const after = await lookAfterDeed(desk, number)
    if (sent === 'unknown' && !isCheckedAgain(after)) throw checkNotSeen(tracked)
  })
}

/**
 * Leave the numbers that cannot move out of a toll-free order, and have the rest checked again.
 * @returns what was taken out.
 */
export function takeOutInvalid(
  desk: Desk,
  { number, by }: Asked,
): Promise<readonly TelephoneNumber[]> {
  return withInvalid(desk, number, async ({ tracked }) => {
    const bad = new Set((tracked.seen.tollFree?.validationErrors ?? []).flatMap((e) => e.numbers))
    const numbers = tracked.seen.numbers.filter((tn) => !bad.has(tn))
    if (numbers.length === 0 || numbers.length === tracked.seen.numbers.length) {
      throw nothingToTakeOut(tracked)
    }
    const { id, customerOrderId } = tracked
    const sent = await sendToBandwidth(desk, number, 'check the numbers again', () =>
      desk.bandwidth.updateOrder(id, { customerOrderId, content: { numbers } }),
    )
    const at = desk.clock()
    await writeOrder(desk.db, number, { changedBy: [...tracked.changedBy, { by, at }] })
    const facts = { takenOut: tracked.seen.numbers.length - numbers.length, answer: sent }
    await audit(desk.db, { at, orderNumber: number, by, deed: 'take numbers out', facts })
    const after = await lookAfterDeed(desk, number)
    if (sent === 'unknown' && !isCheckedAgain(after)) throw checkNotSeen(tracked)
    await tellNews(desk, number, { kind: 'edited', by, fields: ['numbers'] })
    return tracked.seen.numbers.filter((tn) => bad.has(tn))
  })
}

/** Without an answer only the order tells: it has left the state in which it can be asked to. */
function isCheckedAgain(after: FreshLook | null | undefined): boolean {
  return after != null && !ruleFor(after.tracked.seen.status).may.includes('retry-validation')
}

function withInvalid<Result>(
  desk: Desk,
  number: number,
  deed: (look: FreshLook) => Promise<Result>,
): Promise<Result> {
  return desk.locks.hold(number, async () => {
    const look = await lookAtOrder(desk, number)
    if (look === null) throw orderGoneNow(number)
    if (!ruleFor(look.tracked.seen.status).may.includes('retry-validation')) {
      throw cannotRetryValidation(look.tracked)
    }
    return deed(look)
  })
}
