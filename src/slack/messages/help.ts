import { context, message, section, type Message } from '../blocks.ts'
import { lines, mrkdwn, nothing, plain, type Inserted, type Mrkdwn } from '../mrkdwn.ts'

export type HelpRole = 'porter' | 'approver' | 'nobody'

export interface HelpCommand {
  readonly usage: string
  readonly summary: string
  readonly example: string
}

export interface HelpInput {
  readonly name: Inserted
  readonly role: HelpRole
  /** Only those that this person may run, in the order to show them. */
  readonly commands: readonly HelpCommand[]
  readonly approvers: Mrkdwn
  /** The command that a misspelt one probably meant. */
  readonly didYouMean?: string
}

/** What this person can do here, an example each. */
export function helpAnswer(help: HelpInput): Message {
  const { name, role, commands, didYouMean } = help
  const says =
    didYouMean === undefined
      ? mrkdwn`*What you can do here, ${name}* (${ROLES[role]})`
      : mrkdwn`*I don't know that command.* Did you mean \`/portin ${didYouMean}\`?`
  return message(says, [
    section(says),
    commands.length === 0 ? null : section(lines(...commands.map(commandLine))),
    context(whoDecides(help)),
    context(role === 'nobody' ? nothing : TRADE_WORDS),
  ])
}

const ROLES: Record<HelpRole, string> = {
  porter: 'porter',
  approver: 'approver',
  nobody: 'neither porter nor approver',
}

const TRADE_WORDS = plain(
  "FOC: the date that the losing carrier agrees to. LOA: the customer's signed letter of authorization. BTN: the billing telephone number of the account.",
)

function commandLine({ usage, summary, example }: HelpCommand): Mrkdwn {
  const shown = usage === example ? nothing : mrkdwn`, for example \`${example}\``
  return mrkdwn`• \`${usage}\` ${summary}${shown}`
}

function whoDecides({ role, approvers }: HelpInput): Mrkdwn {
  switch (role) {
    case 'porter':
      return mrkdwn`Submit, activate and cancel: you can ask; ${approvers} decide.`
    case 'approver':
      return plain('Submit, activate and cancel: you decide what others ask for.')
    case 'nobody':
      return plain('To port numbers here, ask an admin to name you a porter in the settings.')
  }
}
