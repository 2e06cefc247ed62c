import { mention } from './mrkdwn.ts'
import { commandHelp, helpAnswer } from './messages/help.ts'
import { readTypedName } from '../porting/order-names.ts'
import { Refusal } from '../porting/refusal.ts'
import { candidates } from './messages/candidates.ts'
import { WhichOrder } from './order-meant.ts'
import { hasRole } from './roles.ts'
import type { Command } from './handlers.ts'
import type { Interaction } from './interaction.ts'

/**
 * A word that is no command may be the name of an order; then its status is shown. Otherwise it is
 * answered with the most similar command, and help.
 */
export async function helpOrStatus(
  interaction: Interaction,
  commands: readonly Command[],
  typed: string,
): Promise<void> {
  const status = commands.find(({ name }) => name === 'status')
  if (isHelp(typed) || status === undefined || !hasRole(status.needs, interaction.member)) {
    return helpFor(interaction, commands, typed)
  }
  try {
    // Orders are not spoken of everywhere, not even to one person.
    await interaction.workspace.places.placeOf(interaction.channel)
    await status.run({ ...interaction, text: typed })
    return
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    if (error instanceof WhichOrder) {
      await interaction.reply(candidates(error, interaction.desk.clock()))
      // A word that may have been meant as a command is helped with, too.
      if (!error.areNear || nearest(firstWord(typed), commands) === undefined) return
    } else if (error.code !== 'no-such-order' || readTypedName(typed).orderNumber !== null)
      throw error
    await helpFor(interaction, commands, typed)
  }
}

/** What this person can do here; with a guess at what a misspelt word was to be. */
async function helpFor(
  { member, workspace, reply }: Interaction,
  commands: readonly Command[],
  typed: string,
): Promise<void> {
  const allowed = commands.filter(({ needs }) => hasRole(needs, member))
  const about = allowed.find(({ name }) => `help ${name}` === typed.toLowerCase())
  if (about !== undefined) return reply(commandHelp(about))
  const unknown = { typed, nearest: nearest(firstWord(typed), allowed) ?? null }
  await reply(
    helpAnswer({
      name: mention(member.id),
      roles: member,
      commands: allowed,
      approvers: workspace.roles.approvers,
      ...(!isHelp(typed) && { unknown }),
    }),
  )
}

function isHelp(typed: string): boolean {
  return typed === '' || typed.toLowerCase() === 'help'
}

function firstWord(typed: string): string {
  return typed.toLowerCase().split(/\s/)[0] ?? ''
}

const FARTHEST = 2

function nearest(typed: string, commands: readonly Command[]): string | undefined {
  const ranked = commands
    .map(({ name }) => ({ name, distance: distanceBetween(typed, name) }))
    .sort((a, b) => a.distance - b.distance)
  const [best] = ranked
  return best !== undefined && best.distance <= FARTHEST ? best.name : undefined
}

/** The edit distance: how many characters must be added, left out, or changed. */
function distanceBetween(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (const [i, letter] of Array.from(a).entries()) {
    const next = [i + 1]
    for (const [j, other] of Array.from(b).entries()) {
      const change = (row[j] ?? 0) + (letter === other ? 0 : 1)
      next.push(Math.min(change, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1))
    }
    row = next
  }
  return row.at(-1) ?? 0
}
