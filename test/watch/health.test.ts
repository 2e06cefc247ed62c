import { describe, expect, it, onTestFinished } from 'vitest'
import { syncOrder } from '../../src/desk/refresh-order.ts'
import { healthRoutes } from '../../src/watch/health-routes.ts'
import { openWebServer } from '../../src/watch/web-server.ts'
import { openPracticeDesk } from '../fixtures/practice-desk.ts'
import type { MonotonicMs } from '../../src/porting/monotonic.ts'

async function openHealth(settings: Readonly<Record<string, string>> = {}) {
  const practice = await openPracticeDesk(settings)
  const slack = { trouble: null as string | null, noticed: null as string | null }
  const routes = healthRoutes(practice.desk, {
    monotonic: () => practice.clock.now() as MonotonicMs,
    noticed: () => slack.noticed,
    slackTrouble: () => Promise.resolve(slack.trouble),
  })
  const server = await openWebServer(routes, { port: 0, host: '127.0.0.1' })
  onTestFinished(() => server.close())
  return {
    ...practice,
    slack,
    ask: async (path: string): Promise<{ status: number; facts: Record<string, unknown> }> => {
      const response = await fetch(`http://127.0.0.1:${server.port}${path}`)
      const facts = (await response.json()) as Record<string, unknown>
      return { status: response.status, facts }
    },
  }
}

describe('the health of the bot', () => {
  it('is alive and ready when everything answers', async () => {
    const { ask } = await openHealth()
    expect(await ask('/health')).toEqual({ status: 200, facts: { alive: true } })
    expect(await ask('/ready')).toMatchObject({
      status: 200,
      facts: {
        ready: true,
        slack: { ok: true },
        bandwidth: { ok: true },
        database: { ok: true },
        knowledge: { ok: true, says: 'no open orders.' },
      },
    })
  })

  it('is not ready when Slack lets nobody in, and still alive', async () => {
    const { ask, slack } = await openHealth()
    slack.trouble = 'Slack rejects the bot token (token_revoked)'
    expect(await ask('/ready')).toMatchObject({
      status: 503,
      facts: { ready: false, slack: { ok: false, says: `${slack.trouble}.` } },
    })
    expect((await ask('/health')).status).toBe(200)
  })

  it('says at once that the link to Slack is down, and at once that it is up again', async () => {
    const { ask, slack } = await openHealth()
    expect((await ask('/ready')).status).toBe(200)
    slack.noticed = 'the link to Slack is down'
    expect(await ask('/ready')).toMatchObject({
      status: 503,
      facts: { slack: { ok: false, says: 'the link to Slack is down.' } },
    })
    slack.noticed = null
    expect((await ask('/ready')).status).toBe(200)
  })

  it('asks Bandwidth at most once a minute, and is ready again when it answers', async () => {
    const { ask, bandwidth, clock } = await openHealth()
    bandwidth.control.fault({ kind: 'status', status: 401, path: '/sites', times: 2 })
    expect((await ask('/ready')).status).toBe(503)
    expect((await ask('/ready')).status).toBe(503)
    const asked = () =>
      bandwidth.control.transcript().filter(({ path }) => path.endsWith('/sites')).length
    const before = asked()
    await ask('/ready')
    expect(asked()).toBe(before)
    bandwidth.control.clearFaults()
    clock.advance(60_000)
    expect((await ask('/ready')).status).toBe(200)
  })

  it('is ready while only its own limit of calls keeps it from asking Bandwidth', async () => {
    const { ask, desk } = await openHealth({ BANDWIDTH_CALLS_PER_MINUTE: '2' })
    await desk.bandwidth.listSites()
    await desk.bandwidth.listSites()
    expect(await ask('/ready')).toMatchObject({
      status: 200,
      facts: { bandwidth: { ok: true, says: expect.stringMatching(/not checked/) as unknown } },
    })
  })

  it.each([
    ['asks for a pause', { kind: 'status', status: 429 }],
    ['is silent', { kind: 'drop-before' }],
    ['refuses', { kind: 'status', status: 403 }],
  ] as const)(
    'is not ready while Bandwidth %s, nor when its own limit then keeps it from asking',
    async (_how, fault) => {
      const { ask, desk, bandwidth, clock } = await openHealth({ BANDWIDTH_CALLS_PER_MINUTE: '6' })
      bandwidth.control.fault({ path: '/sites', times: 99, ...fault })
      expect(await ask('/ready')).toMatchObject({
        status: 503,
        facts: { bandwidth: { ok: false } },
      })
      for (let call = 0; call < 6; call += 1)
        await desk.bandwidth.listSites().catch(() => undefined)
      clock.advance(60_000)
      expect(await ask('/ready')).toMatchObject({
        status: 503,
        facts: { bandwidth: { ok: false } },
      })
    },
  )

  it('is not ready while its knowledge is old', async () => {
    const practice = await openHealth()
    const { ask, desk, clock } = practice
    const number = await practice.track(await practice.make())
    await syncOrder(desk, number)
    expect((await ask('/ready')).status).toBe(200)
    clock.advance(3_600_000)
    expect(await ask('/ready')).toMatchObject({ status: 503, facts: { knowledge: { ok: false } } })
    await syncOrder(desk, number)
    expect((await ask('/ready')).status).toBe(200)
  })

  it('is not ready without its database', async () => {
    const { ask, desk } = await openHealth()
    expect((await ask('/ready')).status).toBe(200)
    await desk.db.destroy()
    expect(await ask('/ready')).toMatchObject({ status: 503, facts: { database: { ok: false } } })
  })

  it('tells no secret', async () => {
    const { ask, bandwidth } = await openHealth()
    bandwidth.control.fault({ kind: 'status', status: 401, path: '/', times: 99 })
    const announced = JSON.stringify(await ask('/ready'))
    for (const secret of Object.values(bandwidth.env)) expect(announced).not.toContain(secret)
  })
})
