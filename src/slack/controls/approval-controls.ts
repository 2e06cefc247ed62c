import { countOf } from '../../porting/counts.ts'
import type { ApprovalOperation } from '../../porting/approval.ts'
import { confirmDialog, type ConfirmParts } from '../blocks.ts'
import { countNumbers, numbersDo, theirCarriers } from '../words/order-words.ts'
import { control } from './control.ts'

export const approve = control('approval.approve', (approvalId: string, of: ToApprove) => ({
  text: APPROVES[of.operation],
  value: approvalId,
  style: 'primary',
  confirm: confirmDialog({
    ...DIALOGS[of.operation](of),
    confirm: APPROVES[of.operation],
    deny: 'Not yet',
    isFinal: of.operation === 'activate' || of.operation === 'cancel',
  }),
}))

const APPROVES: Record<ApprovalOperation, string> = {
  submit: 'Approve and submit',
  activate: 'Approve and activate',
  cancel: 'Approve cancellation',
  change: 'Approve change',
}

/** What a click on Approve does, of which order, as its dialog says it. */
export interface ToApprove {
  readonly operation: ApprovalOperation
  /** The order's number and customer. */
  readonly title: string
  /** Whom the numbers leave. */
  readonly carrier: string
  readonly count: number
}

const DIALOGS: Record<ApprovalOperation, (of: ToApprove) => ConfirmWords> = {
  submit: ({ title, carrier, count }) => ({
    title: `Submit ${countNumbers(count)}?`,
    text: `${title}: ${numbersDo(count, 'leave')} ${carrier}. You can ask to cancel it later, but you can’t undo this.`,
  }),
  activate: ({ title, carrier, count }) => ({
    title: `Activate ${countNumbers(count)}?`,
    text: `${title}: ${numbersDo(count, 'leave')} ${carrier} now. You can’t undo this.`,
  }),
  cancel: ({ title, carrier, count }) => ({
    title: `Cancel the port of ${countNumbers(count)}?`,
    text: `${title}: ${numbersDo(count, 'stay')} with ${carrier}. You can’t undo this. Porting them later takes a new order.`,
  }),
  change: ({ title, carrier, count }) => ({
    title: `Change the order of ${countNumbers(count)}?`,
    text: `${title}: the change goes to ${carrier}. You can’t undo this. If they refuse it, an FOC date may be lost.`,
  }),
}

type ConfirmWords = Pick<ConfirmParts, 'title' | 'text'>

/** For several orders together. */
export const approveMany = control(
  'approval.approve-many',
  (
    batch: string,
    {
      orders,
      numbers,
      title,
    }: { readonly orders: number; readonly numbers: number; readonly title: string },
  ) => ({
    text: orders === 1 ? 'Approve and activate' : `Activate ${countOf(orders, 'order')}`,
    value: batch,
    style: 'primary',
    confirm: confirmDialog({
      title: `Activate ${countNumbers(numbers)}?`,
      text: `${title}: ${numbersDo(numbers, 'leave')} ${theirCarriers(numbers)} now. You can’t undo this.`,
      confirm: 'Activate',
      isFinal: true,
      deny: 'Not yet',
    }),
  }),
)

/** What of them has not begun is not activated. */
export const stopMany = control(
  'approval.stop-many',
  (batch: string, text: 'Stop' | 'Withdraw request') => ({ text, value: batch }),
)

export const deny = control('approval.deny', (approvalId: string) => ({
  text: 'Deny…',
  value: approvalId,
}))

/** The full text of a request that is longer than a phone screen. */
export const showDetails = control('approval.details', (approvalId: string) => ({
  text: 'Show details',
  value: approvalId,
}))

/** For the asker, in messages that only they see. */
export const withdrawRequest = control('approval.withdraw', (approvalId: string) => ({
  text: 'Withdraw request…',
  value: approvalId,
}))

export const askAgain = control('approval.ask-again', (approvalId: string) => ({
  text: 'Request again',
  value: approvalId,
}))
