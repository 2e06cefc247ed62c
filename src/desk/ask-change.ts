import { needsApprover } from '../porting/change-approval.ts'
import type { ContentDifference } from '../porting/approval.ts'
import { changeWarnings, type ChangeFacts } from '../porting/supplement.ts'
import type { SeenOrder } from '../store/orders.ts'
import type { Approval, AskedChange } from '../store/approvals.ts'
import { askApprovalLocked } from './ask-approval.ts'
import { changeFacts } from './change-facts.ts'
import { changeUnknown, secretsOfChangeErased } from './change-refusals.ts'
import {
  changedSecrets,
  changing,
  checked,
  differencesOf,
  refuseWhileInDoubt,
  whatCameOf,
  type RequestedChange,
} from './change-order.ts'
import type { Desk } from './desk.ts'
import { freshOrder } from './order-kind.ts'
import { attemptLocked } from './proven-change.ts'

export type ChangeResult =
  | { readonly kind: 'asked'; readonly approval: Approval }
  /** `sent`: it does not show yet, or no answer came; the thread will show the outcome. */
  | {
      readonly kind: 'shown' | 'sent' | 'not-carried-out'
      readonly differences: readonly ContentDifference[]
    }

/**
 * Change a submitted order: at once, or through an approver when coordinators may not make this change.
 *
 * @throws Refusal when a part can't be changed or nothing would change; RefusedByBandwidth with its errors.
 */
export function changeOrder(
  desk: Desk,
  {
    number,
    by,
    refuseUnlessMeant = () => undefined,
    ...typed
  }: RequestedChange & {
    readonly number: number
    readonly by: string
    /** Checked against the order as it is read then. */
    readonly refuseUnlessMeant?: (order: SeenOrder) => void
  },
): Promise<ChangeResult> {
  return desk.locks.hold(number, async () => {
    const order = await freshOrder(desk, number, { documents: false })
    refuseUnlessMeant(order)
    await refuseWhileInDoubt(desk, number)
    const facts = await changeFacts(desk, order)
    const requested = { ...typed, secrets: changedSecrets(typed.secrets, order.secrets) }
    const content = checked(order, requested, facts)
    const { approveChanges: approve } = desk.settings
    if (needsApprover(order.seen, content, { now: facts.now, approve })) {
      return { kind: 'asked', approval: await askFor(desk, order, requested, { by, facts }) }
    }
    const differences = differencesOf(order, content, requested.secrets)
    const attempt = await attemptLocked(desk, changing(order, { ...requested, content }, null), {
      number,
      by,
    })
    return { kind: await whatCameOf(desk, attempt), differences }
  })
}

/** Request the same change again, for the order as it is now. */
export function askChangeAgain(
  desk: Desk,
  { orderNumber: number, askedBy, facts: { change } }: Approval,
  by: string,
): Promise<Approval> {
  if (change === undefined) throw changeUnknown(number)
  if (change.hasSecrets) throw secretsOfChangeErased(number)
  return desk.locks.hold(number, async () => {
    const order = await freshOrder(desk, number, { documents: false })
    const requested = { fields: new Set(change.fields), content: change.content, secrets: null }
    const askedBefore = [...new Set([...(change.askedBefore ?? []), askedBy])]
    return askFor(desk, order, requested, {
      by,
      askedBefore,
      facts: await changeFacts(desk, order),
    })
  })
}

function askFor(
  desk: Desk,
  order: SeenOrder,
  requested: RequestedChange,
  {
    by,
    facts,
    askedBefore = [],
  }: {
    readonly by: string
    readonly facts: ChangeFacts
    readonly askedBefore?: readonly string[]
  },
): Promise<Approval> {
  const { calendar } = desk.settings
  const { secrets } = requested
  const content = checked(order, requested, facts)
  const change: AskedChange = {
    fields: [...requested.fields],
    content,
    hasSecrets: secrets !== null,
    secrets: secrets && desk.seal.closeBriefly(secrets),
    differences: differencesOf(order, content, secrets),
    askedBefore,
    warnings: changeWarnings(order.seen, { ...facts, calendar }),
  }
  return askApprovalLocked(desk, { number: order.number, by, operation: 'change', change })
}
