import { attachAgain, type Files } from '../desk/attach-again.ts'
import { announceInterruptedNotes } from '../desk/announce-interrupted-notes.ts'
import { advanceBulk } from '../desk/bulk/advance-bulk.ts'
import { announceInterruptedCorrections } from '../desk/bulk/correct-alike.ts'
import { putFactsBack } from '../desk/bulk/put-facts-back.ts'
import { refreshForDays } from '../desk/bulk/refresh-children.ts'
import { REMINDED_BULKS } from '../desk/bulk/remind-of-bulks.ts'
import { REMINDED_ORDERS } from '../desk/remind-of-orders.ts'
import { catchUp } from '../desk/catch-up.ts'
import { advanceCheck } from '../desk/check-numbers.ts'
import type { Desk } from '../desk/desk.ts'
import { endApprovals } from '../desk/end-approvals.ts'
import { voidLeftNowAndThen } from '../desk/void-left.ts'
import { endHandOvers } from '../desk/hand-over.ts'
import { sayGoodMorning } from '../desk/morning.ts'
import { heedClock } from '../desk/heed-clock.ts'
import { indexOrders } from '../desk/index-orders.ts'
import { answerRefreshRequests } from '../desk/answer-refresh-requests.ts'
import { followNotes } from '../desk/follow-notes.ts'
import { syncOrder } from '../desk/refresh-order.ts'
import { oneByOne } from '../desk/one-by-one.ts'
import { remind, type People } from '../desk/remind.ts'
import { resolveInDoubt } from '../desk/resolve-in-doubt.ts'
import { lastReconciledAt, reconcileOrders } from '../desk/reconcile-orders.ts'
import { compareSentDocuments } from '../desk/went-out.ts'
import { isBandwidthError } from '../bandwidth/errors.ts'
import { dueChecks, writeCheck } from '../store/checks.ts'
import { emptyLog } from '../store/database.ts'
import { forgetEventsBefore } from '../store/pending-requests.ts'
import { deleteQuestionsBefore } from '../store/readings.ts'
import { deleteFormsBefore, forgetFormSecretsBefore, SECRETS_LAST_MS } from '../store/forms.ts'
import { forgetListsBefore } from '../store/saved-lists.ts'
import { duePolls, planBulk, planPoll } from '../store/plans.ts'
import { eraseSecretsEndedBefore } from '../store/sealed-secrets.ts'
import { whatsDue } from '../store/whats-due.ts'
import type { Delivery } from './delivery.ts'
import { subscribeDaily } from './subscribe-daily.ts'

const DAY = 24 * 60 * 60 * 1000
const POLLS_AT_ONCE = 20
/** After an outage, or when one failed. */
const AGAIN_MS = 60_000

/** All scheduled work, run once for the current moment. Each part fails on its own. */
export interface Scheduler {
  /** At a start: what a crash interrupted. */
  readonly pickUp: () => Promise<void>
  /** Refreshes that are due, checks under way, intents to resolve; then posts. */
  readonly everySecond: () => Promise<void>
  /** Refreshes the orders of new notifications: somebody may be glad to have the news at once. */
  readonly processNotifications: () => Promise<void>
  /** Once a minute: reminders, expirations, and clean-up. */
  readonly everyMinute: () => Promise<void>
  /** Lets the current part end; calls after that do nothing. */
  readonly stop: () => Promise<void>
}

/** What it needs from Slack, and from the database file. */
export interface Surroundings extends People, Files {
  /** Throws the database's error while it cannot be written. */
  readonly proveWritable: () => Promise<void>
  /** Copies and checks the database when that is due; returns at once. */
  readonly maintainDatabase: () => Promise<void>
  /** Notifies the bot's admins of what they have to know. */
  readonly warnAdmins: () => Promise<void>
  /** Resumes people's requests that a crash interrupted. */
  readonly resumePendingRequests: () => Promise<void>
}

/** The desk with other priorities: what was promised doesn't wait behind hundreds of requests. */
export interface Urgency {
  readonly outcomes: Desk
  readonly waited: Desk
  readonly reconciliations: Desk
  readonly forRequests: Desk
}

export function createScheduler(
  desk: Desk,
  delivery: Delivery,
  slack: Surroundings,
  by: Urgency = { outcomes: desk, waited: desk, reconciliations: desk, forRequests: desk },
): Scheduler {
  const subscribe = subscribeDaily(desk)
  const voidLeft = voidLeftNowAndThen(desk)
  const warn = untilDone(slack.warnAdmins)
  const heed = heedClock(desk)
  const end = new AbortController()

  /** A part that fails must not block the others; an outage of Bandwidth is no failure. */
  async function attempt(part: string, work: () => Promise<void>): Promise<void> {
    if (end.signal.aborted) return
    try {
      await work()
    } catch (error) {
      const event = isBandwidthError(error) ? 'scheduler-part-postponed' : 'scheduler-part-failed'
      desk.log(event, { part, error })
    }
  }

  const heedTheClock = oneAtATime(() => attempt('clock', heed))
  const resolveIntents = oneAtATime(async () => {
    await attempt('unknown outcomes', () => resolveInDoubt(by.outcomes))
    await attempt('corrections', () => announceInterruptedCorrections(by.outcomes))
    await attempt('interrupted notes', () => announceInterruptedNotes(by.outcomes))
  })
  const processNotifications = oneAtATime(async () => {
    await attempt('refresh requests', () => answerRefreshRequests(by.forRequests))
    await attempt('notes', () => followNotes(by.forRequests))
  })
  const pickUp = oneAtATime(() => attempt('pending requests', slack.resumePendingRequests))
  const goOnWaited = oneAtATime(async () => {
    await attempt('checks', () => goOnWithChecks(by.waited, end.signal))
    await attempt('watched polls', () => pollDue(by.waited, 'watched', end.signal))
  })
  const goOn = oneAtATime(async () => {
    await attempt('bulk orders', () => goOnWithBulks(desk, end.signal))
    await attempt('polls', () => pollDue(desk, 'routine', end.signal))
    await attempt('documents that went out', () => compareSentDocuments(desk))
  })
  const index = oneAtATime(() => attempt('names', () => indexOrders(desk)))
  /** May overlap: while refreshes wait for their calls, the next second resolves what is due. */
  async function everySecond(): Promise<void> {
    await heedTheClock()
    await attempt('what is due', async () => {
      const { isWork, areNames } = await whatsDue(desk.db, desk.clock())
      if (isWork) await resolveIntents()
      await Promise.all([
        ...(isWork ? [processNotifications(), goOnWaited(), goOn()] : []),
        ...(isWork || areNames ? [index()] : []),
      ])
    })
    delivery.wake()
  }
  const everyMinute = oneAtATime(async () => {
    delivery.nextMinute()
    await heedTheClock()
    await pickUp()
    await attempt('approvals', () => endApprovals(desk))
    await attempt('approvers who left', voidLeft)
    await attempt('hand-overs', () => endHandOvers(desk))
    await attempt('reconciliation', () => reconcileIfDue(by.reconciliations))
    // Reminders need a fresh reading: an order may be live or deleted by now.
    await everySecond()
    await attempt('catching up', () => catchUp(desk))
    await attempt('reminders', () => remind(desk, REMINDED_ORDERS, slack))
    await attempt('reminders of bulk orders', () => remind(desk, REMINDED_BULKS, slack))
    await attempt('morning', () => sayGoodMorning(desk))
    await attempt('documents', () => attachAgain(desk, slack))
    await attempt('subscriptions', subscribe)
    await attempt('admins', warn)
    await attempt('disk', slack.proveWritable)
    await attempt('database file', slack.maintainDatabase)
    await attempt('clean-up', () => cleanUp(desk))
    delivery.wake()
  })
  return {
    pickUp,
    everySecond,
    processNotifications,
    everyMinute,
    async stop() {
      end.abort()
      const ofSeconds = [resolveIntents, processNotifications, goOnWaited, goOn, index]
      await Promise.all([heedTheClock, pickUp, everyMinute, ...ofSeconds].map((part) => part()))
    },
  }
}

/** After an outage it is tried again, and reaches back to the last one that succeeded. */
async function reconcileIfDue(desk: Desk): Promise<void> {
  const last = await lastReconciledAt(desk)
  const now = desk.clock()
  const isFresh = last !== null && last <= now && now - last < desk.settings.pollEveryMs
  if (isFresh) return
  desk.log('orders-reconciled', { ...(await reconcileOrders(desk)) })
}

/** What is left when the bot stops stays due. */
function* until<T>(end: AbortSignal, due: readonly T[]): Iterable<T> {
  for (const one of due) {
    if (end.aborted) return
    yield one
  }
}

async function pollDue(desk: Desk, which: 'watched' | 'routine', end: AbortSignal): Promise<void> {
  const due = await duePolls(desk.db, 'order', desk.clock(), POLLS_AT_ONCE, which)
  await oneByOne(desk, until(end, due), {
    name: (number) => ({ number }),
    outage: 'refresh-failed',
    work: (number) => syncOrder(desk, number, { documents: false }),
    later: (number) => planPoll(desk.db, number, { nextPollAt: desk.clock() + AGAIN_MS }),
  })
}

async function goOnWithBulks(desk: Desk, end: AbortSignal): Promise<void> {
  const due = await duePolls(desk.db, 'bulk', desk.clock(), POLLS_AT_ONCE)
  await oneByOne(desk, until(end, due), {
    name: (number) => ({ number }),
    outage: 'refresh-failed',
    async work(number) {
      await advanceBulk(desk, number)
      await refreshForDays(desk, number)
      await putFactsBack(desk, number)
    },
    later: (number) => planBulk(desk.db, number, { nextPollAt: desk.clock() + AGAIN_MS }),
  })
}

async function goOnWithChecks(desk: Desk, end: AbortSignal): Promise<void> {
  await oneByOne(desk, until(end, await dueChecks(desk.db, desk.clock())), {
    name: (check) => ({ check }),
    outage: 'check-failed',
    work: (check) => advanceCheck(desk, check),
    later: (check) => writeCheck(desk.db, check, { nextPollAt: desk.clock() + AGAIN_MS }),
  })
}

async function cleanUp(desk: Desk): Promise<void> {
  const now = desk.clock()
  await eraseSecretsEndedBefore(desk.db, now - 30 * DAY)
  await deleteFormsBefore(desk.db, now - DAY)
  await deleteQuestionsBefore(desk.db, now - DAY)
  await forgetListsBefore(desk.db, now - DAY)
  await forgetFormSecretsBefore(desk.db, now - SECRETS_LAST_MS)
  await forgetEventsBefore(desk.db, now - 2 * DAY)
  await emptyLog(desk.db)
}

/** Runs work until it has succeeded once. */
function untilDone(work: () => Promise<void>): () => Promise<void> {
  let isDone = false
  return async () => {
    if (isDone) return
    await work()
    isDone = true
  }
}

/** Calls during a run lead to one more run afterwards, however many they are. */
function oneAtATime(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined
  let next: Promise<void> | undefined
  return function start(): Promise<void> {
    if (running === undefined) {
      running = work().finally(() => {
        running = undefined
      })
      return running
    }
    const again = (): Promise<void> => {
      next = undefined
      return start()
    }
    // A run that failed does not block the next.
    next ??= running.then(again, again)
    return next
  }
}
