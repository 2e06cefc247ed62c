import {
  BandwidthBusy,
  BandwidthForbidden,
  BandwidthUnauthorized,
  isBandwidthError,
} from '../bandwidth/errors.ts'
import { showEasternTime, type Instant } from '../porting/calendar.ts'
import { MAKE_A_CREDENTIAL, PASSWORDS_END_SHOWN } from '../porting/passwords-end.ts'
import { writeTroubleIn } from '../store/cannot-write.ts'
import { knowledgeOf, proveWritable, queueOf } from '../store/health.ts'
import { countHints } from '../store/hints.ts'
import { troubleWith } from './bandwidth-trouble.ts'
import { diskWords, FREE_THE_DISK } from './cannot-keep.ts'
import { examineCredentials } from './credentials.ts'
import type { Desk } from './desk.ts'
import { examineKey } from './examine-key.ts'
import { bad, doubtful, good, type Finding } from './finding.ts'
import {
  areSubscriptionsLookedAfter,
  readSubscriptionStates,
  type SubscriptionState,
  type SubscriptionTrouble,
} from './subscribe.ts'
import { lastSweepAt } from './sweep.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

/** Everything but Slack's side of it. */
export async function examineDesk(desk: Desk): Promise<readonly Finding[]> {
  const bandwidth = await examineBandwidth(desk)
  return [
    await examineDatabase(desk),
    ...(await examineKey(desk)),
    bandwidth,
    examineCredentials(desk),
    ...clockFinding("Bandwidth's clock", desk.bandwidth.health().clockAheadMs),
    ...(await examineSubscriptions(desk)),
    await examineKnowledge(desk),
    await examineQueue(desk),
  ]
}

/** Proven by writing and reading, now. */
export async function examineDatabase(desk: Desk): Promise<Finding> {
  try {
    await proveWritable(desk.db, desk.clock())
    return good('Database', 'can be read and written.')
  } catch (error) {
    desk.log('database-not-writable', { error })
    const trouble = writeTroubleIn(error)
    return trouble === null
      ? bad(
          'Database',
          "can't be used.",
          'Look at the file in PORTIN_DATABASE, then restart the bot.',
        )
      : bad('Database', `can't be written: ${diskWords(trouble)}.`, FREE_THE_DISK)
  }
}

/** Asks Bandwidth something small, now. */
export async function examineBandwidth({ bandwidth, log }: Desk): Promise<Finding> {
  try {
    const sites = await bandwidth.listSites()
    const count = sites.length === 1 ? 'one site' : `${sites.length} sites`
    return good('Bandwidth', `takes the credentials and shows ${count}.`)
  } catch (error) {
    if (!isBandwidthError(error)) throw error
    log('bandwidth-not-well', { error })
    if (error instanceof BandwidthUnauthorized) {
      if (error.passwordsEnded) {
        return bad(
          'Bandwidth',
          `takes no name and password since ${PASSWORDS_END_SHOWN}.`,
          MAKE_A_CREDENTIAL,
        )
      }
      return bad(
        'Bandwidth',
        'does not take the credentials.',
        'Put good ones in BANDWIDTH_CLIENT_ID and BANDWIDTH_CLIENT_SECRET and start the bot again.',
      )
    }
    if (error instanceof BandwidthForbidden) {
      return bad(
        'Bandwidth',
        'takes the credentials and lets them do nothing.',
        'Have Bandwidth give them the porting roles, and compare BANDWIDTH_ACCOUNT_ID with your account.',
      )
    }
    if (error instanceof BandwidthBusy) return findingOfPace(error, bandwidth.health().lastProblem)
    const { sentence } = troubleWith(error)
    return bad(
      'Bandwidth',
      sentence.replace(/^Bandwidth /, ''),
      'Nothing to do while it is down: what is asked for waits or is refused, and I keep trying.',
    )
  }
}

/** Who keeps to a limit of its own knows no more of Bandwidth than when it last asked. */
function findingOfPace({ by, until }: BandwidthBusy, lastProblem: string | null): Finding {
  const time = showEasternTime(until)
  if (by === 'bandwidth') {
    return bad(
      'Bandwidth',
      `takes no more calls until ${time}.`,
      'It passes. Lower BANDWIDTH_CALLS_PER_MINUTE if it comes back.',
    )
  }
  const todo = 'It passes. Raise BANDWIDTH_CALLS_PER_MINUTE if it comes back.'
  return lastProblem === null
    ? doubtful('Bandwidth', `was not asked: I have used up my calls until ${time}.`, todo)
    : bad(
        'Bandwidth',
        `did not answer my last call, and I have used up my calls until ${time}.`,
        todo,
      )
}

const CLOCK_OFF_MS = 30_000
/** Slack refuses what was signed five minutes ago, and reminders would come at wrong hours. */
const CLOCK_BAD_MS = 4 * MINUTE

/** @param aheadMs How far the other's clock is ahead of ours; null: it did not tell. */
export function clockFinding(subject: string, aheadMs: number | null): readonly Finding[] {
  if (aheadMs === null) return []
  const seconds = Math.round(Math.abs(aheadMs) / 1000)
  if (Math.abs(aheadMs) < CLOCK_OFF_MS) return [good(subject, `agrees with ours to ${seconds} s.`)]
  const says = `is ${seconds} s ${aheadMs > 0 ? 'ahead of' : 'behind'} ours.`
  const todo = 'Set the clock of the machine the bot runs on (NTP).'
  return [(Math.abs(aheadMs) < CLOCK_BAD_MS ? doubtful : bad)(subject, says, todo)]
}

async function examineSubscriptions(desk: Desk): Promise<readonly Finding[]> {
  const { hearing } = desk.settings
  if (hearing === null) {
    return [
      doubtful(
        'Notifications',
        'are not asked for: changes are found by looking, minutes later.',
        'Set PORTIN_HTTP_PORT, PORTIN_PUBLIC_URL, PORTIN_NOTIFICATION_USER and PORTIN_NOTIFICATION_PASSWORD.',
      ),
    ]
  }
  try {
    const states = await readSubscriptionStates(desk, hearing)
    const areLookedAfter = await areSubscriptionsLookedAfter(desk)
    return states.map((state) =>
      areLookedAfter || state.trouble === null ? subscriptionFinding(state) : notLookedAfter(state),
    )
  } catch (error) {
    if (!isBandwidthError(error)) throw error
    return [
      doubtful('Notifications', 'cannot be looked at now.', 'Ask again when Bandwidth answers.'),
    ]
  }
}

const TROUBLES: Record<SubscriptionTrouble, { readonly says: string; readonly todo: string }> = {
  missing: {
    says: 'there is no subscription, so Bandwidth tells us nothing.',
    todo: 'Press *Renew subscriptions*. If it stays so, Bandwidth refuses it: the log says why.',
  },
  'ends-soon': {
    says: 'the subscription ends soon.',
    todo: 'It is renewed by itself once a day; press *Renew subscriptions* to do it now.',
  },
  'other-credentials': {
    says: 'the subscription has other credentials than the settings.',
    todo: 'Press *Renew subscriptions*.',
  },
  'not-let-in': {
    says: 'the last notification had a wrong password and was turned away.',
    todo: 'Press *Renew subscriptions*.',
  },
}

/** What is wrong with it now is about to be mended. */
function notLookedAfter({ orderType }: SubscriptionState): Finding {
  return {
    subject: `Notifications for ${orderType}`,
    state: 'doubtful',
    says: 'not looked at yet since I was started.',
    todo: 'It is by itself, within a minute of the start or ten of an outage; press *Renew subscriptions* to do it now.',
    repair: 'subscriptions',
  }
}

function subscriptionFinding({ orderType, subscription, trouble }: SubscriptionState): Finding {
  const subject = `Notifications for ${orderType}`
  if (trouble !== null) {
    const { says, todo } = TROUBLES[trouble]
    const state = trouble === 'ends-soon' ? 'doubtful' : 'bad'
    return { subject, state, says, todo, repair: 'subscriptions' }
  }
  const { secondsLeft, lastDelivery } = subscription ?? { secondsLeft: null, lastDelivery: null }
  const left =
    secondsLeft === null ? '' : ` for ${Math.floor((secondsLeft * 1000) / DAY)} more days`
  if (lastDelivery === null || /^(?:READY$|2\d\d\b)/.test(lastDelivery)) {
    const last = lastDelivery === null || lastDelivery === 'READY' ? 'none sent yet' : lastDelivery
    return good(subject, `subscribed${left}; last delivery: ${last}.`)
  }
  return doubtful(
    subject,
    `subscribed${left}, but the last delivery failed: ${lastDelivery}.`,
    'See that PORTIN_PUBLIC_URL leads from the internet to PORTIN_HTTP_PORT. What was missed is found by looking.',
  )
}

/** One sweep may fail, and a busy one takes its time. */
const SWEEPS_MISSED = 2
const BUSY_MS = 10 * MINUTE

/** A sweep shows for every order whether it has changed; each look shows it for one. */
export async function examineKnowledge(desk: Desk): Promise<Finding> {
  const now = desk.clock()
  const { open, oldestAt } = await knowledgeOf(desk.db)
  const hints = await countHints(desk.db)
  const waiting = hints === 0 ? '' : ` ${hints} of Bandwidth's hints wait to be followed.`
  if (oldestAt === null) return good('Knowledge', `no order is on its way.${waiting}`)
  const knownAt = Math.max(oldestAt, (await lastSweepAt(desk)) ?? 0)
  const says = `${open} on their way; what I know of them is ${age(knownAt, now)} old.${waiting}`
  return now - knownAt <= SWEEPS_MISSED * desk.settings.lookEveryMs + BUSY_MS
    ? good('Knowledge', says)
    : bad(
        'Knowledge',
        says,
        'If Bandwidth answers, this catches up by itself; raise BANDWIDTH_CALLS_PER_MINUTE if it does not.',
      )
}

const QUEUE_OLD_MS = 10 * MINUTE

async function examineQueue({ db, clock }: Desk): Promise<Finding> {
  const now = clock()
  const { waiting, notTaken, oldestAt } = await queueOf(db, now)
  if (waiting === 0) return good('Posts', 'all are told.')
  const says = `${waiting} wait to be shown${notTaken > 0 ? `, ${notTaken} were tried and not taken` : ''}`
  if (oldestAt === null || now - oldestAt < QUEUE_OLD_MS) return good('Posts', `${says}.`)
  return bad(
    'Posts',
    `${says}; the oldest is ${age(oldestAt, now)} old.`,
    'See the channels below: I must be in them. The log names each post that Slack did not take.',
  )
}

export function age(at: Instant | null, now: Instant): string {
  const minutes = at === null ? 0 : Math.max(0, Math.floor((now - at) / MINUTE))
  if (minutes < 120) return `${minutes} min`
  return minutes < 2 * 24 * 60
    ? `${Math.floor(minutes / 60)} h`
    : `${Math.floor(minutes / 1440)} days`
}
