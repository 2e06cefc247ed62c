import type { Button } from '@slack/types'
import type { OrderView } from '../../desk/view-order.ts'
import { dayOf } from '../../porting/calendar.ts'
import { purgesAt } from '../../porting/draft-life.ts'
import type { OrderChange } from '../../porting/order-changes.ts'
import type { OrderError } from '../../porting/order.ts'
import { isSeen, type SeenOrder } from '../../store/orders.ts'
import {
  addLoa,
  recreateDraft,
  replyNote,
  startAgain,
  submitOrder,
} from '../controls/order-controls.ts'
import { actions, context, message, section, type Message } from '../blocks.ts'
import { atMoment, forYou, portDay } from '../moments.ts'
import { lines, calling, mrkdwn, nothing, plain, type Mrkdwn, spaced } from '../mrkdwn.ts'
import { changeButtons, fixButtons, undoneButtons } from './change-buttons.ts'
import { activationButtons, cancelButton, validationButtons } from './order-buttons.ts'
import {
  bandwidthsWords,
  capitalized,
  codesOf,
  countNumbers,
  numbersDo,
  errorWords,
  losingCarrier,
  orderTitle,
  THIS_THREAD,
} from '../words/order-words.ts'
import { focDateOf, howItGoesLive } from './goes-live.ts'
import { areOfFields, eachCause, fieldsOf, nextSteps, withReasons } from './reasons.ts'
import { surprised } from './same-words.ts'
import { weSent } from './sent-words.ts'
import { hasEndedAs } from '../../porting/standing.ts'

/** What Bandwidth did with an order, announced once in its thread. */
export function orderChange(view: OrderView, change: OrderChange): Message {
  const {
    says,
    detail = nothing,
    unspoken = nothing,
    quoted = nothing,
    buttons = [],
  } = announcementOf(view, change)
  return message(spaced(says, detail), [
    section(lines(says, detail)),
    context(unspoken, quoted),
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
  /** Small, below it, and not for a notification. */
  readonly unspoken?: Mrkdwn
  /** Beside it: Bandwidth's own words. */
  readonly quoted?: Mrkdwn
  readonly buttons?: readonly Button[]
}

function announcementOf(view: OrderView, change: OrderChange): Announcement {
  const { tracked, now } = view
  const title = orderTitle(tracked)
  const owner = calling(tracked.owner)
  const carrier = losingCarrier(tracked)
  const count = countNumbers(tracked.content.numbers.length)
  const seen = isSeen(tracked) ? tracked : null
  switch (change.kind) {
    case 'validated':
      return {
        says: mrkdwn`*${title} passed the number check.* ${owner}`,
        detail: plain('You can request approval once nothing is missing.'),
        buttons: [submitOrder.draw(tracked)],
      }
    case 'invalid': {
      const { headline, detail } = withReasons(
        mrkdwn`${title} failed the number check`,
        change.errors,
        { tracked, none: 'Bandwidth gave no reason. You can recheck the numbers.' },
      )
      return {
        says: mrkdwn`${headline} ${owner}`,
        detail,
        buttons: seen === null ? [] : [...validationButtons(seen)],
      }
    }
    case 'submitted':
      return {
        says: mrkdwn`*${title} is submitted.* Bandwidth showed it ${atMoment(now, now)}.`,
        detail: mrkdwn`Waiting on ${carrier} for an FOC date. I’ll post it here.`,
      }
    case 'documents-wanted':
      return {
        says: mrkdwn`*${title} needs an LOA.* ${owner}`,
        detail: plain(`Drop it in ${THIS_THREAD} as a PDF or TIFF, up to 3 MB.`),
        buttons: [addLoa.draw(tracked)],
      }
    case 'foc': {
      const { focDate, requested } = change
      const asked =
        requested === null || requested.day === focDate.day
          ? nothing
          : mrkdwn` (requested ${portDay(requested, now)})`
      return {
        says: mrkdwn`:calendar: *${title}: FOC ${focDateOf(view, focDate)}*${asked} ${owner}`,
        detail: mrkdwn`${count} from ${carrier}. ${howItGoesLive(view, focDate.day)}`,
        buttons: seen === null ? [] : [...activationButtons(view, seen)],
      }
    }
    case 'foc-moved':
      return {
        says: mrkdwn`:calendar: *${title}: FOC changed to ${focDateOf(view, change.to)}* (was ${portDay(change.from, now)}) ${owner}`,
        detail: spaced('Any pre-approval is void.', howItGoesLive(view, change.to.day)),
        buttons: seen === null ? [] : [...activationButtons(view, seen)],
      }
    case 'rejected':
      return rejectedAnnouncement(view, change, seen)
    case 'completed':
      return {
        says: mrkdwn`:tada: *${title} is live.* ${owner}`,
        detail: mrkdwn`${count} left ${carrier} and ${tracked.content.numbers.length === 1 ? 'is' : 'are'} with Bandwidth, seen ${atMoment(tracked.seenAt ?? now, now)}.`,
      }
    case 'cancel-requested':
      return {
        says: mrkdwn`*Cancel requested for ${title}.* It isn’t canceled until ${carrier} confirms.`,
        detail: plain('I’ll post here when they do.'),
      }
    case 'cancelled':
      return {
        says: mrkdwn`*${title} is canceled.* ${owner}`,
        detail: spaced(
          mrkdwn`The ${numbersDo(tracked.content.numbers.length, 'stay')} with ${carrier}.`,
          replacedWords(view),
          change.errors.length === 0
            ? null
            : (bandwidthsWords(change.errors) ??
                capitalized(errorWords(change.errors, { carrier, saysNext: false }))),
        ),
      }
    case 'swept':
      return draftDeleted(view)
    case 'supplement-requested':
      return {
        says: mrkdwn`*Change requested for ${title}.* Waiting on ${carrier} to accept it.`,
        detail: plain('You can’t change it again until they answer. I’ll post here.'),
      }
    case 'change-refused':
      return refusedAnnouncement(view, change, seen)
    case 'change-accepted':
      return {
        says: mrkdwn`*${title}: change request accepted.* ${owner}`,
        detail:
          change.focDate === null
            ? plain('Waiting on the carrier again.')
            : mrkdwn`FOC stays ${portDay(change.focDate, now)}.`,
      }
    case 'remark':
      return {
        says: mrkdwn`*${title}: Bandwidth has a comment.* The order continues.`,
        detail: eachCause(change.errors, { tracked }),
      }
    case 'surprise':
      return surprised(
        { title, owner: tracked.owner },
        { kind: 'order', id: tracked.id, pon: seen?.seen.pon },
        change,
      )
  }
}

/** The card has the others. */
const MOST_BUTTONS = 4

/** What helps against what the carrier said, and what always can be done. */
function rejectedButtons(
  view: OrderView,
  seen: SeenOrder | null,
  errors: readonly OrderError[],
): Button[] {
  if (seen === null) return []
  const fix = fixButtons(seen, { errors, hasConsent: false, isUnmade: view.isUnmade })
  const loaButton = addLoa.draw(seen)
  const isThere = fix.some(({ action_id: id }) => id === loaButton.action_id)
  const note = replyNote.draw(seen, 'Write note')
  const hasNote = fix.some(({ text }) => text.text === note.text.text)
  return [
    ...fix,
    ...(isThere ? [] : [loaButton]),
    ...(hasNote ? [] : [note]),
    cancelButton(seen, view),
  ].slice(0, MOST_BUTTONS)
}

type Rejected = OrderChange & { readonly kind: 'rejected' }

function rejectedAnnouncement(
  view: OrderView,
  change: Rejected,
  seen: SeenOrder | null,
): Announcement {
  const { tracked } = view
  const { errors } = change
  const carrier = losingCarrier(tracked)
  const rejected = mrkdwn`${orderTitle(tracked)} was rejected ${timesRejected(change)}by ${carrier}`
  const { headline, detail } = withReasons(rejected, errors, { tracked, quoting: false })
  return {
    says: mrkdwn`${headline} ${calling(tracked.owner)}`,
    detail: lines(stillRefuses(change, carrier), detail),
    quoted: bandwidthsWords(errors) ?? nothing,
    unspoken: weSent(view, errors, { namesNumbers: false }) ?? nothing,
    buttons: rejectedButtons(view, seen, errors),
  }
}

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

/** Without a reason, all that is known is that the order is unchanged. */
function refusalWords({ what, errors, requested }: Refused): string {
  if (what !== 'cancel' && errors.length === 0) {
    return requested === null ? 'the change request changed nothing' : 'the FOC date didn’t change'
  }
  const which = areOfFields(errors) ? `: ${fieldsOf(errors)}` : ''
  return `${what} request refused${which}`
}

/** Bandwidth had said yes to it. */
function wasTaken({ what, errors }: Refused): string | null {
  return what === 'change' && errors.some(({ code }) => code === '7300' || code === '7433')
    ? 'Bandwidth accepted the change but didn’t make it.'
    : null
}

/** A change or a cancel that came to nothing. */
function refusedAnnouncement(
  view: OrderView,
  change: Refused,
  seen: SeenOrder | null,
): Announcement {
  const { tracked, now } = view
  const isDue = change.focDate?.day === dayOf(now)
  return {
    says: mrkdwn`*${orderTitle(tracked)}: ${refusalWords(change)}*${codesOf(change.errors)} ${calling(tracked.owner)}`,
    detail: spaced(
      wasTaken(change),
      whatHolds(change, now),
      whatToDo(change.errors, losingCarrier(tracked)),
      isDue ? howItGoesLive(view) : null,
    ),
    quoted: bandwidthsWords(change.errors) ?? nothing,
    buttons:
      seen === null
        ? []
        : [
            ...activationButtons(view, seen),
            ...(wasTaken(change) === null
              ? changeButtons(view, seen)
              : undoneButtons(view, seen, change.errors)),
          ],
  }
}

function whatHolds({ focDate, requested, errors }: Refused, now: number): Mrkdwn {
  if (focDate === null) return plain('The order is unchanged.')
  // What was refused for another reason than its date says nothing of that date.
  const instead =
    requested === null || areOfFields(errors)
      ? nothing
      : mrkdwn` (requested ${portDay(requested, now)})`
  return mrkdwn`FOC stays ${portDay(focDate, now)}${instead}.`
}

/** After the cancellation nothing blocks the replacement order. */
function replacedWords({ successors: [next] }: OrderView): string | null {
  return next === undefined ? null : `#${next} can be submitted now: request approval on its card.`
}

function whatToDo(errors: readonly OrderError[], carrier: string): Mrkdwn | null {
  if (areOfFields(errors)) return nextSteps(errors, carrier)
  return errors.length === 0 ? null : capitalized(errorWords(errors, { carrier, quoting: false }))
}

/** The refresh that found the draft deleted also determined, as far as possible, who deleted it. */
function draftDeleted({ tracked, now }: OrderView): Announcement {
  const { seen, createdAt } = tracked
  const title = orderTitle(tracked)
  if (hasEndedAs('deleted', tracked)) {
    return {
      says: mrkdwn`*Draft ${title} was deleted in Bandwidth.* ${calling(tracked.owner)}`,
      detail: plain('I saved everything in it.'),
      buttons: [startAgain.draw(tracked)],
    }
  }
  const at = purgesAt(seen?.lastModifiedAt ?? createdAt)
  return {
    says: mrkdwn`*Bandwidth deleted draft ${title}* ${atMoment(at, now)}. ${calling(tracked.owner)}`,
    detail: plain('I saved everything in it. Recreating it keeps this thread.'),
    unspoken: plain('Nobody edited it for 48 hours. Recreated, it has a new Bandwidth ID.'),
    buttons: hasEndedAs('purged', tracked) ? [recreateDraft.draw(tracked)] : [],
  }
}
