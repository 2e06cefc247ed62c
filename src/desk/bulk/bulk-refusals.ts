import { countOf } from '../../porting/counts.ts'
import { bulkRuleFor, isBulkDraft, isBulkTerminal } from '../../porting/bulk-status.ts'
import type { BulkReadiness } from '../../porting/bulk-readiness.ts'
import type { CalendarDay } from '../../porting/calendar.ts'
import { Refusal } from '../../porting/refusal.ts'
import type { BulkDocument } from '../../store/bulk-documents.ts'
import { elementName, type Overwritten, type WayToExtend } from '../../porting/shared-facts.ts'
import type { SeenBulkOrder, TrackedBulk } from '../../store/bulk-orders.ts'
import type { TrackedOrder } from '../../store/orders.ts'
import type { OrderRef } from '../../store/followed.ts'

/** Every "no" that is about a bulk order. */

export function bulkNotKnownYet({ number, endedAt }: TrackedBulk): Refusal {
  return endedAt === null
    ? new Refusal(
        'not-known-yet',
        `I don't know yet whether Bandwidth has made bulk order #${number}.`,
        "I'm looking and say so in its thread within three minutes; please don't make it again.",
      )
    : new Refusal(
        'never-made',
        `Bulk order #${number} was never made at Bandwidth.`,
        '`/portin bulk` starts a new one.',
      )
}

export function bulkDeleted({ number, ending }: TrackedBulk): Refusal {
  const how: Record<string, string> = {
    swept: `Bandwidth removed bulk draft #${number} because nobody changed it for 48 hours.`,
    deleted: `Bulk draft #${number} was deleted, and its draft orders with it.`,
    'never-made': `Bulk order #${number} was never made at Bandwidth.`,
  }
  return new Refusal(
    'order-gone',
    how[ending ?? ''] ?? `Bulk order #${number} is no longer at Bandwidth.`,
    ending === 'swept'
      ? 'I kept everything in it; its card has a button that makes it again.'
      : 'What was in it is kept here; `/portin bulk` starts a new one.',
  )
}

export function bulkDeletedNow(number: number): Refusal {
  return new Refusal(
    'order-gone',
    `Bulk order #${number} is no longer at Bandwidth.`,
    'Its thread says what I know; what was in it is kept here.',
  )
}

export function notABulk({ number }: TrackedOrder): Refusal {
  return new Refusal(
    'not-a-bulk-order',
    `#${number} is a single order, not a bulk order.`,
    '`/portin list` shows which is which.',
  )
}

export function cannotDoWithBulkNow(
  { number, seen }: SeenBulkOrder,
  what: string,
  nextStep: string | null = null,
): Refusal {
  return new Refusal(
    'cannot-now',
    `The ${what} of bulk order #${number} can't be changed now: it is ${bulkRuleFor(seen.status).words}.`,
    nextStep ??
      (seen.status === 'VALIDATE_DRAFT_TNS'
        ? 'Its numbers are being checked; its card says when that is done.'
        : isBulkTerminal(seen.status)
          ? null
          : 'Once it is submitted, single orders of it can be changed, not the whole.'),
  )
}

export function cannotSubmitBulkNow({ number, seen }: SeenBulkOrder): Refusal {
  const nextSteps: Record<string, string> = {
    DRAFT: 'It has no orders yet. Add numbers with "Edit numbers".',
    VALIDATE_DRAFT_TNS: "Bandwidth is still checking the numbers; I'll tell its thread.",
    INVALID_DRAFT_TNS: 'Take the numbers out that cannot move, or have them checked again.',
  }
  return new Refusal(
    'cannot-submit-now',
    isBulkDraft(seen.status)
      ? `Bulk order #${number} can't be submitted yet: it is ${bulkRuleFor(seen.status).words}.`
      : `Bulk order #${number} is ${seen.status}: it was submitted already.`,
    nextSteps[seen.status] ?? null,
  )
}

/** Whatever is missing is shown child by child in the breakdown. */
export class BulkNotReady extends Refusal {
  readonly bulk: SeenBulkOrder
  /** The first that all its orders can have, where the requested one is past or too soon. */
  readonly firstDay: CalendarDay | null

  constructor(bulk: SeenBulkOrder, { bulk: items, children, firstDay }: BulkReadiness) {
    const own = items.filter(({ state }) => state === 'missing').map(({ says }) => says)
    const needing = children.filter(({ missing }) => missing.length > 0)
    const named = needing
      .slice(0, 5)
      .map(({ number, missing }) => `#${number}: ${missing.join(' ')}`)
    const more = needing.length - named.length
    super(
      'not-ready',
      [
        `Bulk order #${bulk.number} can't be submitted yet:`,
        ...[...own, ...named].map((says) => `• ${says}`),
        ...(more > 0 ? [`• and ${countOf(more, 'more order')}`] : []),
      ].join('\n'),
      'View orders on its card shows what each order needs.',
    )
    this.bulk = bulk
    this.firstDay = firstDay
  }
}

export function cannotCancelBulkNow({ number, seen }: SeenBulkOrder): Refusal {
  return new Refusal(
    'cannot-cancel-now',
    `Bulk order #${number} is ${seen.status}; it cannot be canceled from there.`,
    isBulkDraft(seen.status) ? 'A draft is deleted instead, without an approval.' : null,
  )
}

export function noRefusedNumbers(number: number): Refusal {
  return new Refusal(
    'nothing-to-take-out',
    `No number of bulk order #${number} can be told apart as a bad one, or none would be left.`,
    'Change the numbers in the form instead.',
  )
}

export function sameNumbers({ number }: SeenBulkOrder): Refusal {
  return new Refusal(
    'nothing-changed',
    `Bulk order #${number} already has exactly these numbers.`,
    'Nothing was sent; another check would change nothing.',
  )
}

export function cannotRetryBulk({ number, seen }: SeenBulkOrder): Refusal {
  return new Refusal(
    'cannot-retry-validation',
    `The numbers of bulk order #${number} are not waiting for another check: it is ${bulkRuleFor(seen.status).words}.`,
    'Only a check that failed because the toll-free registry gave no answer can be tried again as it is.',
  )
}

export function notAChild(number: number): Refusal {
  return new Refusal('not-a-child', `#${number} belongs to no bulk order.`, null)
}

export function childBelongsToBulk({ number, bulkNumber }: TrackedOrder): Refusal {
  return new Refusal(
    'belongs-to-bulk',
    `#${number} goes out with bulk order #${bulkNumber ?? ''}: it can't be submitted alone.`,
    'Submit the bulk order, or take this order out of it first (Detach in its breakdown).',
  )
}

export function numbersAreSplit({ number, bulkNumber }: TrackedOrder): Refusal {
  return new Refusal(
    'numbers-are-split',
    `Which numbers #${number} has is decided by bulk order #${bulkNumber ?? ''}, which Bandwidth splits.`,
    `"Edit numbers" on the card of #${bulkNumber ?? ''} splits them again; or detach #${number} first.`,
  )
}

export function cannotAttachChild(child: number, bulk: number, why: string): Refusal {
  return new Refusal(
    'cannot-attach-child',
    `#${child} can't be put into bulk order #${bulk}: ${why}`,
    null,
  )
}

export function listNotSeen(bulk: number, child: number): Refusal {
  return new Refusal(
    'list-not-seen',
    `I asked Bandwidth to change the orders of bulk order #${bulk}, but it does not show that of #${child}.`,
    'Look at the card in a minute, and try again if it stays so.',
  )
}

export function listNotWhole(bulk: number, child: number): Refusal {
  return new Refusal(
    'list-not-whole',
    `Bandwidth's list of the orders of #${bulk} does not name #${child} now, which is in it. The list can only be changed as a whole, and that would take #${child} out too; nothing was sent.`,
    'Bandwidth may be behind: try again in a minute.',
  )
}

export function bulkDeleteNotSeen({ number }: SeenBulkOrder): Refusal {
  return new Refusal(
    'delete-not-seen',
    `I asked Bandwidth to delete bulk order #${number}, but it is still there.`,
    'Look at the card in a minute, and delete it again if it stays.',
  )
}

export function noBulkDraftAnyMore(bulk: SeenBulkOrder): Refusal {
  return cannotDoWithBulkNow(bulk, 'draft', 'A submitted bulk order is canceled, not deleted.')
}

/** The call that should delete a draft met an order that was submitted in the moment before. */
export function bulkCancelledNotDeleted({ number, seen }: SeenBulkOrder): Refusal {
  return new Refusal(
    'cancelled-not-deleted',
    `Bulk order #${number} was not a draft any more when my call arrived: somebody submitted it at Bandwidth a moment before. It is ${bulkRuleFor(seen.status).words}.`,
    'The approvers are told in its thread.',
  )
}

export function bulkExtensionNotSeen({ number }: SeenBulkOrder): Refusal {
  return new Refusal(
    'keep-not-seen',
    `I asked Bandwidth to keep bulk order #${number}, but its last change has not moved.`,
    'Press it again; if it stays so, change something small in the shared facts, which also counts.',
  )
}

/** Whoever shows it can offer to take those orders out that stand against keeping the rest. */
export class ExtensionWouldOverwrite extends Refusal {
  readonly bulk: OrderRef
  readonly canDetach: boolean

  constructor(
    { number, token, seen }: SeenBulkOrder,
    way: WayToExtend | null,
    children: readonly TrackedOrder[],
  ) {
    super(
      'keep-would-overwrite',
      `Keeping bulk order #${number} would overwrite ${whatIsOverwritten(way)}, so I leave it.`,
      HOW_TO_EXTEND_ANYWAY,
    )
    this.bulk = { number, token }
    this.canDetach = canDetach({ seen }, way, children)
  }
}

export const HOW_TO_EXTEND_ANYWAY =
  'Take out what differs, or give it the value of the others; a change of the shared facts counts too and shows first what it writes over. If Bandwidth removes the draft, I keep everything in it to make it again.'

/** To be read after "would overwrite". */
export function whatIsOverwritten(way: WayToExtend | null): string {
  if (way === null) return 'what its orders have of their own: nothing is the same in all of them'
  const { through, differs } = way
  const named = differs.slice(0, 5).map((child) => `#${child}`)
  const more = differs.length - named.length
  return `the ${elementName(through)} of ${named.join(', ')}${more > 0 ? ` and ${more} more orders` : ''}`
}

/** Some of its orders can be taken out, and one at least is left that can be kept. */
export function canDetach(
  { seen }: Pick<SeenBulkOrder, 'seen'>,
  way: WayToExtend | null,
  children: readonly TrackedOrder[],
): boolean {
  const alive = children.filter(({ endedAt }) => endedAt === null).length
  const mayGo = bulkRuleFor(seen.status).may.includes('detach')
  return mayGo && way !== null && way.differs.length > 0 && way.differs.length < alive
}

/** Whoever asked is to be shown what would be lost, and may ask again then. */
export class EditWouldOverwrite extends Refusal {
  readonly overwritten: readonly Overwritten[]

  constructor({ number }: SeenBulkOrder, overwritten: readonly Overwritten[]) {
    super(
      'edit-would-overwrite',
      `Changing the shared facts of bulk order #${number} would overwrite what ${overwritten.length} of its orders have of their own, which you were not shown. Nothing was sent.`,
      'Open "Edit shared details" again to review.',
    )
    this.overwritten = overwritten
  }
}

export function nothingSharedChanged({ number }: SeenBulkOrder): Refusal {
  return new Refusal('nothing-changed', `Bulk order #${number} already is exactly so.`, null)
}

/** @param files all that were dropped for the bulk order. */
export function loaNotFree(name: string, files: readonly BulkDocument[]): Refusal {
  const sent = files.find(({ state }) => state === 'sending')
  return sent === undefined
    ? new Refusal(
        'letter-given',
        `${name} has gone to the orders that it was for already.`,
        'The message about the letters shows which; drop it again if it is for others too.',
      )
    : new Refusal(
        'letter-on-its-way',
        `${sent.name} is on its way to the orders already, one at a time.`,
        'The message about the letters shows how far it is.',
      )
}

export function notSplitForLoas(bulk: SeenBulkOrder): Refusal {
  const { number, seen } = bulk
  return new Refusal(
    'not-split',
    `Bulk order #${number} is ${bulkRuleFor(seen.status).words}: it has no orders now that a letter could go to.`,
    'I keep the file; give it to them when the numbers are split. The card says when that is.',
  )
}

/** @param orders how many this person authorizes now. */
export function nobodyToGetLoa(number: number, person: string, orders: number): Refusal {
  return orders === 0
    ? new Refusal(
        'nobody-to-get-letter',
        `${person} authorizes no order of #${number} any more, so nothing was sent.`,
        'The breakdown shows who authorizes which.',
      )
    : new Refusal(
        'nobody-to-get-letter',
        `Every order of #${number} that ${person} authorizes has an LOA already, or takes none any more. Nothing was sent.`,
        'A letter can still be added to a single order, in its own thread.',
      )
}

/** A letter is of the numbers that it is for. */
export function loasAreOfOrders(number: number): Refusal {
  return new Refusal(
    'letters-are-of-orders',
    `#${number} is a bulk order: a letter is attached to one of its orders, or to all of them.`,
    "Drop the files into its thread: each is matched to its order by its name. Or name the order, which `/portin bulk` followed by the bulk order's number shows.",
  )
}

export function notAChildOf(child: number, bulk: number): Refusal {
  return new Refusal('not-a-child', `#${child} is no order of bulk order #${bulk}.`, null)
}
