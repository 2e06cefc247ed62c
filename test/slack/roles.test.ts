import type { WebClient } from '@slack/web-api'
import { expect, it } from 'vitest'
import { Refusal } from '../../src/porting/refusal.ts'
import { createRoles } from '../../src/slack/roles.ts'

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
) {
  const client = {
    users: {
      info: () =>
        user === null ? Promise.reject(new Error('away')) : Promise.resolve({ ok: true, user }),
    },
    usergroups: { users: { list: () => Promise.resolve({ ok: true, users: ['W0GRID'] }) } },
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
