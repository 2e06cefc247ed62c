import type { BandwidthWrites } from '../bandwidth/bandwidth.ts'
import {
  BandwidthNotFound,
  BandwidthRefused,
  isBandwidthError,
  nothingHappened,
  type BandwidthError,
} from '../bandwidth/errors.ts'
import type { Refusal } from '../porting/refusal.ts'
import type { Database } from '../store/database.ts'
import type { Desk } from './desk.ts'
import { intend, type NewIntent } from './intend.ts'
import { refreshOrder } from './refresh-order.ts'
import { notFound } from './not-found.ts'
import { bandwidthRefused, bandwidthUnreachable } from './refusals.ts'

/** `unknown`: no answer came, it may have worked. A refresh follows in both cases; neither is proof. */
export type Sent = 'answered' | 'unknown'

/** Words for why a change was not made. */
export interface WhyNot {
  readonly notFound: () => Promise<Refusal>
  readonly refused: (error: BandwidthRefused) => Promise<Refusal>
}

/** @param what completes "Bandwidth would not …". */
export function whyNotOrder(desk: Desk, number: number, what: string): WhyNot {
  return {
    async notFound() {
      await refreshOrder(desk, number)
      return notFound(desk, number)
    },
    refused: (error) => Promise.resolve(bandwidthRefused(what, error)),
  }
}

/**
 * Send a change of an existing order, under its lock; the caller brings the words for a deleted order and
 * for a refusal.
 *
 * @throws Refusal when it is certain that nothing happened.
 */
export async function sendChange(
  desk: Desk,
  number: number,
  send: () => Promise<unknown>,
  why: WhyNot,
): Promise<Sent> {
  try {
    await send()
    return 'answered'
  } catch (error) {
    if (!isBandwidthError(error)) throw error
    if (nothingHappened(error)) throw await refusalFor(error, why)
    desk.log('outcome-unknown', { number, error })
    return 'unknown'
  }
}

/**
 * The same after writing an intent that survives a crash, so the outcome is announced in any case.
 *
 * @param claim is written together with the intent.
 * @returns the intent, which is still open: conclude it with what the refresh shows.
 */
export async function sendIntended<Reply>(
  desk: Desk,
  intent: NewIntent,
  send: (bandwidth: BandwidthWrites) => Promise<Reply>,
  why: WhyNot,
  claim?: (db: Database) => Promise<void>,
): Promise<{ readonly answer: Sent; readonly intent: number; readonly reply?: Reply }> {
  const sent = await intend(desk, intent, send, claim)
  switch (sent.kind) {
    case 'done':
      return { answer: 'answered', intent: sent.intent, reply: sent.result }
    case 'unknown':
      return { answer: 'unknown', intent: sent.intent }
    case 'refused':
    case 'not-done':
      throw await refusalFor(sent.error, why)
  }
}

async function refusalFor(error: BandwidthError, why: WhyNot): Promise<Refusal> {
  if (error instanceof BandwidthNotFound) return why.notFound()
  if (error instanceof BandwidthRefused) return why.refused(error)
  return bandwidthUnreachable(error, 'Nothing was changed.')
}
