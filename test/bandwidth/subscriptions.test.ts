import { describe, expect, it } from 'vitest'
import { BandwidthDown, BandwidthNotFound, BandwidthRefused } from '../../src/bandwidth/errors.ts'
import { connect, xml } from './loopback.ts'

const CONTENT = {
  orderType: 'portins',
  url: 'https://portin.example.com/bandwidth/notifications',
  expirySeconds: 2_592_000,
  username: 'hook',
  password: 'a<b>&c',
} as const

const ONE = `<Subscription><SubscriptionId>s-1</SubscriptionId><OrderType>portins</OrderType>
  <CallbackSubscription><URL>https://portin.example.com/x</URL><Expiry>3122064000</Expiry>
  <Status>200 OK</Status><CallbackCredentials><BasicAuthentication><Username>hook</Username>
  </BasicAuthentication></CallbackCredentials></CallbackSubscription></Subscription>`

const READ = {
  id: 's-1',
  orderType: 'portins',
  orderId: null,
  url: 'https://portin.example.com/x',
  secondsLeft: 3_122_064_000,
  lastDelivery: '200 OK',
  username: 'hook',
}

describe('subscriptions', () => {
  it.each([
    ['with a wrapper', `<Subscriptions>${ONE}</Subscriptions>`],
    ['without one', ONE],
  ])('are read %s', async (_what, inside) => {
    const { bandwidth, server } = await connect()
    server.behave(xml(`<SubscriptionsResponse>${inside}</SubscriptionsResponse>`))
    expect(await bandwidth.listSubscriptions()).toEqual([READ])
    expect(server.seen[0]?.path).toBe('/api/v1/accounts/9900012/subscriptions')
  })

  it('by e-mail, for one order or about events are no callback of ours, and no trouble', async () => {
    const { bandwidth, server } = await connect()
    server.behave(
      xml(`<SubscriptionsResponse><Subscriptions>
        <Subscription><SubscriptionId>s-2</SubscriptionId><EventType>MESSAGING_LOST</EventType>
          <EmailSubscription><Email>a@example.com</Email><DigestRequested>NONE</DigestRequested></EmailSubscription></Subscription>
        <Subscription><SubscriptionId>s-3</SubscriptionId><OrderType>portins</OrderType><OrderId>o-1</OrderId>
          <CallbackSubscription><URL>http://a</URL><Expiry>9</Expiry><Status>error: no route to host</Status></CallbackSubscription></Subscription>
        <Subscription><OrderType>nameless</OrderType></Subscription>
      </Subscriptions></SubscriptionsResponse>`),
    )
    expect(await bandwidth.listSubscriptions()).toMatchObject([
      { id: 's-2', orderType: null, url: null, secondsLeft: null },
      { id: 's-3', orderId: 'o-1', lastDelivery: 'error: no route to host' },
    ])
  })

  const NONE =
    '<SubscriptionsResponse><ResponseStatus><ErrorCode>16001</ErrorCode><Description>None.</Description></ResponseStatus></SubscriptionsResponse>'

  it.each([
    ['404', xml(NONE, 404)],
    ['200', xml(NONE)],
    ['nothing', { status: 200 }],
    ['an empty list', xml('<SubscriptionsResponse><Subscriptions/></SubscriptionsResponse>')],
  ])('that do not exist are none, told as %s', async (_how, behaviour) => {
    const { bandwidth, server } = await connect()
    server.behave(behaviour)
    expect(await bandwidth.listSubscriptions()).toEqual([])
  })

  it('are not taken for none when the address is wrong', async () => {
    const { bandwidth, server } = await connect()
    server.behave({ status: 404 })
    await expect(bandwidth.listSubscriptions()).rejects.toBeInstanceOf(BandwidthNotFound)
    server.behave({ status: 200, body: 'hello' })
    await expect(bandwidth.listSubscriptions()).rejects.toBeInstanceOf(BandwidthDown)
  })

  it('are made with everything, and the id comes in Location', async () => {
    const { bandwidth, server } = await connect()
    const location =
      'https://test.dashboard.bandwidth.com:443/v1.0/accounts/9900012/subscriptions/s-9'
    server.behave({ status: 201, headers: { location } })
    expect(await bandwidth.createSubscription(CONTENT)).toEqual({ id: 's-9' })
    expect(server.seen[0]?.body).toContain(
      '<Subscription><OrderType>portins</OrderType><CallbackSubscription>' +
        '<URL>https://portin.example.com/bandwidth/notifications</URL><Expiry>2592000</Expiry>' +
        '<CallbackCredentials><BasicAuthentication><Username>hook</Username><Password>a&lt;b&gt;&amp;c</Password>' +
        '</BasicAuthentication></CallbackCredentials></CallbackSubscription></Subscription>',
    )
  })

  it('say no in their own envelope', async () => {
    const { bandwidth, server, log } = await connect()
    server.behave(xml(NONE.replace('16001', '16008'), 409))
    const asking = bandwidth.createSubscription(CONTENT)
    await expect(asking).rejects.toMatchObject({ httpStatus: 409, errors: [{ code: '16008' }] })
    await expect(asking).rejects.toBeInstanceOf(BandwidthRefused)
    expect(JSON.stringify(log)).not.toContain(CONTENT.password)
  })

  it('are replaced with the password and deleted by their id', async () => {
    const { bandwidth, server } = await connect()
    server.behave(xml(`<SubscriptionsResponse>${ONE}</SubscriptionsResponse>`), { status: 200 })
    await bandwidth.replaceSubscription('s-1', CONTENT)
    await bandwidth.deleteSubscription('s-1')
    expect(server.seen.map(({ method, path }) => [method, path])).toEqual([
      ['PUT', '/api/v1/accounts/9900012/subscriptions/s-1'],
      ['DELETE', '/api/v1/accounts/9900012/subscriptions/s-1'],
    ])
    expect(server.seen[0]?.body).toContain('<Password>')
  })
})

describe("Bandwidth's clock", () => {
  it('is compared with ours at every reply', async () => {
    const { bandwidth, server, time } = await connect()
    expect(bandwidth.health().clockAheadMs).toBeNull()
    const date = new Date(time.now + 90_000).toUTCString()
    server.behave({ status: 404, headers: { date } })
    await bandwidth.listSubscriptions().catch(() => undefined)
    expect(bandwidth.health().clockAheadMs).toBe(90_000)
  })
})
