import { attachAgain, type Files } from '../desk/attach-again.ts'
import { advanceBulk } from '../desk/bulk/advance-bulk.ts'
import { tellCorrectionsCutOff } from '../desk/bulk/correct-alike.ts'
import { putFactsBack } from '../desk/bulk/make-bulk-again.ts'
import { REMINDED_BULKS } from '../desk/bulk/remind-of-bulks.ts'
import { REMINDED_ORDERS } from '../desk/remind-of-orders.ts'
import { catchUp } from '../desk/catch-up.ts'
import { advanceCheck } from '../desk/check-numbers.ts'
import type { Desk } from '../desk/desk.ts'
import { endApprovals } from '../desk/end-approvals.ts'
import { sayGoodMorning } from '../desk/morning.ts'
import { heedClock } from '../desk/heed-clock.ts'
import { indexOrders } from '../desk/index-orders.ts'
import { followHints } from '../desk/follow-hints.ts'
import { followNotes } from '../desk/follow-notes.ts'
import { syncOrder } from '../desk/look-at-order.ts'
import { oneByOne } from '../desk/one-by-one.ts'
import { remind, type People } from '../desk/remind.ts'
import { settleIntents } from '../desk/settle-intents.ts'
import { lastSweepAt, sweep } from '../desk/sweep.ts'
import { compareSentDocuments } from '../desk/went-out.ts'
import { isBandwidthError } from '../bandwidth/errors.ts'
import { dueBulkLooks, planBulk } from '../store/bulk-orders.ts'
import { dueChecks, writeCheck } from '../store/checks.ts'
import { emptyLog } from '../store/database.ts'
import { forgetEventsBefore } from '../store/errands.ts'
import { deleteQuestionsBefore } from '../store/readings.ts'
import { deleteFormsBefore, forgetFormSecretsBefore, SECRETS_KEPT_MS } from '../store/forms.ts'
import { forgetListsBefore } from '../store/kept-lists.ts'
import { dueLooks, planLook } from '../store/plans.ts'
import { eraseSecretsEndedBefore } from '../store/sealed-secrets.ts'
import type { Delivery } from './delivery.ts'
import { subscribeDaily } from './subscribe-daily.ts'

const DAY = 24 * 60 * 60 * 1000
const LOOKS_AT_ONCE = 20
/** After an outage, or when one broke. */
const AGAIN_MS = 60_000

/** Everything that time brings, done once for the present moment. Each part fails on its own. */
export interface Pulse {
  /** At a start: what a sudden stop cut off. */
  readonly pickUp: () => Promise<void>
  /** Looks that are due, checks that go on, intents to settle; then what there is to tell. */
  readonly beat: () => Promise<void>
  /** Orders that Bandwidth has just notified: somebody may be glad to hear of it at once. */
  readonly hear: () => Promise<void>
  /** Once a minute: reminders, endings, and what is no longer needed. */
  readonly ring: () => Promise<void>
  /** What runs ends with the part it is in; whatever is asked for afterwards does nothing. */
  readonly stop: () => Promise<void>
}

/** What it needs of Slack, and of the file that everything is kept in. */
export interface Surroundings extends People, Files {
  /** Throws what the database says while it cannot be written. */
  readonly proveWritable: () => Promise<void>
  /** Copies and checks the database when that is due; returns at once. */
  readonly lookAfterDatabase: () => Promise<void>
  /** What those who look after the bot have to know. */
  readonly warnAdmins: () => Promise<void>
  /** What people asked for and a sudden stop cut off. */
  readonly pickUpErrands: () => Promise<void>
}

/** The desk with calls of other lanes: what is promised does not wait behind hundreds of hints. */
export interface Urgency {
  readonly outcomes: Desk
  readonly sweeps: Desk
  readonly hints: Desk
}

export function createPulse(
  desk: Desk,
  delivery: Delivery,
  slack: Surroundings,
  by: Urgency = { outcomes: desk, sweeps: desk, hints: desk },
): Pulse {
  const subscribe = subscribeDaily(desk)
  const warn = untilDone(slack.warnAdmins)
  const heed = heedClock(desk)
  const end = new AbortController()

  /** One part that breaks must not keep the others from their turn; an outage of Bandwidth is no break. */
  async function attempt(part: string, work: () => Promise<void>): Promise<void> {
    if (end.signal.aborted) return
    try {
      await work()
    } catch (error) {
      const event = isBandwidthError(error) ? 'pulse-part-put-off' : 'pulse-part-failed'
      desk.log(event, { part, error })
    }
  }

  const heedTheClock = oneAtATime(() => attempt('clock', heed))
  const settle = oneAtATime(async () => {
    await attempt('settle', () => settleIntents(by.outcomes))
    await attempt('corrections', () => tellCorrectionsCutOff(by.outcomes))
  })
  const hear = oneAtATime(async () => {
    await attempt('hints', () => followHints(by.hints))
    await attempt('notes', () => followNotes(by.hints))
  })
  const pickUp = oneAtATime(() => attempt('errands', slack.pickUpErrands))
  const goOn = oneAtATime(async () => {
    await attempt('checks', () => goOnWithChecks(desk))
    await attempt('bulk orders', () => goOnWithBulks(desk))
    await attempt('looks', () => lookAtDue(desk))
    await attempt('documents that went out', () => compareSentDocuments(desk))
  })
  const index = oneAtATime(() => attempt('names', () => indexOrders(desk)))
  /** Not one at a time: while hints or looks wait for their calls, the next beat settles what is due. */
  async function beat(): Promise<void> {
    await heedTheClock()
    await settle()
    await Promise.all([hear(), goOn(), index()])
    delivery.kick()
  }
  const ring = oneAtATime(async () => {
    delivery.nextMinute()
    await heedTheClock()
    await pickUp()
    await attempt('approvals', () => endApprovals(desk))
    await attempt('sweep', () => sweepIfDue(by.sweeps))
    // Only what was just seen is reminded of: an order may be live or gone by now.
    await beat()
    await attempt('catching up', () => catchUp(desk))
    await attempt('reminders', () => remind(desk, REMINDED_ORDERS, slack))
    await attempt('reminders of bulk orders', () => remind(desk, REMINDED_BULKS, slack))
    await attempt('morning', () => sayGoodMorning(desk))
    await attempt('documents', () => attachAgain(desk, slack))
    await attempt('subscriptions', subscribe)
    await attempt('admins', warn)
    await attempt('disk', slack.proveWritable)
    await attempt('database file', slack.lookAfterDatabase)
    await attempt('clean-up', () => cleanUp(desk))
    delivery.kick()
  })
  return {
    pickUp,
    beat,
    hear,
    ring,
    async stop() {
      end.abort()
      await Promise.all([pickUp(), hear(), beat(), ring()])
    },
  }
}

/** Set back after an outage: the next one reaches as far as the last that went well. */
async function sweepIfDue(desk: Desk): Promise<void> {
  const last = await lastSweepAt(desk)
  const now = desk.clock()
  const isFresh = last !== null && last <= now && now - last < desk.settings.lookEveryMs
  if (isFresh) return
  const swept = await sweep(desk)
  desk.log('swept', { ...swept })
}

async function lookAtDue(desk: Desk): Promise<void> {
  await oneByOne(desk, await dueLooks(desk.db, desk.clock(), LOOKS_AT_ONCE), {
    name: (number) => ({ number }),
    outage: 'look-failed',
    work: (number) => syncOrder(desk, number, { documents: false }),
    later: (number) => planLook(desk.db, number, { lookAt: desk.clock() + AGAIN_MS }),
  })
}

async function goOnWithBulks(desk: Desk): Promise<void> {
  await oneByOne(desk, await dueBulkLooks(desk.db, desk.clock()), {
    name: (number) => ({ number }),
    outage: 'look-failed',
    async work(number) {
      await advanceBulk(desk, number)
      await putFactsBack(desk, number)
    },
    later: (number) => planBulk(desk.db, number, { lookAt: desk.clock() + AGAIN_MS }),
  })
}

async function goOnWithChecks(desk: Desk): Promise<void> {
  await oneByOne(desk, await dueChecks(desk.db, desk.clock()), {
    name: (check) => ({ check }),
    outage: 'check-failed',
    work: (check) => advanceCheck(desk, check),
    later: (check) => writeCheck(desk.db, check, { lookAt: desk.clock() + AGAIN_MS }),
  })
}

async function cleanUp(desk: Desk): Promise<void> {
  const now = desk.clock()
  await eraseSecretsEndedBefore(desk.db, now - 30 * DAY)
  await deleteFormsBefore(desk.db, now - DAY)
  await deleteQuestionsBefore(desk.db, now - DAY)
  await forgetListsBefore(desk.db, now - DAY)
  await forgetFormSecretsBefore(desk.db, now - SECRETS_KEPT_MS)
  await forgetEventsBefore(desk.db, now - 2 * DAY)
  await emptyLog(desk.db)
}

/** What is to be done once, asked for until it went well. */
function untilDone(work: () => Promise<void>): () => Promise<void> {
  let isDone = false
  return async () => {
    if (isDone) return
    await work()
    isDone = true
  }
}

/** Called while it runs, it runs once more afterwards, however often it was called. */
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
    next ??= running.then(() => {
      next = undefined
      return start()
    })
    return next
  }
}
