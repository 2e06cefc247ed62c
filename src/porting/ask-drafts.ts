import {
  addDays,
  dayOf,
  daysBetween,
  showDay,
  type CalendarDay,
  type Instant,
  type PortingCalendar,
} from './calendar.ts'
import { causeOf } from './causes.ts'
import { countOf } from './counts.ts'
import type { FocDate, OrderError } from './order.ts'
import { cutWords, oneLine } from './plain-text.ts'
import { showNumber, type TelephoneNumber } from './telephone-number.ts'

/** An order or a bulk order, as far as a question about it needs it. */
export interface AskedAbout {
  readonly is: 'draft' | 'waiting' | 'rejected' | 'agreed' | 'ended'
  /** Bandwidth's. */
  readonly id: string
  /** A bulk order has none. */
  readonly pon: string | null
  readonly numbers: readonly TelephoneNumber[]
  readonly errors: readonly Pick<OrderError, 'code' | 'description'>[]
  readonly statusSince: Instant | null
  readonly requested: FocDate | null
  readonly agreed: FocDate | null
  /** A bill or a customer service record is with it. */
  readonly hasRecord: boolean
}

/** A usual question, to be edited before it is sent. */
export interface AskDraft {
  /** Identifies the draft in a button; stable while the order's status is the same. */
  readonly id: string
  readonly label: string
  readonly text: string
}

/** Each in a button of its own, with what else is asked. */
const MOST_CODES = 2
const SHORT_NOTICE_DAYS = 2
/** Of Bandwidth's own words. */
const LONGEST_QUOTED = 120

/** The usual questions about an order with this status, the likeliest first. */
export function askDrafts(
  order: AskedAbout,
  { now, calendar }: { readonly now: Instant; readonly calendar: PortingCalendar },
): readonly AskDraft[] {
  const codes = codesOf(order)
  switch (order.is) {
    case 'draft':
      return codes
    case 'waiting':
      return [noFoc(order, now, calendar), ...codes, escalate(order)]
    case 'rejected':
      return [...codes, disagree(order), escalate(order)]
    case 'agreed':
      return [...shortNotice(order, now, calendar), ...codes, escalate(order)]
    case 'ended':
      return []
  }
}

function noFoc(order: AskedAbout, now: Instant, calendar: PortingCalendar): AskDraft {
  const days =
    order.statusSince === null ? 0 : businessDays(calendar, dayOf(order.statusSince), dayOf(now))
  const after = days === 0 ? '' : ` after ${countOf(days, 'business day')}`
  const asked = order.requested === null ? '' : ` Requested FOC: ${showDay(order.requested.day)}.`
  return {
    id: 'no-foc',
    label: 'Ask for FOC date',
    text: `There is no FOC${after} on ${named(order)}.${asked} Please ask the losing carrier for a date, or tell us what they are waiting for.`,
  }
}

function shortNotice(
  order: AskedAbout,
  now: Instant,
  calendar: PortingCalendar,
): readonly AskDraft[] {
  const { agreed } = order
  const today = dayOf(now)
  if (agreed === null || agreed.day < today) return []
  if (businessDays(calendar, today, agreed.day) > SHORT_NOTICE_DAYS) return []
  return [
    {
      id: 'short-notice',
      label: 'Ask about short notice',
      text: `The FOC ${showDay(agreed.day)} on ${named(order)} is short notice. Please confirm that the losing carrier will meet it, or tell us if it can still be changed.`,
    },
  ]
}

function escalate(order: AskedAbout): AskDraft {
  const since = order.statusSince === null ? '' : ` since ${showDay(dayOf(order.statusSince))}`
  return {
    id: 'escalate',
    label: 'Ask to escalate',
    text: `Please escalate ${named(order)} with the losing carrier. It ${STANDS[order.is]}${since}. When can we expect an answer?`,
  }
}

const STANDS: Record<AskedAbout['is'], string> = {
  draft: 'has been a draft',
  waiting: 'has been waiting',
  rejected: 'has been rejected',
  agreed: 'has had its FOC',
  ended: 'has been over',
}

function disagree(order: AskedAbout): AskDraft {
  const codes = order.errors.map(({ code }) => code).filter((code) => code !== '')
  const [code] = codes
  const what = code === undefined ? '' : ` (code ${code})`
  return {
    id: 'disagree',
    label: 'Disagree with rejection',
    text: order.hasRecord
      ? `We disagree with the rejection of ${named(order)}${what}. The customer’s record is attached to the order. Please compare it with what the losing carrier shows, and send the order again.`
      : `We disagree with the rejection of ${named(order)}${what}. What exactly does the losing carrier show? We’ll attach the customer’s record.`,
  }
}

export function codeDraftId(code: string): string {
  return `code-${code}`
}

/** The errors of an order that have a question of their own. */
export function askedErrors<One extends { readonly code: string }>(
  errors: readonly One[],
): readonly One[] {
  const byCode = new Map(errors.map((error) => [error.code, error]))
  byCode.delete('')
  return [...byCode.values()].slice(0, MOST_CODES)
}

function codesOf(order: AskedAbout): readonly AskDraft[] {
  return askedErrors(order.errors).map((error) => ({
    id: codeDraftId(error.code),
    label: `Ask about ${error.code}`,
    text: `Code ${error.code} on ${named(order)} (${cutWords(oneLine(causeOf(error).title), LONGEST_QUOTED)}): what exactly is needed?`,
  }))
}

/** What Bandwidth's people find it by. */
function named({ id, pon, numbers: [first, ...more] }: AskedAbout): string {
  const order = pon === null ? `order ${id}` : `PON ${pon}`
  if (first === undefined) return order
  const others = more.length === 0 ? '' : ` and ${countOf(more.length, 'more number')}`
  return `${order}, ${showNumber(first)}${others}`
}

function businessDays(calendar: PortingCalendar, from: CalendarDay, to: CalendarDay): number {
  const days = Array.from({ length: Math.max(0, daysBetween(from, to)) }, (_, at) =>
    addDays(from, at + 1),
  )
  return days.filter((day) => calendar.isBusinessDay(day)).length
}
