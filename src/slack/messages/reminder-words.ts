import { dayOf, showDuration, type Instant } from '../../porting/calendar.ts'
import type { Reminder, UnknownOperation } from '../../porting/reminders.ts'
import type { Approval } from '../../store/approvals.ts'
import { atMoment, day } from '../moments.ts'
import { mention, mrkdwn, nothing, plain, type Mrkdwn } from '../mrkdwn.ts'
import { OPERATION_WORDS } from '../words/order-words.ts'

type Due<Kind> = Extract<Reminder, { readonly kind: Kind }>

/** What a reminder is about, of an order of either kind. */
interface About {
  readonly title: Mrkdwn
  readonly owner: string
  readonly now: Instant
}

/** That a request, or an unused pre-approval, is about to expire. */
export function approvalEnds(
  { title, owner, now }: About,
  approvals: readonly Approval[],
  { id, endsAt }: Due<'approval-ends'>,
): Mrkdwn {
  const approval = approvals.find((one) => one.id === id)
  if (approval === undefined || endsAt <= now) {
    return mrkdwn`*A request for ${title} was about to expire* ${atMoment(endsAt, now)}. It’s settled.`
  }
  const ends = mrkdwn`in ${showDuration(endsAt - now)}, ${atMoment(endsAt, now)}`
  const { ask, noun } = OPERATION_WORDS[approval.operation]
  // The owner is called anyway.
  const asked = approval.askedBy === owner ? nothing : mrkdwn` ${mention(approval.askedBy)} asked.`
  return approval.state === 'open'
    ? mrkdwn`:hourglass_flowing_sand: *The request to ${ask} ${title} expires ${ends}.* No one has decided yet.${asked}`
    : mrkdwn`:hourglass_flowing_sand: *The pre-approved ${noun} of ${title} expires ${ends}.* No one has used it.`
}

const UNKNOWN: Record<UnknownOperation, string> = {
  order: 'the creation',
  bulk: 'the creation',
  document: 'a document',
  note: 'a note',
  'bulk-note': 'a note',
  validation: 'the number check',
  edit: 'an edit',
  change: 'a change',
  'bulk-edit': 'an edit',
  delete: 'the deletion',
  'bulk-delete': 'the deletion',
  'bulk-attach': 'a change to the order list',
  'bulk-detach': 'a change to the order list',
  keep: 'the extension',
  'bulk-keep': 'the extension',
  'retry-validation': 'the number recheck',
  'bulk-retry-validation': 'the number recheck',
  activation: 'the activation',
}

/** That the outcome of something sent is still unknown. */
export function stillUnknown(
  { title, now }: About,
  { what, since }: Due<'outcome-unknown'>,
): Mrkdwn {
  return mrkdwn`:warning: *Still no answer from Bandwidth on ${UNKNOWN[what]} of ${title}*, sent ${atMoment(since, now)}.`
}

/** Since when it waits, in the small print. */
export function sinceWhen({ since }: Due<'waits-long'>, now: Instant): Mrkdwn {
  return mrkdwn`Since ${day(dayOf(since), now)}.`
}

export const DO_NOT_REPEAT = plain(
  'I’m still checking and will post here. Don’t repeat it until then.',
)
