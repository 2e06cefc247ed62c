import type { Button } from '@slack/types'
import type { OrderView } from '../../desk/view-order.ts'
import { purgesAt } from '../../porting/draft-life.ts'
import type { OrderChange } from '../../porting/order-changes.ts'
import type { OrderError } from '../../porting/order.ts'
import { showNumbers } from '../../porting/telephone-number.ts'
import { oneLine } from '../../porting/plain-text.ts'
import { openTicket } from '../../porting/support.ts'
import { isSeen, type SeenOrder } from '../../store/orders.ts'
import {
  addLoa,
  recreateDraft,
  replyNote,
  startAgain,
  submitOrder,
} from '../controls/order-controls.ts'
import { actions, context, message, section, type Message } from '../blocks.ts'
import { atMoment, focDay, forYou, hoursOf, moment, portDay } from '../moments.ts'
import { join, lines, mention, mrkdwn, nothing, plain, type Mrkdwn } from '../mrkdwn.ts'
import { changeButtons, fixButtons } from './change-buttons.ts'
import { activationButtons, cancelButton, validationButtons } from './order-buttons.ts'
import { codesOf, countNumbers, errorWords, losingCarrier, orderTitle } from './order-words.ts'
import { weSent } from './sent-words.ts'

/** What Bandwidth did with an order, told once in its thread. */
export function orderChange(view: OrderView, change: OrderChange): Message {
  const { says, detail = nothing, buttons = [] } = told(view, change)
  return message(join([says, detail], ' '), [
    section(lines(says, detail)),
    actions([...buttons]),
    context(
      isAgreed(change)
        ? forYou(view.activation?.automaticAt ?? null, view.tracked.ownerZone)
        : nothing,
    ),
  ])
}

function isAgreed({ kind }: OrderChange): boolean {
  return kind === 'foc' || kind === 'foc-moved'
}

interface Announcement {
  readonly says: Mrkdwn
  readonly detail?: Mrkdwn
  readonly buttons?: readonly Button[]
}

function told(view: OrderView, change: OrderChange): Announcement {
  const { tracked, now } = view
  const title = orderTitle(tracked)
  const owner = mention(tracked.owner)
  const carrier = losingCarrier(tracked)
  const count = countNumbers(tracked.content.numbers.length)
  const seen = isSeen(tracked) ? tracked : null
  switch (change.kind) {
    case 'validated':
      return {
        says: mrkdwn`*${title}: the numbers can move together.* ${owner}`,
        detail: plain('It can be submitted once nothing is missing.'),
        buttons: [submitOrder.draw(tracked)],
      }
    case 'invalid':
      return {
        says: mrkdwn`*${title}: the numbers did not pass the check.* ${owner}`,
        detail: eachReason(change.errors),
        buttons: seen === null ? [] : [...validationButtons(seen)],
      }
    case 'submitted':
      return {
        says: mrkdwn`*${title} is submitted:* Bandwidth shows it since ${moment(now, now)}.`,
        detail: mrkdwn`Now ${carrier} has to agree to a date; I'll tell this thread.`,
      }
    case 'documents-wanted':
      return {
        says: mrkdwn`*${title} waits for its LOA.* ${owner}`,
        detail: plain('Drop it into this thread as PDF or TIFF, 3 MB at most.'),
        buttons: [addLoa.draw(tracked)],
      }
    case 'foc': {
      const { focDate, requested } = change
      const asked =
        requested === null || requested.day === focDate.day
          ? nothing
          : mrkdwn` (asked: ${focDay(requested, now)})`
      return {
        says: mrkdwn`:calendar: *${title} is agreed for ${focDay(focDate, now)}*${asked}. ${count} from ${carrier}. ${owner}`,
        detail: howItGoesLive(view),
        buttons: seen === null ? [] : [...activationButtons(view, seen)],
      }
    }
    case 'foc-moved':
      return {
        says: mrkdwn`:calendar: *The date of ${title} moved from ${focDay(change.from, now)} to ${focDay(change.to, now)}.* ${owner}`,
        detail: join(
          ['If its activation was approved for the old date, that has ended.', howItGoesLive(view)],
          ' ',
        ),
        buttons: seen === null ? [] : [...activationButtons(view, seen)],
      }
    case 'rejected':
      return {
        says: mrkdwn`*${title} is rejected ${timesRejected(change)}by ${carrier}.* ${owner}`,
        detail: lines(
          stillRefuses(change, carrier),
          eachCause(change.errors, carrier),
          weSent(view, change.errors),
        ),
        buttons: rejectedButtons(view, seen, change.errors),
      }
    case 'completed':
      return {
        says: mrkdwn`:tada: *${title} is live.* ${owner}`,
        detail: mrkdwn`${count} left ${carrier} and are with Bandwidth: seen ${atMoment(tracked.seenAt ?? now, now)}.`,
      }
    case 'cancel-requested':
      return {
        says: mrkdwn`*The cancel of ${title} is requested;* it is not canceled yet.`,
        detail: mrkdwn`Now ${carrier} has to confirm it; I'll tell this thread.`,
      }
    case 'cancelled':
      return {
        says: mrkdwn`*${title} is canceled at Bandwidth.* ${owner}`,
        detail: join(
          [
            mrkdwn`The ${count} stay with ${carrier}.`,
            replacedWords(view),
            change.errors.length === 0 ? null : errorWords(change.errors),
          ],
          ' ',
        ),
      }
    case 'swept':
      return gone(view)
    case 'supplement-requested':
      return {
        says: mrkdwn`*A change of ${title} is on its way to ${carrier}:* it is not agreed yet.`,
        detail: plain("No other change is taken until they answer; I'll tell this thread."),
      }
    case 'change-refused':
      return toldRefused(view, change, seen)
    case 'change-accepted':
      return {
        says: mrkdwn`*${title}: change request accepted.* ${owner}`,
        detail:
          change.focDate === null
            ? plain('The order is with the carrier again.')
            : mrkdwn`FOC stays ${portDay(change.focDate, now)}.`,
      }
    case 'remark':
      return {
        says: mrkdwn`*${title}: a remark from Bandwidth;* the order goes on.`,
        detail: eachCause(change.errors, carrier),
      }
    case 'surprise':
      return {
        says: mrkdwn`*${title} went from ${oneLine(change.from)} to ${oneLine(change.to)}, which is not the usual way.* ${owner}`,
        detail: plain(
          `Nothing was done from here. If you did not expect it: ${seen === null ? 'open a ticket with Bandwidth’s support.' : openTicket(seen.seen)}`,
        ),
      }
  }
}

/** What helps against what the carrier said, and what always can be done. */
function rejectedButtons(
  view: OrderView,
  seen: SeenOrder | null,
  errors: readonly OrderError[],
): Button[] {
  if (seen === null) return []
  const fix = fixButtons(seen, { errors, audit: [] })
  const letter = addLoa.draw(seen)
  const isThere = fix.some(({ action_id: id }) => id === letter.action_id)
  return [
    ...fix,
    ...(isThere ? [] : [letter]),
    replyNote.draw(seen, 'Write note'),
    cancelButton(seen, view),
  ]
}

type Rejected = OrderChange & { readonly kind: 'rejected' }

/** `again (third time) `; nothing for the first. */
function timesRejected({ again }: Rejected): string {
  return again === undefined ? '' : `again (${TIMES[again.times] ?? `${again.times} times`}) `
}

function stillRefuses({ again }: Rejected, carrier: string): string | null {
  const fields = again?.still ?? []
  const named = fields.map((field) => (field === 'numbers' ? 'these numbers' : `this ${field}`))
  return named.length === 0 ? null : `${carrier} still refuses ${named.join(' and ')}.`
}

const TIMES: Readonly<Record<number, string>> = { 2: 'second time', 3: 'third time' }

type Refused = OrderChange & { readonly kind: 'change-refused' }

/** Without a reason it is only seen that the order stands as it stood. */
function refusalWords({ what, errors, wanted }: Refused): string {
  if (what === 'cancel' || errors.length > 0) return `${what} request refused`
  return wanted === null ? 'the change request changed nothing' : 'the FOC date did not move'
}

/** Bandwidth had said yes to it. */
function wasTaken({ what, errors }: Refused): string | null {
  return what === 'change' && errors.some(({ code }) => code === '7300' || code === '7433')
    ? 'Bandwidth took the change and then did not carry it out.'
    : null
}

/** A change or a cancel that came to nothing. */
function toldRefused(view: OrderView, change: Refused, seen: SeenOrder | null): Announcement {
  const { tracked, now } = view
  return {
    says: mrkdwn`*${orderTitle(tracked)}: ${refusalWords(change)}*${codesOf(change.errors)} ${mention(tracked.owner)}`,
    detail: join(
      [wasTaken(change), whatHolds(change, now), causeTitles(change.errors), howItGoesLive(view)],
      ' ',
    ),
    buttons: seen === null ? [] : [...activationButtons(view, seen), ...changeButtons(view, seen)],
  }
}

function whatHolds({ focDate, wanted }: Refused, now: number): Mrkdwn {
  if (focDate === null) return plain('The order stands as it stood.')
  const instead = wanted === null ? nothing : mrkdwn` (requested ${portDay(wanted, now)})`
  return mrkdwn`FOC stays ${portDay(focDate, now)}${instead}.`
}

/** Nothing keeps the order that takes its place any more. */
function replacedWords({ successors: [next] }: OrderView): string | null {
  return next === undefined ? null : `#${next} can go out now: request approval on its card.`
}

function causeTitles(errors: readonly OrderError[]): Mrkdwn | null {
  return errors.length === 0 ? null : errorWords(errors)
}

/** The refresh that found the draft gone also found out, as well as can be, who removed it. */
function gone({ tracked, now }: OrderView): Announcement {
  const { ending, seen, createdAt } = tracked
  const title = orderTitle(tracked)
  if (ending === 'deleted') {
    return {
      says: mrkdwn`*Draft ${title} is not at Bandwidth any more:* somebody deleted it there. ${mention(tracked.owner)}`,
      detail: plain('I kept everything in it; made again it gets a new id.'),
      buttons: [startAgain.draw(tracked)],
    }
  }
  const at = purgesAt(seen?.lastModifiedAt ?? createdAt)
  return {
    says: mrkdwn`*Bandwidth removed draft ${title}* ${atMoment(at, now)}: nobody changed it for 48 hours. ${mention(tracked.owner)}`,
    detail: plain('I kept everything in it. Made again it gets a new id and stays in this thread.'),
    buttons: ending === 'swept' ? [recreateDraft.draw(tracked)] : [],
  }
}

/** When it can be activated, or what happens instead. */
export function howItGoesLive({ activation, now }: OrderView): Mrkdwn {
  if (activation === null) return nothing
  const { allowed, window, automaticAt, instead } = activation
  if (instead !== null) {
    return automaticAt === null
      ? plain(instead)
      : mrkdwn`Nothing to press: it goes live by itself ${atMoment(automaticAt, now)}.`
  }
  return join(
    [
      window === null
        ? null
        : allowed
          ? mrkdwn`It can be activated now, until ${moment(window.closesAt, now)}.`
          : mrkdwn`It can be activated ${hoursOf(window, now)}.`,
      automaticAt === null
        ? null
        : mrkdwn`If nobody acts it goes live by itself ${atMoment(automaticAt, now)}.`,
    ],
    ' ',
  )
}

const MOST_REASONS = 10

function eachReason(errors: readonly OrderError[]): Mrkdwn {
  if (errors.length === 0) return plain('Bandwidth gives no reason. The check can be tried again.')
  return listed(errors, (error) =>
    error.numbers.length === 0
      ? mrkdwn`• ${errorWords([error])}`
      : mrkdwn`• ${showNumbers(error.numbers)}: ${errorWords([error])}`,
  )
}

function eachCause(errors: readonly OrderError[], carrier: string): Mrkdwn {
  if (errors.length === 0) {
    return plain('Bandwidth gives no reason. Ask it in a note what the carrier said.')
  }
  return listed(errors, (error) => mrkdwn`• ${errorWords([error], { carrier })}`)
}

function listed(errors: readonly OrderError[], show: (error: OrderError) => Mrkdwn): Mrkdwn {
  const more = errors.length - MOST_REASONS
  return lines(
    ...errors.slice(0, MOST_REASONS).map(show),
    more > 0 ? `… and ${more} more reasons` : null,
  )
}
