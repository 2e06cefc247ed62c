import { activationOf, type ActivationSettings } from './activation.ts'
import type { Deed } from './approval.ts'
import {
  addDays,
  dayOf,
  momentOf,
  type CalendarDay,
  type Instant,
  type PortingCalendar,
} from './calendar.ts'
import { keptByItselfFrom, sweptAt } from './draft-life.ts'
import { agreedDate, agreedMoment, automaticActivation } from './foc.ts'
import type { PortOrder } from './order.ts'
import { ownerHours, type OwnerHours } from './owner-hours.ts'
import { isDraft, knownStatus, type KnownStatus, type PortStatus } from './status.ts'

/** Something to be reminded of. */
export type Reminder =
  | { readonly kind: 'foc-in-three-days'; readonly day: CalendarDay }
  | { readonly kind: 'foc-tomorrow'; readonly day: CalendarDay }
  | { readonly kind: 'foc-today'; readonly day: CalendarDay }
  | { readonly kind: 'window-opens'; readonly day: CalendarDay }
  | { readonly kind: 'activates-soon'; readonly automaticAt: Instant }
  | { readonly kind: 'not-live'; readonly automaticAt: Instant }
  | { readonly kind: 'draft-dies'; readonly sweptAt: Instant }
  | {
      readonly kind: 'waits-long'
      readonly status: PortStatus
      readonly since: Instant
      readonly businessDays: number
    }
  | { readonly kind: 'approval-ends'; readonly id: string; readonly endsAt: Instant }
  | { readonly kind: 'outcome-unknown'; readonly what: UnknownDeed; readonly since: Instant }

/** What was begun at Bandwidth and got no answer. */
export type UnknownDeed =
  | 'order'
  | 'bulk'
  | 'document'
  | 'note'
  | 'bulk-note'
  | 'validation'
  | 'edit'
  | 'bulk-edit'
  | 'delete'
  | 'bulk-delete'
  | 'bulk-attach'
  | 'bulk-detach'
  | 'keep'
  | 'bulk-keep'
  | 'retry-validation'
  | 'bulk-retry-validation'
  | 'activation'

/** Who is to hear it; each also reaches those before: the owner is always named. */
export type ToldTo = 'owner' | 'approvers' | 'channel'

export interface DueReminder {
  /** The same for the same reminder, whenever it is asked for. */
  readonly key: string
  /** What it is about: acknowledged or snoozed as a whole. */
  readonly matter: string
  readonly toldTo: ToldTo
  /** Its moment: what it states of the order has to be seen since then. */
  readonly at: Instant
  /** Said though the order could not be looked at since its moment: it was last seen then. */
  readonly asOf?: Instant
  /** From then on there is nothing to say of it any more; null: while the order stands as it does. */
  readonly endsAt: Instant | null
  readonly reminder: Reminder
}

/** What the plan is made from, as last known. Of an order that has not ended. */
export interface ReminderFacts {
  /** Null while Bandwidth has not shown it. */
  readonly seen: PortOrder | null
  /** It speaks for all of a bulk order: of how long it waits itself it is told alone. */
  readonly isForMany?: boolean
  /** A bulk draft, which ends as a single one does. */
  readonly bulkDraft?: DyingDraft | undefined
  readonly createdAt: Instant
  /** Since when it is known to stand as it does, with its status and agreed date. */
  readonly standsSince: Instant | null
  readonly ownerZone: string | null
  readonly approvals: readonly ApprovalInWaiting[]
  readonly unknown: readonly { readonly what: UnknownDeed; readonly since: Instant }[]
  /** An activation is asked for and not seen yet. */
  readonly isActivating: boolean
  readonly quiet: readonly Quiet[]
}

interface DyingDraft extends Pick<PortOrder, 'lastModifiedAt'> {
  /** It is not kept by itself, whatever is wanted: that would write over what its orders have of their own. */
  readonly keepingOverwrites?: boolean
}

export interface ApprovalInWaiting {
  readonly id: string
  readonly deed: Deed
  /** Approved ahead of its day; else it waits for an approver. */
  readonly isGranted: boolean
  readonly since: Instant
  readonly expiresAt: Instant
}

/** A matter that somebody does not want to hear of for now. */
export interface Quiet {
  readonly matter: string
  /** Null: not any more. */
  readonly until: Instant | null
  /** Who hears nothing of it until then: whoever has taken it on does not silence it for others. */
  readonly spares: 'everybody' | 'owner' | 'nobody'
}

export interface ReminderSettings {
  readonly calendar: PortingCalendar
  readonly activation: Omit<ActivationSettings, 'now' | 'calendar'>
  readonly reminders: {
    /** Business days after which an order is called to mind, by what it waits for. */
    readonly ages: Readonly<Record<Wait, number>>
    readonly keepDraftsOverWeekends: boolean
  }
}

export type Wait = 'documents' | 'carrier' | 'correction'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

const MORNING = 8
const WORKING_TIMES = [9, 16]
const DAY_BEGINS = 9
/** New York's clock: the last hour of the day on which a draft was edited. */
const LATE_EVENING = 22
const BEFORE_AUTOMATIC_MS = HOUR
/** Bandwidth needs some minutes to carry an activation out and to show it. */
const SHOWN_LIVE_AFTER_MS = 15 * MINUTE

/** One time at which a matter comes up. A ladder of them is climbed as time runs out. */
interface Step {
  readonly key: string
  readonly matter: string
  readonly at: Instant
  /** `Infinity`: while the order stands as it does. */
  readonly endsAt: Instant
  readonly toldTo: ToldTo
  readonly breaksNight: boolean
  readonly reminder: Reminder
}

interface TimedStep extends Step {
  /** From then on the next step of the ladder says it, or it is over. */
  readonly until: Instant
}

interface Planning extends ReminderSettings, ReminderFacts {
  readonly hours: OwnerHours
}

/**
 * The reminders whose time has come and is not over. A function of facts and moment alone: a restart, a
 * late start or a turned clock neither repeats nor skips one, because a step is due until the next step
 * of its ladder takes over, and its key makes it unique. What comes due in the night waits for its end.
 */
export function remindersDue(
  facts: ReminderFacts,
  settings: ReminderSettings,
  now: Instant,
): readonly DueReminder[] {
  const planning = { ...settings, ...facts, hours: ownerHours(facts.ownerZone) }
  const isNight = planning.hours.isNight(now)
  return planOf(planning)
    .filter(({ at, until, breaksNight }) => at <= now && now < until && (breaksNight || !isNight))
    .map(({ key, matter, toldTo, at, endsAt, reminder }) => ({
      key,
      matter,
      toldTo,
      at,
      endsAt: endsAt === Infinity ? null : endsAt,
      reminder,
    }))
}

/** The next moment at which something comes due that is not due now; null when nothing ever does. */
export function nextReminderAt(
  facts: ReminderFacts,
  settings: ReminderSettings,
  now: Instant,
): Instant | null {
  const planning = { ...settings, ...facts, hours: ownerHours(facts.ownerZone) }
  const { hours } = planning
  const moments = planOf(planning)
    .filter(({ until }) => now < until)
    .map(({ at, breaksNight }) => (at > now ? at : breaksNight ? now : hours.byDay(now)))
    .filter((at) => at > now)
  return moments.length === 0 ? null : Math.min(...moments)
}

function planOf(planning: Planning): readonly TimedStep[] {
  const { seen, bulkDraft } = planning
  return [
    ...(bulkDraft === undefined ? [] : [draftLadder(bulkDraft, planning)]),
    ...(seen === null ? [] : laddersOf(seen, planning)),
    ...planning.approvals.map((approval) => approvalLadder(approval, planning)),
    ...planning.unknown.map(unknownLadder),
  ].flatMap((ladder) => quieted(timed(ladder), planning.quiet))
}

function laddersOf(order: PortOrder, planning: Planning): readonly (readonly Step[])[] {
  if (isDraft(order.status)) return [draftLadder(order, planning)]
  const foc = focLadder(order, planning)
  return order.status === 'FOC' || planning.isForMany === true
    ? [foc]
    : [foc, ageLadder(order, planning)]
}

/** A step lasts until one that stands above it on the ladder comes, or until there is nothing to say. */
function timed(ladder: readonly Step[]): readonly TimedStep[] {
  return ladder.map((step, index) => ({
    ...step,
    until: Math.min(step.endsAt, ...ladder.slice(index + 1).map(({ at }) => at)),
  }))
}

function quieted(steps: readonly TimedStep[], quiet: readonly Quiet[]): readonly TimedStep[] {
  return quiet.reduce((left, { matter, until, spares }) => {
    const others = left.filter((step) => step.matter !== matter)
    const own = left.filter((step) => step.matter === matter)
    if (until === null) return others
    const latest = own.findLast(({ at }) => at <= until)
    return [
      ...others,
      ...(latest === undefined ? [] : returning(latest, until, spares)),
      ...own.filter(({ at, toldTo }) => at > until || !isSpared(spares, toldTo)),
    ]
  }, steps)
}

/** Comes back to whom it was kept from: others were told meanwhile what was for them too. */
function returning(step: TimedStep, until: Instant, spares: Quiet['spares']): readonly TimedStep[] {
  const again = { ...step, key: `${step.key}-again-${until}`, at: until }
  if (isSpared(spares, step.toldTo)) return [again]
  return step.at === until ? [] : [{ ...again, toldTo: 'owner' }]
}

function isSpared(spares: Quiet['spares'], toldTo: ToldTo): boolean {
  return spares === 'everybody' || (spares === 'owner' && toldTo === 'owner')
}

function focLadder(order: PortOrder, planning: Planning): readonly Step[] {
  const [agreed, automaticAt] = [agreedDate(order), agreedMoment(order)]
  if (agreed === null || automaticAt === null) return []
  const { hours, calendar, activation, isActivating, standsSince } = planning
  const { day } = agreed
  const name = `foc-${day}-${automaticAt}`
  const midnight = momentOf(day, 0, 0)
  const ahead = { matter: `${name}-ahead`, breaksNight: false }
  const businessDaysBefore = (count: number) =>
    hours.bestTime(hours.momentOf(calendar.addBusinessDays(day, -count), MORNING, 0), midnight)

  const announced: Step[] = [
    {
      ...ahead,
      key: `${name}-three`,
      at: businessDaysBefore(3),
      endsAt: midnight,
      toldTo: 'owner',
      reminder: { kind: 'foc-in-three-days', day },
    },
    {
      ...ahead,
      key: `${name}-tomorrow`,
      at: businessDaysBefore(1),
      endsAt: midnight,
      toldTo: 'owner',
      reminder: { kind: 'foc-tomorrow', day },
    },
  ]
  const soonAt = automaticAt - BEFORE_AUTOMATIC_MS
  const morning = hours.bestTime(hours.momentOf(day, MORNING, 0), soonAt)
  announced.push({
    ...ahead,
    key: `${name}-today`,
    at: morning,
    endsAt: automaticAt,
    toldTo: 'approvers',
    reminder: { kind: 'foc-today', day },
  })

  const { window, instead } = activationOf(order, { ...activation, calendar, now: midnight })
  if (!isActivating) {
    const opensAt = window === null ? automaticAt : hours.byDay(window.opensAt)
    // One that is open in the morning is told with the day.
    if (instead === null && window !== null && morning < opensAt && opensAt < automaticAt) {
      announced.push({
        key: `${name}-window`,
        matter: `${name}-window`,
        at: opensAt,
        endsAt: Math.min(automaticAt, window.closesAt),
        toldTo: 'approvers',
        breaksNight: false,
        reminder: { kind: 'window-opens', day: dayOf(window.opensAt) },
      })
    }
    announced.push({
      key: `${name}-soon`,
      matter: `${name}-soon`,
      at: soonAt,
      endsAt: automaticAt,
      toldTo: 'channel',
      breaksNight: true,
      reminder: { kind: 'activates-soon', automaticAt },
    })
  }

  const missedAt = hours.byDay(Math.max(automaticAt, standsSince ?? 0) + SHOWN_LIVE_AFTER_MS)
  const nextDay = calendar.addBusinessDays(hours.dayOf(missedAt), 1)
  const missed = [missedAt, hours.momentOf(nextDay, DAY_BEGINS, 0)].map((at, index): Step => ({
    key: `${name}-not-live-${index + 1}`,
    matter: `${name}-not-live`,
    at,
    endsAt: Infinity,
    toldTo: 'channel',
    breaksNight: false,
    reminder: { kind: 'not-live', automaticAt },
  }))
  // Whatever lies before the moment at which the date was told has been told with it. Of one that may be
  // kept back by a change, a cancel or a rejection nobody knows that it should be live.
  return [...announced, ...(order.status === 'FOC' ? missed : [])].filter(
    ({ at }) => standsSince === null || at > standsSince,
  )
}

function draftLadder(order: DyingDraft, planning: Planning): readonly Step[] {
  const { hours, calendar, createdAt, reminders } = planning
  const touchedAt = order.lastModifiedAt ?? createdAt
  const dies = sweptAt(touchedAt)
  const keeping = {
    calendar,
    overWeekends: reminders.keepDraftsOverWeekends,
    requests: planning.approvals,
  }
  const isKept = order.keepingOverwrites !== true && keptByItselfFrom(dies, keeping) !== null
  if (isKept) return []
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
    matter: `draft-${dies}`,
    at,
    endsAt: dies,
    toldTo: index === times.length - 1 ? 'channel' : index === 0 ? 'owner' : 'approvers',
    breaksNight: false,
    reminder: { kind: 'draft-dies', sweptAt: dies },
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
 * Somebody still worked on the draft when the last working times before its sweep were near or over: it
 * is spoken of on that evening. The next morning is no business day any more, so it is too late.
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

/** How many times its age an order is spoken of: ever more seldom. */
const AGE_STEPS = [1, 2, 3, 5, 8, 13, 21]
const AGE_TOLD_TO: readonly ToldTo[] = ['owner', 'approvers']

function ageLadder(
  { status }: PortOrder,
  { hours, calendar, standsSince: since, reminders }: Planning,
): readonly Step[] {
  const wait = WAITS_FOR[knownStatus(status) ?? 'COMPLETE']
  if (wait === undefined || since === null) return []
  const matter = `waits-${status}-${since}`
  let reached = hours.dayOf(since)
  return AGE_STEPS.map((times, index) => {
    const businessDays = times * reminders.ages[wait]
    const step = (times - (AGE_STEPS[index - 1] ?? 0)) * reminders.ages[wait]
    reached = calendar.addBusinessDays(reached, step)
    return {
      key: `${matter}-${times}`,
      matter,
      at: hours.momentOf(reached, DAY_BEGINS, 0),
      endsAt: Infinity,
      toldTo: AGE_TOLD_TO[index] ?? 'channel',
      breaksNight: false,
      reminder: { kind: 'waits-long', status, since, businessDays },
    }
  })
}

const BEFORE_APPROVAL_ENDS = [4 * HOUR, HOUR]

function approvalLadder(approval: ApprovalInWaiting, planning: Planning): readonly Step[] {
  const { id, expiresAt, isGranted, since } = approval
  const automaticAt = planning.seen && automaticActivation(planning.seen)
  // What goes live by itself before an approval for it ends is told as that.
  if (isGranted && automaticAt !== null && automaticAt <= expiresAt) return []
  const toldTo: readonly ToldTo[] = isGranted ? ['owner', 'approvers'] : ['approvers', 'channel']
  return BEFORE_APPROVAL_ENDS.map((before, index): Step => ({
    key: `approval-${id}-${index + 1}`,
    matter: `approval-${id}`,
    at: planning.hours.bestTime(expiresAt - before, expiresAt),
    endsAt: expiresAt,
    toldTo: toldTo[index] ?? 'channel',
    breaksNight: false,
    reminder: { kind: 'approval-ends', id, endsAt: expiresAt },
  })).filter(({ at }) => at > since)
}

/** The bot looks for the outcome by itself and is done within minutes, unless it cannot look. */
const UNKNOWN_STEPS: readonly { readonly after: number; readonly toldTo: ToldTo }[] = [
  { after: 10 * MINUTE, toldTo: 'owner' },
  { after: 30 * MINUTE, toldTo: 'approvers' },
  { after: HOUR, toldTo: 'channel' },
]

function unknownLadder({ what, since }: ReminderFacts['unknown'][number]): readonly Step[] {
  const matter = `unknown-${what}-${since}`
  return UNKNOWN_STEPS.map(({ after, toldTo }, index) => ({
    key: `${matter}-${index + 1}`,
    matter,
    at: since + after,
    endsAt: Infinity,
    toldTo,
    breaksNight: true,
    reminder: { kind: 'outcome-unknown', what, since },
  }))
}
