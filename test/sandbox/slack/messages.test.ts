import type { App } from '@slack/bolt'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createTimestamps } from '../../../sandbox/slack/timestamps.ts'
import { startBot, until, type Answer } from './a-bot.ts'

const PORTING = 'C0PORTING'
const section = (text: string) => ({
  type: 'section' as const,
  text: { type: 'mrkdwn' as const, text },
})
const button = (id: string) => ({
  type: 'button' as const,
  action_id: id,
  text: { type: 'plain_text' as const, text: id },
})

describe('an edit', () => {
  it('with text alone takes the blocks away, with blocks alone keeps the text', async () => {
    await using bot = await startBot(() => undefined)
    const { chat } = bot.app.client
    const { ts } = await chat.postMessage({
      channel: PORTING,
      text: 'card',
      blocks: [section('one')],
    })
    const where = { channel: PORTING, ts: ts ?? '' }

    await chat.update({ ...where, blocks: [section('two')] })
    expect(await bot.sees('porter')).toMatchObject([
      { text: 'card', blocks: [{ text: { text: 'two' } }] },
    ])

    await chat.update({ ...where, text: 'plain' })
    expect(await bot.sees('porter')).toMatchObject([{ text: 'plain', blocks: [], edited: true }])
  })

  it('is refused for what is too long, gone, somebody else’s or ephemeral', async () => {
    await using bot = await startBot(() => undefined)
    const { chat } = bot.app.client
    const update = (ts: unknown, text = 'new') =>
      chat.update({ channel: PORTING, ts: String(ts), text })
    const { ts } = await chat.postMessage({ channel: PORTING, text: 'mine' })
    const said = await bot.person('say', { as: 'porter', channel: 'porting', text: 'theirs' })
    const hidden = await chat.postEphemeral({ channel: PORTING, user: 'U0DANA', text: 'psst' })

    await expect(update(ts, 'x'.repeat(4001))).rejects.toThrow('msg_too_long')
    await expect(update('1.2')).rejects.toThrow('message_not_found')
    await expect(update(said['ts'])).rejects.toThrow('cant_update_message')
    await expect(update(hidden.message_ts)).rejects.toThrow('message_not_found')
  })
})

it('gives every message a later timestamp than the last, however the clock is turned', () => {
  const turns = fc.array(fc.integer({ min: -86_400_000, max: 86_400_000 }), { maxLength: 50 })
  fc.assert(
    fc.property(turns, (steps) => {
      let now = Date.parse('2026-12-01T15:00:00Z')
      const next = createTimestamps({ now: () => now })
      const stamps = steps.map((step) => {
        now += step
        return next()
      })
      // All have the same number of digits, so they sort as texts.
      expect(stamps).toEqual([...new Set(stamps)].sort())
    }),
  )
})

it('shows an ephemeral message to its reader only, and keeps it out of the history', async () => {
  await using bot = await startBot(() => undefined)
  const { chat, conversations } = bot.app.client
  await chat.postEphemeral({ channel: PORTING, user: 'U0DANA', text: 'psst' })

  expect(await bot.sees('porter')).toMatchObject([{ text: 'psst', ephemeral: true }])
  expect(await bot.sees('approver')).toEqual([])
  expect((await conversations.history({ channel: PORTING })).messages).toEqual([])
  const toStranger = chat.postEphemeral({ channel: PORTING, user: 'U0STEF', text: 'psst' })
  await expect(toStranger).rejects.toThrow('user_not_in_channel')
})

it('lets the bot find its own post by the metadata in a thread', async () => {
  await using bot = await startBot(() => undefined)
  const { chat, conversations } = bot.app.client
  const { ts = '' } = await chat.postMessage({ channel: PORTING, text: 'order 1001' })
  const metadata = { event_type: 'announcement', event_payload: { key: 'k1' } }
  for (const text of ['first', 'second'])
    await chat.postMessage({
      channel: PORTING,
      text,
      thread_ts: ts,
      reply_broadcast: true,
      metadata,
    })

  const blind = await conversations.replies({ channel: PORTING, ts })
  expect(blind.messages?.map(({ text }) => text)).toEqual(['order 1001', 'first', 'second'])
  expect(blind.messages?.[1]).not.toHaveProperty('metadata')
  const page = { channel: PORTING, ts, include_all_metadata: true, limit: 2 }
  const seeing = await conversations.replies(page)
  expect(seeing.messages?.[1]).toMatchObject({ metadata })
  const rest = await conversations.replies({
    ...page,
    cursor: seeing.response_metadata?.next_cursor ?? '',
  })
  expect(rest.messages?.map(({ text }) => text)).toEqual(['second'])

  const seen = await bot.sees('guest')
  expect(seen.map(({ text }) => text)).toEqual(['order 1001', 'first', 'second'])
  expect(seen[0]?.thread.map(({ text }) => text)).toEqual(['first', 'second'])
})

describe('the Web API', () => {
  it('refuses with Slack’s names for it', async () => {
    await using bot = await startBot(() => undefined)
    const { client } = bot.app
    const post = (more: Answer) => client.apiCall('chat.postMessage', { channel: PORTING, ...more })
    await expect(post({ channel: 'C0GENERAL', text: 'x' })).rejects.toThrow('not_in_channel')
    await expect(post({ channel: 'C0NOWHERE', text: 'x' })).rejects.toThrow('channel_not_found')
    await expect(post({})).rejects.toThrow('no_text')
    await expect(post({ text: 'x', token: 'xoxb-wrong' })).rejects.toThrow('invalid_auth')
    await expect(client.apiCall('chat.sing')).rejects.toThrow('unknown_method')
    await expect(
      client.apiCall('auth.test', { token: bot.slack.env.SLACK_APP_TOKEN }),
    ).rejects.toThrow('not_allowed_token_type')
    await expect(client.usergroups.users.list({ usergroup: 'S0' })).rejects.toThrow(
      'no_such_subteam',
    )
    expect(bot.complaints.join()).toContain('chat.sing')
  })

  it.each<[string, Answer[]]>([
    ['/blocks', Array.from({ length: 51 }, () => ({ type: 'divider' }))],
    ['/blocks/0/text/text', [section('x'.repeat(3001))]],
    [
      '/blocks/1/block_id',
      [
        { ...section('a'), block_id: 'b' },
        { ...section('a'), block_id: 'b' },
      ],
    ],
    ['/blocks/0/elements/1/action_id', [{ type: 'actions', elements: [button('a'), button('a')] }]],
    ['/blocks/0/type', [{ type: 'alert' }]],
    [
      '/blocks/0/rows',
      [
        {
          type: 'table',
          rows: Array.from({ length: 101 }, () => [{ type: 'raw_text', text: 'x' }]),
        },
      ],
    ],
  ])('points at %s when blocks are not what Slack takes', async (pointer, blocks) => {
    await using bot = await startBot(() => undefined)
    const posting = bot.app.client.apiCall('chat.postMessage', {
      channel: PORTING,
      text: 'x',
      blocks,
    })
    await expect(posting).rejects.toMatchObject({
      data: {
        error: 'invalid_blocks',
        response_metadata: {
          messages: expect.arrayContaining([
            expect.stringContaining(`[json-pointer:${pointer}]`),
          ]) as unknown,
        },
      },
    })
    expect(await bot.sees('porter')).toEqual([])
  })

  it('takes an emoji for one character, as Slack does', async () => {
    await using bot = await startBot(() => undefined)
    const blocks = [section('📞'.repeat(3000))]
    await bot.app.client.chat.postMessage({ channel: PORTING, text: 'x', blocks })
    expect(await bot.sees('porter')).toHaveLength(1)
  })
})

describe('who somebody is', () => {
  it('can be asked: guest, stranger, group, shared channel', async () => {
    await using bot = await startBot(() => undefined)
    const { users, usergroups, conversations } = bot.app.client
    expect((await users.info({ user: 'U0GUS' })).user).toMatchObject({ is_restricted: true })
    expect((await users.info({ user: 'U0STEF' })).user).toMatchObject({
      is_stranger: true,
      team_id: 'T0ELSEWHERE',
    })
    expect((await users.info({ user: 'U0DANA' })).user).toMatchObject({
      tz: 'America/New_York',
      tz_offset: -18_000,
    })
    const group = await usergroups.users.list({ usergroup: 'S0APPROVERS' })
    expect(group.users).toEqual(['U0LEE', 'U0SAM'])
    const { channel } = await conversations.info({ channel: 'C0PARTNERS' })
    expect(channel).toMatchObject({ is_ext_shared: true, is_member: true })
  })

  it('decides: a stranger’s command and shortcut never reach the bot, a guest’s do', async () => {
    const commands: string[] = []
    await using bot = await startBot((app) => {
      app.command('/portin', async ({ ack, command }) => {
        await ack()
        commands.push(command.user_id)
      })
    })
    const command = (as: string) => bot.person('command', { as, channel: 'partners', text: 'list' })
    expect(await command('stranger')).toMatchObject({ acked: false })
    expect(await command('guest')).toMatchObject({ acked: true })
    expect(commands).toEqual(['U0GUS'])
    expect(await bot.sees('stranger', 'partners')).toMatchObject([{ ephemeral: true }])
    expect(await bot.refused('shortcut', { as: 'stranger', callback: 'x' })).toContain('shortcuts')
    expect(await bot.refused('say', { as: 'stranger', channel: 'porting', text: 'x' })).toContain(
      'not in',
    )
  })
})

it('fails a call as told, so that a bot can be seen to cope', async () => {
  await using bot = await startBot(() => undefined)
  const asking = () => bot.app.client.usergroups.users.list({ usergroup: 'S0PORTERS' })
  await bot.person('fault', { method: 'usergroups.users.list', error: 'plan_upgrade_required' })
  await expect(asking()).rejects.toThrow('plan_upgrade_required')

  await bot.person('group', { group: 'porters', people: ['porter2'] })
  expect((await asking()).users).toEqual(['U0PAT'])
})

it('leaves a tombstone above the replies of a deleted message', async () => {
  await using bot = await startBot(() => undefined)
  const { chat } = bot.app.client
  const { ts = '' } = await chat.postMessage({ channel: PORTING, text: 'card' })
  await chat.postMessage({ channel: PORTING, text: 'reply', thread_ts: ts })
  await chat.delete({ channel: PORTING, ts })
  expect(await bot.sees('porter')).toMatchObject([
    { text: 'This message was deleted.', thread: [{ text: 'reply' }] },
  ])
})

describe('a response_url', () => {
  const collecting = (urls: string[]) => (app: App) => {
    app.command('/portin', async ({ ack, command }) => {
      await ack()
      urls.push(command.response_url)
    })
    app.action(/.*/, async ({ ack, body }) => {
      await ack()
      if ('response_url' in body) urls.push(body.response_url)
    })
  }
  const respond = async (url: string | undefined, body: Answer) =>
    (
      await fetch(url ?? '', {
        method: 'POST',
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json' },
      })
    ).status

  it('works where the bot is no member, five times', async () => {
    const urls: string[] = []
    await using bot = await startBot(collecting(urls))
    await bot.person('command', { as: 'porter', channel: 'general', text: '' })
    const statuses = []
    for (let n = 1; n <= 6; n += 1) statuses.push(await respond(urls[0], { text: `answer ${n}` }))
    expect(statuses).toEqual([200, 200, 200, 200, 200, 404])
    expect(await bot.sees('porter', 'general')).toHaveLength(5)
    expect(await bot.sees('porter2', 'general')).toEqual([])
  })

  it('is the only way to change or remove an ephemeral message', async () => {
    const urls: string[] = []
    await using bot = await startBot(collecting(urls))
    const blocks = [{ type: 'actions', elements: [button('Sure?')] }]
    await bot.app.client.apiCall('chat.postEphemeral', {
      channel: PORTING,
      user: 'U0DANA',
      text: 'psst',
      blocks,
    })
    const [{ ts } = { ts: '' }] = await bot.sees('porter')
    const press = { channel: 'porting', ts, action: 'sure?' }
    expect(await bot.refused('click', { as: 'porter2', ...press })).toContain('sees no message')

    await bot.person('click', { as: 'porter', ...press })
    const loud = { replace_original: true, response_type: 'in_channel' }
    expect(await respond(urls[0], { text: 'changed', ...loud })).toBe(200)
    expect(await bot.sees('porter')).toMatchObject([{ text: 'changed', ephemeral: true }])
    expect(await respond(urls[0], { delete_original: true, text: 'x' })).toBe(400)
    expect(await respond(urls[0], { delete_original: true })).toBe(200)
    expect(await bot.sees('porter')).toEqual([])
  })

  it('answers into a thread for all to see', async () => {
    const urls: string[] = []
    await using bot = await startBot(collecting(urls))
    const blocks = [{ type: 'actions' as const, elements: [button('Go')] }]
    const { ts } = await bot.app.client.chat.postMessage({
      channel: PORTING,
      text: 'card',
      blocks,
    })
    await bot.person('click', { as: 'porter', channel: 'porting', ts, action: 'Go' })
    await respond(urls[0], { text: 'gone', thread_ts: ts, response_type: 'in_channel' })
    const [card] = await until(() => bot.sees('approver'))
    expect(card?.thread).toMatchObject([{ text: 'gone' }])
  })
})
