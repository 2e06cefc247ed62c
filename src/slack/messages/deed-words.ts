import type { ApprovalDeed } from '../../store/approvals.ts'

const ORDERS: Record<ApprovalDeed, string> = {
  submit: 'Submit',
  activate: 'Activate',
  cancel: 'Cancel',
}

/** As one says it to somebody: "Submit #1042?" */
export function orderTo(deed: ApprovalDeed): string {
  return ORDERS[deed]
}
