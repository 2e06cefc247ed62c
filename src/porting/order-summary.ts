import { inShort } from './causes.ts'
import type { BulkOrder, SharedFacts } from './bulk-order.ts'
import { isBulkDraft } from './bulk-status.ts'
import type { CalendarDay, Instant } from './calendar.ts'
import { purgesAt } from './draft-life.ts'
import { activationMomentOf, agreedDate, agreedMoment } from './foc.ts'
import type { OrderContent, PortOrder } from './order.ts'
import { customerNames, type NamedOrder } from './order-names.ts'
import { oneLine } from './plain-text.ts'
import { isDraft, ruleFor } from './status.ts'

/** As much of an order as a line of a list says, and by what lists are sorted. */
interface OrderSummary {
  readonly customer: string | null
  /** The losing carrier or the controlling RespOrg; null while it is not known. */
  readonly carrier: string | null
  readonly numbers: number
  readonly focDay: CalendarDay | null
  /** When the numbers port on the FOC date, if nothing comes between. */
  readonly portsAt: Instant | null
  readonly requestedDay: CalendarDay | null
  /** Somebody may activate it in the hours before. */
  readonly isOnDemand: boolean
  /** When Bandwidth deletes the draft unless somebody changes it. */
  readonly draftEndsAt: Instant | null
  /** Why it was rejected or stopped. */
  readonly reason: string | null
  /** When something is expected to happen, also the carrier's answer; lists are sorted by it. */
  readonly dueAt: Instant
}

/** An order or a bulk order as lists and searches show it, without what makes it large. */
export interface ListedOrder extends OrderSummary {
  readonly number: number
  readonly token: string
  readonly kind: 'order' | 'bulk'
  /** The bulk order that it is submitted with. */
  readonly bulkNumber: number | null
  readonly channel: string
  readonly owner: string
  readonly status: string | null
  readonly endedAt: Instant | null
  readonly ending: string | null
  readonly statusSince: Instant
}

const DAY = 24 * 60 * 60_000
/** An order without any date comes up after this long. */
const WITHOUT_DATE = 14 * DAY

/** What is known of an order at one instant, as far as it is summed up. */
interface ToSumUp {
  readonly content: OrderContent
  readonly seen: PortOrder | null
  /** Of a child that has not been read yet. */
  readonly listedFrom: string | null
  readonly createdAt: Instant
  readonly statusSince: Instant | null
}

export function summaryOf(order: ToSumUp): OrderSummary {
  const { content, seen, listedFrom } = order
  const [customer = null] = customerNames(content.subscriber)
  const focDate = seen === null ? null : agreedDate(seen)
  const facts = {
    customer,
    carrier: (seen === null ? null : carrierOf(seen)) ?? listedFrom,
    numbers: content.numbers.length,
    focDay: focDate?.day ?? null,
    portsAt: seen === null ? null : agreedMoment(seen),
    requestedDay: content.requestedFocDate?.day ?? null,
    isOnDemand: content.triggered,
    draftEndsAt: seen !== null && isDraft(seen.status) ? endOf(seen) : null,
    reason: seen === null ? null : reasonOf(seen),
  }
  return { ...facts, dueAt: dueAtOf(order, facts) }
}

/** Of a bulk order: its orders' dates are theirs. */
export function bulkSummaryOf({
  shared,
  seen,
  numbers,
  createdAt,
  statusSince,
}: {
  readonly shared: SharedFacts
  readonly seen: BulkOrder | null
  readonly numbers: number
  readonly createdAt: Instant
  readonly statusSince: Instant | null
}): OrderSummary {
  const [customer = null] = customerNames(shared.subscriber)
  const { requestedFocDate } = shared
  const draftEndsAt = seen !== null && isBulkDraft(seen.status) ? endOf(seen) : null
  return {
    customer,
    carrier: null,
    numbers,
    focDay: null,
    portsAt: null,
    requestedDay: requestedFocDate?.day ?? null,
    isOnDemand: false,
    draftEndsAt,
    reason: null,
    dueAt:
      draftEndsAt ??
      (requestedFocDate === null
        ? (statusSince ?? createdAt) + WITHOUT_DATE
        : activationMomentOf(requestedFocDate)),
  }
}

/** What the people of a desk call it by. */
export function namedOrder(
  order: Pick<ToSumUp, 'content' | 'seen' | 'listedFrom'>,
  ids: readonly (string | null)[],
): Omit<NamedOrder, 'removed'> {
  const { content, seen, listedFrom } = order
  return {
    ids,
    pon: seen?.pon ?? null,
    customers: customerNames(content.subscriber),
    carriers: [seen === null ? null : carrierOf(seen), listedFrom],
    numbers: content.numbers,
  }
}

/** The losing carrier's name, or the controlling RespOrg's; null while Bandwidth shows neither. */
export function carrierOf({ losingCarrier, tollFree }: PortOrder): string | null {
  if (losingCarrier.name !== null) return oneLine(losingCarrier.name)
  const respOrg = tollFree?.controllingRespOrgId ?? null
  return respOrg === null ? null : `RespOrg ${oneLine(respOrg)}`
}

function endOf({ lastModifiedAt }: Pick<PortOrder, 'lastModifiedAt'>): Instant | null {
  return lastModifiedAt === null ? null : purgesAt(lastModifiedAt)
}

function reasonOf({ status, errors, tollFree }: PortOrder): string | null {
  const isStopped =
    ruleFor(status).stage === 'submitted' && ruleFor(status).waitsFor === 'coordinator'
  const [first] = [...errors, ...(tollFree?.validationErrors ?? [])]
  return isStopped && first !== undefined ? inShort(first) : null
}

function dueAtOf(
  { content, seen, createdAt, statusSince }: ToSumUp,
  { portsAt, draftEndsAt }: Pick<OrderSummary, 'portsAt' | 'draftEndsAt'>,
): Instant {
  const since = statusSince ?? createdAt
  if (draftEndsAt !== null) return draftEndsAt
  // A coordinator's move after the submission: it holds up everything that follows.
  if (seen !== null && ruleFor(seen.status).waitsFor === 'coordinator') return since
  if (portsAt !== null) return portsAt
  const { requestedFocDate } = content
  return requestedFocDate === null ? since + WITHOUT_DATE : activationMomentOf(requestedFocDate)
}
