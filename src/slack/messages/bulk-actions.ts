import type { Button } from '@slack/types'
import { aheadTogether } from '../../desk/approve-all-ahead.ts'
import { canBeActivated, type BulkView, type ChildView } from '../../desk/bulk/view-bulk.ts'
import { bulkRuleFor, isBulkDraft, type BulkAction } from '../../porting/bulk-status.ts'
import { standingOf, isAlive } from '../../porting/standing.ts'
import { isSeenBulk, type SeenBulkOrder, type TrackedBulk } from '../../store/bulk-orders.ts'
import {
  activateAll,
  approveAllAhead,
  breakdown,
  cancelBulk,
  changeNumbers,
  childrenCsv,
  chooseAhead,
  chooseToActivate,
  editShared,
  extendBulk,
  refreshBulkButton,
  recreateBulk,
  retryCheck,
  submitBulk,
  takeOutRefused,
} from '../controls/bulk-controls.ts'
import { handOverOrder, moreActions } from '../controls/order-controls.ts'
import { whyNotExtended } from './bulk-extension.ts'
import { isBulkReady } from './bulk-missing.ts'
import { groupsOf, onCard, openOf, type Actions, type Offer, type OfferedGroup } from './offered.ts'
import { bulkCancelRisk, numbersIn } from '../words/bulk-words.ts'
import { ASKED, noteActions, tooEarlyToExtend } from './shared-actions.ts'

interface ShownBulk {
  readonly view: BulkView
  readonly bulk: SeenBulkOrder
}

/** Everything that can be done with a bulk order; actions on one of its orders are with that order. */
export const BULK_ACTIONS = {
  'take-out': {
    group: 'change',
    label: 'Remove numbers',
    offer: ({ view: { account }, bulk }) =>
      may(bulk, 'change-numbers') && account.refused.length > 0
        ? [takeOutRefused.draw(bulk, account.refused.length)]
        : [],
  },
  validation: {
    group: 'change',
    label: 'Recheck numbers',
    offer: ({ view, bulk }) =>
      may(bulk, 'retry-validation') && view.vendorFailed ? [retryCheck.draw(bulk)] : [],
  },
  shared: {
    group: 'change',
    label: 'Edit shared details',
    offer: ({ bulk }) => (may(bulk, 'edit-shared') ? [editShared.draw(bulk)] : fixedBy(bulk)),
  },
  numbers: {
    group: 'change',
    label: 'Edit numbers',
    offer: ({ bulk }) => (may(bulk, 'change-numbers') ? [changeNumbers.draw(bulk)] : fixedBy(bulk)),
  },
  breakdown: {
    group: 'documents',
    label: 'View orders',
    offer: ({ view: { children }, bulk }) => (children.length > 0 ? [breakdown.draw(bulk)] : []),
  },
  table: {
    group: 'documents',
    label: 'Download CSV',
    offer: ({ view: { children }, bulk }) =>
      may(bulk, 'edit-children') && children.length > 0 && isBulkDraft(bulk.seen.status)
        ? [childrenCsv.draw(bulk)]
        : [],
  },
  submit: { group: 'go', label: 'Request approval', offer: submitOffer },
  activate: { group: 'go', label: 'Activate all', offer: activateOffer },
  keep: { group: 'go', label: 'Keep draft 2 days', offer: extendOffer },
  ...noteActions(({ bulk }) => (may(bulk, 'note') ? bulk : null)),
  'hand-over': {
    group: 'view',
    label: 'Hand over',
    offer: ({ bulk }) => [handOverOrder.draw(bulk)],
  },
  refresh: { group: 'view', label: 'Refresh', offer: ({ bulk }) => [refreshBulkButton.draw(bulk)] },
  end: { group: 'end', label: 'Request cancel', offer: endOffer },
} satisfies Actions<string, ShownBulk>

export type BulkActionName = keyof typeof BULK_ACTIONS

/** The most likely actions for the bulk order now; one of the buttons shows all others. */
export function bulkButtons(view: BulkView): Button[] {
  const { bulk, children } = view
  const standing = standingOf(bulk)
  switch (standing.is) {
    case 'asked':
    case 'asked-again':
      return []
    case 'made':
      return [refreshBulkButton.draw(bulk)]
    case 'ended':
      if (standing.how === 'swept') return [recreateBulk.draw(bulk)]
      return children.length > 0 ? [breakdown.draw(bulk)] : []
    case 'seen':
      return isSeenBulk(bulk) ? buttonsOf({ view, bulk }) : []
  }
}

function buttonsOf(shown: ShownBulk): Button[] {
  const { view, bulk } = shown
  const isYourMove = isBulkDraft(bulk.seen.status) && bulk.seen.status !== 'VALIDATE_DRAFT_TNS'
  return onCard(openOf(BULK_ACTIONS, likeliestFor(shown), shown), {
    more: moreActions.draw(view.bulk),
    leads: isYourMove || bulk.seen.status === 'NEEDS_ATTENTION',
  })
}

function likeliestFor({ view, bulk }: ShownBulk): readonly BulkActionName[] {
  if (!isBulkDraft(bulk.seen.status)) return ['activate', 'breakdown', 'refresh', 'end']
  return isBulkReady(view)
    ? ['keep', 'submit', 'breakdown', 'shared', 'numbers']
    : ['keep', 'take-out', 'validation', 'breakdown', 'shared', 'numbers', 'submit']
}

/** Everything that can be done with it, and what can't be now. */
export function bulkGroups(view: BulkView): readonly OfferedGroup[] {
  const { bulk } = view
  if (standingOf(bulk).is === 'seen' && isSeenBulk(bulk)) {
    return groupsOf(BULK_ACTIONS, { view, bulk })
  }
  const buttons = bulkButtons(view)
  return buttons.length === 0 ? [] : [{ title: 'View and continue', buttons, closed: [] }]
}

function may({ seen }: SeenBulkOrder, action: BulkAction): boolean {
  return bulkRuleFor(seen.status).may.includes(action)
}

function fixedBy({ seen }: SeenBulkOrder): Offer {
  return {
    closed: isBulkDraft(seen.status)
      ? 'Bandwidth is still checking the numbers'
      : 'locked after submit, change each order instead',
  }
}

function submitOffer({ view, bulk }: ShownBulk): Offer {
  if (!isBulkDraft(bulk.seen.status)) return []
  if (isAsked(view, 'submit')) return ASKED
  if (may(bulk, 'submit')) return [submitBulk.draw(bulk, isBulkReady(view))]
  return {
    closed:
      bulk.seen.status === 'VALIDATE_DRAFT_TNS'
        ? 'Bandwidth is still checking the numbers'
        : 'its numbers aren’t split into orders yet',
  }
}

function activateOffer({ view: { children }, bulk }: ShownBulk): Offer {
  const dated = children.filter(({ activation }) => activation !== null)
  if (dated.length === 0) return []
  const buttons = [...nowButtons(bulk, dated), ...aheadButtons(bulk, dated)]
  if (buttons.length > 0) return buttons
  if (dated.some(({ isActivationAsked }) => isActivationAsked)) return ASKED
  return { closed: 'none of its orders can be activated now' }
}

/** One request for all that can go now, or for those that are chosen. */
export function nowButtons(bulk: TrackedBulk, children: readonly ChildView[]): readonly Button[] {
  const possible = children.filter(canBeActivated)
  if (possible.length === 0) return []
  const all = activateAll.draw(bulk, { orders: possible.length, numbers: numbersIn(possible) })
  return possible.length === 1 ? [all] : [all, chooseToActivate.draw(bulk)]
}

function aheadButtons(bulk: TrackedBulk, children: readonly ChildView[]): readonly Button[] {
  const together = aheadTogether(children)
  if (together === null) return []
  const { day, digest, children: some } = together
  const all = approveAllAhead.draw(bulk, {
    day,
    digest,
    orders: some.length,
    numbers: numbersIn(some),
  })
  return some.length === 1 ? [all] : [all, chooseAhead.draw(bulk)]
}

function extendOffer({ view, bulk }: ShownBulk): Offer {
  const { purgesAt, now } = view
  if (purgesAt === null || !may(bulk, 'keep')) return []
  return tooEarlyToExtend(purgesAt, now) ?? whyNotExtended(view)?.buttons ?? [extendBulk.draw(bulk)]
}

/** No part of a draft is at a carrier yet, so no approval is needed. */
export function deleteDraft({ bulk, counts, children }: BulkView): Button {
  return cancelBulk.draw(bulk, { draft: true, numbers: counts.all, orders: children.length })
}

function endOffer({ view, bulk }: ShownBulk): Offer {
  const { counts, children } = view
  if (may(bulk, 'delete')) return [deleteDraft(view)]
  if (!may(bulk, 'cancel')) return []
  if (isAsked(view, 'cancel')) return ASKED
  const living = children.filter(({ tracked }) => isAlive(tracked))
  if (living.every(({ tracked }) => tracked.seen?.status === 'REQUESTED_CANCEL')) {
    return { closed: 'a cancel is requested for every order' }
  }
  const risk = bulkCancelRisk(view)
  return [cancelBulk.draw(bulk, { draft: false, numbers: counts.all, orders: living.length, risk })]
}

function isAsked({ approvals }: BulkView, requested: 'submit' | 'cancel'): boolean {
  return approvals.some(({ operation, state }) => operation === requested && state === 'open')
}
