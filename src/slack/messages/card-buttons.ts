import type { Button } from '@slack/types'
import type { OrderView } from '../../desk/view-order.ts'
import { standingOf } from '../../porting/standing.ts'
import { ruleFor } from '../../porting/status.ts'
import { isSeen } from '../../store/orders.ts'
import { refreshButton, moreActions, seeNumbers } from '../controls/order-controls.ts'
import { groupsOf, onCard, openOf, type OfferedGroup } from './offered.ts'
import { likeliestFor, offeredFor } from './order-actions.ts'

/** The most likely actions for the order now; one of the buttons shows all others. */
export function orderButtons(view: OrderView): Button[] {
  const { tracked } = view
  const standing = standingOf(tracked)
  const { actions, after } = offeredFor(tracked)
  if (standing.is === 'ended') return after[standing.how](tracked)
  if (!isSeen(tracked)) return standing.is === 'made' ? [refreshButton.draw(tracked)] : []
  const shown = { view, order: tracked }
  const { waitsFor } = ruleFor(tracked.seen.status)
  if (waitsFor === 'nobody') return []
  const isAnApproversMove = view.approvals.some(({ state }) => state === 'open')
  const isRejected = tracked.seen.status === 'EXCEPTION'
  return onCard(openOf(actions, likeliestFor(shown), shown), {
    more: moreActions.draw(tracked),
    last: isRejected ? openOf(actions, ['cancel'], shown) : [],
    leads: !isAnApproversMove && (waitsFor === 'coordinator' || view.activation?.allowed === true),
  })
}

/** Everything that can be done with it, and what can't be now. */
export function orderGroups(view: OrderView): readonly OfferedGroup[] {
  const { tracked } = view
  const standing = standingOf(tracked)
  const { actions, after } = offeredFor(tracked)
  if (standing.is === 'seen' && isSeen(tracked)) {
    return groupsOf(actions, { view, order: tracked })
  }
  const left = standing.is === 'ended' ? after[standing.how](tracked) : []
  const buttons = [...left, seeNumbers.draw(tracked)]
  return [{ title: 'View and continue', buttons, closed: [] }]
}
