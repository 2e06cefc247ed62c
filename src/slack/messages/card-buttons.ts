import type { Button } from '@slack/types'
import type { OrderView } from '../../desk/view-order.ts'
import { standingOf } from '../../porting/standing.ts'
import { ruleFor } from '../../porting/status.ts'
import { isSeen, type Ending, type TrackedOrder } from '../../store/orders.ts'
import {
  refreshButton,
  recreateDraft,
  moreActions,
  seeNumbers,
  startAgain,
} from '../controls/order-controls.ts'
import { groupsOf, onCard, openOf, type OfferedGroup } from './offered.ts'
import { likeliestFor, ORDER_ACTIONS, type ShownOrder } from './order-actions.ts'

/** What is likeliest to be done with the order right now; all the rest stands behind one of them. */
export function orderButtons(view: OrderView): Button[] {
  const { tracked } = view
  const standing = standingOf(tracked)
  if (standing.is === 'ended') return afterwards(tracked, standing.how)
  if (!isSeen(tracked)) return standing.is === 'made' ? [refreshButton.draw(tracked)] : []
  const shown = { view, order: tracked }
  const { waitsFor } = ruleFor(tracked.seen.status)
  if (waitsFor === 'nobody') return []
  const isRejected = tracked.seen.status === 'EXCEPTION'
  return onCard(openOf(ORDER_ACTIONS, likeliestFor(shown), shown), {
    more: moreActions.draw(tracked),
    last: isRejected ? openOf(ORDER_ACTIONS, ['cancel'], shown) : [],
    leads: !isAnApproversMove(view) && (waitsFor === 'coordinator' || canBeActivated(shown)),
  })
}

function isAnApproversMove({ approvals }: OrderView): boolean {
  return approvals.some(({ state }) => state === 'open')
}

function canBeActivated({ view: { activation } }: ShownOrder): boolean {
  return activation?.allowed === true
}

/** Everything that can be done with it, and what can't be now. */
export function orderGroups(view: OrderView): readonly OfferedGroup[] {
  const { tracked } = view
  const standing = standingOf(tracked)
  if (standing.is === 'seen' && isSeen(tracked)) {
    return groupsOf(ORDER_ACTIONS, { view, order: tracked })
  }
  const left = standing.is === 'ended' ? afterwards(tracked, standing.how) : []
  const buttons = [...left, seeNumbers.draw(tracked)]
  return [{ title: 'Look and go on', buttons, closed: [] }]
}

function afterwards(order: TrackedOrder, ending: Ending): Button[] {
  return AFTER[ending](order, order.bulkNumber !== null)
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
