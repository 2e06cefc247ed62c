import { countOf } from '../porting/counts.ts'
import type { WebClient } from '@slack/web-api'
import type { Desk } from '../desk/desk.ts'
import { clockFinding, examineDesk } from '../desk/doctor.ts'
import { bad, doubtful, good, type Finding } from '../desk/finding.ts'
import { examineBackup, examineDatabaseFile } from '../desk/examine-backup.ts'
import { examineMemory } from '../desk/examine-memory.ts'
import { examineStandbys } from '../desk/examine-standbys.ts'
import { channelsInUse } from '../store/health.ts'
import { examineHeldBack } from './held-back.ts'
import { SCOPES } from './scopes.ts'
import { causedByPlatform } from './slack-errors.ts'
import type { LinkCount } from './socket/two-links.ts'
import type { Workspace } from './workspace.ts'

/** Checks everything that the bot depends on, now. Changes nothing. */
export async function examine(desk: Desk, workspace: Workspace): Promise<readonly Finding[]> {
  const [ours, file, standbys, memory, backup, token, heldBack, channels, roles] =
    await Promise.all([
      examineDesk(desk),
      examineDatabaseFile(desk),
      examineStandbys(desk),
      examineMemory(desk),
      examineBackup(desk),
      examineToken(workspace),
      examineHeldBack(desk),
      examineChannels(desk, workspace),
      examineRoles(desk, workspace),
    ])
  const links = linksFindings(workspace.links())
  return [
    ...[
      ...ours,
      file,
      ...standbys,
      ...memory,
      backup,
      ...token,
      ...links,
      ...heldBack,
      ...channels,
      ...roles,
    ],
    ...oldSettings(workspace),
  ]
}

function oldSettings({ settings }: Workspace): readonly Finding[] {
  return settings.oldSettings.map(({ old, now }) =>
    doubtful('Settings', `${old} still works. It’s called ${now} now.`, `Rename ${old} to ${now}.`),
  )
}

/** The token, what it may do, and Slack's clock, all from one call and its headers. */
async function examineToken(workspace: Workspace): Promise<readonly Finding[]> {
  const { settings, wallClock } = workspace
  let response: Response
  let answer: {
    readonly ok?: boolean
    readonly error?: string
    readonly team?: string
    readonly enterprise_id?: string
  }
  try {
    response = await fetch(new URL('auth.test', settings.apiUrl), {
      method: 'POST',
      headers: { authorization: `Bearer ${settings.botToken}` },
      redirect: 'error',
      signal: AbortSignal.timeout(10_000),
    })
    answer = (await response.json()) as typeof answer
  } catch {
    return [doubtful('Slack', 'doesn’t answer.', 'Nothing to do while it’s down. I keep retrying.')]
  }
  if (answer.ok !== true) {
    return [
      bad(
        'Slack',
        `rejects the bot token (${answer.error ?? 'no reason given'}).`,
        'Reinstall the app and put its token in SLACK_BOT_TOKEN.',
      ),
    ]
  }
  const date = Date.parse(response.headers.get('date') ?? '')
  return [
    good('Slack', signedInTo(answer)),
    scopesFinding(response.headers.get('x-oauth-scopes')),
    shortcutsFinding(),
    ...clockFinding('Slack’s clock', Number.isNaN(date) ? null : date - wallClock()),
  ]
}

/** What of Enterprise Grid works. */
export function signedInTo({
  team,
  enterprise_id: organization,
}: {
  readonly team?: string
  readonly enterprise_id?: string
}): string {
  const name = team ?? 'this workspace'
  return organization === undefined
    ? `signed in to ${name}.`
    : `signed in to ${name}, one workspace of an Enterprise organization. Only its members can use me.`
}

/** @param header Slack's list of what the token may do; null when it gave none. */
export function scopesFinding(header: string | null): Finding {
  if (header === null) {
    return doubtful(
      'Scopes',
      'not reported by Slack.',
      'Compare the app’s scopes with manifest.yml.',
    )
  }
  const has = new Set(header.split(',').map((scope) => scope.trim()))
  const missing = Object.entries(SCOPES).filter(([scope]) => !has.has(scope))
  if (missing.length === 0) return good('Scopes', 'all granted.')
  const effects = missing.map(([scope, effect]) => `\`${scope}\`: ${effect}`).join(' · ')
  return bad(
    'Scopes',
    `missing: ${effects}.`,
    'Add them to the app (or use manifest.yml) and reinstall it.',
  )
}

/** No API lists a bot's shortcuts, so the doctor says that it cannot check them. */
function shortcutsFinding(): Finding {
  return good(
    'Message shortcuts',
    'are listed in manifest.yml. Slack doesn’t show me which ones it has. If a message’s menu lacks _Start a port-in_ or _Send note to Bandwidth_, import manifest.yml again.',
  )
}

/** @param links Null where Slack calls the bot, so that no connection can be lost. */
export function linksFindings(links: LinkCount | null): readonly Finding[] {
  if (links === null) return []
  const subject = 'Slack connections'
  if (links.up === links.of) return [good(subject, 'both are up.')]
  const reconnecting =
    'Nothing to do: I keep retrying. If it lasts, look for slack-link-failed in the log.'
  return [
    links.up > 0
      ? doubtful(subject, '1 of 2 connections up. That’s enough to work.', reconnecting)
      : bad(subject, 'both are down. I can’t receive anything.', reconnecting),
  ]
}

const MOST_CHANNELS = 20

async function examineChannels(desk: Desk, workspace: Workspace): Promise<readonly Finding[]> {
  const { defaultChannel } = desk.settings
  const used = await channelsInUse(desk.db)
  const channels = [...new Set([...(defaultChannel === null ? [] : [defaultChannel]), ...used])]
  if (channels.length === 0) return [good('Channels', 'no open orders.')]
  const examined = channels.slice(0, MOST_CHANNELS)
  const found = await Promise.all(examined.map((id) => channelTrouble(workspace, id)))
  const troubles = found.filter((one) => one !== null)
  const rest = channels.length - examined.length
  const fine = examined.length - troubles.length
  return [
    ...troubles,
    ...(fine === 0
      ? []
      : [good('Channels', `I’m in ${countOf(fine, 'channel')} with open orders.`)]),
    ...(rest === 0
      ? []
      : [
          doubtful(
            'Channels',
            `${rest} more weren’t checked.`,
            'Check the log for messages not shown.',
          ),
        ]),
  ]
}

async function channelTrouble(workspace: Workspace, id: string): Promise<Finding | null> {
  const { interactive, settings } = workspace
  const subject = `Channel #${id}`
  const move = `Run \`/invite @portin\` there, or set another PORTIN_DEFAULT_CHANNEL.`
  try {
    const { channel } = await interactive.conversations.info({ channel: id })
    if (channel?.is_archived === true)
      return bad(subject, 'is archived.', 'Unarchive it, or set PORTIN_DEFAULT_CHANNEL.')
    const isShared = channel?.is_ext_shared === true || channel?.is_pending_ext_shared === true
    if (isShared && !settings.allowedSharedChannels.includes(id)) {
      return bad(
        subject,
        'is shared with another organization, so I post nothing there.',
        'Use another channel, or allow it in PORTIN_ALLOWED_SHARED_CHANNELS.',
      )
    }
    const isIn = channel?.is_im === true || channel?.is_member === true
    return isIn ? null : bad(subject, 'I’m not in the channel.', move)
  } catch (error) {
    const said = causedByPlatform(error)
    if (said === null) return doubtful(subject, 'can’t be checked now.', 'Try again in a minute.')
    return bad(subject, `can’t be checked (${said}).`, move)
  }
}

async function examineRoles(
  desk: Desk,
  { interactive, settings }: Workspace,
): Promise<readonly Finding[]> {
  const { coordinators, approvers, admins } = settings.roles
  const deciding = await roleFinding(interactive, 'Approvers', 'PORTIN_APPROVERS', approvers, {
    least: desk.settings.askerMayApprove ? 1 : 2,
  })
  return [
    await roleFinding(interactive, 'Coordinators', 'PORTIN_COORDINATORS', coordinators, {
      least: 1,
    }),
    deciding,
    ...(admins.length === 0
      ? []
      : [await roleFinding(interactive, 'Admins', 'PORTIN_ADMINS', admins, { least: 1 })]),
  ]
}

const MOST_NAMED = 10

async function roleFinding(
  client: WebClient,
  subject: string,
  setting: string,
  ids: readonly string[],
  { least }: { readonly least: number },
): Promise<Finding> {
  if (ids.length === 0) {
    return bad(
      subject,
      'no one is named.',
      `Name people or a user group in ${setting} and restart the bot.`,
    )
  }
  const people = new Set<string>()
  for (const id of ids) {
    try {
      for (const one of await membersOf(client, id)) people.add(one)
    } catch (error) {
      const why = causedByPlatform(error) ?? 'no answer'
      return bad(
        subject,
        `${id} can’t be read (${why}), so its members have no access.`,
        `Correct ${setting}. User groups need a paid plan and the scope usergroups:read. You can also name people one by one.`,
      )
    }
  }
  const named = [...people].slice(0, MOST_NAMED).map((id) => `@${id}`)
  const more = people.size > named.length ? ` and ${people.size - named.length} more` : ''
  const says = people.size === 0 ? 'no one is left in the group.' : `${named.join(' ')}${more}.`
  if (people.size >= least) return good(subject, says)
  return doubtful(
    subject,
    says,
    people.size === 0
      ? `Add people to the user group, or name others in ${setting}.`
      : `People can’t approve their own requests. Add a second person to ${setting}, or set PORTIN_ASKER_MAY_APPROVE=yes.`,
  )
}

async function membersOf(client: WebClient, id: string): Promise<readonly string[]> {
  if (id.startsWith('S')) {
    const { users } = await client.usergroups.users.list({ usergroup: id })
    return users ?? []
  }
  const { user } = await client.users.info({ user: id })
  return user?.deleted === true ? [] : [id]
}
