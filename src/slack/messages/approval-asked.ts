import type { Approval } from '../../store/approvals.ts'
import { actions, message, section, type Message } from '../blocks.ts'
import { withdrawRequest } from '../controls/approval-controls.ts'
import { lines, mrkdwn, type Mrkdwn } from '../mrkdwn.ts'

/** To who asked: that it now waits for somebody else. */
export function approvalAsked(
  approval: Approval,
  approvers: Mrkdwn,
  warning: string | null = null,
): Message {
  const words = lines(askedWords(approval, approvers), warning)
  return message(words, [section(words), actions([withdrawRequest.draw(approval.id)])])
}

export function askedWords({ operation, orderNumber }: Approval, approvers: Mrkdwn): Mrkdwn {
  return mrkdwn`Requested approval to ${operation} *#${orderNumber}* from ${approvers}. Nothing goes out until one of them approves. The request is in its thread.`
}
