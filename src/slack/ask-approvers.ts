import { askApproval, type ApprovalRequest } from '../desk/ask-approval.ts'
import { preApprovalVoid } from '../desk/activate-many.ts'
import { askChangeAgain } from '../desk/ask-change.ts'
import { requestActivation } from '../desk/request-activation.ts'
import type { Approval } from '../store/approvals.ts'
import { warningWords } from './messages/bulk-words.ts'
import { viewBulk } from '../desk/bulk/view-bulk.ts'
import type { Desk } from '../desk/desk.ts'
import { numbered, ofKind } from '../desk/numbered.ts'
import { approvalAsked } from './messages/approval-asked.ts'
import { approversFor } from './who-may-approve.ts'
import { said } from './messages/said.ts'
import type { Interaction } from './interaction.ts'

/** Ask for an operation; whoever asks is told that it waits for somebody else. */
export async function askApprovers(
  { desk, member, workspace, reply }: Interaction,
  request: Omit<ApprovalRequest, 'by'>,
): Promise<void> {
  const approval = await askApproval(desk, { ...request, by: member.id })
  const warned = request.operation === 'submit' ? await warnedOf(desk, request.number) : null
  await reply(approvalAsked(approval, await approversFor(desk, workspace, approval), warned))
}

/** What a bulk order goes out with although somebody may have to act on it later. */
async function warnedOf({ db, settings, clock }: Desk, number: number): Promise<string | null> {
  const found = await numbered(db, number)
  if (found === undefined) return null
  return ofKind(found, {
    order: () => null,
    bulk: async (bulk) => warningWords(await viewBulk(db, bulk, settings, clock())),
  })
}

/** The same change once more, of the order as it stands now. */
export async function askForChangeAgain(
  { desk, member, workspace, reply }: Interaction,
  ended: Approval,
): Promise<void> {
  const approval = await askChangeAgain(desk, ended, member.id)
  await reply(approvalAsked(approval, await approversFor(desk, workspace, approval)))
}

/** Activate what was approved ahead; else the approvers are asked. */
export async function activateOrAsk(
  { desk, member, workspace, reply }: Interaction,
  number: number,
): Promise<void> {
  const asked = await requestActivation(desk, { number, by: member.id })
  await reply(
    asked.kind === 'running'
      ? said(`#${number}: ${asked.says}`)
      : approvalAsked(
          asked.approval,
          await approversFor(desk, workspace, asked.approval),
          asked.voided && preApprovalVoid(asked.voided),
        ),
  )
}
