import type { Button } from '@slack/types'
import type { OrderView } from '../../desk/view-order.ts'
import { isChangeUndone } from '../../porting/change-requests.ts'
import { fixOf } from '../../porting/causes.ts'
import type { FixField } from '../../porting/fix.ts'
import type { OrderError } from '../../porting/order.ts'
import { blackoutStartsAt } from '../../porting/foc.ts'
import type { SeenOrder } from '../../store/orders.ts'
import { addLoa, changeOrder } from '../controls/order-controls.ts'

/** What can be asked for of an order that is submitted, while nobody is asked for it yet. */
export function changeButtons({ approvals, now }: OrderView, order: SeenOrder): readonly Button[] {
  if (approvals.some(({ operation, state }) => operation === 'change' && state === 'open'))
    return []
  const { seen } = order
  if (seen.status === 'EXCEPTION') return fixButtons(order)
  if (seen.status !== 'FOC') return [changeOrder.draw(order, 'all', 'Change order')]
  const locked = blackoutStartsAt(seen)
  return locked !== null && locked <= now
    ? []
    : [changeOrder.draw(order, 'date', 'Request date change')]
}

/** The one click against what the carrier objects to. */
export function fixButtons(
  order: SeenOrder,
  errors: readonly OrderError[] = order.seen.errors,
): readonly Button[] {
  const fix = fixOf(errors)
  switch (fix.kind) {
    case 'fields':
      return [changeOrder.draw(order, 'fix', fixLabel(fix.fields))]
    case 'date':
      return [changeOrder.draw(order, 'date', 'Change date')]
    case 'document':
      return [addLoa.draw(order), changeOrder.draw(order, 'date', 'Resend')]
    case 'customer-clears':
    case 'consent':
      return [changeOrder.draw(order, 'date', 'Resend')]
    case 'ask':
      return [changeOrder.draw(order, 'all', 'Change order')]
    case 'wait':
      // What was undone can be tried again.
      return isChangeUndone(order.seen) ? [changeOrder.draw(order, 'all', 'Change order')] : []
    case 'recreate':
    case 'none':
      return []
  }
}

function fixLabel(fields: readonly FixField[]): string {
  const [field, ...more] = fields
  if (field === undefined || more.length > 0) return `Fix ${fields.length} fields`
  return field === 'numbers' ? 'Remove numbers' : `Fix ${field}`
}
