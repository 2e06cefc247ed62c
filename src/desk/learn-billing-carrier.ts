import { isBandwidthError } from '../bandwidth/errors.ts'
import { isTollFreeOrder } from '../porting/port-kind.ts'
import type { PortOrder } from '../porting/order.ts'
import { isDraft } from '../porting/status.ts'
import { billingCarrierAskedAt, writeBillingCarrier } from '../store/billing-carriers.ts'
import type { Desk } from './desk.ts'

const KNOWN_FOR_MS = 7 * 24 * 3_600_000

/**
 * A BTN that stays behind is checked once like a number to port: Bandwidth refuses an order whose BTN is
 * with another carrier only when it goes out. Without an answer nothing is advised.
 */
export async function learnBillingCarrier(desk: Desk, order: PortOrder): Promise<void> {
  const { billingTelephoneNumber: tn, numbers, losingCarrier, status } = order
  if (tn === null || numbers.includes(tn) || losingCarrier.spid === null) return
  if (!isDraft(status) || isTollFreeOrder(order)) return
  const now = desk.clock()
  const askedAt = await billingCarrierAskedAt(desk.db, tn)
  if (askedAt !== null && now - askedAt < KNOWN_FOR_MS) return
  try {
    const { verdicts } = await desk.bandwidth.checkNumbers([tn])
    const [verdict] = verdicts
    const route = verdict?.kind === 'portable' ? verdict.route : null
    const carrier = route?.type === 'local' ? route.carrier : null
    const spid = carrier?.spid ?? null
    const known = spid === null ? null : { spid, name: carrier?.name ?? null }
    await writeBillingCarrier(desk.db, tn, known, now)
  } catch (error) {
    if (!isBandwidthError(error)) throw error
  }
}
