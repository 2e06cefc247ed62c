import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { App, HTTPReceiver, LogLevel } from '@slack/bolt'
import { describe, expect, it } from 'vitest'
import { signatureOf } from '../../../sandbox/slack/signature.ts'
import type { PracticeSlackOptions } from '../../../sandbox/slack/server.ts'
import { practiceSlack, until } from './a-bot.ts'

it('signs as Slack’s own example is signed', () => {
  const body =
    'token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V' +
    '&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=' +
    '&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN' +
    '&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c'
  expect(signatureOf('8f742231b10e8888abcd99yyyzzz85a5', 1531420618, body)).toBe(
    'v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503',
  )
})

describe('over HTTP', () => {
  it('a real Bolt app hears commands, clicks, forms and messages, and its replies are the acks', async () => {
    const heard: string[] = []
    await using slack = await practiceSlack()
    await using app = await boltOverHttp(slack.slack.env, (bolt) => {
      bolt.command('/portin', async ({ ack, command, client }) => {
        if (command.text === 'form') {
          await ack()
          await client.views.open({ trigger_id: command.trigger_id, view: FORM })
        } else await ack({ text: 'a card', blocks: [BUTTONS] })
      })
      bolt.action('go', async ({ ack, action }) => {
        await ack()
        heard.push('value' in action ? action.value : '')
      })
      bolt.view('form', ({ ack }) => ack({ response_action: 'errors', errors: { name: 'no' } }))
      bolt.message(({ message }) => {
        heard.push('text' in message ? message.text : '')
        return Promise.resolve()
      })
    })
    await slack.person('request-url', { url: app.url })

    const command = { as: 'porter', channel: 'porting' }
    expect(await slack.person('command', { ...command, text: '' })).toMatchObject({
      acked: true,
      response: { text: 'a card' },
    })
    const [card] = await slack.sees('porter')
    await slack.person('click', { as: 'porter', channel: 'porting', ts: card?.ts, action: 'go' })
    await slack.person('say', { as: 'porter', channel: 'porting', text: 'hello' })
    await until(() => heard.length === 2 || undefined)
    expect(heard).toEqual(['7', 'hello'])

    await slack.person('command', { ...command, text: 'form' })
    await until(async () => (await slack.modal('porter')) ?? undefined)
    expect(await slack.person('submit', { as: 'porter', values: { Name: 'x' } })).toMatchObject({
      acked: true,
      closed: false,
      errors: { Name: 'no' },
    })
    expect(slack.complaints).toEqual([])
  })

  it('an address is taken only when the app there answers the challenge', async () => {
    await using slack = await practiceSlack()
    await using other = await listener(() => 200)
    expect(await slack.refused('request-url', { url: other.url })).toContain('challenge')
    expect(await slack.refused('request-url', { url: 'nowhere' })).toContain('no address')
  })

  it('an event comes again, with its number and reason and the same id, until it is answered', async () => {
    await using app = await listener((count) => (count < 3 ? 500 : 200))
    await using slack = await practiceSlack({
      ...over(app.url),
      timing: { retryAfterMs: [0, 5, 5] },
    })
    await slack.person('say', { as: 'porter', channel: 'porting', text: 'hello' })
    await until(() => app.requests.length === 3 || undefined)
    const sent = app.requests.map(({ headers, body }) => ({
      num: headers['x-slack-retry-num'],
      reason: headers['x-slack-retry-reason'],
      id: (JSON.parse(body) as { event_id: string }).event_id,
    }))
    const id = sent[0]?.id
    expect(sent).toEqual([
      { id },
      { num: '1', reason: 'http_error', id },
      { num: '2', reason: 'http_error', id },
    ])
  })

  it('an answer can ask that an event does not come again', async () => {
    await using app = await listener(() => 500, { 'x-slack-no-retry': '1' })
    await using slack = await practiceSlack({
      ...over(app.url),
      timing: { retryAfterMs: [0, 5, 5] },
    })
    await slack.person('say', { as: 'porter', channel: 'porting', text: 'hello' })
    await until(() => slack.complaints.find((line) => line.includes('lost')))
    expect(app.requests).toHaveLength(1)
  })

  it('who does not answer in time, or is not there, has failed for the person', async () => {
    await using app = await listener(() => undefined)
    await using slack = await practiceSlack({ ...over(app.url), timing: { ackMs: 40 } })
    const command = { as: 'porter', channel: 'porting', text: '' }
    expect(await slack.person('command', command)).toMatchObject({
      acked: false,
      error: 'operation_timeout',
    })
    await app.close()
    expect(await slack.person('command', command)).toMatchObject({
      acked: false,
      error: 'dispatch_failed',
    })
    expect((await slack.sees('porter')).map(({ text }) => text)).toEqual([
      '/portin failed with the error "operation_timeout"',
      '/portin failed with the error "dispatch_failed"',
    ])
  })

  it('the body is a form for commands and clicks, JSON for events, signed as it is', async () => {
    await using app = await listener(() => 200)
    await using slack = await practiceSlack(over(app.url))
    await slack.person('command', { as: 'porter', channel: 'porting', text: 'a & b' })
    await slack.person('say', { as: 'porter', channel: 'porting', text: 'hello' })
    await until(() => app.requests.length === 2 || undefined)
    const [command, event] = app.requests
    expect(command?.headers['content-type']).toBe('application/x-www-form-urlencoded')
    expect(Object.fromEntries(new URLSearchParams(command?.body))).toMatchObject({
      command: '/portin',
      text: 'a & b',
      is_enterprise_install: 'false',
    })
    expect(event?.headers['content-type']).toBe('application/json')
    for (const { headers, body } of app.requests) {
      const seconds = Number(headers['x-slack-request-timestamp'])
      expect(headers['x-slack-signature']).toBe(
        signatureOf('practice-signing-secret', seconds, body),
      )
      expect(Math.abs(Date.now() / 1000 - seconds)).toBeLessThan(5)
    }
  })
})

const BUTTONS = {
  type: 'actions' as const,
  elements: [
    {
      type: 'button' as const,
      action_id: 'go',
      value: '7',
      text: { type: 'plain_text' as const, text: 'Go' },
    },
  ],
}

const FORM = {
  type: 'modal' as const,
  callback_id: 'form',
  title: { type: 'plain_text' as const, text: 'Form' },
  submit: { type: 'plain_text' as const, text: 'Save' },
  blocks: [
    {
      type: 'input' as const,
      block_id: 'name',
      label: { type: 'plain_text' as const, text: 'Name' },
      element: { type: 'plain_text_input' as const, action_id: 'v' },
    },
  ],
}

function over(url: string): Partial<PracticeSlackOptions> {
  return { transport: { kind: 'http', url } }
}

async function boltOverHttp(
  env: { SLACK_SIGNING_SECRET: string; SLACK_BOT_TOKEN: string; SLACK_API_URL: string },
  register: (app: App) => void,
) {
  const receiver = new HTTPReceiver({
    signingSecret: env.SLACK_SIGNING_SECRET,
    logLevel: LogLevel.ERROR,
  })
  const app = new App({
    token: env.SLACK_BOT_TOKEN,
    receiver,
    convoStore: false,
    logLevel: LogLevel.ERROR,
    clientOptions: { slackApiUrl: env.SLACK_API_URL, retryConfig: { retries: 0 } },
  })
  register(app)
  const server = createServer((request, response) => {
    receiver.requestListener(request, response)
  })
  const port = await listening(server)
  return {
    url: `http://127.0.0.1:${port}/slack/events`,
    [Symbol.asyncDispose]: () => closing(server),
  }
}

/** An app without Bolt that answers each request with the status it is told; undefined: never. */
async function listener(
  status: (count: number) => number | undefined,
  headers: Record<string, string> = {},
) {
  const requests: { headers: IncomingMessage['headers']; body: string }[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString()))
    request.on('end', () => {
      requests.push({ headers: request.headers, body })
      const answer = status(requests.length)
      if (answer !== undefined) response.writeHead(answer, headers).end()
    })
  })
  const port = await listening(server)
  return {
    url: `http://127.0.0.1:${port}/slack/events`,
    requests,
    close: () => closing(server),
    [Symbol.asyncDispose]: () => closing(server),
  }
}

async function listening(server: ReturnType<typeof createServer>): Promise<number> {
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  return (server.address() as AddressInfo).port
}

async function closing(server: ReturnType<typeof createServer>): Promise<void> {
  if (!server.listening) return
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
}
