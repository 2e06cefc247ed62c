import type { Instant } from './calendar.ts'
import { ownerHours } from './owner-hours.ts'
import { approvalLadder, draftLadder, laddersOf, unknownLadder } from './reminder-ladders.ts'
import type {
  DueReminder,
  Planning,
  Snooze,
  ReminderFacts,
  ReminderSettings,
  Step,
  Notified,
} from './reminders.ts'

interface TimedStep extends Step {
  /** From then on the next step of the ladder replaces it, or the ladder has ended. */
  readonly until: Instant
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
    .filter(
      ({ at, until, breaksNight }) =>
        at <= now && now < until && (breaksNight === true || !isNight),
    )
    .map(({ key, topic, notified, at, endsAt, reminder }) => ({
      key,
      topic,
      notified,
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
    .map(({ at, breaksNight }) => (at > now ? at : breaksNight === true ? now : hours.byDay(now)))
    .filter((at) => at > now)
  return moments.length === 0 ? null : Math.min(...moments)
}

function planOf(planning: Planning): readonly TimedStep[] {
  const { seen, bulkDraft } = planning
  return [
    ...(bulkDraft === undefined ? [] : [draftLadder(bulkDraft, planning)]),
    ...(seen === null ? [] : laddersOf(seen, planning)),
    ...(planning.otherDays ?? []).flatMap(({ seen: other, ...ofDay }) =>
      laddersOf(other, { ...planning, ...ofDay }),
    ),
    ...planning.approvals.map((approval) => approvalLadder(approval, planning)),
    ...planning.unknown.map(unknownLadder),
  ].flatMap((ladder) => withoutSnoozed(timed(ladder), planning.snoozes))
}

/** A step lasts until the next step of the ladder is due, or until the ladder ends. */
function timed(ladder: readonly Step[]): readonly TimedStep[] {
  return ladder.map((step, index) => ({
    ...step,
    until: Math.min(step.endsAt, ...ladder.slice(index + 1).map(({ at }) => at)),
  }))
}

function withoutSnoozed(
  steps: readonly TimedStep[],
  snoozes: readonly Snooze[],
): readonly TimedStep[] {
  return snoozes.reduce((left, { topic, until, spares }) => {
    const others = left.filter((step) => step.topic !== topic)
    const own = left.filter((step) => step.topic === topic)
    if (until === null) return others
    const latest = own.findLast(({ at }) => at <= until)
    return [
      ...others,
      ...(latest === undefined ? [] : returning(latest, until, spares)),
      ...own.filter(({ at, notified }) => at > until || !isSpared(spares, notified)),
    ]
  }, steps)
}

/** Comes back to the person who snoozed it: others were notified meanwhile of what was for them too. */
function returning(
  step: TimedStep,
  until: Instant,
  spares: Snooze['spares'],
): readonly TimedStep[] {
  const again = { ...step, key: `${step.key}-again-${until}`, at: until }
  if (isSpared(spares, step.notified)) return [again]
  return step.at === until ? [] : [{ ...again, notified: 'owner' }]
}

function isSpared(spares: Snooze['spares'], notified: Notified): boolean {
  return spares === 'everybody' || (spares === 'owner' && notified === 'owner')
}
