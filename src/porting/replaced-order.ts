import { knownStatus, type PortStatus } from './status.ts'

/** Another order has the same numbers until it is canceled; Bandwidth takes them once at a time (7205). */
export interface ReplacedOrder {
  readonly number: number
  readonly stands: 'open' | 'asked' | 'requested' | 'canceled' | 'live'
}

/** How far the end of an order is that another takes the place of. */
export function replacedStands({
  status,
  ending,
  isAsked,
}: {
  readonly status: PortStatus | null
  readonly ending: string | null
  /** An approver was asked for its cancel. */
  readonly isAsked: boolean
}): ReplacedOrder['stands'] {
  const known = status === null ? undefined : knownStatus(status)
  if (ending === 'complete' || known === 'COMPLETE') return 'live'
  if (ending !== null || known === 'CANCELLED') return 'canceled'
  if (known === 'REQUESTED_CANCEL') return 'requested'
  return isAsked ? 'asked' : 'open'
}

/** Why the replacement order can't be submitted yet; null once it can. */
export function waitsFor({ number, stands }: ReplacedOrder): string | null {
  switch (stands) {
    case 'open':
      return `Waits until #${number} is canceled. Its cancel isn’t requested. Request it on #${number}.`
    case 'asked':
      return `Waits until #${number} is canceled. An approver was asked.`
    case 'requested':
      return `Waits until #${number} is canceled. The losing carrier has to confirm it.`
    case 'live':
      return `#${number} went live, so these numbers are ported already. Delete this draft.`
    case 'canceled':
      return null
  }
}
