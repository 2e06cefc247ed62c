import {
  BandwidthRefused,
  isBandwidthError,
  nothingHappened,
  type BandwidthError,
} from '../bandwidth/errors.ts'
import type { BandwidthWrites } from '../bandwidth/bandwidth.ts'
import type { Database } from '../store/database.ts'
import {
  beginIntent,
  closeIntent,
  confirmIntentAt,
  LONGEST_INTENT_WAIT_MS,
  type Intent,
  type IntentId,
  type IntentOutcome,
} from '../store/intents.ts'
import type { Refusal } from '../porting/refusal.ts'
import { writeAndWake, type Desk } from './desk.ts'
import { bandwidthRefused, bandwidthUnreachable } from './refusals.ts'

/** A call may take this long to answer; an intent that is still open after that was interrupted by a crash. */
const CRASHED_AFTER_MS = LONGEST_INTENT_WAIT_MS
const FIRST_POLL_AFTER_MS = 5_000

type Intended<Result> =
  /** The intent is still open: close it together with what the result changes. */
  | { readonly kind: 'done'; readonly result: Result; readonly intent: IntentId }
  | { readonly kind: 'refused'; readonly error: BandwidthRefused }
  /** Bandwidth could not be asked, or does not have the order: nothing happened. */
  | { readonly kind: 'not-done'; readonly error: BandwidthError }
  /** It may have happened; `resolveInDoubt` finds out. */
  | { readonly kind: 'unknown'; readonly intent: number }

/** For something that was to be created, and certainly was not. @param what completes "Bandwidth didn’t …". */
export function whyNotMade(
  made: Extract<Intended<unknown>, { readonly kind: 'refused' | 'not-done' }>,
  what: string,
): Refusal {
  return made.kind === 'refused'
    ? bandwidthRefused(what, made.error)
    : bandwidthUnreachable(made.error, 'Nothing was created.')
}

export type NewIntent = Pick<Intent, 'kind' | 'orderNumber' | 'searchKey' | 'facts' | 'by'>

/**
 * Do something at Bandwidth that must not be repeated blindly, or must be announced whatever happens: a row
 * first, then the call, so that afterwards it is certain what is known.
 *
 * @param claim is written together with the intent or not at all; it throws when somebody was faster.
 */
export async function intend<Result>(
  desk: Desk,
  intent: NewIntent,
  act: (bandwidth: BandwidthWrites) => Promise<Result>,
  claim: (db: Database) => Promise<void> = () => Promise.resolve(),
): Promise<Intended<Result>> {
  const begunAt = desk.clock()
  const id = await desk.db.transaction().execute(async (db) => {
    await claim(db)
    return beginIntent(db, { ...intent, begunAt, nextPollAt: begunAt + CRASHED_AFTER_MS })
  })
  try {
    return { kind: 'done', result: await act(desk.writesFor(id)), intent: id }
  } catch (error) {
    if (!isBandwidthError(error)) throw error
    if (!nothingHappened(error)) {
      desk.log('outcome-unknown', { kind: intent.kind, order: intent.orderNumber, error })
      await confirmSoon(desk, id)
      return { kind: 'unknown', intent: id }
    }
    const refused = error instanceof BandwidthRefused
    await closeIntent(desk.db, id, refused ? 'refused' : 'never-happened', desk.clock())
    return refused ? { kind: 'refused', error } : { kind: 'not-done', error }
  }
}

/** It does not show yet whether it happened: `resolveInDoubt` continues to check. */
export async function confirmSoon(desk: Desk, intent: number): Promise<void> {
  await confirmIntentAt(desk.db, intent, desk.clock() + FIRST_POLL_AFTER_MS)
}

/**
 * Close an intent together with what its end changes and announces, or neither: a crash in between
 * leaves it open, and one that somebody else has closed is not announced again.
 */
export async function conclude(
  desk: Desk,
  intent: number,
  outcome: IntentOutcome,
  write: (db: Database) => Promise<unknown>,
): Promise<void> {
  const now = desk.clock()
  await writeAndWake(desk, async (db) => {
    if (await closeIntent(db, intent, outcome, now)) await write(db)
  })
}
