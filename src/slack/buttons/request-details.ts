import type { ModalView } from '@slack/types'
import { alreadyDecided, noSuchApproval } from '../../desk/approval-refusals.ts'
import { viewBulk } from '../../desk/bulk/view-bulk.ts'
import { bulkNumbered, orderNumbered } from '../../desk/numbered.ts'
import { kindOf } from '../../desk/order-kind.ts'
import { findApproval, type Approval } from '../../store/approvals.ts'
import type { KindName } from '../../store/followed.ts'
import { showDetails } from '../controls/approval-controls.ts'
import { onPress } from './on-press.ts'
import { openView, viewOf, type Interaction } from '../interaction.ts'
import { approvalDetails } from '../messages/approval.ts'
import { bulkApprovalDetails } from '../messages/bulk-approval.ts'
import type { Mrkdwn } from '../mrkdwn.ts'
import { approversFor } from '../who-may-approve.ts'

/** The details of an open request that its message leaves out, for everyone who may read its order. */
export const onShowDetails = onPress(showDetails, async (interaction) => {
  const { desk, workspace, value } = interaction
  const approval = await findApproval(desk.db, value)
  if (approval === undefined) throw noSuchApproval()
  if (approval.state !== 'open') throw alreadyDecided(approval)
  const draw = DRAWN[await kindOf(desk, approval.orderNumber)]
  const approvers = await approversFor(desk, workspace, approval)
  await openView(interaction, await draw(interaction, approval, approvers))
})

type Draw = (asking: Interaction, approval: Approval, approvers: Mrkdwn) => Promise<ModalView>

const DRAWN: Record<KindName, Draw> = {
  async order(interaction, approval, approvers) {
    const order = await orderNumbered(interaction.desk.db, approval.orderNumber)
    return approvalDetails(await viewOf(interaction, order), approval, approvers)
  },
  async bulk({ desk }, approval, approvers) {
    const bulk = await bulkNumbered(desk.db, approval.orderNumber)
    return bulkApprovalDetails(await viewBulk(desk, bulk), approval, approvers)
  },
}
