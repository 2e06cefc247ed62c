import { isBandwidthError } from '../bandwidth/errors.ts'
import { isTollFreeOrder } from '../porting/port-kind.ts'
import type { PortOrder } from '../porting/order.ts'
import { isDraft } from '../porting/status.ts'
import type { TelephoneNumber } from '../porting/telephone-number.ts'
import {
  askBillingCarrierAgainAt,
  writeBillingCarrier,
  type BillingCarrier,
} from '../store/billing-carriers.ts'
import type { Desk } from './desk.ts'

const KNOWN_FOR_MS = 7 * 24 * 3_600_000
/** A failed check does not hold up the refreshes of the next minutes. */
const NO_ANSWER_FOR_MS = 15 * 60_000

/**
 * A BTN that stays behind is checked once, like a number to port: Bandwidth refuses an order whose BTN is
 * with another carrier only at submission. Without an answer nothing is advised.
 */
export async function learnBillingCarrier(desk: Desk, order: PortOrder): Promise<void> {
  const { billingTelephoneNumber: tn, numbers, losingCarrier, status } = order
  if (tn === null || numbers.includes(tn) || losingCarrier.spid === null) return
  if (!isDraft(status) || isTollFreeOrder(order)) return
  const now = desk.clock()
  if (now < ((await askBillingCarrierAgainAt(desk.db, tn)) ?? now)) return
  const carrier = await carrierOf(desk, tn)
  const askAgainAt = now + (carrier === undefined ? NO_ANSWER_FOR_MS : KNOWN_FOR_MS)
  await writeBillingCarrier(desk.db, tn, carrier, askAgainAt)
}

/** Null: Bandwidth does not say; undefined: there was no answer. */
async function carrierOf(
  { bandwidth }: Desk,
  tn: TelephoneNumber,
): Promise<BillingCarrier | null | undefined> {
  try {
    const { verdicts } = await bandwidth.checkNumbers([tn])
    const [verdict] = verdicts
    const route = verdict?.kind === 'portable' ? verdict.route : null
    const carrier = route?.type === 'local' ? route.carrier : null
    const spid = carrier?.spid ?? null
    return spid === null ? null : { spid, name: carrier?.name ?? null }
  } catch (error) {
    if (!isBandwidthError(error)) throw error
    return undefined
  }
}
