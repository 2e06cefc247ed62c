import type { BulkView } from '../../src/desk/bulk/view-bulk.ts'
import { commonDate } from '../../src/porting/bulk-dates.ts'
import { sharedIn } from '../../src/porting/bulk-order.ts'
import { bulkReadiness } from '../../src/porting/bulk-readiness.ts'
import { bulkStatus, type KnownBulkStatus } from '../../src/porting/bulk-status.ts'
import type { OrderId, PortOrder } from '../../src/porting/order.ts'
import { portStatus, type KnownStatus } from '../../src/porting/status.ts'
import { longestBulk } from '../fixtures/bulk.ts'
import { focDate, HOUR, MINUTE, NOW, portOrder, trackedOrder } from '../fixtures/orders.ts'

export const WRONG_ADDRESS = { code: '7402', description: 'Address mismatch', numbers: [] } as const

/** How its orders stand, where it has any. */
const ORDERS_OF: Partial<Record<KnownBulkStatus, readonly KnownStatus[]>> = {
  VALID_DRAFT_TNS: ['DRAFT', 'DRAFT', 'DRAFT', 'DRAFT', 'DRAFT', 'DRAFT', 'DRAFT'],
  IN_PROGRESS: ['FOC', 'FOC', 'FOC', 'FOC', 'FOC', 'SUBMITTED', 'SUBMITTED'],
  NEEDS_ATTENTION: ['FOC', 'FOC', 'FOC', 'FOC', 'FOC', 'SUBMITTED', 'EXCEPTION'],
}
const CARRIERS = ['Frontier', 'Windstream', 'Lumen']

/** 312 numbers of Acme Corp, in seven orders once they are split. */
export function usualBulk(status: KnownBulkStatus): BulkView {
  const view = longestBulk(status, 'Acme Corp')
  const orders = (ORDERS_OF[status] ?? []).map(childOrder)
  const numbered = orders.map((order, at) => ({ number: 1043 + at, order, documents: [] }))
  const account = {
    portable: [],
    checking: [],
    children: orders.map(({ id, numbers }) => ({ id, numbers })),
    refused: status === 'INVALID_DRAFT_TNS' ? view.account.refused.slice(0, 3) : [],
  }
  const split = bulkReadiness({
    now: NOW,
    calendar: view.calendar,
    status: bulkStatus(status),

    numbers: account,
    requestedFocDate: null,
    children: numbered,
  })
  const bulk = childOrder('DRAFT', 0)
  const isChecking = status === 'VALIDATE_DRAFT_TNS'
  return {
    ...view,
    bulk: {
      ...view.bulk,
      shared: sharedIn(bulk),
      seen: view.bulk.seen && { ...view.bulk.seen, ...sharedIn(bulk) },
      list: isChecking
        ? { is: 'in-check', since: NOW - 4 * MINUTE, done: null }
        : { is: 'checked', givenAt: NOW - HOUR },
    },

    account,
    readFrom: null,
    vendorFailed: false,
    approvals: [],
    documents: [],
    children: orders.map((order, at) => childView(order, at, split.children[at]?.missing ?? [])),
    dates: commonDate(
      numbered.map(({ number, order }) => ({ ...order, number, carrierFocDate: null })),
    ),
    readiness: split,
    purgesAt: status.includes('DRAFT') ? NOW + 40 * HOUR : null,
    counts: { all: 312, local: 290, tollFree: 22 },
  }
}

function childOrder(status: KnownStatus, at: number): PortOrder {
  const { losingCarrier, subscriber } = portOrder()
  return portOrder({
    id: `order-${1043 + at}` as OrderId,
    status: portStatus(status),
    losingCarrier: { ...losingCarrier, name: CARRIERS[at % CARRIERS.length] ?? null },
    actualFocDate: status === 'FOC' ? focDate('2026-12-09') : null,
    requestedFocDate: focDate('2026-12-08'),
    subscriber: { ...subscriber, businessName: 'Acme Corp' },
    ...(status === 'DRAFT' && at >= 5 && { billingTelephoneNumber: null }),
  })
}

function childView(
  seen: PortOrder,
  at: number,
  missing: readonly string[],
): BulkView['children'][number] {
  const isRejected = seen.status === 'EXCEPTION'
  return {
    tracked: { ...trackedOrder({ seen }), number: 1043 + at, bulkNumber: 1042 },
    missing,
    files: at < 5 ? [{ name: `loa-${at + 1}.pdf`, isLoa: true }] : [],
    errors: isRejected ? [{ ...WRONG_ADDRESS, orderId: seen.id }] : [],
    needsAttention: isRejected || missing.length > 0,

    warnings: [],
    activation: null,
    resentAs: null,

    isActivationAsked: false,
    isPreApproved: false,
  }
}
