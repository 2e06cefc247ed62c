import { context, message, section, type Message } from '../blocks.ts'
import { clipText, lines, mrkdwn, nothing, plain, type Inserted, type Mrkdwn } from '../mrkdwn.ts'
import type { Member } from '../roles.ts'

export type HelpRoles = Pick<Member, 'isCoordinator' | 'isApprover' | 'isAdmin'>

export interface HelpCommand {
  readonly usage: string
  readonly summary: string
  readonly example: string
}

export interface HelpInput {
  readonly name: Inserted
  readonly roles: HelpRoles
  /** Only those that this person may run, in the order to show them. */
  readonly commands: readonly HelpCommand[]
  readonly approvers: Mrkdwn
  /** What was typed and is no command, with the one that it probably was to be. */
  readonly unknown?: { readonly typed: string; readonly nearest: string | null }
}

/** What this person can do here, an example each. */
export function helpAnswer(help: HelpInput): Message {
  const { name, roles, commands, unknown } = help
  const says =
    unknown === undefined
      ? mrkdwn`*portin ports numbers to Bandwidth from Slack.* ${name}, you’re ${rolesIn(roles)}.`
      : unknownWord(unknown)
  return message(says, [
    section(says),
    commands.length === 0 ? null : section(lines(...commands.map(commandLine))),
    context(whoDecides(help)),
    context(mayPort(roles) ? TRADE_WORDS : nothing),
  ])
}

function unknownWord({ typed, nearest }: NonNullable<HelpInput['unknown']>): Mrkdwn {
  const says = mrkdwn`*I don't know "${clipText(typed, LONGEST_SHOWN_BACK)}".*`
  return nearest === null ? says : mrkdwn`${says} Did you mean \`/portin ${nearest}\`?`
}

const LONGEST_SHOWN_BACK = 60

/** Who decides may also prepare, so an approver is not called a coordinator as well. */
function rolesIn({ isCoordinator, isApprover, isAdmin }: HelpRoles): string {
  const ports = isApprover ? 'an approver' : isCoordinator ? 'a coordinator' : null
  const roles = [ports, isAdmin ? 'an admin' : null].filter((role) => role !== null)
  return roles.length === 0 ? 'neither a coordinator nor an approver' : roles.join(' and ')
}

function mayPort({ isCoordinator, isApprover }: HelpRoles): boolean {
  return isCoordinator || isApprover
}

const TRADE_WORDS = plain(
  'FOC (firm order commitment): the date the losing carrier confirms. LOA: the customer’s signed letter of authorization. BTN: the account’s billing number. SUPP: a change request. RespOrg: who controls a toll-free number.',
)

function commandLine({ usage, summary, example }: HelpCommand): Mrkdwn {
  const shown = usage === example ? nothing : mrkdwn`, like \`${example}\``
  return mrkdwn`• \`${usage}\` ${summary}${shown}`
}

function whoDecides({ roles, approvers }: HelpInput): Mrkdwn {
  if (roles.isApprover) return plain('Submit, activate, cancel: you approve what others request.')
  if (roles.isCoordinator)
    return mrkdwn`Submit, activate, cancel: you request, ${approvers} approve.`
  return plain(
    roles.isAdmin
      ? 'You look after the bot. To port numbers as well, name yourself in PORTIN_COORDINATORS.'
      : 'To port numbers here, ask an admin to name you a coordinator in the settings.',
  )
}
