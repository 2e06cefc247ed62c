import type { Button } from '@slack/types'
import type { OrderView } from '../../desk/view-order.ts'
import { hoursAhead } from '../../porting/activation.ts'
import { dayOf } from '../../porting/calendar.ts'
import { cancelRisk, type Today } from '../../porting/cancel-risk.ts'
import { failedNumbers } from '../../porting/failed-numbers.ts'
import { ruleFor } from '../../porting/status.ts'
import type { ApprovalOperation } from '../../porting/approval.ts'
import type { SeenOrder } from '../../store/orders.ts'
import {
  activateNow,
  approveAhead,
  cancelOrder,
  retryValidation,
  takeOut,
} from '../controls/order-controls.ts'

/** Activate now, or while that is not possible yet approve it for its day. */
export function activationButtons(view: OrderView, order: SeenOrder): readonly Button[] {
  const { activation, approvals, runs } = view
  if (activation === null || runs.length > 0 || isAsked(view, 'activate')) return []
  if (activation.allowed) return [activateNow.draw(order)]
  const window = hoursAhead(activation)
  const isAhead = approvals.some(
    ({ operation, state }) => operation === 'activate' && state === 'granted',
  )
  if (isAhead || window === null) return []
  return [approveAhead.draw(order, dayOf(window.opensAt))]
}

/** Numbers that did not pass can be taken out; a check that failed without naming any, tried again. */
export function validationButtons(order: SeenOrder): readonly Button[] {
  const errors = order.seen.tollFree?.validationErrors ?? []
  const areNamed = failedNumbers(order.seen).length > 0
  const failed = !areNamed || errors.some(({ numbers }) => numbers.length === 0)
  return [
    ...(areNamed ? [takeOut.draw(order)] : []),
    ...(failed ? [retryValidation.draw(order)] : []),
  ]
}

/** While the order can be canceled, and nobody is asked for it yet. */
export function cancelButtons(view: OrderView, order: SeenOrder): readonly Button[] {
  const mayBe = ruleFor(order.seen.status).may.includes('cancel')
  return mayBe && !isAsked(view, 'cancel') ? [cancelButton(order, view)] : []
}

/** @param today absent for a draft. */
export function cancelButton(order: SeenOrder, today: Today | null): Button {
  const risk = today && cancelRisk(order.seen, today)
  return cancelOrder.draw(order, today === null, risk)
}

export function isAsked({ approvals }: OrderView, operation: ApprovalOperation): boolean {
  return approvals.some((one) => one.operation === operation && one.state === 'open')
}
