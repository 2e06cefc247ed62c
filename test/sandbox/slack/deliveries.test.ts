import { describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import type { App } from '@slack/bolt'
import type { PracticeSlack } from '../../../sandbox/slack/server.ts'
import { connect, startBot, until } from './a-bot.ts'

describe('events', () => {
  it('come again with the same event id until they are acknowledged', async () => {
    await using bot = await startBot(() => undefined, {
      timing: { ackMs: 100, retryAfterMs: [0, 10, 10] },
    })
    await bot.app.stop()
    using link = await rawLink(bot.slack, { acknowledges: 3 })

    await bot.person('say', { as: 'porter', channel: 'porting', text: 'hello' })

    await until(() => link.events.length === 3 || undefined)
    await new Promise((resolve) => setTimeout(resolve, 150))
    expect(link.events.map(({ retry_attempt }) => retry_attempt)).toEqual([0, 1, 2])
    expect(new Set(link.events.map(({ payload }) => payload.event_id)).size).toBe(1)
    expect(new Set(link.events.map(({ envelope_id }) => envelope_id)).size).toBe(3)
  })

  it('come again when it is time by a clock that is turned', async () => {
    let now = Date.parse('2026-12-01T15:00:00Z')
    await using bot = await startBot(() => undefined, {
      timing: { ackMs: 100 },
      clock: { now: () => now },
    })
    await bot.app.stop()
    using link = await rawLink(bot.slack, { acknowledges: 3 })
    await bot.person('say', { as: 'porter', channel: 'porting', text: 'hello' })
    await until(() => link.events.length === 2 || undefined)
    await bot.person('quiet', {})
    await bot.person('quiet', {})
    expect(link.events).toHaveLength(2)

    now += 60_000
    await bot.person('quiet', {})
    expect(link.events.map(({ retry_attempt }) => retry_attempt)).toEqual([0, 1, 2])
  })

  it('go to another link at once when theirs dies before the acknowledgement', async () => {
    await using bot = await startBot(() => undefined)
    await bot.app.stop()
    using dying = await rawLink(bot.slack)
    await bot.person('say', { as: 'porter', channel: 'porting', text: 'hello' })
    await until(() => dying.events[0])

    using other = await rawLink(bot.slack)
    dying.cut()

    const again = await until(() => other.events[0])
    expect(again).toMatchObject({
      retry_attempt: 1,
      retry_reason: 'timeout',
      payload: { event_id: dying.events[0]?.payload.event_id },
    })
  })

  it('wait for a link while there is none, and commands do not', async () => {
    await using bot = await startBot(() => undefined)
    await bot.app.stop()
    await until(
      async () => (await bot.person('socket', { action: 'drop' }))['links'] === 0 || undefined,
    )

    await bot.person('say', { as: 'porter', channel: 'porting', text: 'anybody?' })
    const command = await bot.person('command', { as: 'porter', channel: 'porting', text: 'help' })

    expect(command).toMatchObject({ acked: false, error: 'operation_timeout' })
    expect(await bot.sees('porter')).toMatchObject([
      { text: 'anybody?' },
      { ephemeral: true, text: '/portin failed with the error "operation_timeout"' },
    ])
    using link = await rawLink(bot.slack)
    const heard = await until(() => link.events[0])
    expect(heard).toMatchObject({ retry_attempt: 1, payload: { event: { text: 'anybody?' } } })
  })

  it('are told of channels the bot is in, and of no other', async () => {
    const heard: string[] = []
    await using bot = await startBot((app) => {
      app.message(async ({ message }) => {
        heard.push('text' in message ? (message.text ?? '') : '')
        await Promise.resolve()
      })
      app.event('app_mention', async ({ event }) => {
        heard.push(`mention: ${event.text}`)
        await Promise.resolve()
      })
    })
    await bot.person('say', { as: 'porter', channel: 'general', text: 'not for bots' })
    await bot.person('say', { as: 'porter', channel: '@bot', text: 'just us' })
    await bot.person('say', { as: 'stranger', channel: 'partners', text: '@portin hi' })

    await until(() => (heard.length === 3 ? heard : undefined))
    expect(heard).toEqual(['just us', '<@U0PORTIN> hi', 'mention: <@U0PORTIN> hi'])
  })
})

it('asks a client to come back on a new link', async () => {
  await using bot = await startBot(() => undefined)
  using link = await rawLink(bot.slack)
  expect(await bot.person('socket', { action: 'disconnect' })).toEqual({ links: 2 })
  expect(await until(() => link.events[0])).toMatchObject({
    type: 'disconnect',
    reason: 'refresh_requested',
  })
})

it('spreads deliveries over the links', async () => {
  const heard = { here: 0, there: 0 }
  const listen = (where: keyof typeof heard) => (app: App) => {
    app.message(async () => {
      heard[where] += 1
      await Promise.resolve()
    })
  }
  await using bot = await startBot(listen('here'))
  const second = await connect(bot.slack, listen('there'))
  for (let n = 0; n < 40; n += 1)
    await bot.person('say', { as: 'porter', channel: 'porting', text: `message ${n}` })
  await until(() => heard.here + heard.there === 40 || undefined)
  await second.stop()
  expect(heard.here).toBeGreaterThan(0)
  expect(heard.there).toBeGreaterThan(0)
})

it('answers a bot that is too slow with an error line, and takes no second acknowledgement', async () => {
  await using bot = await startBot(
    (app) => {
      app.command('/portin', async ({ ack }) => {
        await new Promise((resolve) => setTimeout(resolve, 120))
        await ack('late')
      })
    },
    { timing: { ackMs: 60 } },
  )
  const answer = await bot.person('command', { as: 'porter', channel: 'porting', text: 'new' })
  expect(answer).toMatchObject({ acked: false, error: 'operation_timeout' })
  await until(() => bot.complaints.find((line) => line.includes('too late')))
  expect(await bot.sees('porter')).toHaveLength(1)
  expect(await bot.sees('porter2')).toHaveLength(0)
})

interface EventFrame {
  readonly envelope_id: string
  readonly retry_attempt: number
  readonly retry_reason: string
  readonly payload: { readonly event_id: string; readonly event: { readonly text: string } }
}

/** A link without Bolt, which would acknowledge by itself: this one does so once, or never. */
async function rawLink({ env }: PracticeSlack, { acknowledges = Infinity } = {}) {
  const opened = await fetch(`${env.SLACK_API_URL}apps.connections.open`, {
    method: 'POST',
    headers: { authorization: `Bearer ${env.SLACK_APP_TOKEN}` },
  })
  const { url } = (await opened.json()) as { url: string }
  const socket = new WebSocket(url)
  const events: EventFrame[] = []
  const greeted = new Promise((resolve) => {
    socket.on('message', (data: Buffer) => {
      const frame = JSON.parse(data.toString()) as EventFrame & { type: string }
      if (frame.type === 'hello') resolve(frame)
      else events.push(frame)
      if (events.length === acknowledges)
        socket.send(JSON.stringify({ envelope_id: frame.envelope_id, payload: {} }))
    })
  })
  await greeted
  return {
    events,
    cut() {
      socket.terminate()
    },
    [Symbol.dispose]() {
      socket.close()
    },
  }
}
