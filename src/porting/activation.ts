import {
  addDays,
  dayOf,
  isWeekend,
  momentOf,
  showDay,
  showEasternMoment,
  showEasternSpan,
  showEasternTime,
  type CalendarDay,
  type ClockTime,
  type Instant,
  type PortingCalendar,
} from './calendar.ts'
import { agreedMoment, automaticActivation } from './foc.ts'
import type { PortOrder } from './order.ts'
import { localPortKind, type PortKind } from './port-kind.ts'
import { statusText } from './standing.ts'
import { isTerminal, ruleFor } from './status.ts'

export interface ActivationSettings {
  readonly now: Instant
  readonly calendar: PortingCalendar
  /** Whether Bandwidth activates toll-free numbers on demand for this account. */
  readonly tollFreeActivation: boolean
  readonly tollFreeHours: OpeningHours
}

/** New York's clock. At `closes` it is too late. */
interface OpeningHours {
  readonly opens: ClockTime
  readonly closes: ClockTime
}

export interface ActivationCondition {
  readonly name: string
  readonly holds: boolean
  readonly reason: string
  /** When it will hold; `null` when it does already, or when that is not known. */
  readonly holdsAt: Instant | null
}

interface ActivationWindow {
  readonly opensAt: Instant
  readonly closesAt: Instant
}

export interface Activation {
  readonly allowed: boolean
  readonly conditions: readonly ActivationCondition[]
  /** Today's or the next usable one; `null` without an FOC date, which alone opens one. */
  readonly window: ActivationWindow | null
  /** When it goes live if nobody acts. */
  readonly automaticAt: Instant | null
  /** What happens instead when this order is never activated from here. */
  readonly instead: string | null
}

/** The hours for which it can be approved ahead; null: it has no FOC date, or is not activated from here. */
export function hoursAhead({ window, instead }: Activation): ActivationWindow | null {
  return instead === null ? window : null
}

/** Whether an approver has nothing to decide about these: what can be activated from here is approved ahead. */
export function areDecidedAhead(
  orders: readonly { readonly order: PortOrder; readonly isPreApproved: boolean }[],
  settings: ActivationSettings,
): boolean {
  return orders.every(
    ({ order, isPreApproved }) => isPreApproved || activationOf(order, settings).instead !== null,
  )
}

interface Asked extends ActivationSettings {
  readonly order: PortOrder
  readonly today: CalendarDay
  readonly hours: OpeningHours
  readonly window: ActivationWindow | null
}

type Found = Omit<ActivationCondition, 'holdsAt'>
type Condition = (asked: Asked) => Found

type Rule =
  | {
      readonly kind: 'here'
      readonly hours: (settings: ActivationSettings) => OpeningHours
      /** The days on which it can be activated that are still relevant, in order. */
      readonly days: (order: PortOrder, settings: ActivationSettings) => readonly CalendarDay[]
      /** What waiting does not change. */
      readonly lasting: readonly Condition[]
      readonly transient: readonly Condition[]
    }
  | { readonly kind: 'elsewhere'; readonly reason: string }

const BUSINESS_DAYS_AFTER_FOC = 3

const RULES: Record<PortKind, Rule> = {
  'toll-free': {
    kind: 'here',
    hours: ({ tollFreeHours }) => tollFreeHours,
    days: (_order, { now }) => [dayOf(now), addDays(dayOf(now), 1)],
    lasting: [switchedOn, notInternal],
    transient: [agreed, dated, notActivated, withinHours],
  },
  'on-net-wireline': {
    kind: 'here',
    hours: () => ({ opens: { hour: 5, minute: 0 }, closes: { hour: 22, minute: 0 } }),
    days: usableDaysFromFoc,
    lasting: [triggered],
    transient: [agreed, fromFocDay, notActivated, onBusinessDay, withinHours],
  },
  'off-net': {
    kind: 'here',
    hours: () => ({ opens: { hour: 6, minute: 0 }, closes: { hour: 22, minute: 0 } }),
    days: ({ actualFocDate }) => (actualFocDate === null ? [] : [actualFocDate.day]),
    lasting: [triggered],
    transient: [agreed, onFocDay, notActivated, withinHours],
  },
  'on-net-wireless': {
    kind: 'elsewhere',
    reason: 'Bandwidth activates wireless numbers only at the FOC time, not on demand.',
  },
  internal: {
    kind: 'elsewhere',
    reason: 'The numbers are already at Bandwidth. It ports them at the FOC time, not on demand.',
  },
  manual: {
    kind: 'elsewhere',
    reason: 'Bandwidth ports this order manually, not on demand.',
  },
  unknown: {
    kind: 'elsewhere',
    reason:
      'Bandwidth hasn’t said how it ports this order, so I can’t tell if it can be activated on demand.',
  },
}

/** May this order be activated now, condition by condition; and if not, when, or what happens instead. */
export function activationOf(order: PortOrder, settings: ActivationSettings): Activation {
  const rule = RULES[localPortKind(order)]
  const automaticAt = automaticActivation(order)
  const byItself = goesByItself(order, automaticAt, settings.now)

  if (rule.kind === 'elsewhere') {
    const condition = { name: 'on request', holds: false, reason: rule.reason, holdsAt: null }
    return {
      allowed: false,
      conditions: [condition],
      window: null,
      automaticAt,
      instead: `${rule.reason} ${byItself}`,
    }
  }

  const hours = rule.hours(settings)
  const isDated = order.status === 'FOC' && order.actualFocDate !== null
  const window = isDated ? usableWindow(rule.days(order, settings), hours, settings.now) : null
  const asked: Asked = { ...settings, order, today: dayOf(settings.now), hours, window }
  const lasting = rule.lasting.map((condition) => ({ ...condition(asked), holdsAt: null }))
  const opensAt = window?.opensAt ?? null
  const transient = rule.transient
    // Hours mean nothing before there is a date whose hours they are.
    .filter((condition) => isDated || condition !== withinHours)
    .map((condition) => condition(asked))
    .map((found) => ({ ...found, holdsAt: found.holds ? null : opensAt }))
  const conditions = [...lasting, ...transient]
  const obstacle = lasting.find(({ holds }) => !holds)
  return {
    allowed: conditions.every(({ holds }) => holds),
    conditions,
    window,
    automaticAt,
    instead: obstacle === undefined ? null : `${obstacle.reason} ${byItself}`,
  }
}

function switchedOn({ tollFreeActivation }: Asked): Found {
  return {
    name: 'toll-free activation is on',
    holds: tollFreeActivation,
    reason: tollFreeActivation
      ? 'Bandwidth activates toll-free numbers on demand for this account.'
      : 'On-demand activation of toll-free numbers is off in the settings. Turn it on once Bandwidth has enabled it for the account.',
  }
}

function notInternal({ order }: Asked): Found {
  const isInternal = order.tollFree?.internal === true
  return {
    name: 'not at Bandwidth already',
    holds: !isInternal,
    reason: isInternal
      ? 'The numbers are already at Bandwidth. Its staff ports them.'
      : 'The numbers come from outside Bandwidth.',
  }
}

function triggered({ order }: Asked): Found {
  return {
    name: 'triggered',
    holds: order.triggered,
    reason: order.triggered
      ? 'On-demand activation is on.'
      : 'On-demand activation is off for this order and can’t be turned on after submit.',
  }
}

function agreed({ order }: Asked): Found {
  const isAgreed = order.status === 'FOC'
  return {
    name: 'FOC',
    holds: isAgreed,
    reason: isAgreed
      ? 'The order is FOC.'
      : isTerminal(order.status)
        ? `The order is ${ruleFor(order.status).words}.`
        : `It’s ${statusText(order)}. Bandwidth activates only orders with an FOC date.`,
  }
}

function dated({ order, today }: Asked): Found {
  const focDate = order.actualFocDate
  return {
    name: 'FOC date',
    holds: focDate !== null,
    reason: focDate === null ? 'No FOC date yet.' : `FOC ${showDay(focDate.day, today)}.`,
  }
}

function notActivated({ order }: Asked): Found {
  const isActivated = order.status === 'COMPLETE'
  return {
    name: 'not yet active',
    holds: !isActivated,
    reason: isActivated ? 'The numbers are already live.' : 'The numbers aren’t live yet.',
  }
}

function fromFocDay(asked: Asked): Found {
  const { order, today, calendar } = asked
  if (order.actualFocDate === null) return dated(asked)
  const first = order.actualFocDate.day
  const last = calendar.addBusinessDays(first, BUSINESS_DAYS_AFTER_FOC)
  const holds = first <= today && today <= last
  return {
    name: 'FOC date',
    holds,
    reason:
      today < first
        ? `The FOC date is ${showDay(first, today)}.`
        : today <= last
          ? `The FOC date ${showDay(first, today)} is here. Bandwidth accepts requests until ${showDay(last, today)}.`
          : `The FOC date was ${showDay(first, today)}. Bandwidth accepted requests until ${showDay(last, today)}. Open a ticket with Bandwidth support.`,
  }
}

function onFocDay(asked: Asked): Found {
  const { order, today } = asked
  if (order.actualFocDate === null) return dated(asked)
  const { day } = order.actualFocDate
  const holds = day === today
  return {
    name: 'FOC date',
    holds,
    reason: holds
      ? 'Today is the FOC date.'
      : today < day
        ? `This order can only be activated on its FOC date: ${showDay(day, today)}.`
        : `This order could only be activated on its FOC date, and that was ${showDay(day, today)}. Open a ticket with Bandwidth support.`,
  }
}

function onBusinessDay({ today, calendar }: Asked): Found {
  const holds = calendar.isBusinessDay(today)
  const holiday = calendar.holiday(today)
  return {
    name: 'business day',
    holds,
    reason: holds
      ? `${showDay(today)} is a business day.`
      : `${showDay(today)} is ${isWeekend(today) ? 'a weekend' : `a porting holiday (${holiday ?? ''})`}. Bandwidth activates only on business days.`,
  }
}

function withinHours({ now, today, hours, window }: Asked): Found {
  const { opensAt, closesAt } = windowOn(today, hours)
  const holds = opensAt <= now && now < closesAt
  const span = showEasternSpan(opensAt, closesAt)
  const next = window === null ? '' : `, next ${showEasternMoment(window.opensAt, now)}`
  return {
    name: 'hours',
    holds,
    reason: holds
      ? `It’s ${showEasternTime(now)}, inside the window of ${span}.`
      : `It’s ${showEasternTime(now)}, outside the window of ${span}${next}.`,
  }
}

/** Up to three business days after the FOC date; later the losing carrier may have cut the service. */
function usableDaysFromFoc(
  { actualFocDate }: PortOrder,
  { calendar }: ActivationSettings,
): readonly CalendarDay[] {
  if (actualFocDate === null) return []
  const { day } = actualFocDate
  const later = Array.from({ length: BUSINESS_DAYS_AFTER_FOC }, (_, index) =>
    calendar.addBusinessDays(day, index + 1),
  )
  return calendar.isBusinessDay(day) ? [day, ...later] : later
}

function usableWindow(
  days: readonly CalendarDay[],
  hours: OpeningHours,
  now: Instant,
): ActivationWindow | null {
  const windows = days.map((day) => windowOn(day, hours))
  return windows.find(({ closesAt }) => now < closesAt) ?? null
}

function windowOn(day: CalendarDay, { opens, closes }: OpeningHours): ActivationWindow {
  return {
    opensAt: momentOf(day, opens.hour, opens.minute),
    closesAt: momentOf(day, closes.hour, closes.minute),
  }
}

function goesByItself(order: PortOrder, automaticAt: Instant | null, now: Instant): string {
  if (isTerminal(order.status)) return `It’s ${ruleFor(order.status).words}.`
  if (automaticAt === null) {
    const agreed = agreedMoment(order)
    return agreed === null || agreed <= now
      ? 'It goes live automatically on its FOC date, once there is one.'
      : `It may still go live automatically ${showEasternMoment(agreed, now)}.`
  }
  const moment = showEasternMoment(automaticAt, now)
  return automaticAt > now
    ? `It goes live automatically ${moment}.`
    : `It was due to go live automatically ${moment}. Bandwidth hasn’t shown it live yet.`
}
