import { showCount } from '../porting/counts.ts'
import type { BandwidthError, RefusedReply } from '../bandwidth/errors.ts'
import type { OrderError } from '../porting/order.ts'
import type { ReadinessItem } from '../porting/readiness.ts'
import { Refusal } from '../porting/refusal.ts'
import { standingWords, standingOf } from '../porting/standing.ts'
import { askAbout } from '../porting/support.ts'
import { isDraft, isTerminal, ruleFor } from '../porting/status.ts'
import type { SeenOrder, TrackedOrder } from '../store/orders.ts'
import { troubleWith, whyRefused } from './bandwidth-trouble.ts'

// Every "no" the desk can say, to be read aloud: what, why, and when or how it becomes possible.
// A person is written @ followed by their Slack id; the surface makes a name of it.

/** Bandwidth read the request and refused it; its errors tell which field to mend. */
export class RefusedByBandwidth extends Refusal {
  readonly errors: readonly OrderError[]

  constructor(what: string, refused: RefusedReply) {
    const { clause, next } = whyRefused(refused)
    super(
      'refused-by-bandwidth',
      `Bandwidth would not ${what}: ${clause.replace(/\.$/, '')}.`,
      next,
    )
    this.errors = refused.errors
  }
}

/** What is missing is shown item by item, each with its button. */
export class NotReady extends Refusal {
  readonly order: SeenOrder

  constructor(order: SeenOrder, missing: readonly ReadinessItem[]) {
    super(
      'not-ready',
      [`#${order.number} can't be submitted yet:`, ...missing.map(({ says }) => `• ${says}`)].join(
        '\n',
      ),
      'Fix these, then submit again.',
    )
    this.order = order
  }
}

export function bandwidthRefused(what: string, refused: RefusedReply): RefusedByBandwidth {
  return new RefusedByBandwidth(what, refused)
}

/** @param safe what is certain: that nothing happened. */
export function bandwidthUnreachable(error: BandwidthError, safe: string): Refusal {
  const { sentence, next } = troubleWith(error)
  return new Refusal('bandwidth-unreachable', sentence, `${safe} ${next}`)
}

export function whichOrder(): Refusal {
  return new Refusal(
    'which-order',
    'Which order?',
    'Name it by its number, for example 1042, or by one of its telephone numbers.',
  )
}

export function noSuchOrder(name: string): Refusal {
  return new Refusal(
    'no-such-order',
    `I don't know an order "${name}".`,
    '`/portin list` shows the orders I follow; `/portin find` also looks at Bandwidth.',
  )
}

export function notKnownYet(order: TrackedOrder): Refusal {
  const { number } = order
  return standingOf(order).is !== 'ended'
    ? new Refusal(
        'not-known-yet',
        `I don't know yet whether Bandwidth has made #${number}.`,
        "I'm looking and say so in its thread within three minutes; please don't make it again.",
      )
    : new Refusal(
        'never-made',
        `#${number} was never made at Bandwidth.`,
        'Its message has a button to start again with everything you typed.',
      )
}

export function orderDeleted({ number, ending }: TrackedOrder): Refusal {
  const how: Record<string, string> = {
    swept: `Bandwidth removed draft #${number} because nobody changed it for 48 hours.`,
    deleted: `Draft #${number} was deleted.`,
    'never-made': `#${number} was never made at Bandwidth.`,
  }
  return new Refusal(
    'order-gone',
    how[ending ?? ''] ?? `#${number} is no longer at Bandwidth.`,
    'I kept what was in it: `/portin new` starts over, or use the button on its card.',
  )
}

export function notPurged(order: TrackedOrder): Refusal {
  const { number } = order
  switch (standingOf(order).is) {
    case 'asked':
    case 'asked-again':
      return new Refusal(
        'made-again-already',
        `#${number} is being made again already.`,
        'Its thread says what comes of it.',
      )
    case 'made':
    case 'seen':
      return new Refusal('made-again-already', `#${number} is at Bandwidth.`, 'Its card shows it.')
    case 'ended':
      return new Refusal(
        'not-swept',
        `Bandwidth did not remove #${number}, so it is not made again.`,
        'The button on its card starts a new order with what was in it.',
      )
  }
}

export function noSuchReminder(): Refusal {
  return new Refusal('no-such-reminder', 'This reminder is not known any more.', null)
}

export function tooLateToSnooze(number: number): Refusal {
  return new Refusal(
    'too-late-to-snooze',
    `By then it is too late for #${number}, so it is not put off.`,
    'Choose an earlier time, or do now what it asks for.',
  )
}

export function orderDeletedNow(number: number): Refusal {
  return new Refusal(
    'order-gone',
    `#${number} is no longer at Bandwidth.`,
    'Its thread says what I know; what was in it is kept here.',
  )
}

export function cannotEditNow({ number, seen }: SeenOrder): Refusal {
  return new Refusal(
    'cannot-edit-now',
    `#${number} is ${seen.status}; only drafts can be edited here.`,
    isTerminal(seen.status) ? null : askAbout(seen, number),
  )
}

export function nothingChanged({ number }: SeenOrder): Refusal {
  return new Refusal('nothing-changed', `#${number} already is exactly so.`, null)
}

export function cannotExtendNow({ number, seen }: SeenOrder): Refusal {
  return new Refusal(
    'cannot-keep-now',
    `#${number} is ${seen.status}: Bandwidth removes only idle drafts.`,
    null,
  )
}

export function extensionNotSeen({ number }: SeenOrder): Refusal {
  return new Refusal(
    'keep-not-seen',
    `I asked Bandwidth to keep #${number}, but its last change has not moved.`,
    'Press it again; if it stays so, change something small in the form, which also counts.',
  )
}

/** No answer came, or the order could not be looked at: nobody knows yet. */
export function extensionNotKnown({ number }: Pick<SeenOrder, 'number'>): Refusal {
  return new Refusal(
    'keep-not-known',
    `I asked Bandwidth to keep #${number}, and do not see yet whether it is kept.`,
    'I go on looking and say it in its thread; pressing it again is safe.',
  )
}

export function notADraft({ number, seen }: SeenOrder): Refusal {
  return new Refusal(
    'not-a-draft',
    `#${number} is ${seen.status}, not a draft.`,
    isTerminal(seen.status) ? null : `A submitted order is canceled: \`/portin cancel ${number}\`.`,
  )
}

export function deleteNotSeen({ number }: SeenOrder): Refusal {
  return new Refusal(
    'delete-not-seen',
    `I asked Bandwidth to delete #${number}, but it is still there.`,
    'Look at the card in a minute, and delete it again if it stays.',
  )
}

/** No answer, so neither "deleted" nor "still there" would be true. */
export function deleteNotKnown({ number }: Pick<SeenOrder, 'number'>): Refusal {
  return new Refusal(
    'delete-not-known',
    `I asked Bandwidth to delete #${number}, and can't see yet whether #${number} is gone: Bandwidth does not answer.`,
    'I go on looking and say it in its thread; please wait for that before you press again.',
  )
}

/** The same call deletes a draft and cancels an order. */
export function cancelledNotDeleted({ number, seen }: SeenOrder): Refusal {
  return new Refusal(
    'cancelled-not-deleted',
    `#${number} was not a draft any more when my call arrived: somebody submitted it at Bandwidth a moment before. Deleting it then counts as a cancel; it is ${standingWords(seen)}.`,
    'The approvers are told in its thread.',
  )
}

export function cannotRetryValidation({ number, seen }: SeenOrder): Refusal {
  return new Refusal(
    'cannot-retry-validation',
    `The numbers of #${number} are not waiting for another check: it is ${seen.status}.`,
    null,
  )
}

/** No answer came, and the order shows no new check. */
export function checkNotSeen({ number }: Pick<SeenOrder, 'number'>): Refusal {
  return new Refusal(
    'check-not-seen',
    `No answer came from Bandwidth, and #${number} does not show that its numbers are checked again.`,
    'I go on looking: its card shows it if they are, and its thread says it if not.',
  )
}

export function nothingToTakeOut({ number }: SeenOrder): Refusal {
  return new Refusal(
    'nothing-to-take-out',
    `No number of #${number} can be told apart as the bad one, or none would be left.`,
    'Change the numbers in the form instead.',
  )
}

export function cannotSubmitNow({ number, seen }: SeenOrder): Refusal {
  const hints: Record<string, string> = {
    VALIDATE_DRAFT_TFNS: "Bandwidth is still checking the numbers; I'll tell its thread.",
    INVALID_DRAFT_TFNS: 'Take the numbers out that cannot move, or have them checked again.',
  }
  return new Refusal(
    'cannot-submit-now',
    isDraft(seen.status)
      ? `#${number} can't be submitted yet: it is ${ruleFor(seen.status).words}.`
      : `#${number} is ${seen.status}: it was submitted already.`,
    hints[seen.status] ?? null,
  )
}

export function notReady(order: SeenOrder, items: readonly ReadinessItem[]): NotReady {
  return new NotReady(
    order,
    items.filter(({ state }) => state === 'missing'),
  )
}

export function cannotCancelNow({ number, seen }: SeenOrder): Refusal {
  if (isTerminal(seen.status)) {
    return new Refusal(
      'cannot-cancel-now',
      `#${number} is ${seen.status}; it can no longer be canceled.`,
      seen.status === 'COMPLETE'
        ? 'If the numbers must go back, the other carrier has to port them out.'
        : null,
    )
  }
  return new Refusal(
    'cannot-cancel-now',
    `#${number} is ${seen.status}; it cannot be canceled from there.`,
    isDraft(seen.status)
      ? 'A draft is deleted instead, without an approval.'
      : 'Wait for the answer to what was asked last; its thread says when it comes.',
  )
}

export function noteTooLong(length: number, most: number): Refusal {
  return new Refusal(
    'note-too-long',
    `The note has ${length} characters; Bandwidth takes ${most}.`,
    'Shorten it, or send it as two notes.',
  )
}

export function noNumbers(
  unread: readonly string[],
  leftOut: readonly { readonly name: string; readonly why: string }[] = [],
): Refusal {
  if (leftOut.length > 0) {
    const says = leftOut.slice(0, 5).map(({ name, why }) => `${name} ${why}`)
    return new Refusal('no-numbers', says.join('\n'), null)
  }
  return new Refusal(
    'no-numbers',
    unread.length === 0
      ? 'There is no telephone number in that.'
      : `I could not read a telephone number in that: ${unread.slice(0, 5).join(', ')}`,
    'For example `/portin check 919-555-0100..0119 800-555-0199`, or drop a CSV, Excel or text file.',
  )
}

export function tooManyNumbers(count: number, most: number, of: 'check' | 'bulk order'): Refusal {
  return new Refusal(
    'too-many-numbers',
    `That is ${showCount(count)} numbers; one ${of} takes ${showCount(most)}.`,
    of === 'check'
      ? 'Split the list and check the parts, or make it one bulk order (`/portin bulk`), which Bandwidth checks by itself.'
      : 'Split the list into several bulk orders.',
  )
}
