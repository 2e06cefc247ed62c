import type { Approval } from '../../store/approvals.ts'
import { message, section, type Message } from '../blocks.ts'
import { lines, mrkdwn, type Mrkdwn } from '../mrkdwn.ts'

/** To who asked: that it now waits for somebody else. */
export function approvalAsked(
  approval: Approval,
  approvers: Mrkdwn,
  warning: string | null = null,
): Message {
  const words = lines(askedWords(approval, approvers), warning)
  return message(words, [section(words)])
}

export function askedWords({ operation, orderNumber }: Approval, approvers: Mrkdwn): Mrkdwn {
  return mrkdwn`I asked ${approvers} to ${operation} *#${orderNumber}*. Nothing is sent before one of them approves; the request is in its thread.`
}
