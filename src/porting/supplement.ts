import { dayOf, showEasternMoment, type Instant, type PortingCalendar } from './calendar.ts'
import { agreedDate, agreedMoment, blackoutStartsAt } from './foc.ts'
import type { ContentField, PortOrder, Secrets } from './order.ts'
import { EVERY_FIELD, ORDER_FIELDS, type ChangeRow } from './order-fields.ts'
import { localPortKind, type PortKind } from './port-kind.ts'
import { knownStatus, type PortStatus } from './status.ts'

/** What a change can request; the hour of a requested date is a field of its own. */
export type ChangeField = ContentField | keyof Secrets | 'requestedHour'

/** `absent`: an order like this has no such field. A reason is a clause: "fixed since it was submitted". */
export type Offer = 'open' | 'absent' | { readonly closed: string } | { readonly doubtful: string }

export interface ChangeFacts {
  readonly now: Instant
  /** Change requests since the date was agreed; null if unknown. */
  readonly changesSinceFoc: number | null
}

/** Many carriers cancel an order at the fourth. */
const MOST_CHANGES_AFTER_FOC = 3

const COLUMNS = [
  'manual',
  'manual-toll-free',
  'phase-1-toll-free',
  'on-net',
  'wireless',
  'off-net',
  'agreed-off-net',
  'internal',
  'unknown',
] as const
type SupplementColumn = (typeof COLUMNS)[number]

// + open, . closed, - absent, ? Bandwidth's own pages disagree: offered, and perhaps refused.
const TABLE: Readonly<Record<ChangeRow, string>> = {
  btn: '+ - - + . + . + ?',
  'new-btn': '+ . - + . ? . + ?',
  customer: '+ + - + . + . + ?',
  signer: '+ + + + . ? . + ?',
  account: '+ + - + + ? . + ?',
  pin: '+ . - + + ? . + ?',
  address: '+ + - + . ? . + ?',
  day: '+ + + + + + + + +',
  hour: '+ + . + + + + + ?',
  numbers: '. . + + + ? . . .',
  where: '+ + + + + + + + +',
  fixed: '. . . . . . . . .',
}

function rowOf(field: ChangeField): ChangeRow {
  return field === 'requestedHour' ? 'hour' : ORDER_FIELDS[field].change
}

export const CHANGE_FIELDS: readonly ChangeField[] = [...EVERY_FIELD, 'requestedHour']

const MAY_BE_REFUSED = 'Bandwidth may refuse this, and nothing is lost then'

/** Requests for a change since the first agreed date, from a history in any order. */
export function changesSinceFoc(
  history: readonly { readonly status: PortStatus | null; readonly at: Instant | null }[],
): number {
  const inOrder = history.toSorted((a, b) => (a.at ?? 0) - (b.at ?? 0))
  const agreedAt = inOrder.findIndex(({ status }) => status === 'FOC')
  if (agreedAt < 0) return 0
  return inOrder.slice(agreedAt).filter(({ status }) => status === 'REQUESTED_SUPP').length
}

/** The changes that may be requested for a submitted order, in its current state. */
export function changesOf(
  order: PortOrder,
  facts: ChangeFacts,
): Readonly<Record<ChangeField, Offer>> {
  return Object.fromEntries(
    CHANGE_FIELDS.map((field) => [field, offerOf(rowOf(field), order, facts)]),
  ) as Record<ChangeField, Offer>
}

/** What the asker and the approver of a change have to know, the worst first. */
export function changeWarnings(
  order: PortOrder,
  { now, changesSinceFoc, calendar }: ChangeFacts & { readonly calendar: PortingCalendar },
): readonly string[] {
  if (order.status === 'SUBMITTED') {
    return ['The order wasn’t rejected: changing it may delay it.']
  }
  const moment = agreedMoment(order)
  if (moment === null) return []
  const nth = `${countWords(changesSinceFoc)}. Many carriers cancel at the fourth.`
  const isFourth = (changesSinceFoc ?? 0) >= MOST_CHANGES_AFTER_FOC
  // A rejected one has to be corrected, whatever its old date.
  if (order.status !== 'FOC') return order.status === 'EXCEPTION' ? [nth] : []
  const isLate = moment - now < 48 * HOUR_MS
  const isOffNet = localPortKind(order) === 'off-net'
  const twoDaysOn = calendar.addBusinessDays(dayOf(now), 2)
  return [
    ...(isFourth ? [nth] : []),
    ...(isLate
      ? ['Best effort this late: the numbers may port on the old date, or lose the FOC date.']
      : []),
    ...(isOffNet && dayOf(moment) <= twoDaysOn
      ? ['Lumen may refuse this (6314). Then Bandwidth’s staff does it manually.']
      : []),
    ...(isFourth ? [] : [nth]),
  ]
}

function countWords(changes: number | null): string {
  if (changes === null) return 'I couldn’t count the changes after the FOC'
  return changes < MOST_CHANGES_AFTER_FOC
    ? `This is change ${changes + 1} of ${MOST_CHANGES_AFTER_FOC} after the FOC`
    : `There were ${changes} changes after the FOC`
}

const HOUR_MS = 3_600_000

function offerOf(row: ChangeRow, order: PortOrder, facts: ChangeFacts): Offer {
  const inColumn = offerIn(row, columnOf(order))
  if (inColumn === 'absent') return 'absent'
  const why = whyNoneNow(order, facts) ?? whyNotThis(row, order, facts)
  return why === null ? inColumn : { closed: why }
}

function offerIn(row: ChangeRow, column: SupplementColumn): Offer {
  const mark = TABLE[row].split(' ')[COLUMNS.indexOf(column)]
  if (mark === '+') return 'open'
  if (mark === '-') return 'absent'
  return mark === '?' ? { doubtful: MAY_BE_REFUSED } : { closed: FIXED }
}

/** Whose answer an order waits for, and since when; null: for none. */
export function awaited(
  { status, lastModifiedAt: since }: Pick<PortOrder, 'status' | 'lastModifiedAt'>,
  now: Instant,
): string | null {
  const asked = ASKED_FOR[status]
  if (asked === undefined) return null
  return `the losing carrier hasn’t answered ${asked}${since === null ? '' : ` since ${showEasternMoment(since, now)}`}`
}

const ASKED_FOR: Readonly<Partial<Record<PortStatus, string>>> = {
  REQUESTED_SUPP: 'the last change',
  REQUESTED_CANCEL: 'the cancel',
}

const FIXED = 'fixed since it was submitted'

/** Why nothing can be changed now; `null` if something can. */
function whyNoneNow(order: PortOrder, { now }: ChangeFacts): string | null {
  switch (knownStatus(order.status)) {
    case 'EXCEPTION':
    case 'SUBMITTED':
    case 'PENDING_DOCUMENTS':
    case 'VALIDATE_TFNS':
    case 'INVALID_TFNS':
      return null
    case 'FOC': {
      const locked = blackoutStartsAt(order)
      return locked !== null && locked <= now ? 'closed within 24 hours of going live' : null
    }
    case 'REQUESTED_SUPP':
    case 'REQUESTED_CANCEL':
      return awaited(order, now)
    case 'COMPLETE':
      return 'the order is live'
    case 'CANCELLED':
      return 'the order is canceled'
    case 'DRAFT':
    case 'VALIDATE_DRAFT_TFNS':
    case 'VALID_DRAFT_TFNS':
    case 'INVALID_DRAFT_TFNS':
      return 'it is a draft, which is edited'
    case 'MISSING_REQUIREMENTS':
    case 'PENDING_CARRIER_APPROVAL':
    case 'SNAPBACK':
    case undefined:
      return 'Bandwidth doesn’t say what can be changed in this status'
  }
}

function whyNotThis(
  row: ChangeRow,
  order: PortOrder,
  { changesSinceFoc }: ChangeFacts,
): string | null {
  const { status } = order
  if (status === 'FOC' && !AFTER_FOC.has(row)) return 'after the FOC only the date can be changed'
  if (row === 'day' || row === 'hour') {
    if (order.bulkOrderId !== null) {
      return 'its bulk order keeps its orders on one date: detach this order, or change the date of all'
    }
    if (WITH_NO_DATE.has(status)) return 'the date can be changed once the order is submitted'
    if (status === 'FOC' && (changesSinceFoc ?? 0) >= MOST_CHANGES_AFTER_FOC) {
      return `there were ${MOST_CHANGES_AFTER_FOC} changes after the FOC, and many carriers cancel at the fourth`
    }
  }
  if (row === 'hour' && !order.triggered && localPortKind(order) !== 'on-net-wireless') {
    return 'only an on-demand order can request a time'
  }
  const isTollFree = localPortKind(order) === 'toll-free'
  return row === 'numbers' && isTollFree && status !== 'INVALID_TFNS' ? FIXED : null
}

const AFTER_FOC: ReadonlySet<ChangeRow> = new Set<ChangeRow>(['day', 'hour', 'where'])
const WITH_NO_DATE: ReadonlySet<string> = new Set([
  'PENDING_DOCUMENTS',
  'VALIDATE_TFNS',
  'INVALID_TFNS',
])

const COLUMN_OF: Readonly<Record<PortKind, SupplementColumn>> = {
  manual: 'manual',
  'toll-free': 'manual-toll-free',
  'on-net-wireline': 'on-net',
  'on-net-wireless': 'wireless',
  'off-net': 'off-net',
  internal: 'internal',
  unknown: 'unknown',
}

/** Which of Bandwidth's rules for changes an order is under. */
function columnOf(order: PortOrder): SupplementColumn {
  const column = COLUMN_OF[localPortKind(order)]
  if (column === 'off-net' && agreedDate(order) !== null) return 'agreed-off-net'
  const phase = order.unshownElements['TollFreePortType'] ?? ''
  return column === 'manual-toll-free' && phase.startsWith('PHASE_1') ? 'phase-1-toll-free' : column
}
