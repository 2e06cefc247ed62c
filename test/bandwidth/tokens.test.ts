import { describe, expect, it } from 'vitest'
import type { BandwidthSettings } from '../../src/bandwidth/client.ts'
import { BandwidthBusy, BandwidthDown, BandwidthUnauthorized } from '../../src/bandwidth/errors.ts'
import { connect, openLoopback, patienceWith, xml, type Behaviour } from './loopback.ts'

const SITES = xml('<SitesResponse><Sites/></SitesResponse>')

async function connectWithTokens(changed: Partial<BandwidthSettings> = {}) {
  const tokenServer = await openLoopback()
  const connected = await connect({
    ...changed,
    credentials: {
      kind: 'oauth',
      tokenUrl: `${tokenServer.url}/api/v1/oauth2/token`,
      clientId: 'client',
      clientSecret: 'se:cret',
    },
  })
  connected.server.behave(SITES)
  const sent = () => connected.server.seen.map(({ headers }) => headers.authorization)
  return { ...connected, tokenServer, sent }
}

function token(name: string, expiresIn: unknown = 3600): Behaviour {
  return {
    status: 200,
    body: JSON.stringify({ access_token: name, expires_in: expiresIn, token_type: 'bearer' }),
  }
}

describe('client credentials', () => {
  it('are exchanged for a token as Bandwidth wants it', async () => {
    const { bandwidth, tokenServer, sent } = await connectWithTokens()
    tokenServer.behave(token('one'))
    await bandwidth.listSites()
    const [asked] = tokenServer.seen
    expect(asked).toMatchObject({ method: 'POST', body: 'grant_type=client_credentials' })
    expect(asked?.headers).toMatchObject({
      authorization: `Basic ${Buffer.from('client:se:cret').toString('base64')}`,
      'content-type': 'application/x-www-form-urlencoded',
    })
    expect(sent()).toEqual(['Bearer one'])
  })

  it('fetch one token for many callers, and keep it', async () => {
    const { bandwidth, tokenServer, sent } = await connectWithTokens()
    tokenServer.behave(token('one'))
    await Promise.all(Array.from({ length: 12 }, () => bandwidth.listSites()))
    await bandwidth.background.listSites()
    expect(tokenServer.seen).toHaveLength(1)
    expect(new Set(sent())).toEqual(new Set(['Bearer one']))
  })

  it('fetch the next one a minute before the old one ends', async () => {
    const { bandwidth, tokenServer, sent, time } = await connectWithTokens()
    tokenServer.behave(token('one', 600), token('two', 600))
    await bandwidth.listSites()
    time.now += 539_000
    await bandwidth.listSites()
    time.now += 1_000
    await bandwidth.listSites()
    expect(sent()).toEqual(['Bearer one', 'Bearer one', 'Bearer two'])
  })

  it('take an hour for granted when the token does not tell its life', async () => {
    const { bandwidth, tokenServer, time } = await connectWithTokens()
    tokenServer.behave(token('one', undefined))
    await bandwidth.listSites()
    time.now += 3_539_000
    await bandwidth.listSites()
    expect(tokenServer.seen).toHaveLength(1)
  })

  it('are used once more when a token is not taken, and then no more', async () => {
    const { bandwidth, server, tokenServer, sent } = await connectWithTokens()
    tokenServer.behave(token('stale'), token('fresh'))
    server.behave({ status: 401 }, SITES)
    await expect(bandwidth.listSites()).resolves.toEqual([])
    expect(sent()).toEqual(['Bearer stale', 'Bearer fresh'])

    server.behave({ status: 401 })
    await expect(bandwidth.listSites()).rejects.toBeInstanceOf(BandwidthUnauthorized)
    expect(server.seen).toHaveLength(4)
  })

  it('renew once for many callers whose token was not taken', async () => {
    const { bandwidth, server, tokenServer } = await connectWithTokens()
    tokenServer.behave(token('stale'), token('fresh'))
    await bandwidth.listSites()
    server.behave(({ headers }) =>
      headers.authorization === 'Bearer fresh' ? SITES : { status: 401 },
    )
    await Promise.all(Array.from({ length: 8 }, () => bandwidth.listSites()))
    expect(tokenServer.seen).toHaveLength(2)
  })

  it('that are wrong say so, and nothing is sent to the API', async () => {
    const { bandwidth, server, tokenServer } = await connectWithTokens()
    tokenServer.behave({ status: 401 })
    await expect(bandwidth.listSites()).rejects.toBeInstanceOf(BandwidthUnauthorized)
    expect(server.seen).toHaveLength(0)
  })

  it.each<[string, Behaviour]>([
    ['drops the line', 'drop'],
    ['hangs', 'hang'],
    ['fails', { status: 503 }],
    ['talks HTML', { status: 200, body: '<html>' }],
    ['gives a token that is none', token('two\r\nx-admin: yes')],
    ['redirects', { status: 302, headers: { location: 'http://127.0.0.1:1/' } }],
  ])('do no harm when the token endpoint %s: nothing was sent', async (_what, behaviour) => {
    const { bandwidth, server, tokenServer } = await connectWithTokens(patienceWith(behaviour))
    tokenServer.behave(behaviour)
    await expect(bandwidth.deleteOrder('x' as never)).rejects.toBeInstanceOf(BandwidthDown)
    expect(server.seen).toHaveLength(0)
    expect(tokenServer.seen).toHaveLength(1)
  })

  it('wait when the token endpoint has had enough', async () => {
    const { bandwidth, tokenServer } = await connectWithTokens()
    tokenServer.behave({ status: 429 })
    await expect(bandwidth.listSites()).rejects.toBeInstanceOf(BandwidthBusy)
  })
})

describe('name and password', () => {
  it('go with each call, in UTF-8, and are not tried twice', async () => {
    const { bandwidth, server } = await connect()
    server.behave({ status: 401 })
    await expect(bandwidth.listSites()).rejects.toBeInstanceOf(BandwidthUnauthorized)
    expect(server.seen.map(({ headers }) => headers.authorization)).toEqual([
      `Basic ${Buffer.from('porter:pässword', 'utf8').toString('base64')}`,
    ])
  })

  it('never follow a redirect', async () => {
    const { bandwidth, server } = await connect()
    const elsewhere = await openLoopback()
    server.behave({
      status: 307,
      headers: { location: `${elsewhere.url}/api/v1/accounts/1/sites` },
    })
    await expect(bandwidth.listSites()).rejects.toBeInstanceOf(BandwidthDown)
    expect(elsewhere.seen).toHaveLength(0)
  })
})
