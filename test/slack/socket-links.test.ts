import { App } from '@slack/bolt'
import { expect, it, onTestFinished } from 'vitest'
import type { Patience } from '../../src/slack/socket/patience.ts'
import { createLinkedReceiver } from '../../src/slack/socket/two-links.ts'
import { practiceSlack, until, type Answer } from '../sandbox/slack/a-bot.ts'

const SHORT: Partial<Patience> = {
  firstWaitMs: 20,
  longestWaitMs: 100,
  provenMs: 50,
  lingerMs: 20,
  goodbyeMs: 200,
  outageMs: 200,
}

/** A bot on two links, not started yet, that takes its time with `/portin slow`. */
async function linkedBot(patience: Partial<Patience> = {}) {
  const practice = await practiceSlack()
  const { env, url } = practice.slack
  const logged: string[] = []
  const { receiver, links, trouble } = createLinkedReceiver({
    appToken: env.SLACK_APP_TOKEN,
    apiUrl: env.SLACK_API_URL,
    patience: { ...SHORT, ...patience },
    wallClock: Date.now,
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
    person: (deed: string, body: Answer) => practice.person(deed, body),
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
  await until(async () => ((await open()).length === 6 ? true : undefined))
  expect((await open()).at(-1)).toBe(2)
})
