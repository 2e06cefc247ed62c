import {
  BandwidthNotFound,
  BandwidthRefused,
  isBandwidthError,
  nothingHappened,
} from '../bandwidth/errors.ts'
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
export async function sendToBandwidth(
  desk: Desk,
  number: number,
  what: string,
  send: () => Promise<unknown>,
): Promise<'answered' | 'unknown'> {
  try {
    await send()
    return 'answered'
  } catch (error) {
    if (error instanceof BandwidthNotFound) {
      await lookAtOrder(desk, number)
      throw orderGoneNow(number)
    }
    if (error instanceof BandwidthRefused) throw bandwidthRefused(what, error.errors)
    if (!isBandwidthError(error)) throw error
    if (nothingHappened(error)) {
      throw bandwidthUnreachable(error, 'Nothing was changed; trying again is safe.')
    }
    desk.log('outcome-unknown', { number, error })
    return 'unknown'
  }
}
