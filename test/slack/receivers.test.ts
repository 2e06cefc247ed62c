import { createHmac } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { App } from '@slack/bolt'
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { createReceiver } from '../../src/slack/receivers.ts'
import { REAL_CLOCKS } from '../fixtures/real-clocks.ts'

const SECRET = 'a-signing-secret'
const NOW = Date.now()

let url: string
let close: () => Promise<void>
const logged: string[] = []

beforeEach(async () => {
  logged.length = 0
  const { receiver, routes } = createReceiver(
    { kind: 'http', signingSecret: SECRET },
    {
      apiUrl: 'http://127.0.0.1:9/api/',
      ...REAL_CLOCKS,
      wallClock: () => NOW,
      log: (event) => logged.push(event),
    },
  )
  const app = new App({
    receiver,
    authorize: () => Promise.resolve({ botToken: 'xoxb-test', botId: 'B0', botUserId: 'U0' }),
  })
  app.command('/portin', ({ ack }) => ack('heard'))
  const [slack] = routes
  const server = createServer((request, response) => {
    slack?.handler(request, response)
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}${slack?.path ?? ''}`
  close = async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
})
afterEach(() => close())

/** A request of Slack's, signed so many seconds from now. */
async function send(secondsFromNow: number, { secret = SECRET, body = COMMAND } = {}) {
  const seconds = Math.floor(NOW / 1000) + secondsFromNow
  const digest = createHmac('sha256', secret).update(`v0:${seconds}:${body}`).digest('hex')
  const response = await fetch(url, {
    method: 'POST',
    body,
    headers: {
      'content-type': body.startsWith('{')
        ? 'application/json'
        : 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': String(seconds),
      'x-slack-signature': `v0=${digest}`,
    },
  })
  return { status: response.status, text: await response.text() }
}

const COMMAND = 'command=%2Fportin&text=help&team_id=T0&user_id=U0'

it('a command that Slack signed is heard, and answered in the reply', async () => {
  expect(url).toContain('/slack/events')
  expect(await send(0)).toEqual({ status: 200, text: 'heard' })
})

it.each([-280, 280])('%i seconds from now, a clock may be off', async (seconds) => {
  expect(await send(seconds)).toMatchObject({ status: 200 })
})

it.each([-302, 302, 86_400, Number.NaN])(
  '%d seconds from now, nothing is heard',
  async (seconds) => {
    expect(await send(seconds)).toEqual({ status: 401, text: '' })
    expect(logged).toContain('slack-request-refused')
  },
)

it('what somebody else signed is not heard', async () => {
  expect(await send(0, { secret: 'guessed' })).toEqual({ status: 401, text: '' })
})

it('what nobody signed is not heard', async () => {
  const response = await fetch(url, { method: 'POST', body: COMMAND })
  expect(response.status).toBe(401)
})

it('Slack’s challenge is answered, so that the address can be registered', async () => {
  const body = JSON.stringify({ type: 'url_verification', challenge: 'abc' })
  expect(await send(0, { body })).toEqual({ status: 200, text: '{"challenge":"abc"}' })
})

describe('what Slack signed and never sends', () => {
  const form = (payload: unknown) => `payload=${encodeURIComponent(JSON.stringify(payload))}`
  const user = { id: 'U0' }
  const deep = '['.repeat(100_000) + ']'.repeat(100_000)

  const nonsense = [
    ...[null, true, 7, 'words', [], [null], {}, { type: 'no_such_kind' }].map(form),
    ...[null, 'message', [], {}, { type: 'message', channel: null }].map((event) =>
      JSON.stringify({ type: 'event_callback', event }),
    ),
    ...[
      { type: 'message', item: 'F0' },
      { type: 'message', user: null },
      { type: 'message', subteam: null },
    ].map((event) => JSON.stringify({ type: 'event_callback', event })),
    ...[undefined, null, {}, [], [null], ['press']].map((actions) =>
      form({ type: 'block_actions', user, actions }),
    ),
    form({ type: 'block_actions', actions: [{ action_id: 'order.refresh' }] }),
    form({ type: 'block_actions', user, actions: [{ action_id: 'a' }], channel: null }),
    form({ type: 'block_actions', user, actions: [{ action_id: 'a' }], response_urls: null }),
    form({ type: 'view_submission', user }),
    form({ type: 'view_submission', user, view: null }),
    form({ type: 'view_closed', user, view: 'V0' }),
    form({ type: 'shortcut', user: null, callback_id: 'new' }),
    form({ type: 'message_action', user, callback_id: 7 }),
    form({ event: null, command: '/portin', user_id: 'U0' }),
    'payload=%7B&payload=%7D',
    'payload=',
    'payload=%7B',
    'command=%2Fportin&command=%2Fportin&user_id=U0',
    'command=%2Fportin&user_id=U0&event=words',
    `payload=${deep}`,
    '{}',
    '{',
    '',
  ]

  it.each(
    nonsense.map((body) => [decodeURIComponent(body.slice(0, 60).replace(/%.?$/, '')), body]),
  )('%s is refused in one line, and the next command is heard', async (_, body) => {
    const fell: unknown[] = []
    const noteFall = (error: unknown) => fell.push(error)
    process.on('unhandledRejection', noteFall)
    onTestFinished(() => {
      process.off('unhandledRejection', noteFall)
    })
    expect(await send(0, { body })).toEqual({ status: 400, text: '' })
    expect(logged).toEqual(['slack-request-refused'])
    expect(await send(0)).toEqual({ status: 200, text: 'heard' })
    expect(fell).toEqual([])
  })

  it('nobody’s nonsense is not looked into', async () => {
    expect(await send(0, { secret: 'guessed', body: form(null) })).toMatchObject({ status: 401 })
    expect(logged).toEqual(['slack-request-refused'])
  })

  it('what is longer than Slack sends is refused as that', async () => {
    const body = `command=%2Fportin&user_id=U0&text=${'x'.repeat(5 * 1024 * 1024)}`
    expect(await send(0, { body })).toMatchObject({ status: 413 })
    expect(logged).toEqual(['slack-request-refused'])
  })
})

it('over Socket Mode nothing is served', () => {
  const { routes } = createReceiver(
    { kind: 'socket', appToken: 'xapp-test' },
    {
      ...REAL_CLOCKS,
      apiUrl: 'http://127.0.0.1:9/api/',
      wallClock: () => NOW,
      log: () => undefined,
    },
  )
  expect(routes).toEqual([])
})
