import type { Button } from '@slack/types'
import type { OrderView } from '../../desk/view-order.ts'
import { dayOf } from '../../porting/calendar.ts'
import { extensionOfferedFrom } from '../../porting/draft-life.ts'
import { ruleFor, type DeskAction } from '../../porting/status.ts'
import { isSeen, type Ending, type SeenOrder, type TrackedOrder } from '../../store/orders.ts'
import {
  activateNow,
  addLoa,
  approveAhead,
  cancelOrder,
  detachChild,
  editOrder,
  extendDraft,
  refreshButton,
  recreateDraft,
  retryValidation,
  startAgain,
  submitOrder,
  takeOut,
} from '../controls/order-controls.ts'
import { changeButtons } from './change-buttons.ts'
import { standingOf } from '../../porting/standing.ts'

/** What can be done with the order right now, the likeliest first. */
export function orderButtons(view: OrderView): Button[] {
  const { tracked } = view
  const { bulkNumber } = tracked
  const isChild = bulkNumber !== null
  const standing = standingOf(tracked)
  if (standing.is === 'ended') return AFTER[standing.how](tracked, isChild)
  if (!isSeen(tracked)) return standing.is === 'made' ? [refreshButton.draw(tracked)] : []
  const { waitsFor, may, stage } = ruleFor(tracked.seen.status)
  if (waitsFor === 'nobody') return []
  // An order of a bulk order goes out with it, or is detached first.
  const own = isChild ? may.filter((action) => action !== 'submit') : may
  const buttons = eachOnce(own.flatMap((action) => BUTTONS[action](view, tracked)))
  const apart = isChild ? [detachChild.draw(tracked, bulkNumber)] : []
  return [...buttons, ...apart, ...(stage === 'draft' ? [] : [refreshButton.draw(tracked)])]
}

const AFTER: Record<Ending, (order: TrackedOrder, isChild: boolean) => Button[]> = {
  complete: () => [],
  // What a bulk order has lost can only go out again alone.
  cancelled: (order, isChild) => (isChild ? [startAgain.draw(order)] : []),
  // An order of a bulk order is made again with the whole.
  swept: (order, isChild) => (isChild ? [] : [recreateDraft.draw(order)]),
  regrouped: () => [],
  deleted: (order) => [startAgain.draw(order)],
  'never-made': (order) => [startAgain.draw(order)],
}

const BUTTONS: Record<DeskAction, (view: OrderView, order: SeenOrder) => readonly Button[]> = {
  edit: (_view, order) => [editOrder.draw(order)],
  attach: (_view, order) => [addLoa.draw(order)],
  change: changeButtons,
  submit: (view, order) => (isAskedFor('submit', view) ? [] : [submitOrder.draw(order)]),
  'cancel-draft': (_view, order) => [cancelButton(order, true)],
  cancel: (view, order) => (isAskedFor('cancel', view) ? [] : [cancelButton(order, false)]),
  activate: activationButtons,
  keep: ({ purgesAt, now }, order) =>
    purgesAt !== null && extensionOfferedFrom(purgesAt) <= now ? [extendDraft.draw(order)] : [],
  'retry-validation': (_view, order) => validationButtons(order),
  // Has no button yet.
  note: () => [],
}

/** What stands against an order may call for a button that it has anyway. */
export function eachOnce(buttons: readonly Button[]): readonly Button[] {
  const ids = buttons.map(({ action_id: id }) => id)
  return buttons.filter(({ action_id: id }, index) => ids.indexOf(id) === index)
}

/** Activate now, or while that is not possible yet approve it for its day. */
export function activationButtons(view: OrderView, order: SeenOrder): readonly Button[] {
  const { activation, approvals, runs, now } = view
  const { seen } = order
  if (activation === null || runs.length > 0 || isAskedFor('activate', view)) return []
  if (activation.allowed) return [activateNow.draw(order)]
  const { window, instead } = activation
  const isAhead = approvals.some(
    ({ operation, state }) => operation === 'activate' && state === 'granted',
  )
  const canBeAhead = seen.status === 'FOC' && seen.actualFocDate !== null && instead === null
  if (isAhead || !canBeAhead || window === null || window.closesAt <= now) return []
  return [approveAhead.draw(order, dayOf(window.opensAt))]
}

/** Numbers that did not pass can be taken out; a check that failed without naming any, tried again. */
export function validationButtons(order: SeenOrder): readonly Button[] {
  const errors = order.seen.tollFree?.validationErrors ?? []
  const names = errors.some(({ numbers }) => numbers.length > 0)
  const failed = errors.length === 0 || errors.some(({ numbers }) => numbers.length === 0)
  return [...(names ? [takeOut.draw(order)] : []), ...(failed ? [retryValidation.draw(order)] : [])]
}

/** While the order can be canceled, and nobody is asked for it yet. */
export function cancelButtons(view: OrderView, order: SeenOrder): readonly Button[] {
  const mayBe = ruleFor(order.seen.status).may.includes('cancel')
  return mayBe && !isAskedFor('cancel', view) ? [cancelButton(order, false)] : []
}

export function cancelButton(order: SeenOrder, isDraft: boolean): Button {
  return cancelOrder.draw(order, isDraft)
}

function isAskedFor(wanted: 'submit' | 'activate' | 'cancel', { approvals }: OrderView): boolean {
  return approvals.some(({ operation, state }) => operation === wanted && state === 'open')
}
