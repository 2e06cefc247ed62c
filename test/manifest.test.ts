import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { commands } from '../commands/index.ts'
import { routesWith } from '../src/slack/routes.ts'

const ROOT = join(import.meta.dirname, '..')

const source = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  // Clients of a database have names of their own.
  .filter((file) => !file.startsWith('store'))
  .map((file) => readFileSync(join(ROOT, 'src', file), 'utf8'))
  .join('\n')

const router = readFileSync(join(ROOT, 'src', 'slack', 'router.ts'), 'utf8')

/** Slack's own limits for what this manifest uses; a key that is not named is one that Slack refuses. */
const MANIFEST = z.strictObject({
  _metadata: z.strictObject({ major_version: z.literal(1), minor_version: z.literal(1) }),
  display_information: z.strictObject({
    name: z.string().max(35),
    description: z.string().max(140),
    long_description: z.string().min(175).max(4_000),
    background_color: z.string().regex(/^#[0-9a-f]{6}$/),
  }),
  features: z.strictObject({
    app_home: z.strictObject({
      home_tab_enabled: z.boolean(),
      messages_tab_enabled: z.boolean(),
      messages_tab_read_only_enabled: z.boolean(),
    }),
    bot_user: z.strictObject({
      display_name: z.string().regex(/^[a-z0-9._-]{1,80}$/),
      always_online: z.boolean(),
    }),
    slash_commands: z
      .array(
        z.strictObject({
          command: z.string().regex(/^\/[a-z0-9_-]{1,31}$/),
          description: z.string().max(2_000),
          usage_hint: z.string().max(1_000),
          should_escape: z.boolean(),
        }),
      )
      .min(1)
      .max(50),
    shortcuts: z
      .array(
        z.strictObject({
          name: z.string().max(24),
          type: z.enum(['global', 'message']),
          callback_id: z.string().max(255),
          description: z.string().max(150),
        }),
      )
      .min(1)
      .max(10),
  }),
  oauth_config: z.strictObject({ scopes: z.strictObject({ bot: z.array(z.string()).max(255) }) }),
  settings: z.strictObject({
    event_subscriptions: z.strictObject({ bot_events: z.array(z.string()).max(100) }),
    interactivity: z.strictObject({ is_enabled: z.boolean() }),
    org_deploy_enabled: z.boolean(),
    socket_mode_enabled: z.boolean(),
    token_rotation_enabled: z.boolean(),
  }),
})

const manifest = MANIFEST.parse(parse(readFileSync(join(ROOT, 'manifest.yml'), 'utf8')))

/**
 * What Slack wants for a Web API method, in the places where the bot is: public and private channels
 * and its own conversations with people.
 */
const SCOPES: Record<string, readonly string[]> = {
  'auth.test': [],
  'chat.getPermalink': [],
  'chat.postEphemeral': ['chat:write'],
  'chat.postMessage': ['chat:write'],
  'chat.update': ['chat:write'],
  'conversations.history': ['channels:history', 'groups:history', 'im:history'],
  'conversations.info': ['channels:read', 'groups:read', 'im:read'],
  'conversations.open': ['im:write'],
  'conversations.replies': ['channels:history', 'groups:history', 'im:history'],
  'files.info': ['files:read'],
  filesUploadV2: ['files:write'],
  'usergroups.users.list': ['usergroups:read'],
  'users.conversations': ['channels:read', 'groups:read', 'im:read'],
  'users.info': ['users:read'],
  'views.open': [],
  'views.push': [],
  'views.update': [],
}

/** What Slack wants for sending an event. */
const EVENT_SCOPES: Record<string, readonly string[]> = {
  'message.channels': ['channels:history'],
  'message.groups': ['groups:history'],
  'message.im': ['im:history'],
}

/** Every name that stands for a WebClient somewhere in the program. */
const clients = new Set(
  [...source.matchAll(/(\w+)(?:: WebClient\b| = new WebClient\()/g)].map(([, name]) => name ?? ''),
)

const calls = new RegExp(
  String.raw`\b(?:${[...clients].join('|')})\s*((?:\??\.\s*[a-zA-Z]\w*\s*)+)\(`,
  'g',
)

const methods = [
  ...new Set(
    [...source.matchAll(calls)].map(([, chain]) => chain?.replaceAll(/[\s?]/g, '').slice(1) ?? ''),
  ),
].sort()

describe('the manifest', () => {
  it('has a row in the table for every method that the program calls, and no others', () => {
    expect([...clients].sort()).toEqual(['background', 'client', 'interactive'])
    expect(methods).toEqual(Object.keys(SCOPES).sort())
  })

  it('asks for the scopes that the program needs, and for no more', () => {
    const needed = new Set([
      // Slash commands and shortcuts.
      'commands',
      ...methods.flatMap((method) => SCOPES[method] ?? []),
      ...manifest.settings.event_subscriptions.bot_events.flatMap(
        (event) => EVENT_SCOPES[event] ?? ['unknown event'],
      ),
    ])
    expect(manifest.oauth_config.scopes.bot).toEqual([...needed].sort())
  })

  it('hears the events that the router listens to', () => {
    const heard = [...router.matchAll(/app\.event\('([\w.]+)'/g)].map(([, event]) => event)
    const kinds = manifest.settings.event_subscriptions.bot_events.map(
      (event) => event.split('.')[0],
    )
    expect(new Set(kinds)).toEqual(new Set(heard))
  })

  it('has the one slash command, and leaves what is typed as it is typed', () => {
    const listened = [...router.matchAll(/app\.command\('([^']+)'/g)].map(([, command]) => command)
    expect(manifest.features.slash_commands.map(({ command }) => command)).toEqual(listened)
    expect(manifest.features.slash_commands.every((one) => !one.should_escape)).toBe(true)
  })

  it('shows commands that exist', () => {
    const known = [...commands.map(({ name }) => name), 'help']
    const hinted = manifest.features.slash_commands[0]?.usage_hint.split(' · ') ?? []
    expect(
      hinted.map((hint) => hint.split(' ')[0]).filter((name) => !known.includes(name ?? '')),
    ).toEqual([])
  })

  it('has the message shortcuts of the program', () => {
    const { shortcuts } = routesWith(commands)
    expect(manifest.features.shortcuts.map(({ type, callback_id: id }) => [type, id])).toEqual(
      shortcuts.map(({ id }) => ['message', id]),
    )
  })

  it('listens over Socket Mode, with buttons and forms switched on and tokens that stay', () => {
    expect(manifest.settings).toMatchObject({
      socket_mode_enabled: true,
      interactivity: { is_enabled: true },
      token_rotation_enabled: false,
    })
  })
})
