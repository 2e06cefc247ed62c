import { changedIn, noneLeft, noneLeftWords, type Changed } from '../desk/approver-left.ts'
import type { Desk } from '../desk/desk.ts'
import type { Instant } from '../porting/calendar.ts'
import { whoMayDecide } from '../porting/approval.ts'
import { isAlive } from '../porting/standing.ts'
import { findBatch } from '../store/activation-batches.ts'
import { findApproval, type Approval } from '../store/approvals.ts'
import { join, mention, withNames, type Mrkdwn } from './mrkdwn.ts'
import type { Workspace } from './workspace.ts'

/** More are called by their group. */
const MOST_CALLED = 6

/** Those who may decide on a request, to be mentioned: all approvers where none of them is barred. */
export async function approversFor(
  desk: Desk,
  { roles }: Workspace,
  approval: Approval,
): Promise<Mrkdwn> {
  if (approval.state !== 'open') return roles.approvers
  const approvers = await desk.approvers()
  if (approvers === null) return roles.approvers
  const may = await decidersAmong(desk, approvers, approval)
  if (may === null) return roles.approvers
  const isAnyBarred = may.length > 0 && may.length < approvers.length
  return isAnyBarred && may.length <= MOST_CALLED ? join(may.map(mention), ' ') : roles.approvers
}

/**
 * The nth of those who may decide and are available, in the order of the settings.
 *
 * @param request an approval, or several that were requested together.
 *
 * @returns null when there are not so many, or Slack does not say.
 */
export async function nthApprover(
  desk: Desk,
  { roles }: Workspace,
  request: string,
  nth: number,
): Promise<string | null> {
  const approvers = (await desk.approvers()) ?? []
  const approval = await findApproval(desk.db, request)
  const may =
    approval === undefined
      ? approvers.filter(await whoDidNotAsk(desk, request))
      : await decidersAmong(desk, approvers, approval)
  const there: string[] = []
  for (const one of may ?? []) if ((await roles.absenceOf(one)) === null) there.push(one)
  return there[nth] ?? null
}

/** Null: the order has come to its end. */
async function decidersAmong(
  desk: Desk,
  approvers: readonly string[],
  { orderNumber, operation, askedBy, facts }: Approval,
): Promise<readonly string[] | null> {
  const changed = await changedIn(desk.db, orderNumber)
  if (changed === null) return null
  const decision = {
    operation,
    asker: askedBy,
    askedBefore: facts.change?.askedBefore ?? [],
    changedBy: changed.flatMap(({ changedBy }) => changedBy.map(({ by }) => by)),
    askerMayDecide: desk.settings.askerMayApprove,
  }
  return whoMayDecide(decision, approvers)
}

/** Who changed one of several orders decides on the others. */
async function whoDidNotAsk(
  { db, settings }: Desk,
  batch: string,
): Promise<(approver: string) => boolean> {
  const asked = (await findBatch(db, batch))?.askedBy
  return (approver) => settings.askerMayApprove || approver !== asked
}

/**
 * What a card says when no approver is left for the asker; null while one is.
 *
 * @param orders the order, and for a bulk order, each of its orders.
 */
export async function noApproverOn(
  desk: Desk,
  orders: readonly [Changed & { readonly endedAt: Instant | null }, ...Changed[]],
): Promise<Mrkdwn | null> {
  if (!isAlive(orders[0])) return null
  const none = await noneLeft(desk, orders, { operation: 'submit', askedBy: null, facts: {} })
  return none && withNames(`:warning: ${noneLeftWords(none)} ${none.wayOut}`)
}
