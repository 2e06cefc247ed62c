import { askApproval, type ApprovalRequest } from '../desk/ask-approval.ts'
import { preApprovalVoid } from '../desk/activate-many.ts'
import { askChangeAgain } from '../desk/ask-change.ts'
import { requestActivation } from '../desk/request-activation.ts'
import type { Approval } from '../store/approvals.ts'
import { warningWords } from './words/bulk-words.ts'
import { viewBulk } from '../desk/bulk/view-bulk.ts'
import type { Desk } from '../desk/desk.ts'
import { numbered, ofKind } from '../desk/numbered.ts'
import { approvalAsked } from './messages/approval-asked.ts'
import { approversFor } from './who-may-approve.ts'
import { saidOf, titleOf } from './order-ref.ts'
import { JUST_ASKED_MS } from './places.ts'
import type { Interaction } from './interaction.ts'

/** Requests an operation; the asker is shown that it waits for an approver. */
export async function askApprovers(
  interaction: Interaction,
  request: Omit<ApprovalRequest, 'by'>,
): Promise<void> {
  const { desk, member } = interaction
  const approval = await askApproval(desk, { ...request, by: member.id })
  const warned = request.operation === 'submit' ? await warnedOf(desk, request.number) : null
  await replyAsked(interaction, approval, warned)
}

/** Warnings with which a bulk order is submitted although somebody may have to act on them later. */
async function warnedOf(desk: Desk, number: number): Promise<string | null> {
  const found = await numbered(desk.db, number)
  if (found === undefined) return null
  return ofKind(found, {
    order: () => null,
    bulk: async (bulk) => warningWords(await viewBulk(desk, bulk)),
  })
}

/** Requests the same change again, for the order in its current state. */
export async function askForChangeAgain(interaction: Interaction, ended: Approval): Promise<void> {
  const { desk, member } = interaction
  await replyAsked(interaction, await askChangeAgain(desk, ended, member.id))
}

/** Activate what was approved ahead; else the approvers are asked. */
export async function activateOrAsk(interaction: Interaction, number: number): Promise<void> {
  const { desk, member, reply } = interaction
  const asked = await requestActivation(desk, { number, by: member.id })
  await (asked.kind === 'running'
    ? reply(await saidOf(interaction, number, (named) => `${named}: ${asked.says}`))
    : replyAsked(interaction, asked.approval, asked.voided && preApprovalVoid(asked.voided)))
}

async function replyAsked(
  { desk, workspace, reply }: Interaction,
  approval: Approval,
  warned: string | null = null,
): Promise<void> {
  const approvers = await approversFor(desk, workspace, approval)
  const named = await titleOf(desk.db, approval.orderNumber)
  const isPosted = await reachesChannel(workspace, desk, approval.orderNumber)
  await reply(approvalAsked(approval, { named, approvers, warned, isPosted }))
}

/** What an order's own channel does not take goes to the default channel. */
async function reachesChannel(
  { places }: Interaction['workspace'],
  { db, settings }: Desk,
  number: number,
): Promise<boolean> {
  const channel = (await numbered(db, number))?.one.channel
  const { defaultChannel } = settings
  if (channel === undefined || (defaultChannel !== null && defaultChannel !== channel)) return true
  const place = await places.placeOf(channel, JUST_ASKED_MS).catch(() => null)
  return place?.isMember !== false
}
