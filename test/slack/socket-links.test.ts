import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { App } from '@slack/bolt'
import { expect, it, onTestFinished } from 'vitest'
import { WebSocketServer, type WebSocket } from 'ws'
import type { Connection } from '../../src/slack/socket/connection.ts'
import { maintainLink } from '../../src/slack/socket/link.ts'
import { PATIENCE, type Patience } from '../../src/slack/socket/patience.ts'
import { createLinkedReceiver } from '../../src/slack/socket/two-links.ts'
import { practiceSlack, until, type Answer } from '../sandbox/slack/a-bot.ts'
import { REAL_CLOCKS } from '../fixtures/real-clocks.ts'

const SHORT: Partial<Patience> = {
  firstWaitMs: 20,
  longestWaitMs: 100,
  provenMs: 50,
  lingerMs: 20,
  goodbyeMs: 200,
  outageMs: 200,
}

/** So that both links of a dead line are seen to be down. */
const SLOW_TO_RETURN = { provenMs: 60_000, firstWaitMs: 30_000, longestWaitMs: 30_000 }

/** A bot on two links, not started yet, that takes its time with `/portin slow`. */
async function linkedBot(patience: Partial<Patience> = {}) {
  const practice = await practiceSlack()
  const { env, url } = practice.slack
  const logged: string[] = []
  const { receiver, links, trouble } = createLinkedReceiver({
    appToken: env.SLACK_APP_TOKEN,
    apiUrl: env.SLACK_API_URL,
    patience: { ...SHORT, ...patience },
    monotonic: REAL_CLOCKS.monotonic,
    log: (event) => logged.push(event),
  })
  const app = new App({
    token: env.SLACK_BOT_TOKEN,
    receiver,
    convoStore: false,
    clientOptions: { slackApiUrl: env.SLACK_API_URL },
  })
  app.command('/portin', async ({ ack, command }) => {
    if (command.text === 'slow') await new Promise((resolve) => setTimeout(resolve, 300))
    await ack()
  })
  onTestFinished(async () => {
    await app.stop()
    await practice[Symbol.asyncDispose]()
  })

  async function transcript(): Promise<readonly Line[]> {
    const response = await fetch(`${url}/human/transcript`)
    return (await response.json()) as Line[]
  }
  return {
    complaints: practice.complaints,
    person: (operation: string, body: Answer) => practice.person(operation, body),
    app,
    links,
    trouble,
    logged,
    /** What Slack has open, as it was told in turn. */
    open: async () =>
      (await transcript())
        .filter(({ kind }) => kind === 'socket')
        .map(({ detail }) => detail['open']),
    asked: async () =>
      (await transcript()).filter(({ what }) => what === 'apps.connections.open').length,
    command: (text = '') => practice.person('command', { as: 'porter', channel: 'porting', text }),
    bothUp: () => until(() => (links().up === 2 ? true : undefined)),
  }
}

interface Line {
  readonly kind: string
  readonly what: string
  readonly detail: Readonly<Record<string, unknown>>
}

it('two links are open, and stopping closes both', async () => {
  const { app, bothUp, open, links } = await linkedBot()
  await app.start()
  await bothUp()
  expect((await open()).at(-1)).toBe(2)
  await app.stop()
  expect(links().up).toBe(0)
  expect((await open()).at(-1)).toBe(0)
})

it('a link is never without a connection while Slack renews it', async () => {
  const { app, person, bothUp, open } = await linkedBot()
  await app.start()
  await bothUp()
  await person('socket', { action: 'disconnect' })
  await until(async () => ((await open()).length === 6 ? true : undefined))
  expect((await open()).every((count, at) => at === 0 || Number(count) >= 2)).toBe(true)
  expect((await open()).at(-1)).toBe(2)
})

it('what came over a link that is renewed is acknowledged over it', async () => {
  const { app, person, bothUp, command, complaints } = await linkedBot()
  await app.start()
  await bothUp()
  const slow = [command('slow'), command('slow')]
  await person('socket', { action: 'disconnect' })
  expect(await Promise.all(slow)).toMatchObject([{ acked: true }, { acked: true }])
  expect(complaints).toEqual([])
})

it('one link that cannot come back is counted, and is no trouble', async () => {
  const { app, person, bothUp, links, trouble, command } = await linkedBot()
  await app.start()
  await bothUp()
  await person('fault', { method: 'apps.connections.open', status: 503, times: 999 })
  await person('socket', { action: 'drop', link: 1 })
  await until(() => (links().up === 1 ? true : undefined))
  await new Promise((resolve) => setTimeout(resolve, 250))
  expect([links(), trouble()]).toEqual([{ up: 1, of: 2 }, null])
  expect(await command()).toMatchObject({ acked: true })
  await person('fault', { clear: true })
  await bothUp()
})

it('a start goes on while Slack is down, and is through when one link is up', async () => {
  const { app, person, trouble } = await linkedBot()
  await person('fault', { method: 'apps.connections.open', error: 'internal_error', times: 6 })
  await app.start()
  expect(trouble()).toBeNull()
})

it('a start that Slack refuses says so, and nothing is tried any more', async () => {
  const { app, person, asked } = await linkedBot()
  await person('token', { token: 'app' })
  await expect(app.start()).rejects.toThrow('invalid_auth')
  const before = await asked()
  await new Promise((resolve) => setTimeout(resolve, 150))
  expect(await asked()).toBe(before)
})

it('Slack is left alone for as long as it asks', async () => {
  const { app, person } = await linkedBot()
  await person('fault', { method: 'apps.connections.open', status: 429, retryAfter: 1, times: 2 })
  const started = performance.now()
  await app.start()
  expect(performance.now() - started).toBeGreaterThan(950)
})

it('a connection on which Slack says no hello in time is given up, and closed should it come after all', async () => {
  const { app, person, bothUp, open, logged } = await linkedBot({ helloMs: 150 })
  await person('fault', { method: 'apps.connections.open', ms: 400, times: 2 })
  await app.start()
  await bothUp()
  expect(logged).toContain('slack-link-failed')
  // The two late ones come and are hung up on.
  await until(async () => {
    const counts = await open()
    return (counts.length >= 6 && counts.at(-1) === 2) || undefined
  })
})

it('the old connection is listened to a moment longer than the new one needs to come up', async () => {
  const happened: string[] = []
  const leave: (() => void)[] = []
  let opened = 0
  const open = (): Promise<Connection> => {
    opened += 1
    const name = `connection ${opened}`
    happened.push(`${name} opens`)
    if (opened === 2) setTimeout(() => happened.push('a moment passes'), 50)
    const end: PromiseWithResolvers<void> = Promise.withResolvers()
    const leaving: PromiseWithResolvers<void> = Promise.withResolvers()
    leave.push(leaving.resolve)
    return Promise.resolve({
      leaving: leaving.promise,
      closed: end.promise,
      close() {
        happened.push(`${name} closes`)
        end.resolve()
        return end.promise
      },
    })
  }
  const link = maintainLink({
    name: 'only',
    open,
    patience: { ...PATIENCE, ...SHORT, lingerMs: 150 },
    monotonic: REAL_CLOCKS.monotonic,
    log: () => undefined,
    changed: () => undefined,
  })
  await link.start()
  leave[0]?.()
  await until(() => (happened.includes('connection 1 closes') ? true : undefined))
  expect(happened).toEqual([
    'connection 1 opens',
    'connection 2 opens',
    'a moment passes',
    'connection 1 closes',
  ])
  expect(link.isUp()).toBe(true)
  await link.stop()
  expect(happened.at(-1)).toBe('connection 2 closes')
})

it('a Slack that has fallen silent is noticed, and keeps nobody from stopping', async () => {
  const slack = await silentSlack()
  const { receiver, links } = createLinkedReceiver({
    appToken: 'xapp-test',
    apiUrl: slack.apiUrl,
    patience: { ...SHORT, pongMs: 150, ...SLOW_TO_RETURN },
    monotonic: REAL_CLOCKS.monotonic,
    log: () => undefined,
  })
  await receiver.start()
  await until(() => (links().up === 2 ? true : undefined))
  slack.fallSilent()
  await until(() => (links().up === 0 ? true : undefined))

  const other = createLinkedReceiver({
    appToken: 'xapp-test',
    apiUrl: slack.apiUrl,
    patience: SHORT,
    monotonic: REAL_CLOCKS.monotonic,
    log: () => undefined,
  })
  await other.receiver.start()
  await until(() => (other.links().up === 2 ? true : undefined))
  slack.fallSilent()
  const stopping = performance.now()
  await Promise.all([receiver.stop(), other.receiver.stop()])
  // It does not wait until the links would come back.
  expect(performance.now() - stopping).toBeLessThan(15_000)
  expect(other.links().up).toBe(0)
})

it('what Slack never sends over a link is one line each, and both links go on', async () => {
  const slack = await silentSlack()
  const logged: string[] = []
  const { receiver, links } = createLinkedReceiver({
    appToken: 'xapp-test',
    apiUrl: slack.apiUrl,
    patience: { ...SHORT, ...SLOW_TO_RETURN },
    monotonic: REAL_CLOCKS.monotonic,
    log: (event) => logged.push(event),
  })
  const app = new App({
    receiver,
    authorize: () => Promise.resolve({ botToken: 'xoxb-test', botId: 'B0', botUserId: 'U0' }),
  })
  app.command('/portin', ({ ack }) => ack('heard'))
  const fell: unknown[] = []
  const noteFall = (error: unknown) => fell.push(error)
  process.on('unhandledRejection', noteFall)
  onTestFinished(async () => {
    process.off('unhandledRejection', noteFall)
    await receiver.stop()
  })
  await app.start()
  await until(() => (links().up === 2 ? true : undefined))

  const payloads = [null, true, 7, 'words', [], [null], {}, { event: null }, { event: 'message' }]
  const nonsense = [
    ...payloads.map((frame) => JSON.stringify(frame)),
    ...[null, 7, 'error', 'close', 'disconnected', 'odd_frame', 'slack_event', 'no_such'].map(
      (type) => JSON.stringify({ type, envelope_id: '1', payload: { command: '/portin' } }),
    ),
    ...['events_api', 'interactive', 'slash_commands'].flatMap((type) =>
      [undefined, ...payloads].map((payload) =>
        JSON.stringify({ type, envelope_id: '1', payload }),
      ),
    ),
    JSON.stringify({
      type: 'events_api',
      payload: { event: { type: 'disconnected', user: null } },
    }),
    `{"type":"interactive","payload":${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
    '{',
    '',
  ]
  for (const frame of nonsense) slack.say(frame)
  slack.say(
    JSON.stringify({
      type: 'slash_commands',
      envelope_id: 'last',
      payload: { command: '/portin', user_id: 'U0', channel_id: 'C0', team_id: 'T0' },
    }),
  )
  await until(() => (slack.acknowledged.includes('last') ? true : undefined))
  expect(slack.acknowledged).toEqual(['last'])
  expect(logged.filter((event) => event === 'slack-frame-unknown')).toHaveLength(nonsense.length)
  expect(links().up).toBe(2)
  expect(fell).toEqual([])
})

/** Greets, says whatever it is told to, and can stop reading: neither a ping nor a goodbye is answered any more. */
async function silentSlack() {
  const open: WebSocket[] = []
  const acknowledged: string[] = []
  const server = createServer((_request, response) => {
    const { port } = server.address() as AddressInfo
    response.writeHead(200, { 'content-type': 'application/json' })
    response.end(JSON.stringify({ ok: true, url: `ws://127.0.0.1:${port}/` }))
  })
  const sockets = new WebSocketServer({ server })
  sockets.on('connection', (socket) => {
    open.push(socket)
    socket.on('message', (data: Buffer) => {
      acknowledged.push((JSON.parse(data.toString()) as { envelope_id: string }).envelope_id)
    })
    socket.send('{"type":"hello"}')
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  onTestFinished(async () => {
    for (const socket of open) socket.terminate()
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
  return {
    apiUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`,
    acknowledged,
    say(frame: string) {
      open[0]?.send(frame)
    },
    fallSilent() {
      for (const socket of open) socket.pause()
    },
  }
}
