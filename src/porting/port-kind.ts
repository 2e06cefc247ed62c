import type { PortOrder } from './order.ts'
import { areTollFree } from './telephone-number.ts'

/** How an order is carried, which decides its hours and who may activate it. */
export type PortKind =
  | 'on-net-wireline'
  | 'on-net-wireless'
  | 'off-net'
  | 'internal'
  | 'manual'
  | 'toll-free'
  | 'unknown'

interface CarriedBy {
  readonly portType: string | null
  readonly vendorName: string | null
  readonly wireless: boolean | null
}

export function localPortKind(order: PortOrder): PortKind {
  if (isTollFreeOrder(order)) return 'toll-free'
  const { portType, vendorName, losingCarrier } = order
  return portKindOf({ portType, vendorName, wireless: losingCarrier.wireless })
}

/** Also true for a draft that Bandwidth has not checked yet. */
export function isTollFreeOrder(
  order: Pick<PortOrder, 'tollFree' | 'portType' | 'numbers'>,
): boolean {
  return (
    order.tollFree !== null ||
    plainPortType(order.portType) === 'MANUALTOLLFREE' ||
    areTollFree(order.numbers)
  )
}

/** Bandwidth says AUTOMATED for on-net and off-net alike; only the vendor distinguishes them. */
export function portKindOf({ portType, vendorName, wireless }: CarriedBy): PortKind {
  switch (plainPortType(portType)) {
    case 'AUTOMATED':
      if (vendorName === null) return 'unknown'
      if (!/^bandwidth\b/i.test(vendorName)) return 'off-net'
      return wireless === true ? 'on-net-wireless' : 'on-net-wireline'
    case 'AUTOMATEDOFFNET':
      return 'off-net'
    case 'INTERNAL':
      return 'internal'
    case 'MANUAL':
    case 'MANUALOFFNET':
    case 'MANUALONNET':
      return 'manual'
    case 'MANUALTOLLFREE':
      return 'toll-free'
    default:
      return 'unknown'
  }
}

function plainPortType(portType: string | null): string {
  return (portType ?? '').replaceAll('_', '').trim().toUpperCase()
}
