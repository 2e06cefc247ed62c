import { ruleFor } from '../porting/status.ts'
import type { TelephoneNumber } from '../porting/telephone-number.ts'
import { audit } from '../store/audit.ts'
import type { Intent } from '../store/intents.ts'
import type { Desk } from './desk.ts'
import { sendEdit, tellChange } from './edit-order.ts'
import { conclude } from './intend.ts'
import { lookAfterDeed } from './look-after-deed.ts'
import { lookAtOrder, type FreshLook } from './look-at-order.ts'
import { cannotRetryValidation, checkNotSeen, nothingToTakeOut, orderGoneNow } from './refusals.ts'
import { sendIntended, whyNotOrder } from './send-to-bandwidth.ts'
import { tellNewsWith } from './tell-news.ts'

const WHAT = 'check the numbers again'

interface Asked {
  readonly number: number
  readonly by: string
}

/** Let Bandwidth ask the toll-free registry again, after it could not be reached. */
export function retryValidation(desk: Desk, { number, by }: Asked): Promise<void> {
  return withInvalid(desk, number, async ({ tracked }) => {
    const { id, customerOrderId } = tracked
    const { answer, intent } = await sendIntended(
      desk,
      {
        ...{ kind: 'retry-validation', orderNumber: number, searchKey: customerOrderId },
        ...{ facts: {}, by },
      },
      () => desk.bandwidth.updateOrder(id, { customerOrderId, retryValidation: true }),
      whyNotOrder(desk, number, WHAT),
    )
    const after = await lookAfterDeed(desk, number)
    if (answer === 'unknown' && !isCheckedAgain(after)) throw checkNotSeen(tracked)
    await numbersCheckedAgain(desk, { id: intent, orderNumber: number, by })
  })
}

/** Whether the order shows a check of which no answer came. */
export async function isCheckFound(desk: Desk, intent: Intent, look: FreshLook): Promise<boolean> {
  if (!isCheckedAgain(look)) return false
  await numbersCheckedAgain(desk, intent)
  return true
}

/** Bandwidth is at it; the look that shows what comes of it tells that. */
async function numbersCheckedAgain(
  desk: Desk,
  { id, orderNumber, by }: Pick<Intent, 'id' | 'orderNumber' | 'by'>,
): Promise<void> {
  await conclude(desk, id, 'done', (db) =>
    audit(db, { at: desk.clock(), orderNumber, by, deed: 'retry validation', facts: {} }),
  )
}

/** No other check shows, and it was looked for often enough. */
export async function numbersNotCheckedAgain(
  desk: Desk,
  number: number,
  { id, by }: Intent,
): Promise<void> {
  await conclude(desk, id, 'never-happened', (db) =>
    tellNewsWith(db, desk, number, { kind: 'check-not-seen', by }),
  )
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
