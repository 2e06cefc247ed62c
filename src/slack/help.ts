import { mention } from './mrkdwn.ts'
import { helpAnswer } from './messages/help.ts'
import { hasRole } from './roles.ts'
import type { Command } from './surface.ts'
import type { Visit } from './visit.ts'

/** What this person can do here; with a guess at what a misspelt word was to be. */
export async function helpFor(
  { member, workspace, reply }: Visit,
  commands: readonly Command[],
  typed: string,
): Promise<void> {
  const allowed = commands.filter(({ needs }) => hasRole(needs, member))
  const guess = typed === '' || typed === 'help' ? undefined : nearest(typed, allowed)
  await reply(
    helpAnswer({
      name: mention(member.id),
      roles: member,
      commands: allowed,
      approvers: workspace.roles.approvers,
      ...(guess !== undefined && { didYouMean: guess }),
    }),
  )
}

const FARTHEST = 2

function nearest(typed: string, commands: readonly Command[]): string | undefined {
  const ranked = commands
    .map(({ name }) => ({ name, distance: distanceBetween(typed, name) }))
    .sort((a, b) => a.distance - b.distance)
  const [best] = ranked
  return best !== undefined && best.distance <= FARTHEST ? best.name : undefined
}

/** How many letters must be added, left out or changed. */
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
