import { showEasternTime } from '../../porting/calendar.ts'
import { Refusal } from '../../porting/refusal.ts'
import { isTerminal } from '../../porting/status.ts'
import type { Outcome, SpentApproval } from '../../store/approvals.ts'
import { audit } from '../../store/audit.ts'
import { planBulk } from '../../store/plans.ts'
import { type SeenBulkOrder } from '../../store/bulk-orders.ts'
import type { SeenOrder } from '../../store/orders.ts'
import { changeApproved } from '../approved-change.ts'
import { CANCEL_ORDER } from '../cancel-order.ts'
import type { Desk } from '../desk.ts'
import { announceBulk } from './announce-bulk.ts'

/**
 * Request the cancellation of every child that has not ended, each once: Bandwidth has no call for a whole
 * bulk order, so each is canceled like a stand-alone order, under the one approval.
 */
export async function cancelBulk(
  desk: Desk,
  { number }: SeenBulkOrder,
  children: readonly SeenOrder[],
  approval: SpentApproval,
  by: string,
): Promise<Outcome> {
  const asked: number[] = []
  const unclear: number[] = []
  const refused: string[] = []
  const open = children.filter(({ seen }) => !isTerminal(seen.status))
  const toAsk = open.filter(({ seen }) => seen.status !== 'REQUESTED_CANCEL')
  for (const order of toAsk) {
    try {
      const { result } = await desk.locks.hold(order.number, () =>
        changeApproved(desk, CANCEL_ORDER, { order, approval, by }),
      )
      if (result === 'unknown') unclear.push(order.number)
      else asked.push(order.number)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      refused.push(`#${order.number}: ${error.message.replace(/\.$/, '')}`)
    }
  }
  const at = desk.clock()
  const facts = { asked: asked.length, unclear: unclear.length, refused: refused.length }
  await audit(desk.db, { at, orderNumber: number, by, operation: 'cancel', facts })
  await planBulk(desk.db, number, { nextPollAt: at, waitingSince: at })
  if (unclear.length > 0) {
    await announceBulk(desk, number, { kind: 'cancel-unclear', by, children: unclear })
  }
  const time = showEasternTime(at)
  const requested = asked.length + open.length - toAsk.length
  const says = [
    `Cancel requested for ${requested} of ${children.length} orders at ${time}. Each is canceled once its carrier confirms.`,
    ...(unclear.length > 0
      ? [`No answer for ${unclear.map((one) => `#${one}`).join(', ')}. I’m checking.`]
      : []),
    ...(refused.length > 0 ? [`Not canceled: ${refused.slice(0, 10).join(' · ')}.`] : []),
  ].join(' ')
  const result = requested > 0 ? 'requested' : unclear.length > 0 ? 'unknown' : 'refused'
  return { result, says }
}
