import { actions, context, message, section, type Message } from '../blocks.ts'
import { lines, mrkdwn, plain } from '../mrkdwn.ts'
import { openCommand } from '../controls/list-controls.ts'
import type { Member } from '../roles.ts'

/** What can be said here, for who only says hello. */
export function greeting({ isCoordinator }: Pick<Member, 'isCoordinator'>): Message {
  const says = mrkdwn`*Send me phone numbers and I’ll check if they can port.*`
  if (!isCoordinator) {
    const none = mrkdwn`*You have no role here yet.* To port numbers, ask an admin to name you a coordinator.`
    return message(none, [section(none)])
  }
  return message(says, [
    section(
      lines(
        says,
        plain('• Type, paste or forward them, or drop a file (XLSX, CSV or text).'),
        plain('• Drop an LOA or a CSR and I’ll ask which order it’s for.'),
        mrkdwn`• Type a command without the slash: \`status 1042\`, \`today\`, \`waiting\`, \`help\`.`,
        plain('• Type a customer’s name or an order number to see the order.'),
      ),
    ),
    actions([
      openCommand.draw('today', ''),
      openCommand.draw('check', ''),
      openCommand.draw('new', ''),
    ]),
    context(plain('Nothing here is sent to Bandwidth or a carrier until an approver approves it.')),
  ])
}
