import { activationOf } from './activation.ts'
import {
  addDays,
  type CalendarDay,
  dayOf,
  type Instant,
  momentOf,
  type PortingCalendar,
} from './calendar.ts'
import { yoursFrom } from './causes.ts'
import { extendedAutomaticallyFrom, purgesAt } from './draft-life.ts'
import { agreedDate, agreedMoment, automaticActivation } from './foc.ts'
import type { PortOrder } from './order.ts'
import type { OwnerHours } from './owner-hours.ts'
import type {
  ApprovalInWaiting,
  DyingDraft,
  Planning,
  ReminderFacts,
  Step,
  Notified,
  Wait,
} from './reminders.ts'
import { isDraft, type KnownStatus, knownStatus } from './status.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

const MORNING = 8
const WORKING_TIMES = [9, 16]
const DAY_BEGINS = 9
/** New York's clock: the last hour of the day on which a draft was edited. */
const LATE_EVENING = 22
const BEFORE_AUTOMATIC_MS = HOUR
/** Bandwidth needs some minutes to carry an activation out and to show it. */
export const SHOWN_LIVE_AFTER_MS = 15 * MINUTE

export function laddersOf(order: PortOrder, planning: Planning): readonly (readonly Step[])[] {
  if (isDraft(order.status)) return [draftLadder(order, planning)]
  const foc = focLadder(order, planning)
  return order.status === 'FOC' || planning.isForMany === true
    ? [foc]
    : [foc, ageLadder(order, planning)]
}

const DAYS_BEFORE = [
  { days: 3, called: 'three', kind: 'foc-in-three-days' },
  { days: 1, called: 'tomorrow', kind: 'foc-tomorrow' },
] as const

function focLadder(order: PortOrder, planning: Planning): readonly Step[] {
  const [agreed, automaticAt] = [agreedDate(order), agreedMoment(order)]
  if (agreed === null || automaticAt === null) return []
  const { hours, calendar, activation, isActivating, statusSince } = planning
  const { day } = agreed
  const name = `foc-${day}-${automaticAt}`
  // A press of any coordinator's uses what is approved ahead.
  const notified = planning.isDecidedAhead === true ? 'owner' : 'approvers'
  const midnight = momentOf(day, 0, 0)
  const ahead = { topic: `${name}-ahead` }
  const announced: Step[] = DAYS_BEFORE.map(({ days, called, kind }) => ({
    ...ahead,
    key: `${name}-${called}`,
    at: hours.bestTime(hours.momentOf(calendar.addBusinessDays(day, -days), MORNING, 0), midnight),
    endsAt: midnight,
    notified: 'owner',
    reminder: { kind, day },
  }))
  const soonAt = automaticAt - BEFORE_AUTOMATIC_MS
  const morning = hours.bestTime(hours.momentOf(day, MORNING, 0), soonAt)
  announced.push({
    ...ahead,
    key: `${name}-today`,
    at: morning,
    endsAt: automaticAt,
    notified,
    reminder: { kind: 'foc-today', day },
  })

  const { window, instead } = activationOf(order, { ...activation, calendar, now: midnight })
  if (!isActivating) {
    const opensAt = window === null ? automaticAt : hours.byDay(window.opensAt)
    // One that is open in the morning is announced with the day.
    if (instead === null && window !== null && morning < opensAt && opensAt < automaticAt) {
      announced.push({
        key: `${name}-window`,
        topic: `${name}-window`,
        at: opensAt,
        endsAt: Math.min(automaticAt, window.closesAt),
        notified,
        reminder: { kind: 'window-opens', day: dayOf(window.opensAt) },
      })
    }
    announced.push({
      key: `${name}-soon`,
      topic: `${name}-soon`,
      at: soonAt,
      endsAt: automaticAt,
      notified: 'channel',
      breaksNight: true,
      reminder: { kind: 'activates-soon', automaticAt },
    })
  }

  const missedAt = hours.byDay(Math.max(automaticAt, statusSince ?? 0) + SHOWN_LIVE_AFTER_MS)
  const nextDay = calendar.addBusinessDays(hours.dayOf(missedAt), 1)
  const missed = [missedAt, hours.momentOf(nextDay, DAY_BEGINS, 0)].map((at, index): Step => ({
    key: `${name}-not-live-${index + 1}`,
    topic: `${name}-not-live`,
    at,
    endsAt: Infinity,
    notified: 'channel',
    reminder: { kind: 'not-live', automaticAt },
  }))
  // Whatever lies before the moment at which the date was announced was announced with it. Of one that may be
  // held back by a change, a cancel or a rejection nobody knows that it should be live.
  return [...announced, ...(order.status === 'FOC' ? missed : [])].filter(
    ({ at }) => statusSince === null || at > statusSince,
  )
}

export function draftLadder(order: DyingDraft, planning: Planning): readonly Step[] {
  const { hours, calendar, createdAt, reminders } = planning
  const touchedAt = order.lastModifiedAt ?? createdAt
  const dies = purgesAt(touchedAt)
  const extension = {
    calendar,
    overWeekends: reminders.extendDraftsOverWeekends,
    requests: planning.approvals,
  }
  const isExtended =
    order.extensionOverwrites !== true && extendedAutomaticallyFrom(dies, extension) !== null
  if (isExtended) return []
  const working = lastWorkingTimes(dies, hours, calendar)
    .map((at, index) => ({ at, name: index === 0 ? 'last' : 'last-but-one' }))
    .filter(({ at }) => at > touchedAt)
  const touchedOn = dayOf(touchedAt)
  const isSpokenOfLate = working.length === 0 || touchedOn === lastBusinessDayBefore(dies, calendar)
  const times = [
    ...working,
    ...(isSpokenOfLate ? [{ at: eveningOf(touchedOn, hours), name: 'evening' }] : []),
  ].sort((a, b) => a.at - b.at)
  return times.map(({ at, name }, index) => ({
    key: `draft-${dies}-${name}`,
    topic: `draft-${dies}`,
    at,
    endsAt: dies,
    notified: index === times.length - 1 ? 'channel' : index === 0 ? 'owner' : 'approvers',
    reminder: { kind: 'draft-dies', purgesAt: dies },
  }))
}

/** The latest first. */
function lastWorkingTimes(
  before: Instant,
  hours: OwnerHours,
  calendar: PortingCalendar,
): readonly Instant[] {
  const times: Instant[] = []
  for (let day = hours.dayOf(before); times.length < WORKING_TIMES.length; day = addDays(day, -1)) {
    if (!calendar.isBusinessDay(day)) continue
    const ofDay = WORKING_TIMES.map((hour) => hours.momentOf(day, hour, 0))
    times.push(...ofDay.filter((at) => at < before).reverse())
  }
  return times.slice(0, WORKING_TIMES.length)
}

function lastBusinessDayBefore(dies: Instant, calendar: PortingCalendar): CalendarDay {
  let day = dayOf(dies)
  while (!calendar.isBusinessDay(day) || momentOf(day, LATE_EVENING, 0) >= dies) {
    day = addDays(day, -1)
  }
  return day
}

/**
 * The draft was still edited when the last working hours before its purge were near or over, so the
 * reminder comes that evening. The next morning is not a business day, so it would be too late.
 */
function eveningOf(day: CalendarDay, hours: OwnerHours): Instant {
  const evening = momentOf(day, LATE_EVENING, 0)
  return hours.bestTime(evening, evening + 1)
}

const WAITS_FOR: Partial<Record<KnownStatus, Wait>> = {
  PENDING_DOCUMENTS: 'documents',
  MISSING_REQUIREMENTS: 'documents',
  SUBMITTED: 'carrier',
  PENDING_CARRIER_APPROVAL: 'carrier',
  REQUESTED_SUPP: 'carrier',
  REQUESTED_CANCEL: 'carrier',
  EXCEPTION: 'correction',
  INVALID_TFNS: 'correction',
}

/** Reminders after these multiples of the usual age, ever less often. */
const AGE_STEPS = [1, 2, 3, 5, 8, 13, 21]
const AGE_NOTIFIED: readonly Notified[] = ['owner', 'approvers']

function ageLadder(
  order: PortOrder,
  { hours, calendar, statusSince: since, reminders }: Planning,
): readonly Step[] {
  const { status } = order
  const wait = WAITS_FOR[knownStatus(status) ?? 'COMPLETE']
  if (wait === undefined || since === null) return []
  const topic = `waits-${status}-${since}`
  const yours = yoursFrom(order, since, calendar)
  let reached = hours.dayOf(since)
  const steps = AGE_STEPS.map((times, index) => {
    const step = (times - (AGE_STEPS[index - 1] ?? 0)) * reminders.ages[wait]
    reached = calendar.addBusinessDays(reached, step)
    return { times, day: reached }
  })
  return steps
    .filter(({ day }) => yours === null || day >= yours)
    .map(({ times, day }, index) => ({
      key: `${topic}-${times}`,
      topic,
      at: hours.momentOf(day, DAY_BEGINS, 0),
      endsAt: Infinity,
      notified: AGE_NOTIFIED[index] ?? 'channel',
      reminder: {
        kind: 'waits-long',
        status,
        since,
        businessDays: times * reminders.ages[wait],
      },
    }))
}

const BEFORE_APPROVAL_ENDS = [4 * HOUR, HOUR]

/** An activation is requested when it is needed now, for example with an installer on site. */
const ASKED_AGAIN: readonly {
  readonly after: number
  readonly notified: Notified
  readonly nth?: number
}[] = [
  { after: 10 * MINUTE, notified: 'approvers' },
  { after: 20 * MINUTE, notified: 'channel', nth: 0 },
  { after: 30 * MINUTE, notified: 'approvers', nth: 1 },
  { after: 40 * MINUTE, notified: 'approvers', nth: 2 },
  { after: 50 * MINUTE, notified: 'approvers', nth: 3 },
]

export function approvalLadder(approval: ApprovalInWaiting, planning: Planning): readonly Step[] {
  const { id, expiresAt, isGranted, since, operation, announcedUnder } = approval
  const automaticAt = planning.seen && automaticActivation(planning.seen)
  // What goes live on its own before an approval for it ends is announced as that.
  if (isGranted && automaticAt !== null && automaticAt <= expiresAt) return []
  const notified: readonly Notified[] = isGranted
    ? ['owner', 'approvers']
    : ['approvers', 'channel']
  const ending = BEFORE_APPROVAL_ENDS.map((before, index) => ({
    key: `approval-${id}-${index + 1}`,
    at: planning.hours.bestTime(expiresAt - before, expiresAt),
    notified: notified[index] ?? 'channel',
    nth: undefined,
  }))
  const again = ASKED_AGAIN.map(({ after, notified, nth }, index) => ({
    key: `approval-${id}-again-${index + 1}`,
    at: since + after,
    notified,
    nth,
  }))
  const isForNow = operation === 'activate' && !isGranted
  const calls = isForNow ? again : []
  const calledUntil = calls.at(-1)?.at ?? 0
  // Each call says when the request ends.
  return [...calls, ...ending.filter(({ at }) => at > calledUntil)]
    .filter(({ at }) => at > since && at < expiresAt)
    .toSorted((one, other) => one.at - other.at)
    .map(({ nth, ...step }): Step => ({
      ...step,
      topic: `approval-${id}`,
      endsAt: expiresAt,
      reminder: {
        kind: 'approval-ends',
        id,
        endsAt: expiresAt,
        ...(announcedUnder !== undefined && { announcedUnder }),
        ...(nth !== undefined && { nth }),
      },
    }))
}

/** The bot checks the outcome automatically and is done within minutes, unless Bandwidth is unreachable. */
const UNKNOWN_STEPS: readonly { readonly after: number; readonly notified: Notified }[] = [
  { after: 10 * MINUTE, notified: 'owner' },
  { after: 30 * MINUTE, notified: 'approvers' },
  { after: HOUR, notified: 'channel' },
]

export function unknownLadder({ what, since }: ReminderFacts['unknown'][number]): readonly Step[] {
  const topic = `unknown-${what}-${since}`
  return UNKNOWN_STEPS.map(({ after, notified }, index) => ({
    key: `${topic}-${index + 1}`,
    topic,
    at: since + after,
    endsAt: Infinity,
    notified,
    breaksNight: true,
    reminder: { kind: 'outcome-unknown', what, since },
  }))
}
