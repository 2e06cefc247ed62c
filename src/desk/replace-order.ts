import { isBandwidthError } from '../bandwidth/errors.ts'
import type { OrderContent, Secrets } from '../porting/order.ts'
import { about, Refusal } from '../porting/refusal.ts'
import { isTerminal, ruleFor, isSubmitted } from '../porting/status.ts'
import type { Approval } from '../store/approvals.ts'
import { replacementsOf } from '../store/children.ts'
import type { TrackedOrder } from '../store/orders.ts'
import { askApproval } from './ask-approval.ts'
import { resentAlone } from './bulk/resent-alone.ts'
import type { Desk } from './desk.ts'
import { draftOrder, type Drafted } from './draft-order.ts'
import { refuseIfMadeMeanwhile } from './made-meanwhile.ts'
import { orderNumbered } from './numbered.ts'
import { readSinceRestore } from './read-since-restore.ts'
import { bandwidthUnreachable } from './refusals.ts'
import { redrawReplacements } from './replaced-by.ts'

interface Replaced {
  readonly drafted: Drafted
  /**
   * The request to cancel the old order; null: it is canceled, or its cancel is under way. A refusal:
   * nobody could be asked.
   */
  readonly cancel: Approval | Refusal | null
}

/**
 * Draft an order again that is stuck, and ask the approvers to cancel it. The draft has the same owner, and
 * is not submitted before the old order is canceled: Bandwidth accepts a number in one order at a time.
 *
 * @throws Refusal when the order can't be replaced (anymore), or nothing was created.
 */
export async function replaceOrder(
  desk: Desk,
  request: {
    /** The order that is replaced. */
    readonly number: number
    readonly by: string
    readonly channel: string
    readonly content: OrderContent
    readonly secrets: Secrets
  },
): Promise<Replaced> {
  const { number: inPlaceOf, ...draft } = request
  await desk.locks.hold(inPlaceOf, () => readSinceRestore(desk, inPlaceOf))
  const old = await orderNumbered(desk.db, inPlaceOf)
  await refuseIfMadeMeanwhile(desk, { ...old, numbers: draft.content.numbers })
  const drafted = await draftOrder(desk, {
    ...draft,
    owner: old.owner,
    inPlaceOf,
    claim: async (db) => refuseUnlessReplaceable({ db }, await orderNumbered(db, inPlaceOf)),
    announce: (db, number) => resentAlone(db, desk, { number, inPlaceOf }),
  })
  // Only cancel the old order for a draft that certainly exists.
  if (drafted.kind !== 'made') return { drafted, cancel: null }
  const cancel = await askToCancel(desk, old, drafted.number, request.by)
  await redrawReplacements(desk.db, inPlaceOf)
  desk.wake()
  return { drafted, cancel }
}

async function askToCancel(
  desk: Desk,
  { number, seen }: TrackedOrder,
  as: number,
  by: string,
): Promise<Approval | Refusal | null> {
  if (seen === null || isTerminal(seen.status) || seen.status === 'REQUESTED_CANCEL') return null
  try {
    const reason = `It’s drafted again as #${as}.`
    return await askApproval(desk, { number, operation: 'cancel', by, reason })
  } catch (error) {
    // The draft exists, and that has to be said whatever becomes of the cancel.
    if (isBandwidthError(error)) return bandwidthUnreachable(error, 'Request it on its card.')
    if (!(error instanceof Refusal)) throw error
    return error.code === 'already-asked' ? null : error
  }
}

/** @throws Refusal when nothing is to be replaced, or another draft already does. */
export async function refuseUnlessReplaceable(
  { db }: Pick<Desk, 'db'>,
  { number, seen }: Pick<TrackedOrder, 'number' | 'seen'>,
): Promise<void> {
  if (!isSubmitted(seen)) throw isADraft(number)
  if (seen.status === 'COMPLETE') throw wentLive(number)
  const [other] = await replacementsOf(db, number)
  if (other !== undefined) throw replacedAlready(number, other)
  const { may } = ruleFor(seen.status)
  const isEnding = seen.status === 'REQUESTED_CANCEL' || seen.status === 'CANCELLED'
  if (!isEnding && !may.includes('cancel')) throw cannotCancelYet(number)
}

function isADraft(number: number): Refusal {
  return new Refusal(
    'is-a-draft',
    about(number, (named) => `${named} is a draft, so there’s nothing to cancel.`),
    `Edit it: \`/portin edit ${number}\``,
  )
}

function wentLive(number: number): Refusal {
  return new Refusal(
    'went-live',
    about(number, (named) => `${named} is live: its numbers are ported already.`),
  )
}

function replacedAlready(number: number, other: number): Refusal {
  return new Refusal(
    'replaced-already',
    about(other, (named) => `${named} already replaces #${number}. Nothing was created.`),
    `Continue there: \`/portin status ${other}\``,
  )
}

function cannotCancelYet(number: number): Refusal {
  return new Refusal(
    'cannot-cancel-yet',
    about(
      number,
      (named) => `${named} can’t be canceled now: a change or an answer is still pending.`,
    ),
    'I’ll post in its thread when it’s there.',
  )
}
