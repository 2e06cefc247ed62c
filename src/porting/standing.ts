import type { PortOrder } from './order.ts'
import { isTollFreeOrder } from './port-kind.ts'
import { knownStatus, ruleFor } from './status.ts'

/** The order stands here for seconds or minutes only; somebody may be waiting for what comes next. */
export function isPassing(order: PortOrder): boolean {
  const { status } = order
  if (status === 'VALIDATE_DRAFT_TFNS' || status === 'VALIDATE_TFNS') return true
  return isTollFreeOrder(order)
    ? // Shown for a moment before the order asks for its LOA; it may also stay so for days.
      status === 'SUBMITTED'
    : // Kept for compatibility only: it says nothing about documents.
      status === 'PENDING_DOCUMENTS'
}

/** To be read after "is": `waiting for the losing carrier`. */
export function standingWords(order: PortOrder): string {
  const { status } = order
  if (knownStatus(status) === undefined) {
    return `${status.replaceAll(/\s+/g, ' ')}, which I have no rule for`
  }
  return status === 'PENDING_DOCUMENTS' && isPassing(order)
    ? 'on its way to the losing carrier'
    : ruleFor(status).words
}
