import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openBandwidth, regularOrder, type Caller } from './bandwidth-caller.ts'

interface IncomingMessage {
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** Somebody who listens; it asks for credentials when it is told to. */
async function openListener({ asks = true, challenge = 'Basic realm="here"' } = {}) {
  const heard: IncomingMessage[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.setEncoding('utf8').on('data', (text: string) => (body += text))
    request.on('end', () => {
      heard.push({ headers: request.headers, body })
      const refused = asks && request.headers.authorization === undefined
      const headers = refused && challenge !== '' ? { 'WWW-Authenticate': challenge } : {}
      response.writeHead(refused ? 401 : 200, headers).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hear`, heard }
}

const subscription = (url: string, more = '', type = 'portins'): string =>
  `<Subscription><OrderType>${type}</OrderType><CallbackSubscription><URL>${url}</URL>${more}
  <CallbackCredentials><BasicAuthentication><Username>ear</Username><Password>open &amp; wide</Password>
  </BasicAuthentication></CallbackCredentials></CallbackSubscription></Subscription>`

async function subscribe(bandwidth: Caller, url: string, more = ''): Promise<string> {
  const made = await bandwidth.call('POST', '/subscriptions', subscription(url, more))
  expect([made.status, made.text]).toEqual([201, ''])
  return made.headers.get('location')?.split('/').at(-1) ?? ''
}

describe('subscriptions at the practice Bandwidth', () => {
  it('are made without a body in the answer, shown without the password, and end', async () => {
    const bandwidth = await openBandwidth()
    const none = await bandwidth.call('GET', '/subscriptions')
    expect([none.status, none.one('ErrorCode')]).toEqual([404, '16001'])

    const id = await subscribe(bandwidth, 'http://127.0.0.1:9/x', '<Expiry>3600</Expiry>')
    const listed = await bandwidth.call('GET', '/subscriptions?orderType=portins')
    expect(listed.text).toMatch(/<Subscriptions>\s*<Subscription>/)
    expect([listed.one('SubscriptionId'), listed.one('Status')]).toEqual([id, 'READY'])
    expect([listed.one('Username'), listed.text.includes('wide')]).toEqual(['ear', false])

    bandwidth.clock.advance(600_000)
    const read = await bandwidth.call('GET', `/subscriptions/${id}`)
    expect([read.one('Expiry'), read.text.includes('<Subscriptions>')]).toEqual(['3000', false])

    bandwidth.clock.advance(3_000_000)
    expect((await bandwidth.call('GET', `/subscriptions/${id}`)).status).toBe(404)
  })

  it('are replaced as a whole', async () => {
    const bandwidth = await openBandwidth()
    const id = await subscribe(bandwidth, 'http://127.0.0.1:9/x', '<Expiry>99999999</Expiry>')
    const bare =
      '<Subscription><OrderType>portins</OrderType><CallbackSubscription><URL>http://127.0.0.1:9/y</URL></CallbackSubscription></Subscription>'
    expect((await bandwidth.call('PUT', `/subscriptions/${id}`, bare)).status).toBe(200)
    const read = await bandwidth.call('GET', `/subscriptions/${id}`)
    expect([read.one('URL'), read.one('Expiry'), read.one('Username')]).toEqual([
      'http://127.0.0.1:9/y',
      '86400',
      null,
    ])
    expect((await bandwidth.call('DELETE', `/subscriptions/${id}`)).status).toBe(200)
    expect((await bandwidth.call('DELETE', `/subscriptions/${id}`)).one('ErrorCode')).toBe('16000')
  })

  it.each([
    ['the same again', subscription('http://127.0.0.1:9/x'), 409, '16008'],
    ['an unknown order type', subscription('http://127.0.0.1:9/x', '', 'ports'), 400, '14500'],
    ['a URL in quotes', subscription('"http://127.0.0.1:9/x"'), 404, '14506'],
    ['no type at all', '<Subscription></Subscription>', 400, '14508'],
    ['nowhere to', '<Subscription><OrderType>csrs</OrderType></Subscription>', 400, '14501'],
  ])('are refused: %s', async (_what, body, status, code) => {
    const bandwidth = await openBandwidth()
    await subscribe(bandwidth, 'http://127.0.0.1:9/x')
    const refused = await bandwidth.call('POST', '/subscriptions', body)
    expect([refused.status, refused.one('ErrorCode')]).toEqual([status, code])
    expect(refused.text).toContain('<SubscriptionsResponse>')
  })
})

describe('notifications of the practice Bandwidth', () => {
  it('come without credentials first, and with them when they are asked for', async () => {
    const bandwidth = await openBandwidth()
    const { url, heard } = await openListener()
    await subscribe(bandwidth, url)
    await bandwidth.agreed(regularOrder(['9195550100']), '2026-12-08')
    await bandwidth.control.deliveries()

    expect(heard).toHaveLength(6)
    const known = `Basic ${Buffer.from('ear:open & wide').toString('base64')}`
    const announced = heard.filter(({ headers }) => headers.authorization === known)
    const statuses = announced.map(({ body }) => /<Status>(\w+)</.exec(body)?.[1])
    expect(statuses.toSorted()).toEqual(['FOC', 'PENDING_DOCUMENTS', 'SUBMITTED'])
    expect(announced[0]?.headers['content-type']).toBe('application/xml; charset=utf-8')
    const foc = announced.find(({ body }) => body.includes('>FOC<'))?.body
    expect(foc).toContain('<ActualFocDate>2026-12-08T00:00:00Z</ActualFocDate>')
    const listed = await bandwidth.call('GET', '/subscriptions')
    expect(listed.one('Status')).toBe('200 OK')
  })

  it('are lost where nobody asks for credentials in the right way, and are not tried again', async () => {
    const bandwidth = await openBandwidth()
    const { url, heard } = await openListener({ challenge: '' })
    await subscribe(bandwidth, url)
    await bandwidth.create(regularOrder(['9195550100']))
    await bandwidth.control.deliveries()
    expect(heard).toHaveLength(1)
    expect((await bandwidth.call('GET', '/subscriptions')).one('Status')).toBe('401 Unauthorized')
  })

  it('never leave this machine', async () => {
    const bandwidth = await openBandwidth()
    await subscribe(bandwidth, 'https://hooks.example.com/hear')
    await bandwidth.create(regularOrder(['9195550100']))
    await bandwidth.control.deliveries()
    const listed = await bandwidth.call('GET', '/subscriptions')
    expect(listed.one('Status')).toMatch(/^not called/)
  })

  it('tell notes and the numbers of a finished order, each time in another order of elements', async () => {
    const bandwidth = await openBandwidth()
    const { url, heard } = await openListener({ asks: false })
    await subscribe(bandwidth, url)
    const id = await bandwidth.agreed(regularOrder(['9195550100', '9195550101']))
    bandwidth.control.note(id, 'Please send an invoice.')
    bandwidth.control.note(id, { text: 'Nobody hears of this.', quiet: true })
    bandwidth.control.noteHabits({ statusInNotices: 'said', ownNotes: 'notified' })
    const user = bandwidth.env.BANDWIDTH_USERNAME
    const own = `<Note><UserId>${user}</UserId><Description>Done</Description></Note>`
    await bandwidth.call('POST', `/portins/${id}/notes`, own)
    bandwidth.control.complete(id)
    await bandwidth.control.deliveries()
    const bodies = heard.map(({ body }) => body)
    const noted = bodies.filter((body) => body.includes('<Note>'))
    expect(noted.map((body) => /<Status>(\w+)/.exec(body)?.[1])).toEqual([undefined, 'FOC'])
    expect(noted[0]).toContain('Please send an invoice.')
    expect(noted[1]).toContain('Done')
    expect(bodies.find((body) => body.includes('>COMPLETE<'))).toMatch(
      /<CompletedTelephoneNumbers>\s*<TelephoneNumber>9195550100<.*9195550101</s,
    )
    const firsts = bodies.map((body) => /<Notification>\s*<(\w+)/.exec(body)?.[1])
    expect(new Set(firsts).size).toBeGreaterThan(2)
  })

  it('can be lost, sent twice, late, and forged', async () => {
    const bandwidth = await openBandwidth()
    const { url, heard } = await openListener({ asks: false })
    await subscribe(bandwidth, url)
    await bandwidth.door('notifications', { mode: 'lose' })
    const id = await bandwidth.agreed(regularOrder(['9195550100']))
    await bandwidth.control.deliveries()
    expect(heard).toHaveLength(0)

    await bandwidth.door('notifications', { mode: 'duplicate', times: 1 })
    bandwidth.control.note(id, 'twice')
    bandwidth.control.note(id, 'once')
    await bandwidth.control.deliveries()
    expect(heard).toHaveLength(3)

    await bandwidth.door('notifications', { mode: 'delay', by: 'PT10M', times: 1 })
    bandwidth.control.note(id, 'late')
    bandwidth.control.note(id, 'early')
    await bandwidth.control.deliveries()
    expect(heard.at(-1)?.body).toContain('early')
    bandwidth.clock.advance(600_000)
    await bandwidth.control.deliveries()
    expect(heard.at(-1)?.body).toContain('late')

    await bandwidth.door('notifications', { mode: 'forge', order: 'x-1', status: 'COMPLETE' })
    await bandwidth.control.deliveries()
    expect(heard.at(-1)?.body).toContain('<OrderId>x-1</OrderId>')
    const unknown = await bandwidth.door('notifications', { mode: 'whisper' })
    expect(unknown.status).toBe(400)
  })
})
