import { BandwidthRefused, isBandwidthError, nothingHappened } from '../bandwidth/errors.ts'
import { activationOf } from '../porting/activation.ts'
import { showEasternTime } from '../porting/calendar.ts'
import { insertActivation, moveActivation, type ActivationId } from '../store/activations.ts'
import type { OrderError, OrderId } from '../porting/order.ts'
import { audit } from '../store/audit.ts'
import { queuePost, redraw } from '../store/posts.ts'
import type { Act } from './act.ts'
import { troubleWith } from './bandwidth-trouble.ts'
import type { Desk } from './desk.ts'
import { refreshOrderAfter } from './refresh-after.ts'
import { activationKey, cardKey } from './post-keys.ts'
import { bandwidthRefused, bandwidthUnreachable } from './refusals.ts'

/**
 * Ask Bandwidth to activate, once. A row is written before the request leaves, and refreshes confirm
 * whether it happened; it is never resent automatically.
 */
export const activateOrder: Act = async (desk, approval, { tracked }, by) => {
  const { number, seen } = tracked
  const now = desk.clock()
  const { calendar, activation: settings } = desk.settings
  const { window } = activationOf(seen, { now, calendar, ...settings })
  const id = await desk.db.transaction().execute(async (db) => {
    const id = await insertActivation(db, {
      orderNumber: number,
      approvalId: approval.id,
      askedAt: now,
      // Who requested it: for one that was approved ahead, the person who pressed the button.
      by: approval.state === 'granted' ? by : approval.askedBy,
      state: 'unknown',
      reply: null,
      confirmUntil: now + desk.settings.confirmActivationMs,
      windowClosesAt: window?.closesAt ?? null,
    })
    await queuePost(db, {
      key: activationKey(id),
      ref: { kind: 'activation', number, id },
      channel: tracked.channel,
      parent: cardKey(number),
      now,
    })
    await audit(db, { at: now, orderNumber: number, by, operation: 'activate', facts: {} })
    return id
  })

  const reply = await ask(desk, id, tracked.id)
  await redraw(desk.db, activationKey(id), cardKey(number))
  const after = await refreshOrderAfter(desk, number)
  const time = showEasternTime(desk.clock())
  if (after?.tracked.seen.status === 'COMPLETE') {
    return { result: 'seen', says: `Live: Bandwidth showed it at ${time}.` }
  }
  if (reply.is === 'unknown') {
    return {
      result: 'unknown',
      says: `No answer from Bandwidth at ${time}. It may have worked. I’m checking and won’t send it again.`,
    }
  }
  const says = `Bandwidth accepted the request at ${time}. It isn’t live yet. I’ll post in the thread.`
  const { warning } = reply
  if (warning === '') return { result: 'taken', says }
  return { result: 'taken', says: `${says} Bandwidth warns: ${warning}`, warning }
}

const A_DAY_MS = 24 * 60 * 60 * 1000

type Asked = { readonly is: 'answered'; readonly warning: string } | { readonly is: 'unknown' }

async function ask(desk: Desk, run: ActivationId, id: OrderId): Promise<Asked> {
  try {
    const { activationDate, at, warnings } = await desk.writesFor(run).activateNow(id)
    // For regular numbers the reply repeats the past date that means "now": that is no news.
    const isEcho = at !== null && at < desk.clock() - A_DAY_MS
    await moveActivation(desk.db, run, {
      state: 'asked',
      reply: isEcho ? '' : (activationDate ?? ''),
    })
    return { is: 'answered', warning: wordsOf(warnings) }
  } catch (error) {
    if (error instanceof BandwidthRefused) {
      // The message brings its own beginning and end, so only Bandwidth's words are saved.
      const words = wordsOf(error.errors)
      await moveActivation(desk.db, run, {
        state: 'refused',
        reply: words === '' ? troubleWith(error).sentence : words,
      })
      throw bandwidthRefused('activate it', error)
    }
    if (!isBandwidthError(error)) throw error
    if (nothingHappened(error)) {
      await moveActivation(desk.db, run, {
        state: 'refused',
        reply: troubleWith(error).sentence,
      })
      throw bandwidthUnreachable(error, 'Nothing was activated.')
    }
    desk.log('outcome-unknown', { run, error })
    return { is: 'unknown' }
  }
}

function wordsOf(errors: readonly OrderError[]): string {
  return errors
    .map(({ code, description }) => (code === '' ? description : `${description} (${code})`))
    .join(' ')
}
