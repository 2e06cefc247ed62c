import { once } from 'node:events'
import { request, type IncomingMessage } from 'node:http'
import { expect, it, onTestFinished } from 'vitest'
import { examineStandbys } from '../../src/desk/examine-standbys.ts'
import { createPracticeClock } from '../../sandbox/clock.ts'
import { startPractice } from '../../sandbox/practice.ts'
import { countRefreshRequests } from '../../src/store/refresh-requests.ts'
import { openAt } from '../fixtures/open-test-database.ts'
import { openPracticeDesk } from '../fixtures/practice-desk.ts'
import { databaseFor } from './place.ts'
import { startReplica } from './replica.ts'

const DOOR = {
  PORTIN_NOTIFICATION_USER: 'bandwidth',
  PORTIN_NOTIFICATION_PASSWORD: 'a-password-of-sixteen',
}

const NOTIFICATION = `<Notification><Status>FOC</Status><OrderId>0ac49d6a-e30a-44e7-b83c-2a2d61c0c3a1</OrderId>
  <OrderType>portins</OrderType></Notification>`

it('over HTTP a standby refuses clicks before it reads them, keeps what Bandwidth says once, and ends when it is told to', async () => {
  const place = await databaseFor(':memory:')
  const { db, close } = await openAt(place)
  const standby = startReplica({
    SLACK_BOT_TOKEN: 'xoxb-nobody',
    SLACK_TRANSPORT: 'http',
    SLACK_SIGNING_SECRET: 'nobody',
    BANDWIDTH_ACCOUNT_ID: '1',
    BANDWIDTH_CLIENT_ID: 'nobody',
    BANDWIDTH_CLIENT_SECRET: 'nobody',
    PORTIN_HTTP_PORT: '0',
    PORTIN_HTTP_HOST: '127.0.0.1',
    PORTIN_DATABASE: place,
    PORTIN_SECRET_KEY: '07'.repeat(32),
    ...DOOR,
  })
  onTestFinished(async () => {
    await standby.close()
    await close()
  })
  await standby.logged('standby')
  const port = Number((await standby.logged('listening'))['port'])

  // Announced, and never sent: who reads it first would wait for it.
  const click = request({
    port,
    host: '127.0.0.1',
    method: 'POST',
    path: '/slack/events',
    headers: { 'content-length': 1000 },
  })
  click.on('error', () => undefined)
  click.flushHeaders()
  const [refused] = (await once(click, 'response')) as [IncomingMessage]
  expect(refused.statusCode).toBe(503)
  click.destroy()

  const say = (headers: Record<string, string>) =>
    fetch(`http://127.0.0.1:${port}/bandwidth/notifications`, {
      method: 'POST',
      headers: { 'content-type': 'text/xml', ...headers },
      body: NOTIFICATION,
    })
  expect((await say({})).status).toBe(401)
  const { PORTIN_NOTIFICATION_USER: user, PORTIN_NOTIFICATION_PASSWORD: password } = DOOR
  const letIn = { authorization: `Basic ${btoa(`${user}:${password}`)}` }
  expect((await say(letIn)).status).toBe(200)
  expect(await countRefreshRequests(db)).toBe(1)

  const { desk } = await openPracticeDesk()
  const [finding] = await examineStandbys({ ...desk, db })
  expect(finding).toMatchObject({ state: 'good' })
  expect(finding?.says).toContain(`process ${String(standby.process.pid)} on `)

  standby.kill('SIGTERM')
  expect(await standby.exited).toBe(0)
}, 60_000)

it('a process whose start fails when it has its turn lets go at once, and is not back at once', async () => {
  const practice = await startPractice({
    slackPort: 0,
    bandwidthPort: 0,
    clock: createPracticeClock({ wall: true }),
  })
  const place = await databaseFor(':memory:')
  const mistaken = startReplica({
    ...practice.env,
    SLACK_BOT_TOKEN: 'xoxb-of-nobody',
    PORTIN_DATABASE: place,
    PORTIN_SECRET_KEY: '07'.repeat(32),
  })
  onTestFinished(async () => {
    await mistaken.close()
    await practice.close()
  })
  const { exitAfterMs } = await mistaken.logged('start-failed')
  expect(exitAfterMs).toBeGreaterThanOrEqual(5_000)
  const waited: string[] = []
  const { close } = await openAt(place, { waitsFor: (holder) => waited.push(holder) })
  expect(waited).toEqual([])
  expect(mistaken.process.exitCode).toBeNull()
  await close()
}, 60_000)
