import { countOf } from '../porting/counts.ts'
import {
  BandwidthBusy,
  BandwidthForbidden,
  BandwidthUnauthorized,
  isBandwidthError,
} from '../bandwidth/errors.ts'
import { showEasternTime } from '../porting/calendar.ts'
import { MAKE_A_CREDENTIAL, PASSWORDS_END_SHOWN } from '../porting/passwords-end.ts'
import { writeTroubleIn } from '../store/cannot-write.ts'
import { knowledgeOf, proveWritable, queueOf } from '../store/health.ts'
import { countRefreshRequests } from '../store/refresh-requests.ts'
import { troubleWith } from './bandwidth-trouble.ts'
import { diskWords, FREE_THE_DISK } from './cannot-write.ts'
import { examineCredentials } from './credentials.ts'
import type { Desk } from './desk.ts'
import { examineKey } from './examine-key.ts'
import { age, bad, doubtful, good, type Finding } from './finding.ts'
import { examineNotes } from './note-user.ts'
import {
  areSubscriptionsMaintained,
  readSubscriptionStates,
  type SubscriptionState,
  type SubscriptionTrouble,
} from './subscribe.ts'
import { lastReconciledAt } from './reconcile-orders.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

/** Everything except Slack. */
export async function examineDesk(desk: Desk): Promise<readonly Finding[]> {
  const bandwidth = await examineBandwidth(desk)
  return [
    await examineDatabase(desk),
    ...(await examineKey(desk)),
    bandwidth,
    examineCredentials(desk),
    await examineNotes(desk),
    ...clockFinding('Bandwidth’s clock', desk.bandwidth.health().clockAheadMs),
    ...(await examineSubscriptions(desk)),
    await examineKnowledge(desk),
    await examineQueue(desk),
    examineLinks(desk),
  ]
}

/** Proves it by writing and reading, now. */
export async function examineDatabase(desk: Desk): Promise<Finding> {
  try {
    await proveWritable(desk.db, desk.clock())
    return good('Database', 'read and written.')
  } catch (error) {
    desk.log('database-not-writable', { error })
    const trouble = writeTroubleIn(error)
    return trouble === null
      ? bad(
          'Database',
          'can’t be used.',
          'Check the file in PORTIN_DATABASE, then restart the bot.',
        )
      : bad('Database', `can’t be written: ${diskWords(trouble)}.`, FREE_THE_DISK)
  }
}

/** Makes a small call to Bandwidth, now. */
export async function examineBandwidth({ bandwidth, log }: Desk): Promise<Finding> {
  try {
    const sites = await bandwidth.listSites()
    const count = sites.length === 1 ? 'one site' : `${sites.length} sites`
    return good('Bandwidth', `signed in, ${count} found.`)
  } catch (error) {
    if (!isBandwidthError(error)) throw error
    log('bandwidth-not-well', { error })
    if (error instanceof BandwidthUnauthorized) {
      if (error.passwordsEnded) {
        return bad(
          'Bandwidth',
          `no longer accepts a name and password (since ${PASSWORDS_END_SHOWN}).`,
          MAKE_A_CREDENTIAL,
        )
      }
      return bad(
        'Bandwidth',
        'rejects the credentials.',
        'Correct BANDWIDTH_CLIENT_ID and BANDWIDTH_CLIENT_SECRET and restart the bot.',
      )
    }
    if (error instanceof BandwidthForbidden) {
      return bad(
        'Bandwidth',
        'signed in, but these credentials have no porting roles.',
        'Ask Bandwidth to add the porting roles, and check BANDWIDTH_ACCOUNT_ID.',
      )
    }
    if (error instanceof BandwidthBusy) return findingOfPace(error, bandwidth.health().lastProblem)
    const { sentence } = troubleWith(error)
    return bad(
      'Bandwidth',
      sentence.replace(/^Bandwidth /, ''),
      'Nothing to do while it’s down. I keep retrying. Requests wait or get refused meanwhile.',
    )
  }
}

/** While we wait because of a limit of our own, all we know about Bandwidth is from the last call. */
function findingOfPace({ by, until }: BandwidthBusy, lastProblem: string | null): Finding {
  const time = showEasternTime(until)
  if (by === 'bandwidth') {
    return bad(
      'Bandwidth',
      `is limiting our calls until ${time}.`,
      'This passes. If it comes back, lower BANDWIDTH_CALLS_PER_MINUTE.',
    )
  }
  const todo = 'This passes. If it comes back, raise BANDWIDTH_CALLS_PER_MINUTE.'
  return lastProblem === null
    ? doubtful('Bandwidth', `not checked: I’ve used up my calls until ${time}.`, todo)
    : bad('Bandwidth', `didn’t answer my last call, and I’ve used up my calls until ${time}.`, todo)
}

const CLOCK_OFF_MS = 30_000
/** Slack refuses requests signed more than five minutes ago, and reminders would come at the wrong hours. */
const CLOCK_BAD_MS = 4 * MINUTE

/** @param aheadMs How far the other clock is ahead of ours; null: unknown. */
export function clockFinding(subject: string, aheadMs: number | null): readonly Finding[] {
  if (aheadMs === null) return []
  const seconds = Math.round(Math.abs(aheadMs) / 1000)
  if (Math.abs(aheadMs) < CLOCK_OFF_MS) return [good(subject, `within ${seconds} s of ours.`)]
  const says = `is ${seconds} s ${aheadMs > 0 ? 'ahead of' : 'behind'} ours.`
  const todo = 'Set the clock of the machine the bot runs on (NTP).'
  return [(Math.abs(aheadMs) < CLOCK_BAD_MS ? doubtful : bad)(subject, says, todo)]
}

async function examineSubscriptions(desk: Desk): Promise<readonly Finding[]> {
  const { webhook } = desk.settings
  if (webhook === null) {
    return [
      doubtful(
        'Webhooks',
        'off. I poll Bandwidth instead, so changes show up a few minutes late.',
        'Set PORTIN_HTTP_PORT, PORTIN_PUBLIC_URL, PORTIN_NOTIFICATION_USER and PORTIN_NOTIFICATION_PASSWORD.',
      ),
    ]
  }
  try {
    const states = await readSubscriptionStates(desk, webhook)
    const areMaintained = await areSubscriptionsMaintained(desk)
    return states.map((state) =>
      areMaintained || state.trouble === null ? subscriptionFinding(state) : notMaintained(state),
    )
  } catch (error) {
    if (!isBandwidthError(error)) throw error
    return [doubtful('Webhooks', 'can’t be checked now.', 'Try again when Bandwidth answers.')]
  }
}

const TROUBLES: Record<SubscriptionTrouble, { readonly says: string; readonly todo: string }> = {
  missing: {
    says: 'no subscription, so Bandwidth sends nothing.',
    todo: 'Click *Renew subscriptions*. If that doesn’t help, the log says why.',
  },
  'ends-soon': {
    says: 'the subscription ends soon.',
    todo: 'It renews once a day. Click *Renew subscriptions* to do it now.',
  },
  'other-credentials': {
    says: 'the subscription’s credentials don’t match the settings.',
    todo: 'Click *Renew subscriptions*.',
  },
  'not-let-in': {
    says: 'the last webhook had the wrong password, so I rejected it.',
    todo: 'Click *Renew subscriptions*.',
  },
}

/** They have not been checked since the start, and are about to be. */
function notMaintained({ orderType }: SubscriptionState): Finding {
  return {
    subject: `Webhooks for ${orderType}`,
    state: 'doubtful',
    says: 'not checked yet since I started.',
    todo: 'I check within a minute of starting, or ten minutes after an outage. Click *Renew subscriptions* to do it now.',
    repair: 'subscriptions',
  }
}

function subscriptionFinding({ orderType, subscription, trouble }: SubscriptionState): Finding {
  const subject = `Webhooks for ${orderType}`
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
    return good(subject, `subscribed${left}. Last delivery: ${last}.`)
  }
  return doubtful(
    subject,
    `subscribed${left}, but the last delivery failed: ${lastDelivery}.`,
    'Check that PORTIN_PUBLIC_URL reaches PORTIN_HTTP_PORT from the internet. I’ll catch up by polling.',
  )
}

/** One reconciliation may fail, and a busy one takes its time. */
const RECONCILIATIONS_MISSED = 2
const BUSY_MS = 10 * MINUTE

/** A reconciliation shows for every order whether it has changed; a refresh shows it for one. */
export async function examineKnowledge(desk: Desk): Promise<Finding> {
  const now = desk.clock()
  const { open, oldestAt } = await knowledgeOf(desk.db)
  const requests = await countRefreshRequests(desk.db)
  const waiting = requests === 0 ? '' : ` ${countOf(requests, 'webhook notification')} waiting.`
  if (oldestAt === null) return good('Order data', `no open orders.${waiting}`)
  const knownAt = Math.max(oldestAt, (await lastReconciledAt(desk)) ?? 0)
  const says = `${countOf(open, 'open order')}, last checked ${age(knownAt, now)} ago.${waiting}`
  return now - knownAt <= RECONCILIATIONS_MISSED * desk.settings.pollEveryMs + BUSY_MS
    ? good('Order data', says)
    : bad(
        'Order data',
        says,
        'This catches up once Bandwidth answers. If it doesn’t, raise BANDWIDTH_CALLS_PER_MINUTE.',
      )
}

/** These settings are optional. */
function examineLinks({ settings: { links } }: Pick<Desk, 'settings'>): Finding {
  const missing = [
    links.order === null ? 'BANDWIDTH_ORDER_LINK' : null,
    links.bulk === null ? 'BANDWIDTH_BULK_ORDER_LINK' : null,
  ].filter((name) => name !== null)
  return missing.length === 0
    ? good('Cards', 'open at Bandwidth.')
    : good('Cards', `don’t link to Bandwidth. ${missing.join(' and ')} would add them.`)
}

const QUEUE_OLD_MS = 10 * MINUTE

async function examineQueue({ db, clock }: Desk): Promise<Finding> {
  const now = clock()
  const { waiting, notTaken, oldestAt } = await queueOf(db, now)
  if (waiting === 0) return good('Messages', 'none waiting.')
  const says = `${waiting} waiting${notTaken > 0 ? `, ${notTaken} that Slack didn’t accept` : ''}`
  if (oldestAt === null || now - oldestAt < QUEUE_OLD_MS) return good('Messages', `${says}.`)
  return bad(
    'Messages',
    `${says}, oldest ${age(oldestAt, now)}.`,
    'Check the channels: I must be in them. The log names each message Slack didn’t accept.',
  )
}
