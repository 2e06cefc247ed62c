import { NO_APPROVER_LEFT, whoMayDecide } from '../porting/approval.ts'
import { someOrders } from '../porting/names-in-words.ts'
import { Refusal } from '../porting/refusal.ts'
import { isAlive } from '../porting/standing.ts'
import type { Approval } from '../store/approvals.ts'
import { findChildren } from '../store/children.ts'
import type { Database } from '../store/database.ts'
import type { Followed } from '../store/followed.ts'
import type { Desk } from './desk.ts'
import { numbered, ofKind } from './numbered.ts'

/** An order that a request is about, and the orders in its bulk order. */
export type Changed = Pick<Followed, 'number' | 'changedBy'>

/** An order; for a bulk order, also each of its orders. Null: it has ended. */
export async function changedIn(
  db: Database,
  number: number,
): Promise<readonly [Changed, ...Changed[]] | null> {
  const found = await numbered(db, number)
  if (found === undefined || !isAlive(found.one)) return null
  return ofKind<Promise<readonly [Changed, ...Changed[]]>>(found, {
    order: (order) => Promise.resolve([order]),
    bulk: async (bulk) => [bulk, ...(await findChildren(db, number))],
  })
}

/** Approvers of whom none may decide, or none at all. */
export interface NoneLeft {
  readonly number: number
  readonly askedBy: string | null
  readonly changers: readonly string[]
  readonly wayOut: string
}

/**
 * The requester and everybody who changed something may not decide, so with forty orders soon nobody may.
 *
 * @param orders the order; for a bulk order, also each of its orders.
 * @param askedBy null: nobody has asked yet.
 * @returns null when somebody may decide, or when Slack does not say who the approvers are. An empty list
 * of approvers means that nobody may.
 */
export async function noneLeft(
  desk: Pick<Desk, 'approvers' | 'settings'>,
  [order, ...children]: readonly [Changed, ...Changed[]],
  {
    operation,
    askedBy,
    facts,
  }: Pick<Approval, 'operation' | 'facts'> & {
    readonly askedBy: string | null
  },
): Promise<NoneLeft | null> {
  const approvers = await desk.approvers()
  if (approvers === null) return null
  const request = {
    operation,
    asker: askedBy ?? '',
    askedBefore: facts.change?.askedBefore ?? [],
    askerMayDecide: desk.settings.askerMayApprove,
  }
  const changersOf = (orders: readonly Changed[]) =>
    orders.flatMap(({ changedBy }) => changedBy.map(({ by }) => by))
  const may = (orders: readonly Changed[]) =>
    whoMayDecide({ ...request, changedBy: changersOf(orders) }, approvers)
  if (may([order, ...children]).length > 0) return null
  const changers = approvers.filter((one) => changersOf([order, ...children]).includes(one))
  const apart = may([order]).map((approver) => ({
    approver,
    theirs: children
      .filter((child) => changersOf([child]).includes(approver))
      .map(({ number }) => number),
  }))
  const [easiest] = apart.toSorted((one, other) => one.theirs.length - other.theirs.length)
  return {
    number: order.number,
    askedBy: askedBy !== null && approvers.includes(askedBy) ? askedBy : null,
    changers,
    wayOut:
      easiest !== undefined && easiest.theirs.length < children.length
        ? `Detach ${someOrders(easiest.theirs, MOST_NAMED)} and request approval: @${easiest.approver} can approve the rest.`
        : otherWayOut(askedBy, approvers, changers),
  }
}

const MOST_NAMED = 5

function otherWayOut(
  askedBy: string | null,
  approvers: readonly string[],
  changers: readonly string[],
): string {
  const isOnlyAsker = askedBy !== null && approvers.includes(askedBy) && !changers.includes(askedBy)
  return isOnlyAsker
    ? `Have a coordinator request it: then @${askedBy} can approve it.`
    : 'An admin can add an approver in PORTIN_APPROVERS.'
}

/** `No approver is left for #1001: @U0LEE changed it, @U0SAM requested it.` */
export function noneLeftWords(none: NoneLeft): string {
  return `${NO_APPROVER_LEFT} for #${none.number}${whyNone(none)}.`
}

/** The same with the way out, for a place where the order is already named. */
export function noneLeftReason(none: NoneLeft): string {
  return `${NO_APPROVER_LEFT}${whyNone(none)}. ${none.wayOut}`
}

function whyNone({ askedBy, changers }: NoneLeft): string {
  const why = [
    ...changers.map((one) => `@${one} changed it`),
    ...(askedBy === null || changers.includes(askedBy) ? [] : [`@${askedBy} requested it`]),
  ]
  return why.length > 0 ? `: ${why.join(', ')}` : ''
}

export function noApproverLeft(none: NoneLeft): Refusal {
  return new Refusal('no-approver-left', noneLeftWords(none), none.wayOut)
}
