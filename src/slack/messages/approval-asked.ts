import type { Approval } from '../../store/approvals.ts'
import { actions, message, section, type Message } from '../blocks.ts'
import { withdrawRequest } from '../controls/approval-controls.ts'
import { lines, mrkdwn, type Mrkdwn } from '../mrkdwn.ts'

/** To who asked: that it now waits for somebody else. */
export function approvalAsked(
  approval: Approval,
  { warned = null, ...asked }: Asked & { readonly warned?: string | null },
): Message {
  const words = lines(askedWords(approval, asked), warned)
  return message(words, [section(words), actions([withdrawRequest.draw(approval.id)])])
}

interface Asked {
  /** The order with its customer. */
  readonly named: string
  readonly approvers: Mrkdwn
  /** Whether its channel takes what is posted. */
  readonly isPosted?: boolean
}

export function askedWords(
  { operation, orderNumber }: Approval,
  { named, approvers, isPosted = true }: Asked,
): Mrkdwn {
  const where = isPosted
    ? mrkdwn`Nothing goes out until one of them approves. The request is in its thread.`
    : mrkdwn`I can’t post in its channel, so no one sees it yet. Type \`/portin follow ${orderNumber}\` in a channel I’m in.`
  return mrkdwn`Requested approval to ${operation} *${named}* from ${approvers}. ${where}`
}
