import { describe, expect, it } from 'vitest'
import { createPracticeClock } from '../../../sandbox/clock.ts'
import type { Caller } from './bandwidth-caller.ts'
import { answerOf, DRAFT, openBandwidth, regularOrder } from './bandwidth-caller.ts'

const ORDER = regularOrder(['9195550100'], DRAFT)

async function tokenFor(bandwidth: Caller, secret = bandwidth.env.BANDWIDTH_CLIENT_SECRET) {
  return fetch(bandwidth.env.BANDWIDTH_TOKEN_URL, {
    method: 'POST',
    headers: { Authorization: `Basic ${btoa(`${bandwidth.env.BANDWIDTH_CLIENT_ID}:${secret}`)}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  })
}

describe('the door of the practice Bandwidth', () => {
  it('opens to a token, and to nobody once it has ended', async () => {
    const bandwidth = await openBandwidth()
    expect((await tokenFor(bandwidth, 'wrong')).status).toBe(401)
    const { access_token: token } = (await (await tokenFor(bandwidth)).json()) as {
      access_token: string
    }
    const ask = () =>
      bandwidth.call('GET', '/sites', undefined, { Authorization: `Bearer ${token}` })
    expect((await ask()).status).toBe(200)
    bandwidth.control.endTokens()
    const shut = await ask()
    expect([shut.status, shut.text]).toEqual([401, ''])
    expect(shut.headers.get('www-authenticate')).toBe('Basic realm="Bandwidth"')
  })

  it('knows what is not there from what is not done', async () => {
    const bandwidth = await openBandwidth()
    expect((await bandwidth.call('GET', '/bulkPortins')).status).toBe(404)
    expect((await bandwidth.call('DELETE', '/sites')).status).toBe(405)
    expect((await bandwidth.call('POST', '/portins', '<LnpOrder><SiteId></LnpOrder>')).status).toBe(
      400,
    )
  })

  it('says when to come back', async () => {
    const bandwidth = await openBandwidth({ rateLimit: { perMinute: 60, burst: 2 } })
    const ask = () => bandwidth.order('none')
    expect([(await ask()).status, (await ask()).status]).toEqual([404, 404])
    const before = Date.now() / 1000
    const limited = await ask()
    expect(limited.status).toBe(429)
    const reset = Number(limited.headers.get('x-ratelimit-reset'))
    expect(reset).toBeGreaterThanOrEqual(before)
    expect(reset - Date.now() / 1000).toBeLessThan(3)
    expect((await bandwidth.call('GET', '/sites')).status).toBe(200)
  })

  it('speaks E.164 under v2', async () => {
    const bandwidth = await openBandwidth()
    const headers = { Authorization: `Basic ${btoa('practice-user:practice-password')}` }
    const call = async (body: string) =>
      answerOf(
        await fetch(`${bandwidth.url}/api/v2/accounts/9900572/portins`, {
          method: 'POST',
          headers,
          body,
        }),
      )
    expect((await call(ORDER)).one('Code')).toBe('1022')
    const taken = await call(ORDER.replaceAll('9195550100', '+19195550100'))
    expect(taken.one('PhoneNumber')).toBe('+19195550100')
    const sameOrder = await bandwidth.order(taken.one('OrderId') ?? '')
    expect(sameOrder.one('PhoneNumber')).toBe('9195550100')
  })
})

describe('mishaps at the practice Bandwidth', () => {
  const count = (bandwidth: Caller) => bandwidth.control.orders().length

  it('answers nothing, before the operation or after it', async () => {
    const bandwidth = await openBandwidth()
    await bandwidth.door('faults', { method: 'POST', path: '/portins$', kind: 'drop-before' })
    await expect(bandwidth.create(ORDER)).rejects.toThrow()
    expect(count(bandwidth)).toBe(0)
    await bandwidth.door('faults', { method: 'POST', path: '/portins$', kind: 'drop-after' })
    await expect(bandwidth.create(ORDER)).rejects.toThrow()
    expect(count(bandwidth)).toBe(1)
  })

  it('answers what it is told as often as it is told, then as ever', async () => {
    const bandwidth = await openBandwidth()
    bandwidth.control.fault({ kind: 'status', path: 'sites', status: 503, times: 2 })
    const statuses = [1, 2, 3].map(async () => (await bandwidth.call('GET', '/sites')).status)
    expect((await Promise.all(statuses)).sort()).toEqual([200, 503, 503])
  })

  it('answers garbage, or half', async () => {
    const bandwidth = await openBandwidth()
    const whole = (await bandwidth.call('GET', '/sites')).text
    bandwidth.control.fault({ kind: 'garbage', path: 'sites' })
    const garbage = await bandwidth.call('GET', '/sites')
    expect([garbage.status, garbage.text.startsWith('<?xml')]).toEqual([200, false])
    bandwidth.control.fault({ kind: 'truncate', path: 'sites' })
    const half = (await bandwidth.call('GET', '/sites')).text
    expect(whole.startsWith(half)).toBe(true)
    expect(half.length).toBe(Math.floor(whole.length / 2))
  })

  it('are all written down', async () => {
    const bandwidth = await openBandwidth()
    bandwidth.control.fault({ kind: 'drop-after', path: 'portins' })
    await bandwidth.create(ORDER).catch(() => undefined)
    const response = await fetch(`${bandwidth.url}/control/transcript`)
    expect(await response.json()).toMatchObject({
      transcript: [
        { method: 'POST', status: null, fault: 'drop-after', at: bandwidth.control.now() },
      ],
    })
  })
})

describe('the doors', () => {
  it('say what they cannot do', async () => {
    const bandwidth = await openBandwidth()
    const id = await bandwidth.create(ORDER)
    expect((await bandwidth.door(`orders/${id}/foc`)).status).toBe(409)
    expect((await bandwidth.door('orders/none/foc')).status).toBe(404)
    expect((await bandwidth.door('clock', { advance: 'soon' })).status).toBe(400)
    expect((await bandwidth.door('faults', { kind: 'nonsense' })).status).toBe(400)
  })

  it('turn the clock by a duration or to an instant, unless it follows the wall', async () => {
    const bandwidth = await openBandwidth()
    const day = await bandwidth.door('clock', { advance: 'P1D' })
    expect(day.json).toEqual({ now: '2026-12-02T15:00:00.000Z' })
    const set = await bandwidth.door('clock', { now: '2026-12-05T00:00:00Z' })
    expect(set.json).toEqual({ now: '2026-12-05T00:00:00.000Z' })
    const wall = await openBandwidth({ clock: createPracticeClock({ wall: true }) })
    expect((await wall.door('clock', { advance: 'PT1H' })).status).toBe(409)
  })
})
