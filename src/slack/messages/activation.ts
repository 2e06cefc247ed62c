import { isAlive } from '../../porting/standing.ts'
import type { OrderView } from '../../desk/view-order.ts'
import type { ActivationCondition } from '../../porting/activation.ts'
import {
  dayOf,
  showDay,
  showEasternMoment,
  showEasternTime,
  type CalendarDay,
} from '../../porting/calendar.ts'
import { oneLine } from '../../porting/plain-text.ts'
import { isSeen } from '../../store/orders.ts'
import type { ActivationRun } from '../../store/activations.ts'
import { askAgain } from '../controls/approval-controls.ts'
import { refreshButton } from '../controls/order-controls.ts'
import { actions, context, message, section, type Message } from '../blocks.ts'
import { ago, atMoment, datedMoment, moment } from '../moments.ts'
import { lines, mention, mrkdwn, nothing, plain, type Mrkdwn, spaced } from '../mrkdwn.ts'
import { activationButtons } from './order-buttons.ts'
import { goesLive, howItGoesLive } from './goes-live.ts'
import { orderTitle, sentence } from '../words/order-words.ts'

/** One activation from the request to the observed result, updated in place. Accepted is not done. */
export function activationPost(view: OrderView, run: ActivationRun): Message {
  const says = reply(view, run)
  return message(says, [section(says), actions(buttons(view, run))])
}

function reply(view: OrderView, run: ActivationRun): Mrkdwn {
  const { tracked, now } = view
  const title = orderTitle(tracked)
  const by = mention(run.by)
  switch (run.state) {
    case 'asked':
      return mrkdwn`*Activation of ${title} sent, not live yet.* Bandwidth accepted it ${atMoment(run.askedAt, now)}${repliedDate(run, now)}, requested by ${by}. I’ll confirm here by ${moment(run.confirmUntil, now)}.`
    case 'unknown':
      return mrkdwn`*No answer from Bandwidth on activating ${title}*, sent ${atMoment(run.askedAt, now)}. It may have worked. I’ll confirm here by ${moment(run.confirmUntil, now)}. Don’t activate again. ${by}`
    case 'live':
      // Without an answer it may have been activated automatically.
      if (run.reply === null) {
        return mrkdwn`*${title} is live.* Bandwidth showed it ${atMoment(tracked.seenAt ?? now, now)}. It never answered the activation that ${by} requested ${ago(run.askedAt, now)}.`
      }
      return mrkdwn`*Activation of ${title} worked.* Bandwidth showed it ${atMoment(tracked.seenAt ?? now, now)}. Requested by ${by} ${ago(run.askedAt, now)}.`
    case 'refused':
      return spaced(
        mrkdwn`*${title} wasn’t activated.* Nothing changed. ${sentence(run.reply ?? 'Bandwidth gave no reason')}`,
        byItself(view),
        by,
      )
    case 'not-seen':
      return notSeen(view, run)
  }
}

/** What is known, and no more: a request that was taken may have been skipped without an error. */
function notSeen(view: OrderView, run: ActivationRun): Mrkdwn {
  const { tracked, now } = view
  const { seen, seenAt } = tracked
  if (seen?.status === 'COMPLETE') {
    return mrkdwn`*${orderTitle(tracked)} is live after all.* Bandwidth showed it ${atMoment(seenAt ?? now, now)}.`
  }
  const status = seen === null ? 'not seen' : oneLine(seen.status)
  const taken =
    run.reply === null
      ? mrkdwn`The request went to Bandwidth ${atMoment(run.askedAt, now)}`
      : mrkdwn`Bandwidth accepted the request ${atMoment(run.askedAt, now)}${repliedDate(run, now)}`
  return spaced(
    mrkdwn`*${orderTitle(tracked)} isn’t live.* ${taken}. Bandwidth still showed ${status} ${atMoment(run.confirmUntil, now)}.`,
    skipped(run, view),
    byItself(view),
    mention(run.by),
  )
}

function skipped(
  { windowClosesAt, confirmUntil }: ActivationRun,
  { activation, now }: OrderView,
): Mrkdwn | null {
  if (windowClosesAt === null) return null
  if (windowClosesAt === activation?.automaticAt) return plain('It may still go live.')
  return windowClosesAt <= confirmUntil
    ? mrkdwn`The window closed ${atMoment(windowClosesAt, now)}, so Bandwidth probably skipped it (it gives no error).`
    : mrkdwn`The window is open until ${moment(windowClosesAt, now)}, so it may still go live.`
}

function byItself({ activation, now }: OrderView): Mrkdwn | null {
  const at = activation?.automaticAt
  if (at == null) return null
  return at > now
    ? mrkdwn`It goes live automatically ${atMoment(at, now)}.`
    : mrkdwn`It was due to go live automatically ${atMoment(at, now)}. If it doesn’t, open a ticket with Bandwidth support.`
}

/** Bandwidth's own date of the activation, in words when it is written as a moment. */
function repliedDate({ reply }: ActivationRun, now: number): Mrkdwn {
  if (reply === null || reply === '') return nothing
  const isMoment = /^\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:?\d\d)$/.test(reply)
  const at = isMoment ? Date.parse(reply) : NaN
  return Number.isNaN(at)
    ? mrkdwn`, its activation date ${oneLine(reply)}`
    : mrkdwn`, its activation date ${moment(at, now)}`
}

function buttons(view: OrderView, run: ActivationRun): Parameters<typeof actions>[0] {
  const { tracked, approvals, activation } = view
  if (!isSeen(tracked) || !isAlive(tracked)) return []
  switch (run.state) {
    case 'asked':
    case 'unknown':
      return [refreshButton.draw(tracked)]
    case 'refused':
    case 'not-seen': {
      const isAsked = approvals.some(({ operation }) => operation === 'activate')
      return activation?.allowed === true && !isAsked
        ? [askAgain.draw(run.approvalId), refreshButton.draw(tracked)]
        : [...activationButtons(view, tracked), refreshButton.draw(tracked)]
    }
    case 'live':
      return []
  }
}

/** Why an order can or cannot be activated now, condition by condition. */
export function conditions(view: OrderView): Message {
  const { tracked, activation, now } = view
  const title = orderTitle(tracked)
  if (activation === null || !isSeen(tracked)) {
    const says = mrkdwn`*${title} can’t be activated yet.* Bandwidth hasn’t shown the order so far.`
    return message(says, [section(says)])
  }
  const { allowed, conditions } = activation
  const says = allowed
    ? mrkdwn`*${title} can be activated now.*`
    : mrkdwn`*${title} can’t be activated now.*`
  const failing = conditions.filter(({ holds }) => !holds)
  const passed = conditions.filter(({ holds }) => holds).map(({ reason }) => reason)
  const waitsOnlyFor = onlyDay(failing, now)
  return message(lines(says, ...failing.map((one) => plain(one.reason))), [
    section(
      lines(
        says,
        ...failing.map((one) => conditionLine(one, now, { isAll: waitsOnlyFor !== null })),
        allowed || waitsOnlyFor !== null
          ? howItGoesLive(view, waitsOnlyFor ?? undefined)
          : goesLive(view),
      ),
    ),
    actions([...activationButtons(view, tracked)]),
    context(passed.length === 0 ? nothing : mrkdwn`Passed: ${passed.join(' ')}`),
  ])
}

/** The day, if the order only waits for that; null: another condition fails. */
function onlyDay(failing: readonly ActivationCondition[], now: number): CalendarDay | null {
  const [only, ...others] = failing
  if (only?.holdsAt == null || others.length > 0) return null
  const day = dayOf(only.holdsAt)
  const isNamed = only.reason.endsWith(`${showDay(day, dayOf(now))}.`)
  return isNamed ? day : null
}

function conditionLine(
  { reason, holdsAt }: ActivationCondition,
  now: number,
  { isAll }: { readonly isAll: boolean },
): Mrkdwn {
  if (isAll || holdsAt === null || reason.includes(showEasternMoment(holdsAt, now))) {
    return mrkdwn`:x: ${reason}`
  }
  const from = reason.includes(showDay(dayOf(holdsAt), dayOf(now)))
    ? plain(showEasternTime(holdsAt))
    : datedMoment(holdsAt, now)
  return mrkdwn`:x: ${reason} You can activate it from ${from}.`
}
