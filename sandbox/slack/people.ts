import { IANAZone } from 'luxon'
import type { OnGrid, Status } from './accounts.ts'

/** Who and what is in the practice workspace. The ids never change, so settings may name them. */

export const TEAM = { id: 'T0PRACTICE', domain: 'practice', name: 'Practice Telecom' }
const OTHER_TEAM = { id: 'T0ELSEWHERE', domain: 'elsewhere', name: 'Elsewhere Inc' }
const ENTERPRISE = 'E0PRACTICE'
export const APP_ID = 'A0PORTIN'
export const BOT_ID = 'B0PORTIN'
export const SLACKBOT = 'USLACKBOT'

export type Role = 'porter' | 'porter2' | 'approver' | 'approver2' | 'guest' | 'stranger' | 'bot'

export interface Person {
  readonly id: string
  readonly role: Role
  readonly name: string
  readonly handle: string
  readonly teamId: string
  readonly tz: string
}

export const PEOPLE: Record<Role, Person> = {
  porter: person('U0DANA', 'porter', 'Dana Porter', 'America/New_York'),
  porter2: person('U0PAT', 'porter2', 'Pat Porter', 'America/Chicago'),
  approver: person('U0LEE', 'approver', 'Lee Approver', 'America/New_York'),
  approver2: person('U0SAM', 'approver2', 'Sam Approver', 'America/Los_Angeles'),
  guest: person('U0GUS', 'guest', 'Gus Guest', 'America/Denver'),
  stranger: {
    ...person('U0STEF', 'stranger', 'Stef Stranger', 'Europe/London'),
    teamId: OTHER_TEAM.id,
  },
  bot: { ...person('U0PORTIN', 'bot', 'portin', 'America/New_York'), handle: 'portin' },
}

function person(id: string, role: Role, name: string, tz: string): Person {
  return { id, role, name, handle: name.toLowerCase().replace(' ', '.'), teamId: TEAM.id, tz }
}

export const EVERYBODY: readonly Person[] = Object.values(PEOPLE)
export const BOT = PEOPLE.bot

interface UserGroup {
  readonly id: string
  readonly handle: string
  readonly name: string
  users: string[]
}

/** Fresh copies: the members of a group can be changed while the workspace runs. */
export function seedUserGroups(): UserGroup[] {
  const ids = (...roles: Role[]) => roles.map((role) => PEOPLE[role].id)
  return [
    {
      id: 'S0APPROVERS',
      handle: 'lnp-approvers',
      name: 'LNP approvers',
      users: ids('approver', 'approver2'),
    },
    {
      id: 'S0PORTERS',
      handle: 'porters',
      name: 'Porters',
      users: ids('porter', 'porter2', 'approver', 'approver2'),
    },
  ]
}

/** Looks a person up by role, id, handle or full name. */
export function findPerson(who: string): Person | undefined {
  const handle = who.replace(/^@/, '').toLowerCase()
  return EVERYBODY.find((each) =>
    [each.role, each.id, each.handle, each.name].some((name) => name.toLowerCase() === handle),
  )
}

/** A person as users.info shows one. */
export function userObject(
  person: Person,
  now: number,
  {
    isOff,
    status,
    grid,
  }: { readonly isOff: boolean; readonly status: Status; readonly grid: OnGrid | undefined },
) {
  const stranger = person.teamId !== TEAM.id
  return {
    id: person.id,
    team_id: grid?.home ?? person.teamId,
    ...(grid === undefined
      ? {}
      : {
          enterprise_user: {
            id: person.id.replace('U', 'W'),
            enterprise_id: ENTERPRISE,
            teams: grid.teams,
          },
        }),
    name: person.handle,
    real_name: person.name,
    deleted: isOff,
    tz: person.tz,
    tz_label: person.tz,
    tz_offset: IANAZone.create(person.tz).offset(now) * 60,
    is_bot: person.role === 'bot',
    is_app_user: false,
    is_admin: false,
    is_owner: false,
    is_restricted: person.role === 'guest',
    is_ultra_restricted: false,
    ...(stranger ? { is_stranger: true } : {}),
    profile: {
      real_name: person.name,
      display_name: person.handle,
      status_emoji: status.emoji,
      status_text: status.text,
      status_expiration: status.expiration,
      team: person.teamId,
      ...(person.role === 'bot' ? { api_app_id: APP_ID, bot_id: BOT_ID } : {}),
    },
  }
}
