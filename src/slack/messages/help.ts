import { shownBack } from '../../porting/order-names.ts'
import { context, message, section, type Message } from '../blocks.ts'
import { join, lines, mrkdwn, nothing, plain, type Inserted, type Mrkdwn } from '../mrkdwn.ts'
import type { Member } from '../roles.ts'
import { capitalized } from '../words/order-words.ts'

type HelpRoles = Pick<Member, 'isCoordinator' | 'isApprover' | 'isAdmin'>

/** Under which help shows a command. */
export type CommandGroup = 'start' | 'work' | 'approve' | 'find' | 'admin'

interface HelpCommand {
  readonly name: string
  readonly usage: string
  readonly summary: string
  readonly example: string
  readonly group: CommandGroup
}

interface HelpInput {
  readonly name: Inserted
  readonly roles: HelpRoles
  /** Only those that this person may run, in the order to show them. */
  readonly commands: readonly HelpCommand[]
  readonly approvers: Mrkdwn
  /** What was typed and is no command, with the one that it probably was to be. */
  readonly unknown?: { readonly typed: string; readonly nearest: string | null }
}

/** What this person can do here, an example each, in a line a group. */
export function helpAnswer(help: HelpInput): Message {
  const { name, roles, commands, unknown } = help
  const says =
    unknown === undefined
      ? mrkdwn`*portin: port numbers to Bandwidth from Slack.* ${name}, you’re ${rolesIn(roles)}.`
      : unknownWord(unknown)
  return message(says, [
    section(says),
    ...groupsIn(commands).map((group) => section(group)),
    context(whoDecides(help), moreHelp(commands)),
    context(roles.isCoordinator || roles.isApprover ? TRADE_WORDS : nothing),
  ])
}

/** One command in full. */
export function commandHelp({ usage, summary, example }: HelpCommand): Message {
  const says = lines(mrkdwn`*\`/portin ${usage}\`*`, capitalized(mrkdwn`${summary}.`))
  const like = usage === example ? null : mrkdwn`Example: \`/portin ${example}\``
  return message(lines(says, like), [section(lines(says, like))])
}

const GROUPS: Record<CommandGroup, string> = {
  start: 'Start',
  work: 'Work on an order',
  approve: 'Request approval',
  find: 'Find',
  admin: 'Look after the bot',
}

function moreHelp([first]: readonly HelpCommand[]): Mrkdwn {
  return first === undefined ? nothing : plain(`\`/portin help ${first.name}\` explains a command.`)
}

function groupsIn(commands: readonly HelpCommand[]): readonly Mrkdwn[] {
  return Object.entries(GROUPS).flatMap(([group, title]) => {
    const own = commands.filter((command) => command.group === group)
    const shown = own.map((command) => mrkdwn`\`${shortened(command)}\``)
    return own.length === 0 ? [] : [mrkdwn`*${title}* ${join(shown, ' · ')}`]
  })
}

/** `note 1042 …`; alone where it needs nothing else. */
function shortened({ name, usage, example }: HelpCommand): string {
  if (usage.startsWith(`${name} [`)) return name
  const [command, first, ...rest] = example.split(' ')
  return [command, first, rest.length === 0 ? undefined : '…']
    .filter((part) => part !== undefined)
    .join(' ')
}

function unknownWord({ typed, nearest }: NonNullable<HelpInput['unknown']>): Mrkdwn {
  const says = mrkdwn`*I don’t know "${shownBack(typed)}".*`
  return nearest === null ? says : mrkdwn`${says} Did you mean \`/portin ${nearest}\`?`
}

/** Who decides may also prepare, so an approver is not called a coordinator as well. */
function rolesIn({ isCoordinator, isApprover, isAdmin }: HelpRoles): string {
  const ports = isApprover ? 'an approver' : isCoordinator ? 'a coordinator' : null
  const roles = [ports, isAdmin ? 'an admin' : null].filter((role) => role !== null)
  return roles.length === 0 ? 'neither a coordinator nor an approver' : roles.join(' and ')
}

const TRADE_WORDS = plain(
  'FOC (firm order commitment): the date the losing carrier confirms. LOA: the customer’s signed letter of authorization. BTN: the account’s billing number. SUPP: a change request. RespOrg: who controls a toll-free number.',
)

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
