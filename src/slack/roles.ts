import type { WebClient } from '@slack/web-api'
import type { Instant } from '../porting/calendar.ts'
import { Refusal } from '../porting/refusal.ts'
import { group, join, mention, type Mrkdwn } from './mrkdwn.ts'

export interface RoleSettings {
  /** User ids and user group ids. */
  readonly porters: readonly string[]
  readonly approvers: readonly string[]
}

export type Need = 'porter' | 'approver'

/** Somebody of ours, proven a moment ago. */
export interface Member {
  readonly id: string
  readonly name: string
  readonly isPorter: boolean
  readonly isApprover: boolean
}

export interface Roles {
  /**
   * Who this is, by what Slack says now (or said less than a minute ago).
   * @throws Refusal when they are nobody here, or it cannot be found out: closed, not open.
   */
  memberOf(user: string, team: string | undefined): Promise<Member>
  /** Everybody who may decide, to be mentioned. */
  readonly approvers: Mrkdwn
}

const FRESH_MS = 60_000

export function createRoles(
  client: WebClient,
  settings: RoleSettings & { readonly team: string },
  clock: () => Instant,
): Roles {
  const people = remembered(clock, async (user: string) => {
    const { user: info } = await client.users.info({ user })
    if (info === undefined) throw new Error('Slack did not say who this is.')
    return info
  })
  const groups = remembered(clock, async (usergroup: string) => {
    const { users } = await client.usergroups.users.list({ usergroup })
    return users ?? []
  })

  async function isOneOf(ids: readonly string[], user: string): Promise<boolean> {
    if (ids.includes(user)) return true
    const members = await Promise.all(ids.filter(isGroup).map((id) => groups(id)))
    return members.some((users) => users.includes(user))
  }

  return {
    async memberOf(user, team) {
      if (team !== undefined && team !== settings.team) throw notOfOurs()
      let known
      try {
        const info = await people(user)
        known = {
          info,
          isPorter: await isOneOf(settings.porters, user),
          isApprover: await isOneOf(settings.approvers, user),
        }
      } catch (cause) {
        throw Object.assign(cannotTell(), { cause })
      }
      const { info, isPorter, isApprover } = known
      const isStranger = info.is_stranger === true || info.team_id !== settings.team
      const isGuest = info.is_restricted === true || info.is_ultra_restricted === true
      if (isStranger || isGuest || info.is_bot === true || info.deleted === true) throw notOfOurs()
      return {
        id: user,
        name: info.profile?.display_name || info.real_name || info.name || user,
        // Who decides may also prepare.
        isPorter: isPorter || isApprover,
        isApprover,
      }
    },
    approvers:
      settings.approvers.length === 0
        ? join(['the approvers'], '')
        : join(
            settings.approvers.map((id) => (isGroup(id) ? group(id) : mention(id))),
            ' ',
          ),
  }
}

/** @throws Refusal when the member does not have the role, with who has. */
export function refuseUnless(need: Need, member: Member, settings: RoleSettings): void {
  const has = need === 'porter' ? member.isPorter : member.isApprover
  if (has) return
  const configured = need === 'porter' ? settings.porters : settings.approvers
  if (configured.length === 0) {
    throw new Refusal(
      'no-role-configured',
      `Nobody is set up as ${need === 'porter' ? 'a porter' : 'an approver'} yet.`,
      `An admin names people or a user group in PORTIN_${need === 'porter' ? 'PORTERS' : 'APPROVERS'} and starts the bot again.`,
    )
  }
  throw new Refusal(
    'role-missing',
    need === 'porter' ? 'Only porters can do this.' : 'Only approvers can do this.',
    'An admin can add you to the people or the user group in the settings.',
  )
}

function notOfOurs(): Refusal {
  return new Refusal(
    'not-of-ours',
    'Only full members of this workspace who port numbers can use this.',
    'Ask one of them to do it for you.',
  )
}

function cannotTell(): Refusal {
  return new Refusal(
    'role-unknown',
    "I can't check with Slack who you are right now, so nothing was done.",
    'Try again in a minute.',
  )
}

function isGroup(id: string): boolean {
  return id.startsWith('S')
}

/** Asked again when older than a minute; many who ask at once share one answer; a failure is not kept. */
function remembered<Value>(
  clock: () => Instant,
  ask: (key: string) => Promise<Value>,
): (key: string) => Promise<Value> {
  const kept = new Map<string, { readonly at: Instant; readonly value: Promise<Value> }>()
  return (key) => {
    const now = clock()
    const known = kept.get(key)
    if (known !== undefined && Math.abs(now - known.at) < FRESH_MS) return known.value
    const value = ask(key)
    kept.set(key, { at: now, value })
    value.catch(() => kept.delete(key))
    return value
  }
}
