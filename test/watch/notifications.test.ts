import { connect, type Socket } from 'node:net'
import fc from 'fast-check'
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { dueRefreshRequests } from '../../src/store/refresh-requests.ts'
import { notificationRoute } from '../../src/watch/notification-route.ts'
import { openWebServer, type WebServer } from '../../src/watch/web-server.ts'
import { openPracticeDesk, type PracticeDesk } from '../fixtures/practice-desk.ts'

const CREDENTIALS = { username: 'bandwidth', password: 'correct horse battery' }
const LET_IN = `Basic ${btoa('bandwidth:correct horse battery')}`
const ONE = notification('<OrderId>o-1</OrderId><OrderType>portins</OrderType>')

function notification(inside: string): string {
  return `<?xml version="1.0"?><Notification>${inside}</Notification>`
}

describe('the door for notifications', () => {
  let practice: PracticeDesk
  let server: WebServer
  let heard: number
  let url: string

  beforeEach(async () => {
    practice = await openPracticeDesk()
    heard = 0
    const route = notificationRoute(practice.desk, CREDENTIALS, () => (heard += 1))
    server = await openWebServer([route], { port: 0, host: '127.0.0.1' })
    url = `http://127.0.0.1:${server.port}/bandwidth/notifications`
    onTestFinished(() => server.close())
  })

  function post(body: string | Uint8Array, headers: Record<string, string> = {}) {
    return fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/xml; charset=utf-8', ...headers },
      body: Buffer.from(body),
    })
  }

  async function forRequests(): Promise<readonly string[]> {
    const due = await dueRefreshRequests(practice.desk.db, practice.clock.now(), 100)
    return due.map(({ orderId }) => orderId)
  }

  it('asks who comes without credentials, and keeps the notification of who comes back with them', async () => {
    const first = await post(ONE)
    expect([first.status, first.headers.get('www-authenticate')]).toEqual([
      401,
      'Basic realm="portin"',
    ])
    expect(await forRequests()).toEqual([])
    expect((await post(ONE, { authorization: LET_IN })).status).toBe(200)
    expect([await forRequests(), heard]).toEqual([['o-1'], 1])
  })

  it('asks before the body has come, from the headers alone', async () => {
    const answer = await raw(
      'POST /bandwidth/notifications HTTP/1.1\r\nHost: here\r\nContent-Type: application/xml\r\nContent-Length: 900000\r\n\r\n',
    )
    expect(answer).toMatch(/^HTTP\/1.1 401 .*WWW-Authenticate: Basic realm="portin"/s)
  })

  it.each([
    ['a wrong password', `Basic ${btoa('bandwidth:correct horse batterz')}`],
    ['a wrong name', `Basic ${btoa('Bandwidth:correct horse battery')}`],
    ['the beginning of the password', `Basic ${btoa('bandwidth:correct')}`],
    ['nothing in it', 'Basic '],
    ['a token', `Bearer ${btoa('bandwidth:correct horse battery')}`],
    ['two names for one', `Basic ${btoa('bandwidth:correct horse battery')} x`],
  ])('lets nobody in with %s', async (_what, authorization) => {
    expect((await post(ONE, { authorization })).status).toBe(401)
    expect([await forRequests(), heard]).toEqual([[], 0])
    expect(JSON.stringify(practice.logged)).not.toContain('correct')
  })

  it('lets in one and only one pair of name and password', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string(), fc.string(), async (name, password) => {
        const isRight = name === CREDENTIALS.username && password === CREDENTIALS.password
        const pair = Buffer.from(`${name}:${password}`).toString('base64')
        const { status } = await post(ONE, { authorization: `Basic ${pair}` })
        expect(status).toBe(isRight ? 200 : 401)
      }),
      { numRuns: 50 },
    )
  })

  it('takes a completed order with thousands of numbers', async () => {
    const numbers = '<TelephoneNumber>9195550100</TelephoneNumber>'.repeat(20_000)
    const long = notification(
      `<CompletedTelephoneNumbers>${numbers}</CompletedTelephoneNumbers><OrderId>o-2</OrderId>`,
    )
    expect((await post(long, { authorization: LET_IN })).status).toBe(200)
    expect(await forRequests()).toEqual(['o-2'])
  })

  it('takes no more than a megabyte, announced or not', async () => {
    const long = notification(`<Message>${'x'.repeat(1024 * 1024)}</Message><OrderId>o-1</OrderId>`)
    expect((await post(long, { authorization: LET_IN })).status).toBe(413)

    const chunk = `10000\r\n${'x'.repeat(0x10000)}\r\n`
    const answer = await raw(
      `POST /bandwidth/notifications HTTP/1.1\r\nHost: here\r\nAuthorization: ${LET_IN}\r\nTransfer-Encoding: chunked\r\n\r\n${chunk.repeat(17)}`,
    )
    expect(answer).toMatch(/^HTTP\/1.1 413 /)
    expect([await forRequests(), heard]).toEqual([[], 0])
  })

  it.each([
    ['a document type', `<!DOCTYPE a [<!ENTITY b "c">]>${ONE}`, {}, 400],
    ['no order id', notification('<OrderType>portins</OrderType>'), {}, 400],
    ['no XML', 'hello', {}, 400],
    ['nothing', '', {}, 400],
    ['bytes that are no text', Buffer.from([0x3c, 0xff, 0xfe]), {}, 415],
    ['a zero in the text', `${ONE}\0`, {}, 415],
    ['a picture', ONE, { 'content-type': 'image/png' }, 415],
    ['packed text', ONE, { 'content-encoding': 'gzip' }, 415],
  ])('refuses %s', async (_what, body, headers, status) => {
    expect((await post(body, { authorization: LET_IN, ...headers })).status).toBe(status)
    expect([await forRequests(), heard]).toEqual([[], 0])
  })

  it('keeps nothing of what is no port-in, and says thanks', async () => {
    const csr = notification('<OrderId>c-1</OrderId><OrderType>csrs</OrderType>')
    expect((await post(csr, { authorization: LET_IN })).status).toBe(200)
    expect(await forRequests()).toEqual([])
  })

  it('keeps a notification of a bulk order, too', async () => {
    const bulk = notification('<OrderId>b-1</OrderId><OrderType>bulkPortins</OrderType>')
    expect((await post(bulk, { authorization: LET_IN })).status).toBe(200)
    expect(await forRequests()).toHaveLength(1)
  })

  it('does not say thanks for what it could not keep', async () => {
    expect(await forRequests()).toEqual([])
    await practice.desk.db.destroy()
    expect((await post(ONE, { authorization: LET_IN })).status).toBe(500)
    expect(heard).toBe(0)
  })

  it('has no other doors', async () => {
    expect((await fetch(url)).status).toBe(405)
    expect((await fetch(url.replace('notifications', ''))).status).toBe(404)
    expect((await fetch(`${url}?x=1`, { method: 'POST' })).status).toBe(401)
  })

  it('hears the practice Bandwidth', async () => {
    await practice.elsewhere.createSubscription({
      orderType: 'portins',
      url,
      expirySeconds: 3_600,
      ...CREDENTIALS,
    })
    const id = await practice.make()
    await practice.bandwidth.control.deliveries()
    expect(await forRequests()).toEqual([id])
    const [subscription] = await practice.desk.bandwidth.listSubscriptions()
    expect(subscription).toMatchObject({ lastDelivery: '200 OK', username: 'bandwidth' })
  })

  /** Sends these bytes and waits for the first line and headers of an answer. */
  function raw(bytes: string): Promise<string> {
    return new Promise((resolve, reject) => {
      const socket: Socket = connect(server.port, '127.0.0.1', () => socket.write(bytes))
      let answer = ''
      socket.setEncoding('utf8').on('data', (text: string) => {
        answer += text
        if (!answer.includes('\r\n\r\n')) return
        resolve(answer)
        socket.destroy()
      })
      socket.on('error', reject)
    })
  }
})
