import { noneLeft, noneLeftWords, type Changed } from '../desk/approver-left.ts'
import type { Desk } from '../desk/desk.ts'
import { numbered, ofKind } from '../desk/numbered.ts'
import type { Instant } from '../porting/calendar.ts'
import { whoMayDecide } from '../porting/approval.ts'
import { isAlive } from '../porting/standing.ts'
import type { Approval } from '../store/approvals.ts'
import { findChildren } from '../store/children.ts'
import { join, mention, withNames, type Mrkdwn } from './mrkdwn.ts'
import type { Workspace } from './workspace.ts'

/** More are called by their group. */
const MOST_CALLED = 6

/** Those who may decide on a request, to be mentioned: all approvers where none of them is barred. */
export async function approversFor(
  desk: Desk,
  { roles }: Workspace,
  { orderNumber, operation, askedBy, facts, state }: Approval,
): Promise<Mrkdwn> {
  if (state !== 'open') return roles.approvers
  const approvers = await desk.approvers()
  const changed = await changedIn(desk, orderNumber)
  if (approvers === null || changed === null) return roles.approvers
  const may = whoMayDecide(
    {
      operation,
      asker: askedBy,
      askedBefore: facts.change?.askedBefore ?? [],
      changedBy: changed.flatMap(({ changedBy }) => changedBy.map(({ by }) => by)),
      askerMayDecide: desk.settings.askerMayApprove,
    },
    approvers,
  )
  const isAnyBarred = may.length > 0 && may.length < approvers.length
  return isAnyBarred && may.length <= MOST_CALLED ? join(may.map(mention), ' ') : roles.approvers
}

/**
 * What a card says where whoever asked would find no approver; null where one is left.
 * @param orders the order, and where it is a bulk order, each order of it.
 */
export async function noApproverOn(
  desk: Desk,
  orders: readonly [Changed & { readonly endedAt: Instant | null }, ...Changed[]],
): Promise<Mrkdwn | null> {
  if (!isAlive(orders[0])) return null
  const none = await noneLeft(desk, orders, { operation: 'submit', askedBy: null, facts: {} })
  return none && withNames(`:warning: ${noneLeftWords(none)} ${none.wayOut}`)
}

/** Null: it has come to its end. */
async function changedIn(
  { db }: Desk,
  number: number,
): Promise<readonly [Changed, ...Changed[]] | null> {
  const found = await numbered(db, number)
  if (found === undefined || !isAlive(found.one)) return null
  return ofKind<Promise<readonly [Changed, ...Changed[]]>>(found, {
    order: (order) => Promise.resolve([order]),
    bulk: async (bulk) => [bulk, ...(await findChildren(db, number))],
  })
}
