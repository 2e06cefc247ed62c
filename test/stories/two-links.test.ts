import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Patience } from '../../src/slack/socket/patience.ts'
import { callsOf, door, draft, expectNoComplaints } from './order-on-the-way.ts'
import { pdf, startDay, type PracticeDay } from './practice-day.ts'
import { announced } from './toll-free-on-the-way.ts'

/** What takes Slack seconds or hours takes a moment here. */
const SHORT: Partial<Patience> = {
  firstWaitMs: 20,
  longestWaitMs: 200,
  provenMs: 50,
  lingerMs: 500,
  goodbyeMs: 300,
  outageMs: 200,
}

let day: PracticeDay
afterEach(() => day.close())

async function begin(patience: Partial<Patience>): Promise<void> {
  day = await startDay({
    transport: 'socket',
    patience,
    settings: { PORTIN_HTTP_HOST: '127.0.0.1', PORTIN_HTTP_PORT: '0' },
  })
  await untilSo(async () => (await open()) === 2)
}

async function open(): Promise<unknown> {
  const lines = (await door(day, 'transcript')) as {
    readonly kind: string
    readonly detail: Readonly<Record<string, unknown>>
  }[]
  return lines.findLast(({ kind }) => kind === 'socket')?.detail['open']
}

function command(text: string): Promise<unknown> {
  return door(day, 'command', { as: 'porter', channel: 'porting', text })
}

async function ready(): Promise<{ status: number; says: string }> {
  const port = day.logged.findLast(({ event }) => event === 'listening')?.facts['port']
  const response = await fetch(`http://127.0.0.1:${Number(port)}/ready`)
  const { slack } = (await response.json()) as { slack: { says: string } }
  return { status: response.status, says: slack.says }
}

describe('two links to Slack', () => {
  beforeEach(() => begin(SHORT))

  it('lose nothing while Slack renews one and then the other', async () => {
    await draft(day)
    const words = Array.from({ length: 10 }, (_, n) => `word-${n}`)
    const answers = await Promise.all(
      words.flatMap((word, n) => [
        command(`note 1001 ${word}`),
        ...(n === 3 ? [door(day, 'socket', { action: 'disconnect', link: 1 })] : []),
        ...(n === 7 ? [door(day, 'socket', { action: 'disconnect', link: 2 })] : []),
      ]),
    )
    await day.untilIdle()

    expect(answers.filter((answer) => isAcked(answer))).toHaveLength(10)
    const notes = callsOf(day, 'POST', /\/notes$/).map(({ request }) => request)
    expect(notes).toHaveLength(10)
    for (const word of words) {
      expect(notes.filter((note) => note.includes(word))).toHaveLength(1)
    }
    await untilSo(async () => (await open()) === 2)
    await expectNoComplaints(day)
  })

  it('come back by themselves after Slack gave no new ones for a while', async () => {
    expect(await ready()).toMatchObject({ status: 200 })
    await door(day, 'fault', { method: 'apps.connections.open', status: 503, times: 999 })
    await door(day, 'socket', { action: 'drop' })
    await untilSo(async () => (await ready()).status === 503)
    expect((await ready()).says).toBe('the link to Slack is down.')

    await door(day, 'fault', { clear: true })
    await untilSo(async () => (await open()) === 2)
    expect(await ready()).toMatchObject({ status: 200 })
    expect(await command('help')).toMatchObject({ acked: true })
  })

  it('say at once that the app token is not taken any more, and come back when it is', async () => {
    await door(day, 'token', { token: 'app' })
    await door(day, 'socket', { action: 'drop' })
    await untilSo(async () => (await ready()).status === 503)
    expect((await ready()).says).toBe('Slack rejects the app token (invalid_auth).')

    await door(day, 'token', { token: 'app', revoked: false })
    await untilSo(async () => (await open()) === 2)
    expect(await ready()).toMatchObject({ status: 200 })
    expect(await command('help')).toMatchObject({ acked: true })
  })

  it('go on after frames that no client knows', async () => {
    await door(day, 'socket', { action: 'babble' })
    await untilSo(() =>
      Promise.resolve(day.logged.some(({ event }) => event === 'slack-frame-unknown')),
    )
    expect(await Promise.all([command('help'), command('help')])).toMatchObject([
      { acked: true },
      { acked: true },
    ])
    expect(await open()).toBe(2)
  })
})

it('one link to Slack serves while the other is dead and nobody has noticed yet', async () => {
  await begin({ ...SHORT, pongMs: 600 })
  const card = await draft(day)
  await door(day, 'socket', { action: 'mute', link: 1 })
  const answers = await Promise.all([command('status 1001'), command('status 1001')])
  expect(answers.map(isAcked).sort()).toEqual([false, true])

  await untilSo(async () => (await open()) === 2)
  await door(day, 'socket', { action: 'mute', link: 1 })
  for (const name of ['one.pdf', 'two.pdf']) {
    await day.say('porter', 'a letter', { thread: card.ts, files: [pdf(name, name)] })
  }
  for (const words of [/Attach one\.pdf to/, /Attach two\.pdf to/]) {
    await day.until('porter2', words)
    await day.untilIdle()
    expect(await announced(day, words)).toHaveLength(1)
  }
  await untilSo(async () => (await open()) === 2)
  expect(await Promise.all([command('status 1001'), command('status 1001')])).toMatchObject([
    { acked: true },
    { acked: true },
  ])
})

function isAcked(answer: unknown): boolean {
  return (answer as { acked?: unknown }).acked === true
}

async function untilSo(look: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 15_000
  while (!(await look())) {
    if (Date.now() > deadline) throw new Error('it did not become so within fifteen seconds')
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
