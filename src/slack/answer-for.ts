import { randomInt } from 'node:crypto'
import type { Button } from '@slack/types'
import { isBandwidthError } from '../bandwidth/errors.ts'
import type { Desk } from '../desk/desk.ts'
import { stoppedHalfway } from '../desk/cannot-write.ts'
import { writeTroubleIn } from '../store/cannot-write.ts'
import { findOrder } from '../store/orders.ts'
import { BulkNotReady, ExtensionWouldOverwrite } from '../desk/bulk/bulk-refusals.ts'
import { bandwidthUnreachable, NotReady } from '../desk/refusals.ts'
import { NotActivatable } from '../desk/activation-refusals.ts'
import { EarlierThanExpected } from '../desk/approval-refusals.ts'
import { SecretInText } from '../desk/refuse-secrets.ts'
import { viewOrder } from '../desk/view-order.ts'
import { Refusal } from '../porting/refusal.ts'
import type { Message } from './blocks.ts'
import { editOrder } from './controls/order-controls.ts'
import { candidates } from './messages/candidates.ts'
import { conditions } from './messages/activation.ts'
import { earlierThanExpected } from './messages/earlier-than-expected.ts'
import { extensionRefused } from './messages/bulk-extension.ts'
import { bulkNotReady } from './messages/bulk-not-ready.ts'
import { readinessAnswer } from './messages/readiness.ts'
import { WhoseOrders } from '../desk/worklists.ts'
import { whoseOrders } from './messages/worklist.ts'
import { WhichOrder } from './order-meant.ts'
import { titleOf } from './order-ref.ts'
import { slackFailure } from './slack-errors.ts'
import { slackUnavailable } from './interaction.ts'
import { whichNumbers } from './messages/which-numbers.ts'
import { WhichNumbers } from './numbers-in-files.ts'
import { bugAnswer, refusalAnswer } from './messages/refusal.ts'

/**
 * The answer to a person when something failed: a refusal in its own words, an outage with what is safe
 * to do, anything else as a reference number for the log entry.
 */
export async function answerFor(desk: Desk, error: unknown): Promise<Message> {
  if (error instanceof NotActivatable) return conditions(await viewOf(desk, error))
  if (error instanceof NotReady) return readinessAnswer(await viewOf(desk, error))
  if (error instanceof EarlierThanExpected)
    return earlierThanExpected(error, await saidIn(desk, error))
  if (error instanceof WhichNumbers) return whichNumbers(error)
  if (error instanceof BulkNotReady) return bulkNotReady(error, await saidIn(desk, error))
  if (error instanceof ExtensionWouldOverwrite)
    return extensionRefused(error, await saidIn(desk, error))
  if (error instanceof WhoseOrders) return whoseOrders(error.word, error.choices)
  if (error instanceof WhichOrder) return candidates(error, desk.clock())
  if (error instanceof Refusal) {
    desk.log('refused', { code: error.code })
    return refusalAnswer(error, await saidIn(desk, error), await wayOut(desk, error))
  }
  if (isBandwidthError(error)) {
    desk.log('bandwidth-failed', { error })
    return refusalAnswer(bandwidthUnreachable(error, 'Nothing was changed.'))
  }
  const trouble = writeTroubleIn(error)
  if (trouble !== null) {
    desk.log('not-saved', { error })
    return refusalAnswer(stoppedHalfway(trouble))
  }
  const failure = slackFailure(error)
  if (failure !== null) {
    desk.log('slack-call-failed', { error })
    return refusalAnswer(slackUnavailable(failure))
  }
  const reference = newReference()
  desk.log('bug', { reference, error })
  return bugAnswer(reference)
}

/** With the customer of its order; who refuses may know the number alone. */
async function saidIn({ db }: Desk, { about, message }: Refusal): Promise<string> {
  return about === null ? message : about.says(await titleOf(db, about.order))
}

async function wayOut({ db }: Desk, error: Refusal): Promise<readonly Button[]> {
  const order = error instanceof SecretInText ? await findOrder(db, error.order) : undefined
  return order === undefined ? [] : [editOrder.draw(order)]
}

function viewOf(desk: Desk, { order }: NotActivatable | NotReady) {
  return viewOrder(desk.db, order, desk.settings, desk.clock())
}

const SIGNS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'

/** Four signs are enough to find a line of today's log, and can be read out on the phone. */
function newReference(): string {
  return Array.from({ length: 4 }, () => SIGNS[randomInt(SIGNS.length)]).join('')
}
