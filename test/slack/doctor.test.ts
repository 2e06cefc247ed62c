import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { parse } from 'yaml'
import { startPracticeSlack } from '../../sandbox/slack/server.ts'
import { good, type Finding } from '../../src/desk/finding.ts'
import { examine, linksFindings, scopesFinding, signedInTo } from '../../src/slack/doctor.ts'
import { doctorAnswer } from '../../src/slack/messages/doctor.ts'
import type { RoleSettings } from '../../src/slack/roles.ts'
import { SCOPES } from '../../src/slack/scopes.ts'
import { enterWorkspace, type SlackSettings } from '../../src/slack/workspace.ts'
import { openPracticeDesk } from '../fixtures/practice-desk.ts'

const ROLES: RoleSettings = { coordinators: ['S0PORTERS'], approvers: ['S0APPROVERS'], admins: [] }

async function openClinic({
  roles = ROLES,
  channel = 'C0PORTING',
  oldSettings = [],
}: {
  roles?: RoleSettings
  channel?: string
  oldSettings?: SlackSettings['oldSettings']
} = {}) {
  const { desk, clock } = await openPracticeDesk({ PORTIN_DEFAULT_CHANNEL: channel })
  const slack = await startPracticeSlack({ clock, log: () => undefined })
  onTestFinished(() => slack.close())
  const settings = {
    apiUrl: slack.env.SLACK_API_URL,
    botToken: slack.env.SLACK_BOT_TOKEN,
    roles,
    oldSettings,
    allowedSharedChannels: [],
  }
  const workspace = await enterWorkspace(settings, desk.clock, Date.now, () => ({
    up: 2,
    of: 2,
  }))
  return {
    desk,
    workspace,
    fault: (fault: Record<string, unknown>) =>
      fetch(`${slack.url}/human/fault`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(fault),
      }),
    find: async (subject: string): Promise<Finding | undefined> =>
      (await examine(desk, workspace)).find((one) => one.subject === subject),
  }
}

it('a setting that is read under its old name is named, with the new one', async () => {
  const oldSettings = [{ old: 'PORTIN_PORTERS', now: 'PORTIN_COORDINATORS' }]
  const { find } = await openClinic({ oldSettings })
  expect(await find('Settings')).toMatchObject({
    state: 'doubtful',
    todo: 'Rename PORTIN_PORTERS to PORTIN_COORDINATORS.',
  })
})

describe('the scopes', () => {
  it('are those of the manifest', () => {
    const manifest = parse(
      readFileSync(join(import.meta.dirname, '..', '..', 'manifest.yml'), 'utf8'),
    ) as { oauth_config: { scopes: { bot: string[] } } }
    expect(Object.keys(SCOPES).sort()).toEqual(manifest.oauth_config.scopes.bot)
  })

  it('that are missing are named with what does not work without them', () => {
    const announced = Object.keys(SCOPES).filter((scope) => scope !== 'usergroups:read')
    expect(scopesFinding(announced.join(', '))).toMatchObject({
      state: 'bad',
      says: 'missing: `usergroups:read`: roles by user group don’t work.',
    })
    expect(scopesFinding(null).state).toBe('doubtful')
  })
})

describe('the links', () => {
  it.each([
    [{ up: 2, of: 2 }, 'good'],
    [{ up: 1, of: 2 }, 'doubtful'],
    [{ up: 0, of: 2 }, 'bad'],
  ] as const)('that are up, %j, are %s', (links, state) => {
    expect(linksFindings(links)).toMatchObject([{ state }])
  })

  it('are not spoken of where Slack calls the bot', () => {
    expect(linksFindings(null)).toEqual([])
  })
})

describe('the doctor in Slack', () => {
  it('finds the token, the scopes, the clock, the channels and the roles well', async () => {
    const { desk, workspace } = await openClinic()
    const found = (await examine(desk, workspace)).map(({ subject, state }) => [subject, state])
    expect(found).toEqual(
      expect.arrayContaining([
        ['Slack', 'good'],
        ['Scopes', 'good'],
        ['Message shortcuts', 'good'],
        ['Slack connections', 'good'],
        ['Slack’s clock', 'good'],
        ['Channels', 'good'],
        ['Coordinators', 'good'],
        ['Approvers', 'good'],
      ]),
    )
  })

  it('says when the token is not taken, and what to do', async () => {
    const { find, fault } = await openClinic()
    await fault({ method: 'auth.test', error: 'token_revoked' })
    expect(await find('Slack')).toMatchObject({
      state: 'bad',
      says: 'rejects the bot token (token_revoked).',
    })
  })

  it.each([
    ['C0GENERAL', /not in the channel/],
    ['C0PARTNERS', /shared with another organization/],
    ['C0NOWHERE', /can’t be checked \(channel_not_found\)/],
  ])('sees that nothing can be said in %s', async (channel, says) => {
    const { find } = await openClinic({ channel })
    const found = await find(`Channel #${channel}`)
    expect([found?.state, found?.says]).toEqual(['bad', expect.stringMatching(says)])
  })

  it.each([
    ['nobody', [], 'bad', /no one is named/],
    ['a group that is not there', ['S0NOBODY'], 'bad', /no_such_subteam/],
    ['only one person', ['U0LEE'], 'doubtful', /^@U0LEE\.$/],
    ['two people, one of them twice', ['U0LEE', 'S0APPROVERS'], 'good', /^@U0LEE @U0SAM\.$/],
  ])('reads the approvers: %s', async (_who, approvers, state, says) => {
    const { find } = await openClinic({ roles: { ...ROLES, approvers } })
    const found = await find('Approvers')
    expect([found?.state, found?.says]).toEqual([state, expect.stringMatching(says)])
  })
})

describe('who may ask the doctor', () => {
  it('is an approver, unless admins are named', async () => {
    const { workspace } = await openClinic()
    expect(await workspace.roles.memberOf('U0LEE', 'T0PRACTICE')).toMatchObject({ isAdmin: true })
    expect(await workspace.roles.memberOf('U0DANA', 'T0PRACTICE')).toMatchObject({ isAdmin: false })
  })

  it('is only an admin where there are some, and an admin is nothing else by it', async () => {
    const roles = { coordinators: [], approvers: ['U0LEE'], admins: ['U0DANA'] }
    const { workspace } = await openClinic({ roles })
    expect(await workspace.roles.memberOf('U0LEE', 'T0PRACTICE')).toMatchObject({ isAdmin: false })
    expect(await workspace.roles.memberOf('U0DANA', 'T0PRACTICE')).toMatchObject({
      isAdmin: true,
      isApprover: false,
      isCoordinator: false,
    })
  })
})

describe("the doctor's answer", () => {
  it('begins with what is wrong, and stays within what Slack takes', () => {
    const long = { state: 'bad', says: 'is not well. '.repeat(10), todo: 'x'.repeat(200) } as const
    const troubles = Array.from({ length: 30 }, (_, index) => ({
      ...long,
      subject: `Channel #C0${index}AA`,
      repair: null,
    }))
    const findings = [good('Database', 'can be read.'), ...troubles]
    const { text, blocks } = doctorAnswer(findings)
    expect(text).toMatch(/^30 problems found\./)
    const said = JSON.stringify(blocks)
    expect(said).toContain('1 check passed')
    expect(said).toMatch(/Passed: Database\./)
    expect(said).not.toContain('can be read')
    const sections = doctorAnswer(findings, { all: true }).blocks.flatMap((block) =>
      block.type === 'section' ? [block.text?.text] : [],
    )
    expect(sections.join('\n')).toMatch(/<#C00AA>[^]*<#C029AA>/)
    expect(sections.at(-1)).toMatch(/:white_check_mark: \*Database:\* can be read\.$/)
    for (const section of sections) expect(section?.length).toBeLessThanOrEqual(3_000)
    expect(JSON.stringify(blocks)).not.toContain('Renew')
  })
})

it('says what of Enterprise Grid works, where the workspace is one of an organization', () => {
  expect(signedInTo({ team: 'Acme' })).toBe('signed in to Acme.')
  expect(signedInTo({ team: 'Acme', enterprise_id: 'E0' })).toMatch(/one workspace of.*its members/)
})
