import type { WebClient } from '@slack/web-api'
import { absenceOf, type Presence } from '../porting/absence.ts'
import type { Instant } from '../porting/calendar.ts'
import { Refusal } from '../porting/refusal.ts'
import type { AbsentOwner } from '../porting/reminders.ts'
import { cached } from './cached.ts'
import { group, join, mention, type Mrkdwn } from './mrkdwn.ts'
import { causedByPlatform } from './slack-errors.ts'

export interface RoleSettings {
  /** User ids and user group ids. */
  readonly coordinators: readonly string[]
  readonly approvers: readonly string[]
  /** Who administers the bot; empty: the approvers do. */
  readonly admins: readonly string[]
}

export type Need = 'coordinator' | 'approver' | 'admin'

/** A member of our workspace, verified a moment ago. */
export interface Member {
  readonly id: string
  readonly name: string
  readonly isCoordinator: boolean
  readonly isApprover: boolean
  readonly isAdmin: boolean
}

export interface Roles {
  /**
   * Who this is, by what Slack says now (or said less than a minute ago).
   * @throws Refusal when they are nobody here, or it cannot be found out: closed, not open.
   */
  memberOf(user: string, team: string | undefined): Promise<Member>
  /** The person's display name, for text that must not mention them; the id if Slack does not say. */
  readonly nameOf: (user: string) => Promise<string>
  /** The person's time zone by its IANA name; null if Slack does not say. */
  readonly zoneOf: (user: string) => Promise<string | null>
  /** Null while they are available, and if Slack does not say. */
  readonly absenceOf: (user: string) => Promise<AbsentOwner | null>
  /** Every admin, one by one. @throws Slack's error when a user group cannot be read. */
  admins(): Promise<readonly string[]>
  /** Whether they may still decide, also for people who have left since; null if Slack does not say. */
  readonly mayApprove: (user: string) => Promise<boolean | null>
  /** Everybody who may decide, one by one; null when a user group cannot be read. */
  readonly eachApprover: () => Promise<readonly string[] | null>
  /** Everybody who may decide, to be mentioned. */
  readonly approvers: Mrkdwn
}

export function createRoles(
  client: WebClient,
  settings: RoleSettings & { readonly team: string },
  clock: () => Instant,
): Roles {
  const people = cached(clock, async (user: string) => {
    const { user: info } = await client.users.info({ user })
    if (info === undefined) throw new Error('Slack didn’t say who this is.')
    return info
  })
  const groups = cached(clock, async (usergroup: string) => {
    const { users } = await client.usergroups.users.list({ usergroup })
    return users ?? null
  })

  async function isOneOf(ids: readonly string[], person: readonly string[]): Promise<boolean> {
    if (person.some((id) => ids.includes(id))) return true
    const members = await Promise.all(ids.filter(isGroup).map((id) => groups(id)))
    return members.some((users) => person.some((id) => users?.includes(id)))
  }

  async function membersOf(usergroup: string): Promise<readonly string[]> {
    const members = await groups(usergroup)
    if (members === null) throw new Error('Slack didn’t say who is in a user group.')
    return members
  }

  async function eachOf(ids: readonly string[]): Promise<readonly string[]> {
    const members = await Promise.all(
      ids.map((id) => (isGroup(id) ? membersOf(id) : Promise.resolve([id]))),
    )
    return [...new Set(members.flat())]
  }

  async function memberOf(user: string, team: string | undefined): Promise<Member> {
    let known
    try {
      const info = await people(user)
      const ids = idsOf(user, info)
      known = {
        info,
        isCoordinator: await isOneOf(settings.coordinators, ids),
        isApprover: await isOneOf(settings.approvers, ids),
        isAdmin: await isOneOf(adminsOf(settings), ids),
      }
    } catch (cause) {
      if (causedByPlatform(cause) === 'user_not_found') throw notOfOurs()
      throw Object.assign(roleUnknown(), { cause })
    }
    const { info, isCoordinator, isApprover, isAdmin } = known
    const isStranger = info.is_stranger === true || !belongs(info, team, settings.team)
    const isGuest = info.is_restricted === true || info.is_ultra_restricted === true
    if (isStranger || isGuest || info.is_bot === true || info.deleted === true) throw notOfOurs()
    return {
      id: user,
      name: shownName(info) ?? user,
      // Who decides may also prepare.
      isCoordinator: isCoordinator || isApprover,
      isApprover,
      isAdmin,
    }
  }

  async function mayApprove(user: string): Promise<boolean | null> {
    try {
      return (await memberOf(user, undefined)).isApprover
    } catch (error) {
      return error instanceof Refusal && error.code === 'not-of-ours' ? false : null
    }
  }

  async function eachApprover(): Promise<readonly string[]> {
    const each = await eachOf(settings.approvers)
    // Slack removes deactivated people from its groups, and nobody from the settings.
    const named = each.filter((id) => settings.approvers.includes(id))
    const may = await Promise.all(named.map(mayApprove))
    const left = named.filter((_, at) => may[at] === false)
    return each.filter((id) => !left.includes(id))
  }

  return {
    memberOf,
    mayApprove,
    async nameOf(user) {
      try {
        return shownName(await people(user)) ?? user
      } catch {
        return user
      }
    },
    async zoneOf(user) {
      // An order that was found belongs to nobody yet.
      if (!/^[UW]/.test(user)) return null
      try {
        return (await people(user)).tz ?? null
      } catch {
        return null
      }
    },
    async absenceOf(user) {
      if (!/^[UW]/.test(user)) return null
      try {
        const info = await people(user)
        const absence = absenceOf(presenceOf(info), clock())
        return absence && { ...absence, name: shownName(info) ?? user }
      } catch {
        return null
      }
    },
    admins: () => eachOf(adminsOf(settings)),
    eachApprover: () => eachApprover().catch(() => null),
    approvers:
      settings.approvers.length === 0
        ? join(['the approvers'], '')
        : join(
            settings.approvers.map((id) => (isGroup(id) ? group(id) : mention(id))),
            ' ',
          ),
  }
}

/** The parts of a Slack user that say where they belong. */
interface KnownPerson {
  readonly id?: string
  readonly team_id?: string
  readonly enterprise_user?: { readonly id?: string; readonly teams?: readonly string[] }
}

/**
 * On Enterprise Grid a person has several workspaces, of which a payload names any; only one list says
 * whether ours is among them. Without that list, a person belongs here only if every named team is ours.
 */
function belongs(
  { team_id: home, enterprise_user: onGrid }: KnownPerson,
  payloadTeam: string | undefined,
  ours: string,
): boolean {
  if (onGrid?.teams !== undefined) return onGrid.teams.includes(ours)
  return home === ours && (payloadTeam === undefined || payloadTeam === ours)
}

/** The settings may name the id of the workspace, or the one that is the same on all of them. */
function idsOf(user: string, { id, enterprise_user: onGrid }: KnownPerson): readonly string[] {
  return [...new Set([user, id, onGrid?.id])].filter((one) => one !== undefined)
}

export function hasRole(need: Need, member: Member): boolean {
  switch (need) {
    case 'coordinator':
      return member.isCoordinator
    case 'approver':
      return member.isApprover
    case 'admin':
      return member.isAdmin
  }
}

const ROLES: Record<
  Need,
  { readonly one: string; readonly many: string; readonly setting: string }
> = {
  coordinator: { one: 'coordinator', many: 'coordinators', setting: 'PORTIN_COORDINATORS' },
  approver: { one: 'approver', many: 'approvers', setting: 'PORTIN_APPROVERS' },
  admin: { one: 'admin', many: 'admins', setting: 'PORTIN_ADMINS' },
}

/** @throws Refusal when the member does not have the role, with who has. */
export function refuseUnless(need: Need, member: Member, settings: RoleSettings): void {
  if (hasRole(need, member)) return
  const { one, many, setting } = ROLES[need]
  if (configuredIn(settings)[need].length === 0) {
    throw new Refusal(
      'no-role-configured',
      `No ${one} is set up yet.`,
      `Ask an admin to set people or a user group in ${setting} and restart the bot.`,
    )
  }
  throw new Refusal('role-missing', `Only ${many} can do this.`, 'Ask an admin to add you.')
}

function configuredIn(settings: RoleSettings): Record<Need, readonly string[]> {
  return {
    coordinator: settings.coordinators,
    approver: settings.approvers,
    admin: adminsOf(settings),
  }
}

function adminsOf({ admins, approvers }: RoleSettings): readonly string[] {
  return admins.length > 0 ? admins : approvers
}

function notOfOurs(): Refusal {
  return new Refusal(
    'not-of-ours',
    'Only full members of this workspace who port numbers can use this.',
    'Ask one of them.',
  )
}

function roleUnknown(): Refusal {
  return new Refusal(
    'role-unknown',
    'I can’t check with Slack who you are right now, so nothing was done.',
    'Try again in a minute.',
  )
}

function isGroup(id: string): boolean {
  return id.startsWith('S')
}

type Info = NonNullable<Awaited<ReturnType<WebClient['users']['info']>>['user']>

/** Without the scope for it, or in a workspace without statuses, the profile has no status. */
function presenceOf({ deleted, profile, tz }: Info): Presence {
  const endsAt = profile?.status_expiration ?? 0
  return {
    isDeactivated: deleted === true,
    statusEmoji: profile?.status_emoji ?? null,
    statusEndsAt: endsAt > 0 ? endsAt * 1000 : null,
    zone: tz ?? null,
  }
}

function shownName({ profile, real_name: realName, name }: Info): string | undefined {
  return [profile?.display_name, realName, name].find((one) => one !== undefined && one !== '')
}
