import type { Button } from '@slack/types'
import type { OrderView } from '../../desk/view-order.ts'
import { isReady } from '../../porting/readiness.ts'
import { isDraft, ruleFor, type DeskAction } from '../../porting/status.ts'
import { awaited, changesOf } from '../../porting/supplement.ts'
import type { Ending, SeenOrder, TrackedOrder } from '../../store/orders.ts'
import {
  addLoa,
  changeOrder,
  detachChild,
  editOrder,
  extendDraft,
  handOverOrder,
  recreateDraft,
  recreateOrder,
  refreshButton,
  seeNumbers,
  startAgain,
  submitOrder,
} from '../controls/order-controls.ts'
import { changeButtons, changeInDoubt } from './change-buttons.ts'
import type { Actions, Offer } from './offered.ts'
import { activationButtons, cancelButton, isAsked, validationButtons } from './order-buttons.ts'
import { ASKED, noteActions, tooEarlyToExtend } from './shared-actions.ts'

/** An order as Bandwidth shows it, with all that is known beside it. */
interface ShownOrder {
  readonly view: OrderView
  readonly order: SeenOrder
}

/** What is left to do with one that ended. */
type AfterEnding = Record<Ending, (order: TrackedOrder) => Button[]>

/** Every action on an order; a new action needs only a row here. */
const ACTIONS = {
  fix: {
    group: 'change',
    label: 'Fix',
    offer: ({ view, order }) =>
      order.seen.status === 'EXCEPTION' ? changeButtons(view, order) : [],
  },
  edit: {
    group: 'change',
    label: 'Edit order',
    offer: ({ order }) => (may(order, 'edit') ? [editOrder.draw(order)] : []),
  },
  date: { group: 'change', label: 'Change date', offer: dateOffer },
  change: { group: 'change', label: 'Change order', offer: changeOffer },
  validation: {
    group: 'change',
    label: 'Recheck numbers',
    offer: ({ order }) => (may(order, 'retry-validation') ? validationButtons(order) : []),
  },
  attach: {
    group: 'documents',
    label: 'Add LOA',
    offer: ({ view, order }) =>
      may(order, 'attach') ? [addLoa.draw(order)] : notNow({ view, order }),
  },
  submit: { group: 'go', label: 'Request approval', offer: submitOffer },
  activate: { group: 'go', label: 'Activate now', offer: activateOffer },
  keep: { group: 'go', label: 'Keep draft 2 days', offer: extendOffer },
  ...noteActions(({ order }) => (may(order, 'note') ? order : null)),
  refresh: { group: 'view', label: 'Refresh', offer: ({ order }) => [refreshButton.draw(order)] },
  'hand-over': {
    group: 'view',
    label: 'Hand over',
    offer: ({ order }) => [handOverOrder.draw(order)],
  },
  numbers: {
    group: 'view',
    label: 'Show all numbers',
    offer: ({ order }) => [seeNumbers.draw(order)],
  },
  detach: { group: 'end', label: 'Detach', offer: () => [] },
  recreate: { group: 'end', label: 'Cancel and recreate', offer: recreateOffer },
  cancel: { group: 'end', label: 'Request cancel', offer: cancelOffer },
} satisfies Actions<string, ShownOrder>

export type OrderAction = keyof typeof ACTIONS
type OrderActions = Actions<OrderAction, ShownOrder>

const AFTER: AfterEnding = {
  complete: () => [],
  cancelled: () => [],
  swept: (order) => [recreateDraft.draw(order)],
  regrouped: () => [],
  deleted: (order) => [startAgain.draw(order)],
  'never-made': (order) => [startAgain.draw(order)],
}

function actionsOfChild(bulkNumber: number): OrderActions {
  return {
    ...ACTIONS,
    submit: {
      ...ACTIONS.submit,
      offer: ({ order }) =>
        isDraft(order.seen.status) ? { closed: `it submits with #${bulkNumber}` } : [],
    },
    'hand-over': {
      ...ACTIONS['hand-over'],
      offer: () => ({ closed: `goes with bulk order #${bulkNumber}` }),
    },
    detach: { ...ACTIONS.detach, offer: ({ order }) => [detachChild.draw(order, bulkNumber)] },
  }
}

const AFTER_OF_CHILD: AfterEnding = {
  ...AFTER,
  // An order that was removed from a bulk order can only be sent again alone.
  cancelled: (order) => [startAgain.draw(order)],
  // It is recreated with the bulk order.
  swept: () => [],
}

/** The actions on an order, stand-alone or submitted with its bulk order. */
export function offeredFor({ bulkNumber }: TrackedOrder): {
  readonly actions: OrderActions
  readonly after: AfterEnding
} {
  return bulkNumber === null
    ? { actions: ACTIONS, after: AFTER }
    : { actions: actionsOfChild(bulkNumber), after: AFTER_OF_CHILD }
}

/** The most likely actions for the order's status that are possible now. */
export function likeliestFor({ view, order }: ShownOrder): readonly OrderAction[] {
  switch (ruleFor(order.seen.status).stage) {
    case 'draft':
      return isReady(view.readiness)
        ? ['keep', 'submit', 'edit', 'attach']
        : ['keep', 'validation', 'edit', 'attach', 'submit', 'detach']
    case 'foc':
      return ['activate', 'date', 'attach', 'refresh']
    case 'submitted':
    case 'activation':
    case 'live':
    case 'stopped':
      return ['fix', 'validation', 'attach', 'change', 'refresh']
  }
}

function may({ seen }: SeenOrder, action: DeskAction): boolean {
  return ruleFor(seen.status).may.includes(action)
}

function dateOffer({ view, order }: ShownOrder): Offer {
  const isAgreed = order.seen.status === 'FOC'
  return changeOf(view, order, 'requestedFocDate', () =>
    changeOrder.draw(order, 'date', isAgreed ? 'Request date change' : dateLabel(order)),
  )
}

/** A rejected order can be sent again without any other change. */
function dateLabel({ seen }: SeenOrder): string {
  return seen.status === 'EXCEPTION' ? 'Resend' : 'Change date'
}

function changeOffer({ view, order }: ShownOrder): Offer {
  // With an FOC the date is all, but for where the numbers go.
  return changeOf(view, order, 'siteId', () => changeOrder.draw(order, 'all', 'Change order'))
}

function changeOf(
  view: OrderView,
  { seen }: SeenOrder,
  field: 'requestedFocDate' | 'siteId',
  draw: () => Button,
): Offer {
  if (isDraft(seen.status)) return []
  if (isAsked(view, 'change')) return ASKED
  if (changeInDoubt(view.intents) !== undefined) return IN_DOUBT
  // How many changes there were is asked of Bandwidth when the form opens.
  const offer = changesOf(seen, { now: view.now, changesSinceFoc: 0 })[field]
  return typeof offer === 'object' && 'closed' in offer ? offer : [draw()]
}

function submitOffer({ view, order }: ShownOrder): Offer {
  const { seen } = order
  if (!isDraft(seen.status)) return []
  if (isAsked(view, 'submit')) return ASKED
  if (may(order, 'submit')) return [submitOrder.draw(order)]
  return seen.status === 'VALIDATE_DRAFT_TFNS'
    ? { closed: 'Bandwidth is still checking the numbers' }
    : { closed: 'its numbers failed the check' }
}

function activateOffer({ view, order }: ShownOrder): Offer {
  const { activation, runs } = view
  if (isDraft(order.seen.status) || activation === null) return []
  if (!may(order, 'activate')) return { closed: 'possible once there is an FOC date' }
  const buttons = activationButtons(view, order)
  if (buttons.length > 0) return buttons
  if (runs.length > 0) return { closed: 'its activation was sent already' }
  if (isAsked(view, 'activate')) return ASKED
  const failing = activation.conditions.find(({ holds }) => !holds)
  const why = activation.instead ?? failing?.reason ?? null
  return why === null ? [] : { closed: why.replace(/\.$/, '') }
}

function extendOffer({ view: { purgesAt, now }, order }: ShownOrder): Offer {
  if (purgesAt === null || !may(order, 'keep')) return []
  return tooEarlyToExtend(purgesAt, now) ?? [extendDraft.draw(order)]
}

function cancelOffer({ view, order }: ShownOrder): Offer {
  if (may(order, 'cancel-draft')) return [cancelButton(order, null)]
  if (isAsked(view, 'cancel')) return ASKED
  return may(order, 'cancel') ? [cancelButton(order, view)] : notNow({ view, order })
}

/** While a cancellation is under way, it can be drafted again. */
function recreateOffer({ view, order }: ShownOrder): Offer {
  const { status } = order.seen
  if (isDraft(status)) return []
  return may(order, 'cancel') || status === 'REQUESTED_CANCEL'
    ? [recreateOrder.draw(order)]
    : notNow({ view, order })
}

const IN_DOUBT: Offer = { closed: 'a change was sent and doesn’t show at Bandwidth yet' }

/** Why an action that other orders allow is not possible for this one now. */
function notNow({ view: { now }, order: { seen } }: ShownOrder): Offer {
  return { closed: awaited(seen, now) ?? 'Bandwidth doesn’t list this as possible now' }
}
