import type { RequestType } from './transport.ts'

/** What the next calls of a Web API method, or the next downloads, meet. */
export interface CallFault {
  /** A method's name, `download`, `response_url`, or `*` for any. */
  readonly method: string
  readonly times: number
  /** An error that Slack names, or… */
  readonly error?: string
  /** …an HTTP status, with Retry-After when it is 429, or… */
  readonly status?: number
  readonly retryAfter?: number
  /** …an HTML page with status 200 in place of what was asked for, or… */
  readonly html?: boolean
  /** …it is done and its answer is lost. */
  readonly lost?: boolean
  /** Real milliseconds before anything happens. */
  readonly ms?: number
}

type DeliveryType = RequestType | 'events_api'

export const DELIVERY_TYPES: readonly DeliveryType[] = [
  'events_api',
  'slash_commands',
  'interactive',
]

/** What the next deliveries to the app meet; an event that is delayed is overtaken by others. */
export type DeliveryFault = {
  readonly delivery: DeliveryType | '*'
  readonly times: number
} & (
  | { readonly kind: 'delay'; readonly ms: number }
  | { readonly kind: 'lost-ack' }
  /** Events only. */
  | { readonly kind: 'twice' }
)

export type Faults = ReturnType<typeof createFaults>

/** Misbehaviour on request. */
export function createFaults() {
  const calls = createPlan<CallFault>()
  const deliveries = createPlan<DeliveryFault>()
  return {
    plan: (fault: CallFault) => {
      calls.add(fault)
    },
    planDelivery: (fault: DeliveryFault) => {
      deliveries.add(fault)
    },
    next: (method: string) => calls.next((fault) => [method, '*'].includes(fault.method)),
    nextDelivery: (type: DeliveryType) =>
      deliveries.next((fault) => [type, '*'].includes(fault.delivery)),
    clear(): void {
      calls.clear()
      deliveries.clear()
    },
  }
}

function createPlan<F extends { readonly times: number }>() {
  let planned: { readonly fault: F; left: number }[] = []
  return {
    add(fault: F): void {
      planned.push({ fault, left: fault.times })
    },
    next(isMeant: (fault: F) => boolean): F | undefined {
      const met = planned.find(({ fault, left }) => left > 0 && isMeant(fault))
      if (met) met.left -= 1
      return met?.fault
    },
    clear(): void {
      planned = []
    },
  }
}
