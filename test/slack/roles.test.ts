import type { WebClient } from '@slack/web-api'
import { expect, it } from 'vitest'
import { Refusal } from '../../src/porting/refusal.ts'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createRoles } from '../../src/slack/roles.ts'
import { whoOf } from '../../src/slack/router.ts'
import { enterWorkspace } from '../../src/slack/workspace.ts'

const OURS = 'T0AAA'
const OTHER = 'T0BBB'
const GRID = { id: 'W0GRID', enterprise_id: 'E0' }

/** What Slack says of somebody, as documented. */
interface Said {
  readonly id?: string
  readonly team_id?: string
  readonly enterprise_user?: { readonly id?: string; readonly teams?: readonly string[] }
  readonly is_stranger?: boolean
  readonly is_restricted?: boolean
  readonly is_ultra_restricted?: boolean
  readonly is_bot?: boolean
  readonly deleted?: boolean
}

function rolesWith(
  user: Said | null,
  settings: { coordinators?: string[]; approvers?: string[] } = {},
  list: () => Promise<object> = () => Promise.resolve({ ok: true, users: ['W0GRID'] }),
) {
  const client = {
    users: {
      info: () =>
        user === null ? Promise.reject(new Error('away')) : Promise.resolve({ ok: true, user }),
    },
    usergroups: { users: { list } },
  } as unknown as WebClient
  return createRoles(
    client,
    { coordinators: [], approvers: [], admins: [], ...settings, team: OURS },
    () => 0,
  )
}

it.each<readonly [who: string, user: Said, payloadTeam: string | undefined]>([
  ['a member of an ordinary workspace', { team_id: OURS }, OURS],
  ['a member of whom the payload names no workspace', { team_id: OURS }, undefined],
  ['a person of Grid without a home', { enterprise_user: { ...GRID, teams: [OURS, OTHER] } }, OURS],
  [
    'a person of Grid at home elsewhere',
    { team_id: OTHER, enterprise_user: { ...GRID, teams: [OTHER, OURS] } },
    OURS,
  ],
  [
    'a person of Grid whose payload names the other workspace',
    { team_id: OTHER, enterprise_user: { ...GRID, teams: [OTHER, OURS] } },
    OTHER,
  ],
])('%s is a member', async (_who, user, payloadTeam) => {
  await expect(rolesWith(user).memberOf('W0GRID', payloadTeam)).resolves.toMatchObject({
    isCoordinator: false,
    isApprover: false,
    isAdmin: false,
  })
})

it.each<readonly [who: string, user: Said | null, payloadTeam: string | undefined]>([
  ['somebody of another workspace', { team_id: OTHER }, OTHER],
  ['somebody whose payload alone names ours', { team_id: OTHER }, OURS],
  ['somebody whose payload names another', { team_id: OURS }, OTHER],
  ['somebody of whom nothing is said', {}, OURS],
  [
    'a person of Grid without ours',
    { team_id: OURS, enterprise_user: { ...GRID, teams: [OTHER] } },
    OURS,
  ],
  ['a person of Grid without the list', { enterprise_user: GRID }, OURS],
  ['a person of Grid with an empty list', { enterprise_user: { ...GRID, teams: [] } }, OURS],
  [
    'a stranger with the list',
    { is_stranger: true, enterprise_user: { ...GRID, teams: [OURS] } },
    OURS,
  ],
  ['a guest on Grid', { is_restricted: true, enterprise_user: { ...GRID, teams: [OURS] } }, OURS],
  ['a guest of one channel', { is_ultra_restricted: true, team_id: OURS }, OURS],
  ['a bot', { is_bot: true, team_id: OURS }, OURS],
  ['somebody who left', { deleted: true, enterprise_user: { ...GRID, teams: [OURS] } }, OURS],
  ['anybody while Slack does not answer', null, OURS],
])('%s is nobody, whatever the settings name', async (_who, user, payloadTeam) => {
  const roles = rolesWith(user, { coordinators: ['W0GRID'], approvers: ['W0GRID'] })
  await expect(roles.memberOf('W0GRID', payloadTeam)).rejects.toBeInstanceOf(Refusal)
})

it.each<readonly [settings: string[], isCoordinator: boolean]>([
  [['W0GRID'], true],
  [['U0LOCAL'], true],
  [['S0GROUP'], true],
  [['U0OTHER'], false],
])(
  'a person of Grid is a coordinator where the settings name one of their ids: %j',
  async (coordinators, isCoordinator) => {
    const user = { id: 'U0LOCAL', enterprise_user: { ...GRID, teams: [OURS] } }
    await expect(
      rolesWith(user, { coordinators }).memberOf('U0LOCAL', OURS),
    ).resolves.toMatchObject({
      isCoordinator,
    })
  },
)

/** What Slack says of a user, and whether that makes a member of our workspace. */
const USERS: Readonly<Record<string, readonly [user: Said, isMember: boolean]>> = {
  ordinary: [{ id: 'U1', team_id: OURS }, true],
  'ordinary, elsewhere': [{ id: 'U1', team_id: OTHER }, false],
  'of Grid, in ours': [
    { id: 'U1', team_id: OTHER, enterprise_user: { ...GRID, teams: [OTHER, OURS] } },
    true,
  ],
  'of Grid, in ours alone': [{ id: 'U1', enterprise_user: { ...GRID, teams: [OURS] } }, true],
  'of Grid, elsewhere': [
    { id: 'U1', team_id: OURS, enterprise_user: { ...GRID, teams: [OTHER] } },
    false,
  ],
  'of Grid, without the list': [{ id: 'U1', team_id: OTHER, enterprise_user: GRID }, false],
  'guest of Grid, in ours': [
    { id: 'U1', is_restricted: true, enterprise_user: { ...GRID, teams: [OURS] } },
    false,
  ],
  stranger: [{ id: 'U1', is_stranger: true, team_id: OURS }, false],
}

/** Payloads of commands, clicks and views; the person's own workspace may be another than the place's. */
const PAYLOADS: Readonly<Record<string, Parameters<typeof whoOf>[0]>> = {
  'in our workspace': { user: { id: 'U1', team_id: OURS }, team: { id: OURS } },
  'from the other workspace': { user: { id: 'U1', team_id: OTHER }, team: { id: OURS } },
  'shown in the other workspace': { user: { id: 'U1', team_id: OTHER }, team: { id: OTHER } },
  'without a team, as org-wide': { user: { id: 'U1', team_id: OURS }, team: null },
  'with the place alone': { user: { id: 'U1' }, team: { id: OURS } },
}

const NAMED: Readonly<
  Record<string, readonly [approvers: string[], isApprover: (of: Said) => boolean]>
> = {
  'the id of the workspace': [['U1'], () => true],
  'the id of the organization': [['W0GRID'], (of) => of.enterprise_user !== undefined],
  'a group with the id of the organization': [['S0'], (of) => of.enterprise_user !== undefined],
  'somebody else': [['U2'], () => false],
}

it.each(Object.keys(USERS))(
  'who is %s is let in by that alone, in whatever payload, and has the role that names one of their ids',
  async (name) => {
    const [user, isMember] = USERS[name] ?? [{}, false]
    for (const [payload, body] of Object.entries(PAYLOADS)) {
      for (const [named, [approvers, isApprover]] of Object.entries(NAMED)) {
        const who = whoOf(body)
        const found = await rolesWith(user, { approvers })
          .memberOf(who.user, who.team)
          .then(
            (member) => member.isApprover,
            () => 'nobody',
          )
        // Outside of Grid a payload that names another workspace is somebody else's.
        const isTheirs = user.enterprise_user !== undefined || who.team === user.team_id
        const expected = isMember && isTheirs ? isApprover(user) : 'nobody'
        expect(found, `${payload}, settings name ${named}`).toBe(expected)
      }
    }
  },
)

it.each([
  [{ is_enterprise_install: true, team_id: OURS }, /whole Enterprise organization/],
  [{ is_enterprise_install: true, enterprise_id: 'E0' }, /whole Enterprise organization/],
  [{ is_enterprise_install: false, enterprise_id: 'E0', team_id: OURS }, null],
  [{ team_id: OURS }, null],
  [{}, /which workspace/],
])('an installation %j starts only in one workspace', async (announced, refused) => {
  const slack = createServer((_request, response) => {
    response.setHeader('content-type', 'application/json')
    response.end(
      JSON.stringify({ ok: true, user_id: 'U0BOT', url: 'https://acme.slack.com/', ...announced }),
    )
  })
  await new Promise<void>((resolve) => slack.listen(0, '127.0.0.1', resolve))
  const settings = {
    apiUrl: `http://127.0.0.1:${(slack.address() as AddressInfo).port}/api/`,
    botToken: 'xoxb-token',
    roles: { coordinators: [], approvers: [], admins: [] },
    oldSettings: [],
    allowedSharedChannels: [],
  }
  const entered = enterWorkspace(
    settings,
    () => 0,
    () => 0,
    () => null,
  )
  if (refused === null) await expect(entered).resolves.toMatchObject({ team: OURS })
  else await expect(entered).rejects.toThrow(refused)
  slack.close()
})

it.each<readonly [who: string, user: Said | null, left: readonly string[]]>([
  ['is there', { team_id: OURS }, ['U0LEE']],
  ['was deactivated', { team_id: OURS, deleted: true }, []],
  ['may be there: Slack does not tell', null, ['U0LEE']],
])('an approver of the settings who %s is called accordingly', async (_who, user, left) => {
  expect(await rolesWith(user, { approvers: ['U0LEE'] }).eachApprover()).toEqual(left)
})

it.each<readonly [group: string, list: () => Promise<object>, left: readonly string[] | null]>([
  ['is empty', () => Promise.resolve({ ok: true, users: [] }), []],
  ['has somebody', () => Promise.resolve({ ok: true, users: ['U0LEE'] }), ['U0LEE']],
  ['can’t be read', () => Promise.reject(new Error('away')), null],
  ['is not in the answer', () => Promise.resolve({ ok: true }), null],
])(
  'a user group of the approvers that %s tells who is left, or nothing',
  async (_group, list, left) => {
    const roles = rolesWith({ team_id: OURS }, { approvers: ['S0GROUP'] }, list)
    expect(await roles.eachApprover()).toEqual(left)
  },
)
