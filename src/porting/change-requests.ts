import { isSameFocDate } from './foc.ts'
import type { FocDate, OrderContent, OrderError, PortOrder } from './order.ts'
import { ORDER_FIELDS } from './order-fields.ts'
import { differencesInMeaning } from './same-meaning.ts'
import type { PortStatus } from './status.ts'

/** An order as it was when a change or its cancellation was requested. */
export type StoodBefore = OrderContent & Pick<PortOrder, 'status' | 'actualFocDate' | 'errors'>

/** What became of the request. `errors` are the carrier's or Bandwidth's reasons; they may give none. */
export type ChangeAnswer =
  | {
      readonly kind: 'change-refused'
      readonly what: 'change' | 'cancel'
      readonly errors: readonly OrderError[]
      /** The agreed date, which still holds. */
      readonly focDate: FocDate | null
      /** The date that was asked for instead. */
      readonly requested: FocDate | null
    }
  | { readonly kind: 'change-accepted'; readonly focDate: FocDate | null }

const REQUESTED: ReadonlySet<PortStatus> = new Set<PortStatus>([
  'REQUESTED_SUPP',
  'REQUESTED_CANCEL',
])

/** Said of a change or a cancel that was taken and then not carried out. */
const REFUSALS: ReadonlySet<string> = new Set(['6314', '7300', '7432', '7433'])

/** Carried from one refresh to the next: with several requests, the order before the first. */
export function stoodBefore(
  stood: StoodBefore | null,
  before: PortOrder | null,
  after: PortOrder,
): StoodBefore | null {
  if (!REQUESTED.has(after.status)) return null
  return before === null || REQUESTED.has(before.status) ? stood : before
}

/**
 * The answer to a change or a cancellation between two refreshes; `null` if there is none, or if the
 * answer is a status or a date that is announced itself.
 *
 * @param stood null: the request was already there at the first refresh, so its content is unknown.
 */
export function answerTo(
  before: PortOrder,
  after: PortOrder,
  stood: StoodBefore | null,
): ChangeAnswer | null {
  if (after.status === 'EXCEPTION') {
    const wasRejected = before.status === 'EXCEPTION' || stood?.status === 'EXCEPTION'
    const isUndone = wasRejected && hasNewRefusal(before, after, stood)
    return isUndone && after.errors.every(isRefusal) ? refused('change', before, after) : null
  }
  if (after.status !== 'FOC' && after.status !== 'SUBMITTED') return null
  const isCancel = before.status === 'REQUESTED_CANCEL'
  if (isCancel || hasNewRefusal(before, after, stood)) {
    return refused(isCancel ? 'cancel' : 'change', before, after)
  }
  if (before.status !== 'REQUESTED_SUPP' || hasProgressed(before, after, stood)) return null
  const asked = stood === null ? [] : fieldsOf(stood, before)
  const lost = fieldsOf(before, after).filter((field) => asked.includes(field))
  const isAboutTheDate = stood === null || asked.includes(ORDER_FIELDS.requestedFocDate.name)
  if (lost.length > 0 || (isAboutTheDate && !isOnRequestedDay(before, after))) {
    return refused('change', before, after)
  }
  if (asked.length > 0) return { kind: 'change-accepted', focDate: after.actualFocDate }
  return stood !== null && fieldsOf(stood, after).length === 0
    ? refused('change', before, after)
    : null
}

function refused(what: 'change' | 'cancel', before: PortOrder, after: PortOrder): ChangeAnswer {
  const { requestedFocDate: requested } = before
  const { actualFocDate: focDate } = after
  const isAnother = requested !== null && focDate !== null && requested.day !== focDate.day
  return {
    kind: 'change-refused',
    what,
    errors: after.errors.filter(isRefusal),
    focDate,
    requested: what === 'change' && isAnother ? requested : null,
  }
}

/** Whether the order says of its last change that it was taken and then not carried out. */
export function isChangeUndone({ status, errors }: Pick<PortOrder, 'status' | 'errors'>): boolean {
  return status !== 'REQUESTED_SUPP' && errors.some(isRefusal)
}

function isRefusal({ code }: OrderError): boolean {
  return REFUSALS.has(code)
}

/** An error left over from an earlier refusal says nothing about this request. */
function hasNewRefusal(before: PortOrder, after: PortOrder, stood: StoodBefore | null): boolean {
  const known = new Set([...before.errors, ...(stood?.errors ?? [])].map(({ code }) => code))
  return after.errors.some(({ code }) => REFUSALS.has(code) && !known.has(code))
}

/** The date moved or came, or the order was corrected: that is announced as what it is. */
function hasProgressed(before: PortOrder, after: PortOrder, stood: StoodBefore | null): boolean {
  const hasMoved = !isSameFocDate(before.actualFocDate, after.actualFocDate)
  return hasMoved || (stood === null ? after.status === 'SUBMITTED' : stood.status === 'EXCEPTION')
}

function isOnRequestedDay(
  { requestedFocDate: requested }: PortOrder,
  { actualFocDate: agreed }: PortOrder,
): boolean {
  return requested === null || agreed === null || requested.day === agreed.day
}

function fieldsOf(before: OrderContent, after: OrderContent): readonly string[] {
  return differencesInMeaning(before, after).map(({ field }) => field)
}
