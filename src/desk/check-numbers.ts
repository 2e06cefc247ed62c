import { randomUUID } from 'node:crypto'
import { isBandwidthError } from '../bandwidth/errors.ts'
import type { ValidationReading } from '../bandwidth/bandwidth.ts'
import { clausesOf } from '../porting/causes.ts'
import type { Instant } from '../porting/calendar.ts'
import type { ReadingAccount } from '../porting/reading-account.ts'
import { nextPause } from '../porting/pace.ts'
import type { Verdict } from '../porting/portability.ts'
import { isTollFree, type TelephoneNumber } from '../porting/telephone-number.ts'
import {
  findCheck,
  insertCheck,
  LONGEST_CHECK_WAIT_MS,
  writeCheck,
  type PortabilityCheck,
} from '../store/checks.ts'
import type { Intent } from '../store/intents.ts'
import { queuePost, redraw } from '../store/posts.ts'
import { troubleWith } from './bandwidth-trouble.ts'
import { writeAndWake, type Desk } from './desk.ts'
import { conclude, intend } from './intend.ts'
import { noNumbers, tooManyNumbers } from './refusals.ts'
import { refuseSecretsInCheck } from './refuse-secrets.ts'

/** The most that one validation order and one checker call take (Bandwidth: Port-Ins guide). */
export const MOST_NUMBERS = 5_000

/** Validations are polled every two seconds by Bandwidth's own client; they may take minutes. */
const POLL_MS = 2_000
const SLOWEST_POLL_MS = 15_000
/** Bandwidth gives up on the toll-free registry after 300 s; longer than this is no answer anymore. */
const PATIENCE_MS = 15 * 60_000
const INTERRUPTED_AFTER_MS = LONGEST_CHECK_WAIT_MS

/**
 * Start checking which numbers can be ported, and which belong together. Results are shown in one message
 * in the channel as they come in. The caller continues with `advanceCheck` at once.
 *
 * @throws Refusal when there are no numbers or too many.
 */
export async function startCheck(
  desk: Desk,
  request: {
    /** Nothing is started twice under one id; when absent, a new one. */
    readonly id?: string
    readonly by: string
    /** Where the result goes: a channel, or the person's own conversation. */
    readonly channel: string
    readonly numbers: readonly TelephoneNumber[]
    readonly unread: readonly string[]
    /** What became of every row that was read. */
    readonly account?: ReadingAccount
  },
): Promise<string> {
  const { numbers, unread, account = null } = request
  if (numbers.length === 0) throw noNumbers(unread, account?.leftOut)
  if (numbers.length > MOST_NUMBERS) throw tooManyNumbers(numbers.length, MOST_NUMBERS, 'check')
  await refuseSecretsInCheck(desk, request)
  const { id = randomUUID() } = request
  const now = desk.clock()
  await writeAndWake(desk, async (db) => {
    await insertCheck(db, {
      id,
      channel: request.channel,
      askedBy: request.by,
      askedAt: now,
      numbers,
      unread,
      account,
      // The caller takes the first step; the scheduler continues only if that was interrupted.
      nextPollAt: now + INTERRUPTED_AFTER_MS,
    })
    await queuePost(db, {
      key: checkKey(id),
      ref: { kind: 'check', id },
      channel: request.channel,
      parent: null,
      now,
    })
  })
  return id
}

/** Take the next step of a check: ask for what is not known yet. Called until the check is done. */
export async function advanceCheck(desk: Desk, id: string): Promise<void> {
  const check = await findCheck(desk.db, id)
  if (check === undefined || check.state === 'done') return
  try {
    await learnLocal(desk, check)
    await learnTollFree(desk, check)
  } catch (error) {
    if (!isBandwidthError(error)) throw error
    desk.log('check-failed', { check: id, error })
    const { sentence, next } = troubleWith(error)
    await giveUpOn(desk, id, () => true, sentence.replace(/\.$/, ''), `${sentence} ${next}`)
  }
  await finishIfKnown(desk, id)
}

async function learnLocal(desk: Desk, check: PortabilityCheck): Promise<void> {
  const numbers = unknownYet(check).filter((tn) => !isTollFree(tn))
  if (numbers.length === 0) return
  const { verdicts } = await desk.bandwidth.checkNumbers(numbers)
  await learn(desk, check.id, verdicts)
}

async function learnTollFree(desk: Desk, check: PortabilityCheck): Promise<void> {
  const numbers = unknownYet(check).filter(isTollFree)
  if (numbers.length === 0) return
  if (check.validationId !== null) {
    return readValidation(desk, check, await desk.bandwidth.getValidation(check.validationId))
  }
  // Its intent is being resolved: `validationFound` or `validationNeverStarted` continue from there.
  if (check.validationKey !== null) return waitOn(desk, check)

  const customerOrderId = `check-${check.id.slice(0, 30)}`
  const started = await intend(
    desk,
    {
      kind: 'validation',
      orderNumber: null,
      searchKey: customerOrderId,
      facts: { check: check.id },
      by: check.askedBy,
    },
    (bandwidth) => bandwidth.createValidation({ customerOrderId, numbers }),
    (db) => writeCheck(db, check.id, { validationKey: customerOrderId }),
  )
  switch (started.kind) {
    case 'done':
      await conclude(desk, started.intent, 'done', (db) =>
        writeCheck(db, check.id, { validationId: started.result.id }),
      )
      return readValidation(desk, check, started.result)
    case 'refused':
    case 'not-done':
      throw started.error
    case 'unknown':
      return waitOn(desk, check)
  }
}

async function readValidation(
  desk: Desk,
  check: PortabilityCheck,
  reading: ValidationReading,
): Promise<void> {
  if (['complete', 'failed', 'cancelled'].includes(reading.state)) {
    await learn(desk, check.id, reading.verdicts)
    const words = clausesOf(reading.errors)
    await giveUpOn(desk, check.id, isTollFree, words || 'the toll-free registry timed out')
  } else {
    await waitOn(desk, check)
  }
}

/** Ask again in a moment, less and less often, and not forever. */
async function waitOn(desk: Desk, check: PortabilityCheck): Promise<void> {
  const now = desk.clock()
  const waited = Math.max(0, now - check.askedAt)
  if (waited > PATIENCE_MS) {
    await giveUpOn(desk, check.id, isTollFree, 'the toll-free check timed out')
  } else {
    const pace = { shortest: POLL_MS, longest: SLOWEST_POLL_MS }
    await plan(desk, check.id, now + nextPause(waited, pace))
  }
}

/** The validation whose creation got no answer exists: the check continues with it. */
export async function validationFound(
  desk: Desk,
  checkId: string,
  intent: Intent,
  validationId: string,
): Promise<void> {
  await conclude(desk, intent.id, 'done', (db) =>
    writeCheck(db, checkId, { validationId, nextPollAt: desk.clock() }),
  )
}

/** It does not exist, so the check may start one again. */
export async function validationNeverStarted(desk: Desk, checkId: string): Promise<void> {
  await giveUpOn(desk, checkId, isTollFree, 'Bandwidth didn’t answer')
  await finishIfKnown(desk, checkId)
}

async function learn(desk: Desk, id: string, verdicts: readonly Verdict[]): Promise<void> {
  const check = await findCheck(desk.db, id)
  if (check === undefined || verdicts.length === 0) return
  const fresh = new Map(verdicts.map((verdict) => [verdict.tn, verdict]))
  const others = check.verdicts.filter(({ tn }) => !fresh.has(tn))
  await writeCheck(desk.db, id, { verdicts: [...others, ...verdicts] })
  await redraw(desk.db, checkKey(id))
  desk.wake()
}

/** Numbers whose result can't be found out say so; nothing is guessed. */
async function giveUpOn(
  desk: Desk,
  id: string,
  which: (tn: TelephoneNumber) => boolean,
  why: string,
  problem = why,
): Promise<void> {
  const check = await findCheck(desk.db, id)
  if (check === undefined) return
  const missing = unknownYet(check).filter(which)
  if (missing.length === 0) return
  await writeCheck(desk.db, id, { problem })
  await learn(
    desk,
    id,
    missing.map((tn) => ({ kind: 'unknown', tn, reason: why })),
  )
}

async function finishIfKnown(desk: Desk, id: string): Promise<void> {
  const check = await findCheck(desk.db, id)
  if (check === undefined || check.state === 'done' || unknownYet(check).length > 0) return
  const now = desk.clock()
  await writeAndWake(desk, async (db) => {
    await writeCheck(db, id, { state: 'done', nextPollAt: null })
    await redraw(db, checkKey(id))
    await queuePost(db, {
      key: `${checkKey(id)}-file`,
      ref: { kind: 'check-file', id },
      channel: check.channel,
      parent: checkKey(id),
      now,
    })
  })
}

async function plan(desk: Desk, id: string, nextPollAt: Instant): Promise<void> {
  await writeCheck(desk.db, id, { nextPollAt })
  await redraw(desk.db, checkKey(id))
  desk.wake()
}

function unknownYet(check: PortabilityCheck): readonly TelephoneNumber[] {
  const known = new Set(check.verdicts.map(({ tn }) => tn))
  return check.numbers.filter((tn) => !known.has(tn))
}

function checkKey(id: string): string {
  return `check-${id}`
}
