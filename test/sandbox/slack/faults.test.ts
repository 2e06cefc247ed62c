import type { App } from '@slack/bolt'
import { describe, expect, it } from 'vitest'
import { startBot, until, type Answer } from './a-bot.ts'

const CHANNEL = 'C0PORTING'
const hello = { as: 'porter', channel: 'porting', text: 'hello' }
const command = { as: 'porter', channel: 'porting', text: '' }

/** A bot that keeps what it hears, with the ids and the retry numbers. */
function hears(heard: Answer[]) {
  return (app: App) => {
    app.command('/portin', async ({ ack }) => {
      await ack('done')
      heard.push({ command: true })
    })
    app.event('message', ({ event, body, context }) => {
      const { event_id: id } = body
      const text = 'text' in event ? event.text : undefined
      heard.push({ id, text, retry: context.retryNum, reason: context.retryReason })
      return Promise.resolve()
    })
  }
}

describe('deliveries', () => {
  it('can take their time, so that a later event comes first', async () => {
    const heard: Answer[] = []
    await using bot = await startBot(hears(heard))
    await bot.person('fault', { delivery: 'events_api', kind: 'delay', ms: 60 })
    await bot.person('say', { ...hello, text: 'first' })
    await bot.person('say', { ...hello, text: 'second' })
    await bot.person('quiet', {})
    expect(heard.map(({ text }) => text)).toEqual(['second', 'first'])
  })

  it('can be so late that a command has failed for the person, though the bot did it', async () => {
    const heard: Answer[] = []
    await using bot = await startBot(hears(heard))
    await bot.person('fault', { delivery: 'slash_commands', kind: 'lost-ack' })
    expect(await bot.person('command', command)).toMatchObject({
      acked: false,
      error: 'operation_timeout',
    })
    expect(heard).toEqual([{ command: true }])
    expect(await bot.sees('porter')).toMatchObject([
      { text: '/portin failed with the error "operation_timeout"' },
    ])
    expect(await bot.person('command', command)).toMatchObject({ acked: true })
  })

  it('come again, as a retry of the same event, when their acknowledgement is lost', async () => {
    const heard: Answer[] = []
    await using bot = await startBot(hears(heard))
    await bot.person('fault', { delivery: 'events_api', kind: 'lost-ack' })
    await bot.person('say', hello)
    await until(() => heard.length === 2 || undefined)
    const [first, second] = heard
    expect(second).toEqual({ ...first, retry: 1, reason: 'timeout' })
    expect(first).toMatchObject({ retry: 0 })
  })

  it('can come twice, both without a retry number', async () => {
    const heard: Answer[] = []
    await using bot = await startBot(hears(heard))
    await bot.person('fault', { delivery: 'events_api', kind: 'twice' })
    await bot.person('say', hello)
    await until(() => heard.length === 2 || undefined)
    expect(heard[1]).toEqual(heard[0])
    expect(heard[0]).toMatchObject({ retry: 0 })
    await bot.person('say', hello)
    await until(() => heard.length === 3 || undefined)
    expect(bot.complaints).toEqual([])
  })
})

describe('calls', () => {
  it('can meet a 429, which says when to come again', async () => {
    await using bot = await startBot(() => undefined)
    await bot.person('fault', { method: 'chat.postMessage', status: 429, retryAfter: 7 })
    const answer = await call(bot, 'chat.postMessage')
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, '7'])
    expect(await (await call(bot, 'chat.postMessage')).json()).toMatchObject({ ok: true })
    expect(await bot.sees('porter')).toHaveLength(1)
  })

  it('can meet a Slack that has broken down, whichever they are', async () => {
    await using bot = await startBot(() => undefined)
    await bot.person('fault', { method: '*', status: 503, times: 2 })
    expect((await call(bot, 'chat.postMessage')).status).toBe(503)
    expect((await call(bot, 'auth.test')).status).toBe(503)
    expect((await call(bot, 'auth.test')).status).toBe(200)
  })

  it('can be done and never answered', async () => {
    await using bot = await startBot(() => undefined)
    await bot.person('fault', { method: 'chat.postMessage', lost: true })
    await expect(call(bot, 'chat.postMessage')).rejects.toThrow()
    expect(await bot.sees('porter')).toMatchObject([{ text: 'hi' }])
  })

  it('can take their time', async () => {
    await using bot = await startBot(() => undefined)
    await bot.person('fault', { method: 'auth.test', ms: 80 })
    const started = performance.now()
    await call(bot, 'auth.test')
    expect(performance.now() - started).toBeGreaterThan(75)
  })

  it('are refused with a token that was revoked, until it is good again', async () => {
    await using bot = await startBot(() => undefined)
    await bot.person('token', { token: 'bot' })
    for (const method of ['auth.test', 'chat.postMessage', 'views.open'])
      expect(await (await call(bot, method)).json()).toMatchObject({ error: 'invalid_auth' })
    await bot.person('token', { token: 'bot', revoked: false })
    expect(await (await call(bot, 'auth.test')).json()).toMatchObject({ ok: true })
  })

  it('open no link with an app token that was revoked', async () => {
    await using bot = await startBot(() => undefined)
    await bot.person('token', { token: 'app' })
    const { env } = bot.slack
    const answer = await fetch(`${env.SLACK_API_URL}apps.connections.open`, {
      method: 'POST',
      headers: { authorization: `Bearer ${env.SLACK_APP_TOKEN}` },
    })
    expect(await answer.json()).toEqual({ ok: false, error: 'invalid_auth' })
  })

  it('are taken again after all faults were cleared', async () => {
    await using bot = await startBot(() => undefined)
    await bot.person('fault', { method: 'auth.test', error: 'fatal_error', times: 9 })
    await bot.person('fault', { clear: true })
    expect(await (await call(bot, 'auth.test')).json()).toMatchObject({ ok: true })
  })
})

it('a file can turn out to be a page to sign in', async () => {
  await using bot = await startBot(() => undefined)
  const base64 = Buffer.from('%PDF-1.4').toString('base64')
  const files = [{ name: 'loa.pdf', mimetype: 'application/pdf', base64 }]
  await bot.person('say', { ...hello, files })
  const [message] = await bot.sees('porter')
  const url = String(message?.files[0]?.['url_private_download'])
  const headers = { authorization: `Bearer ${bot.slack.env.SLACK_BOT_TOKEN}` }

  await bot.person('fault', { method: 'download', html: true })
  const page = await fetch(url, { headers })
  expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8'])
  await bot.person('token', { token: 'bot' })
  expect((await fetch(url, { headers })).headers.get('content-type')).toContain('text/html')
  await bot.person('token', { token: 'bot', revoked: false })
  expect(await (await fetch(url, { headers })).text()).toBe('%PDF-1.4')
})

it('in an archived channel nobody can write, and the bot is told', async () => {
  const heard: string[] = []
  await using bot = await startBot((app) => {
    app.event('channel_archive', ({ event }) => {
      heard.push(event.channel)
      return Promise.resolve()
    })
  })
  const { chat, conversations } = bot.app.client
  const { ts = '' } = await chat.postMessage({ channel: CHANNEL, text: 'hi' })
  await bot.person('archive', { as: 'porter', channel: 'porting' })
  await until(() => heard[0])

  const data = { error: 'is_archived' }
  await expect(chat.postMessage({ channel: CHANNEL, text: 'hi' })).rejects.toMatchObject({ data })
  await expect(chat.update({ channel: CHANNEL, ts, text: 'bye' })).rejects.toMatchObject({
    data: { error: 'is_inactive' },
  })
  expect((await conversations.info({ channel: CHANNEL })).channel?.is_archived).toBe(true)
  expect(await bot.refused('say', hello)).toContain('archived')

  await bot.person('archive', { as: 'porter', channel: 'porting', archived: false })
  await chat.postMessage({ channel: CHANNEL, text: 'back' })
})

it('a fault that does not exist is refused in words', async () => {
  await using bot = await startBot(() => undefined)
  expect(await bot.refused('fault', { delivery: 'pigeon', kind: 'delay', ms: 1 })).toContain(
    'delivery',
  )
  expect(await bot.refused('fault', { delivery: '*', kind: 'vanish' })).toContain('kind')
  expect(await bot.refused('fault', { delivery: 'interactive', kind: 'twice' })).toContain('events')
  expect(await bot.refused('fault', {})).toContain('method')
})

/** A bare call with the bot's token: the SDK would try again by itself. */
function call({ slack }: Awaited<ReturnType<typeof startBot>>, method: string): Promise<Response> {
  return fetch(`${slack.env.SLACK_API_URL}${method}`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${slack.env.SLACK_BOT_TOKEN}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({ channel: CHANNEL, text: 'hi' }),
  })
}
