import { hasEndedAs, isAlive } from '../../porting/standing.ts'
import { countOf } from '../../porting/counts.ts'
import {
  bulkRuleFor,
  bulkStatusWords,
  isBulkDraft,
  isBulkTerminal,
} from '../../porting/bulk-status.ts'
import type { BulkReadiness } from '../../porting/bulk-readiness.ts'
import type { CalendarDay } from '../../porting/calendar.ts'
import { about, Refusal } from '../../porting/refusal.ts'
import type { BulkDocument } from '../../store/bulk-documents.ts'
import { elementName, type Overwritten, type WayToExtend } from '../../porting/shared-facts.ts'
import type { SeenBulkOrder, TrackedBulk } from '../../store/bulk-orders.ts'
import type { TrackedOrder } from '../../store/orders.ts'
import type { OrderRef } from '../../store/followed.ts'

/** Every refusal about a bulk order. */

export function bulkNotKnownYet(bulk: TrackedBulk): Refusal {
  const { number } = bulk
  return isAlive(bulk)
    ? new Refusal(
        'not-known-yet',
        about(number, (named) => `I don’t know yet if Bandwidth created ${named}.`),
        'I’m checking and will post in its thread within 3 minutes. Don’t create it again.',
      )
    : new Refusal(
        'never-made',
        about(number, (named) => `${named} wasn’t created at Bandwidth.`),
        '`/portin bulk` starts a new one.',
      )
}

export function bulkDeleted(bulk: TrackedBulk): Refusal {
  const { number, ending } = bulk
  const how = (named: string): Record<string, string> => ({
    swept: `Bandwidth deleted draft ${named} because nobody edited it for 48 hours.`,
    deleted: `Draft ${named} and its orders were deleted.`,
    'never-made': `${named} wasn’t created at Bandwidth.`,
  })
  return new Refusal(
    'order-gone',
    about(number, (named) => how(named)[ending ?? ''] ?? `${named} is no longer at Bandwidth.`),
    hasEndedAs('purged', bulk)
      ? 'I saved everything in it. Its card has a button to recreate it.'
      : 'I saved everything in it. `/portin bulk` starts a new one.',
  )
}

export function notABulk({ number }: TrackedOrder): Refusal {
  return new Refusal(
    'not-a-bulk-order',
    about(number, (named) => `${named} is a single order, not a bulk order.`),
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
    about(
      number,
      (named) =>
        `The ${what} of ${named} can’t be changed now. It’s ${bulkStatusWords(seen.status)}.`,
    ),
    nextStep ??
      (seen.status === 'VALIDATE_DRAFT_TNS'
        ? 'Its numbers are being checked. Its card shows when that’s done.'
        : isBulkTerminal(seen.status)
          ? null
          : 'After submit, you can change its orders one by one.'),
  )
}

export function cannotSubmitBulkNow({ number, seen }: SeenBulkOrder): Refusal {
  const nextSteps: Record<string, string> = {
    DRAFT: 'It has no orders yet. Add numbers with "Edit numbers".',
    VALIDATE_DRAFT_TNS: 'Bandwidth is still checking the numbers. I’ll post in its thread.',
    INVALID_DRAFT_TNS: 'Remove the numbers that can’t port, or recheck them.',
  }
  return new Refusal(
    'cannot-submit-now',
    about(number, (named) =>
      isBulkDraft(seen.status)
        ? `${named} can’t be submitted yet. It’s ${bulkStatusWords(seen.status)}.`
        : `${named} was already submitted. It’s ${bulkStatusWords(seen.status)}.`,
    ),
    nextSteps[seen.status] ?? null,
  )
}

/** The breakdown shows what is missing, child by child. */
export class BulkNotReady extends Refusal {
  readonly bulk: SeenBulkOrder
  /** The first day that all its orders can have, when the requested one is past or too soon. */
  readonly firstDay: CalendarDay | null

  constructor(bulk: SeenBulkOrder, { bulk: items, children, firstDay }: BulkReadiness) {
    const own = items.filter(({ state }) => state === 'missing').map(({ says }) => says)
    const needing = children.filter(({ missing }) => missing.length > 0)
    const some = needing
      .slice(0, 5)
      .map(({ number, missing }) => `#${number}: ${missing.join(' ')}`)
    const more = needing.length - some.length
    super(
      'not-ready',
      about(bulk.number, (named) =>
        [
          `${named} can’t be submitted yet:`,
          ...[...own, ...some].map((says) => `• ${says}`),
          ...(more > 0 ? [`• and ${countOf(more, 'more order')}`] : []),
        ].join('\n'),
      ),
      '“View orders” on its card shows what each order needs.',
    )
    this.bulk = bulk
    this.firstDay = firstDay
  }
}

export function cannotCancelBulkNow({ number, seen }: SeenBulkOrder): Refusal {
  return new Refusal(
    'cannot-cancel-now',
    about(
      number,
      (named) => `${named} is ${bulkStatusWords(seen.status)}. It can’t be canceled now.`,
    ),
    isBulkDraft(seen.status) ? 'Delete the draft instead. That needs no approval.' : null,
  )
}

export function decidedForEachOrder({ number }: SeenBulkOrder): Refusal {
  return new Refusal(
    'decided-for-each-order',
    about(
      number,
      (named) => `${named} is a bulk order. Activations and changes are approved order by order.`,
    ),
    `\`/portin activate ${number}\` requests them together. "View orders" on its card shows each.`,
  )
}

export function sameNumbers({ number }: SeenBulkOrder): Refusal {
  return new Refusal(
    'nothing-changed',
    about(number, (named) => `No changes: ${named} already has these numbers.`),
    'Nothing was sent.',
  )
}

export function cannotRetryBulk({ number, seen }: SeenBulkOrder): Refusal {
  return new Refusal(
    'cannot-retry-validation',
    about(
      number,
      (named) => `${named} doesn’t need a recheck. It’s ${bulkStatusWords(seen.status)}.`,
    ),
    'You can recheck only after the toll-free registry timed out.',
  )
}

export function notAChild(number: number): Refusal {
  return new Refusal(
    'not-a-child',
    about(number, (named) => `${named} isn’t part of a bulk order.`),
  )
}

export function childBelongsToBulk({ number, bulkNumber }: TrackedOrder): Refusal {
  return new Refusal(
    'belongs-to-bulk',
    about(
      number,
      (named) => `${named} is part of bulk order #${bulkNumber ?? ''} and submits with it.`,
    ),
    'Submit the bulk order, or detach this order first (“View orders” on its card).',
  )
}

export function numbersAreSplit({ number, bulkNumber }: TrackedOrder): Refusal {
  return new Refusal(
    'numbers-are-split',
    about(
      number,
      (named) =>
        `The numbers of ${named} come from bulk order #${bulkNumber ?? ''}. Bandwidth splits it.`,
    ),
    `Use "Edit numbers" on the card of #${bulkNumber ?? ''}, or detach #${number} first.`,
  )
}

export function cannotAttachChild(child: number, bulk: number, why: string): Refusal {
  return new Refusal(
    'cannot-attach-child',
    about(child, (named) => `${named} can’t be added to bulk order #${bulk}: ${why}`),
  )
}

export function listNotSeen(bulk: number, child: number): Refusal {
  return new Refusal(
    'list-not-seen',
    about(
      child,
      (named) => `Bandwidth doesn’t show the change of ${named} in bulk order #${bulk} yet.`,
    ),
    'Check the card in a minute, and try again if it’s still not there.',
  )
}

export function listNotWhole(bulk: number, child: number): Refusal {
  return new Refusal(
    'list-not-whole',
    about(
      bulk,
      (named) =>
        `Bandwidth’s order list of ${named} is missing #${child} right now. Changing the list would drop it, so I sent nothing.`,
    ),
    'Try again in a minute.',
  )
}

export function noBulkDraftAnyMore(bulk: SeenBulkOrder): Refusal {
  return cannotDoWithBulkNow(bulk, 'draft', 'A submitted bulk order is canceled, not deleted.')
}

/** The call that should delete a draft met an order that had just been submitted. */
export function bulkCancelledNotDeleted({ number, seen }: SeenBulkOrder): Refusal {
  return new Refusal(
    'cancelled-not-deleted',
    about(
      number,
      (named) =>
        `${named} was submitted at Bandwidth just before you deleted it. It’s ${bulkStatusWords(seen.status)}.`,
    ),
    'I told the approvers in its thread.',
  )
}

export function bulkExtensionNotSeen({ number }: SeenBulkOrder): Refusal {
  return new Refusal(
    'keep-not-seen',
    about(number, (named) => `I couldn’t extend bulk draft ${named}.`),
    'Try again, or edit any shared detail. That extends it, too.',
  )
}

/** The message can offer to detach the orders that block extending the rest. */
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
      about(
        number,
        (named) => `Extending ${named} would overwrite ${whatIsOverwritten(way)}, so I didn’t.`,
      ),
      HOW_TO_EXTEND_ANYWAY,
    )
    this.bulk = { number, token }
    this.canDetach = canDetach({ seen }, way, children)
  }
}

export const HOW_TO_EXTEND_ANYWAY =
  'Detach the orders that differ, or make them match. Editing the shared details extends it too, and shows what it overwrites first.'

/** To be read after "would overwrite". */
export function whatIsOverwritten(way: WayToExtend | null): string {
  if (way === null) return 'order details: no field is the same in all orders'
  const { through, differs } = way
  const named = differs.slice(0, 5).map((child) => `#${child}`)
  const more = differs.length - named.length
  return `the ${elementName(through)} of ${named.join(', ')}${more > 0 ? ` and ${more} more orders` : ''}`
}

/** Some orders can be detached, and at least one that can be extended is left. */
export function canDetach(
  { seen }: Pick<SeenBulkOrder, 'seen'>,
  way: WayToExtend | null,
  children: readonly TrackedOrder[],
): boolean {
  const alive = children.filter(isAlive).length
  const mayGo = bulkRuleFor(seen.status).may.includes('detach')
  return mayGo && way !== null && way.differs.length > 0 && way.differs.length < alive
}

/** The requester is shown what would be lost, and may then ask again. */
export class EditWouldOverwrite extends Refusal {
  readonly overwritten: readonly Overwritten[]

  constructor({ number }: SeenBulkOrder, overwritten: readonly Overwritten[]) {
    super(
      'edit-would-overwrite',
      about(
        number,
        (named) =>
          `Saving would overwrite details in ${countOf(overwritten.length, 'order')} of ${named} that changed since you opened the form. Nothing was saved.`,
      ),
      'Open "Edit shared details" again to review.',
    )
    this.overwritten = overwritten
  }
}

/** @param files all that were dropped for the bulk order. */
export function loaNotFree(name: string, files: readonly BulkDocument[]): Refusal {
  const sent = files.find(({ state }) => state === 'sending')
  return sent === undefined
    ? new Refusal(
        'letter-given',
        `${name} already went to its orders.`,
        'The LOA post shows which. Drop it again if it’s for other orders, too.',
      )
    : new Refusal(
        'letter-on-its-way',
        `${sent.name} is already going out, one order at a time.`,
        'The LOA post shows its progress.',
      )
}

export function notSplitForLoas(bulk: SeenBulkOrder): Refusal {
  const { number, seen } = bulk
  return new Refusal(
    'not-split',
    about(
      number,
      (named) =>
        `${named} is ${bulkStatusWords(seen.status)}. It has no orders to attach an LOA to.`,
    ),
    'I saved the file. Attach it once the numbers are split into orders.',
  )
}

/** @param orders how many this person authorizes now. */
export function nobodyToGetLoa(number: number, person: string, orders: number): Refusal {
  return orders === 0
    ? new Refusal(
        'nobody-to-get-letter',
        about(
          number,
          (named) =>
            `${person} isn’t the signer of any order in ${named} anymore. Nothing was sent.`,
        ),
        '“View orders” shows each order’s signer.',
      )
    : new Refusal(
        'nobody-to-get-letter',
        about(
          number,
          (named) =>
            `Every order of ${named} that ${person} signs for already has an LOA or is closed. Nothing was sent.`,
        ),
        'You can still add an LOA to one order in its own thread.',
      )
}

/** An LOA belongs to the numbers it names, so it goes on an order. */
export function loasAreOfOrders(number: number): Refusal {
  return new Refusal(
    'letters-are-of-orders',
    about(number, (named) => `${named} is a bulk order. LOAs go on its orders.`),
    'Drop the files in its thread. I match them to orders by file name. Or name the order. `/portin bulk` with the bulk order’s number lists them.',
  )
}

export function notAChildOf(child: number, bulk: number): Refusal {
  return new Refusal(
    'not-a-child',
    about(child, (named) => `${named} isn’t part of bulk order #${bulk}.`),
  )
}
