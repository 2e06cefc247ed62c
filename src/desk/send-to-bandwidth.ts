import {
  BandwidthNotFound,
  BandwidthRefused,
  isBandwidthError,
  nothingHappened,
} from '../bandwidth/errors.ts'
import type { Refusal } from '../porting/refusal.ts'
import type { Desk } from './desk.ts'
import { lookAtOrder } from './look-at-order.ts'
import { bandwidthRefused, bandwidthUnreachable, orderGoneNow } from './refusals.ts'

/**
 * Send a change of an order that exists, under its lock. `unknown`: no answer came, it may have worked.
 * What comes after either is a look; neither is proof.
 *
 * @param what completes "Bandwidth would not …".
 * @throws Refusal when it is certain that nothing happened.
 */
export function sendToBandwidth(
  desk: Desk,
  number: number,
  what: string,
  send: () => Promise<unknown>,
): Promise<'answered' | 'unknown'> {
  return sendChange(desk, number, send, {
    async gone() {
      await lookAtOrder(desk, number)
      return orderGoneNow(number)
    },
    refused: ({ errors }) => Promise.resolve(bandwidthRefused(what, errors)),
  })
}

/** The same for whatever can be changed, each with its own words for being gone and being refused. */
export async function sendChange(
  desk: Desk,
  number: number,
  send: () => Promise<unknown>,
  why: {
    readonly gone: () => Promise<Refusal>
    readonly refused: (error: BandwidthRefused) => Promise<Refusal>
  },
): Promise<'answered' | 'unknown'> {
  try {
    await send()
    return 'answered'
  } catch (error) {
    if (error instanceof BandwidthNotFound) throw await why.gone()
    if (error instanceof BandwidthRefused) throw await why.refused(error)
    if (!isBandwidthError(error)) throw error
    if (nothingHappened(error)) {
      throw bandwidthUnreachable(error, 'Nothing was changed; trying again is safe.')
    }
    desk.log('outcome-unknown', { number, error })
    return 'unknown'
  }
}
