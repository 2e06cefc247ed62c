import { countOf, showCount } from '../porting/counts.ts'
import { LONGEST_NOTE, MOST_NOTE_PARTS } from '../porting/notes.ts'
import type { BandwidthError, RefusedReply } from '../bandwidth/errors.ts'
import type { OrderError } from '../porting/order.ts'
import { shownBack } from '../porting/order-names.ts'
import type { ReadinessItem } from '../porting/readiness.ts'
import { about, Refusal } from '../porting/refusal.ts'
import { statusText, standingOf } from '../porting/standing.ts'
import { askAbout } from '../porting/support.ts'
import { isDraft, isTerminal, ruleFor } from '../porting/status.ts'
import type { Followed } from '../store/followed.ts'
import type { SeenOrder, TrackedOrder } from '../store/orders.ts'
import { troubleWith, whyRefused } from './bandwidth-trouble.ts'

// Every refusal the desk can give: what, why, and when or how it becomes possible.
// A person is written as @ and a Slack id; the Slack side turns that into a name.

/** Bandwidth read the request and refused it; its errors say which field to correct. */
export class RefusedByBandwidth extends Refusal {
  readonly errors: readonly OrderError[]

  constructor(what: string, refused: RefusedReply) {
    const { clause, next } = whyRefused(refused)
    const why = `${clause.replace(/\.$/, '')}.`
    super('refused-by-bandwidth', `Bandwidth didn’t ${what}: ${why}`, next, why)
    this.errors = refused.errors
  }
}

/** Shows what is missing item by item, each with its button. */
export class NotReady extends Refusal {
  readonly order: SeenOrder

  constructor(order: SeenOrder, missing: readonly ReadinessItem[]) {
    super(
      'not-ready',
      about(order.number, (named) =>
        [`${named} isn’t ready to submit:`, ...missing.map(({ says }) => `• ${says}`)].join('\n'),
      ),
      'Fix these, then submit again.',
    )
    this.order = order
  }
}

export function bandwidthRefused(what: string, refused: RefusedReply): RefusedByBandwidth {
  return new RefusedByBandwidth(what, refused)
}

/** @param safe a sentence that nothing happened. */
export function bandwidthUnreachable(error: BandwidthError, safe: string): Refusal {
  const { sentence, next } = troubleWith(error)
  return new Refusal('bandwidth-unreachable', sentence, `${safe} ${next}`)
}

export function whichOrder(): Refusal {
  return new Refusal(
    'which-order',
    'Which order?',
    'Give its number, like 1042, or one of its phone numbers.',
  )
}

export function noSuchOrder(name: string): Refusal {
  return new Refusal(
    'no-such-order',
    `No order matches "${shownBack(name)}".`,
    'Try `/portin list`, or `/portin find` to search Bandwidth, too.',
  )
}

export function notKnownYet(order: TrackedOrder): Refusal {
  const { number } = order
  return standingOf(order).is !== 'ended'
    ? new Refusal(
        'not-known-yet',
        about(number, (named) => `I don’t know yet if Bandwidth created ${named}.`),
        'I’m checking and will post in its thread within 3 minutes. Don’t create it again.',
      )
    : new Refusal(
        'never-made',
        about(number, (named) => `${named} wasn’t created at Bandwidth.`),
        'Its message has a button that starts over with everything you typed.',
      )
}

export function orderDeleted({ number, ending }: TrackedOrder): Refusal {
  const how = (named: string): Record<string, string> => ({
    swept: `Bandwidth deleted draft ${named} because nobody edited it for 48 hours.`,
    deleted: `Draft ${named} was deleted.`,
    'never-made': `${named} wasn’t created at Bandwidth.`,
  })
  return new Refusal(
    'order-gone',
    about(number, (named) => how(named)[ending ?? ''] ?? `${named} is no longer at Bandwidth.`),
    'I saved everything in it. Use the button on its card, or start over with `/portin new`.',
  )
}

export function notPurged(order: TrackedOrder): Refusal {
  const { number } = order
  switch (standingOf(order).is) {
    case 'asked':
    case 'asked-again':
      return new Refusal(
        'made-again-already',
        about(number, (named) => `${named} is already being recreated.`),
        'Its thread will show the result.',
      )
    case 'made':
    case 'seen':
      return new Refusal(
        'made-again-already',
        about(number, (named) => `${named} is at Bandwidth.`),
        'Its card shows it.',
      )
    case 'ended':
      return new Refusal(
        'not-swept',
        about(
          number,
          (named) => `Bandwidth didn’t delete ${named}, so there’s nothing to recreate.`,
        ),
        'The button on its card copies it to a new draft.',
      )
  }
}

export function noSuchReminder(): Refusal {
  return new Refusal('no-such-reminder', 'This reminder is no longer active.')
}

export function tooLateToSnooze(number: number): Refusal {
  return new Refusal(
    'too-late-to-snooze',
    about(number, (named) => `That’s too late for ${named}.`),
    'Pick an earlier time.',
  )
}

export function orderDeletedNow(number: number): Refusal {
  return new Refusal(
    'order-gone',
    about(number, (named) => `${named} is no longer at Bandwidth.`),
    'I saved everything in it. Its thread has the details.',
  )
}

/** Submitted orders are never removed: more likely we asked with another account. */
export function notFoundNow(number: number): Refusal {
  return new Refusal(
    'not-found-now',
    about(number, (named) => `Bandwidth doesn’t find ${named} right now. Nothing was changed.`),
    'I’ll keep checking. If it stays like this, an admin checks our Bandwidth account with `/portin doctor`.',
  )
}

export function cannotEditNow({ number, seen }: SeenOrder): Refusal {
  return new Refusal(
    'cannot-edit-now',
    about(
      number,
      (named) => `${named} is ${statusText(seen)}, and only drafts can be edited here.`,
    ),
    isTerminal(seen.status) ? null : askAbout(seen, number),
  )
}

export function nothingChanged({ number }: Followed): Refusal {
  return new Refusal(
    'nothing-changed',
    about(number, (named) => `No changes: ${named} already has these values.`),
  )
}

export function cannotExtendNow({ number, seen }: SeenOrder): Refusal {
  return new Refusal(
    'cannot-keep-now',
    about(
      number,
      (named) => `${named} is ${statusText(seen)}. Bandwidth deletes only idle drafts.`,
    ),
  )
}

export function extensionNotSeen({ number }: SeenOrder): Refusal {
  return new Refusal(
    'keep-not-seen',
    about(number, (named) => `I couldn’t extend draft ${named}.`),
    'Try again, or edit anything in the form. That extends it, too.',
  )
}

/** No answer came, or the order could not be read: the outcome is unknown. */
export function extensionNotKnown({ number }: Pick<SeenOrder, 'number'>): Refusal {
  return new Refusal(
    'keep-not-known',
    about(number, (named) => `No answer from Bandwidth yet on extending draft ${named}.`),
    'I’m checking and will post in its thread. It’s safe to try again.',
  )
}

export function notADraft({ number, seen }: SeenOrder): Refusal {
  return new Refusal(
    'not-a-draft',
    about(number, (named) => `${named} is ${statusText(seen)}, not a draft.`),
    isTerminal(seen.status) ? null : `To cancel a submitted order: \`/portin cancel ${number}\`.`,
  )
}

export function deleteNotSeen({ number }: Pick<SeenOrder, 'number'>): Refusal {
  return new Refusal(
    'delete-not-seen',
    about(number, (named) => `${named} wasn’t deleted yet. Bandwidth still shows it.`),
    'Check the card in a minute, and delete it again if it’s still there.',
  )
}

/** No answer, so neither "deleted" nor "still there" would be true. */
export function deleteNotKnown({ number }: Pick<SeenOrder, 'number'>): Refusal {
  return new Refusal(
    'delete-not-known',
    about(
      number,
      (named) => `I don’t know yet if ${named} was deleted: Bandwidth isn’t answering.`,
    ),
    'I’m checking and will post in its thread. Don’t delete it again until then.',
  )
}

/** The same call deletes a draft and cancels an order. */
export function cancelledNotDeleted({ number, seen }: SeenOrder): Refusal {
  return new Refusal(
    'cancelled-not-deleted',
    about(
      number,
      (named) =>
        `${named} was submitted at Bandwidth just before you deleted it, so Bandwidth took that as a cancel. It’s ${statusText(seen)}.`,
    ),
    'I told the approvers in its thread.',
  )
}

export function cannotRetryValidation({ number, seen }: SeenOrder): Refusal {
  return new Refusal(
    'cannot-retry-validation',
    about(number, (named) => `${named} doesn’t need a recheck. It’s ${statusText(seen)}.`),
  )
}

/** No answer came, and the order shows no new check. */
export function checkNotSeen({ number }: Pick<SeenOrder, 'number'>): Refusal {
  return new Refusal(
    'check-not-seen',
    about(number, (named) => `No answer from Bandwidth, and ${named} doesn’t show a recheck.`),
    'I’m checking. Its card or thread will show what happened.',
  )
}

export function nothingToTakeOut({ number }: Followed): Refusal {
  return new Refusal(
    'nothing-to-take-out',
    about(number, (named) => `I can’t tell which numbers of ${named} are the problem.`),
    'Edit the numbers in the form.',
  )
}

export function cannotSubmitNow({ number, seen }: SeenOrder): Refusal {
  const nextSteps: Record<string, string> = {
    VALIDATE_DRAFT_TFNS: 'Bandwidth is still checking the numbers. I’ll post in its thread.',
    INVALID_DRAFT_TFNS: 'Remove the numbers that can’t port, or recheck them.',
  }
  return new Refusal(
    'cannot-submit-now',
    about(number, (named) =>
      isDraft(seen.status)
        ? `${named} can’t be submitted yet. It’s ${ruleFor(seen.status).words}.`
        : `${named} was already submitted. It’s ${statusText(seen)}.`,
    ),
    nextSteps[seen.status] ?? null,
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
      about(number, (named) => `${named} is ${statusText(seen)}. It can’t be canceled anymore.`),
      seen.status === 'COMPLETE'
        ? 'To get the numbers back, the losing carrier has to port them in.'
        : null,
    )
  }
  return new Refusal(
    'cannot-cancel-now',
    about(number, (named) => `${named} is ${statusText(seen)}. It can’t be canceled now.`),
    isDraft(seen.status)
      ? 'Delete the draft instead. That needs no approval.'
      : 'There’s already a pending change. Wait for the carrier’s answer.',
  )
}

/** A note goes out in parts, but not in any number of them. */
export function noteTooLong(length: number): Refusal {
  return new Refusal(
    'note-too-long',
    `Nothing was sent: the note has ${countOf(length, 'character')}. Bandwidth accepts ${LONGEST_NOTE} in a note, and I send at most ${MOST_NOTE_PARTS} notes at once.`,
    'Shorten it, or attach it as a document.',
  )
}

export function noNumbers(
  unread: readonly string[],
  leftOut: readonly { readonly name: string; readonly why: string }[] = [],
): Refusal {
  if (leftOut.length > 0) {
    const says = leftOut.slice(0, 5).map(({ name, why }) => `${name} ${why}`)
    return new Refusal('no-numbers', says.join('\n'))
  }
  return new Refusal(
    'no-numbers',
    unread.length === 0
      ? 'I didn’t find a phone number in that.'
      : `I couldn’t read a phone number in that: ${unread.slice(0, 5).join(', ')}`,
    'Try `/portin check 919-555-0100..0119 800-555-0199`, or drop a CSV, Excel, or text file.',
  )
}

export function tooManyNumbers(count: number, most: number, of: 'check' | 'bulk order'): Refusal {
  return new Refusal(
    'too-many-numbers',
    `That’s ${showCount(count)} numbers. The limit for one ${of} is ${showCount(most)}.`,
    of === 'check'
      ? 'Check the list in parts, or start a bulk order (`/portin bulk`). Bandwidth checks that itself.'
      : 'Split the list into several bulk orders.',
  )
}
