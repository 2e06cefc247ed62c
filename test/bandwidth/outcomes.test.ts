import { describe, expect, it } from 'vitest'
import {
  BandwidthBusy,
  BandwidthDown,
  BandwidthForbidden,
  BandwidthNotFound,
  BandwidthRefused,
  isBandwidthError,
  nothingHappened,
  OutcomeUnknown,
} from '../../src/bandwidth/errors.ts'
import { createHttp } from '../../src/bandwidth/http.ts'
import type { OrderId } from '../../src/porting/order.ts'
import { connect, openLoopback, patienceWith, xml, type Behaviour } from './loopback.ts'
import { CONTENT, NO_SECRETS, ORDER, OURS } from './orders-at-hand.ts'

const DRAFT = { customerOrderId: OURS, content: CONTENT, secrets: NO_SECRETS }
const ORDER_REPLY = xml(
  '<LnpOrderResponse><ProcessingStatus>FOC</ProcessingStatus></LnpOrderResponse>',
)
const REFUSAL = xml(
  '<LnpOrderResponse><Errors><Code>7309</Code><Description>site of 9195550100</Description></Errors></LnpOrderResponse>',
  400,
)

/** What leaves it open whether anything was done. */
const SILENCES: [string, Behaviour][] = [
  ['drops the line', 'drop'],
  ['never answers', 'hang'],
  ['stalls in the middle', 'stall'],
  ['cuts the answer', 'cut'],
  ['answers 502', { status: 502, body: '<html>Bad Gateway</html>' }],
  ['answers 504', { status: 504 }],
  [
    'answers 500 with an envelope',
    xml('<R><Errors><Code>7999</Code><Description>x</Description></Errors></R>', 500),
  ],
  ['answers garbage', { status: 200, body: 'OK!' }],
  ['answers half a document', { status: 200, body: '<LnpOrderResponse><OrderId>12' }],
  ['answers a foreign document', { status: 200, body: '<html><body/></html>' }],
  [
    'answers with a DTD',
    { status: 200, body: '<!DOCTYPE x [<!ENTITY a "b">]><LnpOrderResponse/>' },
  ],
  ['answers an abyss', { status: 200, body: '<a>'.repeat(300) + '</a>'.repeat(300) }],
  ['redirects', { status: 302, headers: { location: '/elsewhere' } }],
]

describe('a write', () => {
  it.each(SILENCES)(
    'whose server %s is never repeated, and its outcome is unknown',
    async (_what, behaviour) => {
      const { bandwidth, server } = await connect(patienceWith(behaviour))
      server.behave(behaviour)
      const error: unknown = await bandwidth.createDraft(DRAFT).catch((thrown: unknown) => thrown)
      expect(error).toBeInstanceOf(OutcomeUnknown)
      expect(nothingHappened(error)).toBe(false)
      expect(server.seen).toHaveLength(1)
    },
  )

  it('that finds nobody listening was not sent', async () => {
    const { bandwidth } = await connect({ apiUrl: 'http://127.0.0.1:1/api' })
    const error: unknown = await bandwidth.createDraft(DRAFT).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(BandwidthDown)
    expect(nothingHappened(error)).toBe(true)
  })

  it('that is refused tells why, and its message for the log names no number', async () => {
    const { bandwidth, server } = await connect()
    server.behave(REFUSAL)
    const error: unknown = await bandwidth.createDraft(DRAFT).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(BandwidthRefused)
    expect(error).toMatchObject({
      operation: 'createDraft',
      httpStatus: 400,
      errors: [{ code: '7309', description: 'site of 9195550100' }],
      message: 'createDraft: refused with 400 (7309)',
    })
    expect(nothingHappened(error)).toBe(true)
  })

  it.each([
    [400, BandwidthRefused],
    [403, BandwidthForbidden],
    [404, BandwidthNotFound],
    [405, BandwidthRefused],
    [409, BandwidthRefused],
    [413, BandwidthRefused],
  ])('that is refused with %i and no body is refused all the same', async (status, kind) => {
    const { bandwidth, server } = await connect()
    server.behave({ status })
    await expect(bandwidth.deleteOrder(ORDER)).rejects.toBeInstanceOf(kind)
    expect(server.seen).toHaveLength(1)
  })

  it('to an order that is unknown is told with 400, too', async () => {
    const { bandwidth, server } = await connect()
    server.behave(
      xml(
        '<LnpOrderResponse><Errors><Code>7335</Code><Description>x</Description></Errors></LnpOrderResponse>',
        400,
      ),
    )
    await expect(bandwidth.deleteOrder(ORDER)).rejects.toBeInstanceOf(BandwidthNotFound)
  })
})

describe('a read', () => {
  it.each(SILENCES.filter(([what]) => !/500|redirect/.test(what)))(
    'whose server %s is tried twice more',
    async (_what, behaviour) => {
      const { bandwidth, server, time } = await connect(patienceWith(behaviour))
      server.behave(behaviour, behaviour, ORDER_REPLY)
      await expect(bandwidth.getOrder(ORDER)).resolves.toMatchObject({ order: { status: 'FOC' } })
      expect(time.slept).toEqual([250, 1_000])

      server.behave(behaviour)
      await expect(bandwidth.getOrder(ORDER)).rejects.toBeInstanceOf(BandwidthDown)
      expect(server.seen).toHaveLength(6)
    },
  )

  it.each([400, 403, 404, 405, 409])('that is answered %i is not tried again', async (status) => {
    const { bandwidth, server } = await connect()
    server.behave({ status })
    await expect(bandwidth.getOrder(ORDER)).rejects.toSatisfy(nothingHappened)
    expect(server.seen).toHaveLength(1)
  })

  it('gives up a reply of more than its limit while it streams in', async () => {
    const { bandwidth, server } = await connect()
    server.behave({ status: 200, body: Buffer.alloc(4 * 1024 * 1024 + 1) })
    await expect(bandwidth.downloadDocument(ORDER, 'loa.pdf')).rejects.toBeInstanceOf(BandwidthDown)
    expect(server.seen).toHaveLength(1)
  })

  it.each(['', '.', '..'])('of the order %j does not wander off to another address', async (id) => {
    const { bandwidth, server } = await connect()
    await expect(bandwidth.getOrder(id as OrderId)).rejects.toBeInstanceOf(BandwidthNotFound)
    expect(server.seen).toHaveLength(0)
  })

  it('of a hostile order id stays one segment', async () => {
    const { bandwidth, server } = await connect()
    server.behave({ status: 404 })
    await expect(bandwidth.getOrder('../sites?x=1#' as OrderId)).rejects.toBeInstanceOf(
      BandwidthNotFound,
    )
    expect(server.seen[0]?.path).toBe('/api/v1/accounts/9900012/portins/..%2Fsites%3Fx%3D1%23')
  })
})

describe('429', () => {
  const busy = (reset?: number, date = '-'): Behaviour => ({
    status: 429,
    headers: {
      date,
      ...(reset !== undefined && { 'x-ratelimit-reset': String(Math.ceil(reset / 1000)) }),
    },
  })

  it('is waited out until the reset, and the write is sent again: it was not done', async () => {
    const { bandwidth, server, time } = await connect()
    const reset = time.now + 12_000
    server.behave(busy(reset), { status: 200 })
    await bandwidth.deleteOrder(ORDER)
    expect(server.seen).toHaveLength(2)
    expect(time.now).toBe(reset)
  })

  it.each([-3_600_000, 3_600_000])(
    'is waited out by the clock of the reply, when ours is wrong by %i ms',
    async (wrongBy) => {
      const { bandwidth, server, time } = await connect()
      const { now } = time
      const theirs = now - wrongBy
      server.behave(busy(theirs + 12_000, new Date(theirs).toUTCString()), { status: 200 })
      await bandwidth.deleteOrder(ORDER)
      expect(time.now).toBe(now + 12_000)
    },
  )

  it('without a reset means a minute, longer than a call waits: the caller hears when', async () => {
    const { bandwidth, server, time } = await connect()
    const { now } = time
    server.behave(busy())
    const call = bandwidth.deleteOrder(ORDER)
    await expect(call).rejects.toBeInstanceOf(BandwidthBusy)
    await expect(call).rejects.toMatchObject({ until: now + 60_000 })
    expect(bandwidth.health()).toMatchObject({ pausedUntil: now + 60_000 })
  })

  it('holds the other calls of the group without asking Bandwidth again, at every priority', async () => {
    const { bandwidth, server } = await connect()
    server.behave(busy(), ORDER_REPLY)
    await expect(bandwidth.deleteOrder(ORDER)).rejects.toBeInstanceOf(BandwidthBusy)
    await expect(bandwidth.background.deleteOrder(ORDER)).rejects.toBeInstanceOf(BandwidthBusy)
    await expect(bandwidth.getOrder(ORDER)).resolves.toBeDefined()
    expect(server.seen).toHaveLength(2)
  })

  it('again and again ends', async () => {
    const { bandwidth, server, time } = await connect()
    server.behave(() => busy(time.now + 1_000))
    await expect(bandwidth.deleteOrder(ORDER)).rejects.toBeInstanceOf(BandwidthBusy)
    expect(server.seen.length).toBeLessThanOrEqual(3)
  })

  it('with a reset in the far future does not stop us for days', async () => {
    const { bandwidth, server, time } = await connect()
    server.behave({ status: 429, headers: { date: '-', 'x-ratelimit-reset': String(time.now) } })
    await expect(bandwidth.deleteOrder(ORDER)).rejects.toMatchObject({ until: time.now + 600_000 })
  })
})

describe('what is written down of a call', () => {
  it('is the way, the status and the time, and nothing about people', async () => {
    const { bandwidth, server, log } = await connect()
    server.behave(
      xml('<LNPResponseWrapper><TotalCount>0</TotalCount></LNPResponseWrapper>'),
      'drop',
    )
    await bandwidth.listOrders({ number: CONTENT.numbers[0] ?? ('' as never) })
    await bandwidth
      .createDraft({ ...DRAFT, secrets: { accountNumber: 'A-771', pin: '0042' } })
      .catch(() => undefined)
    expect(log.map(({ operation, method, status }) => [operation, method, status])).toEqual([
      ['listOrders', 'GET', 200],
      ['createDraft', 'POST', null],
    ])
    const written = JSON.stringify(log)
    for (const secret of ['9195550100', '0042', 'A-771', 'Widgets', 'Basic']) {
      expect(written).not.toContain(secret)
    }
  })

  it('carries our name to Bandwidth', async () => {
    const { bandwidth, server } = await connect()
    server.behave(ORDER_REPLY)
    await bandwidth.getOrder(ORDER)
    expect(server.seen[0]?.headers).toMatchObject({
      'user-agent': expect.stringMatching(/^portin\/\d+\.\d+\.\d+/) as unknown,
      accept: 'application/xml',
    })
  })

  it('and how Bandwidth is doing can be asked', async () => {
    const { bandwidth, server } = await connect()
    expect(bandwidth.health()).toMatchObject({ lastProblem: null })
    server.behave(REFUSAL)
    await bandwidth.createDraft(DRAFT).catch(() => undefined)
    expect(bandwidth.health()).toMatchObject({ lastProblem: null })
    server.behave('drop')
    await bandwidth.createDraft(DRAFT).catch(() => undefined)
    expect(bandwidth.health()).toMatchObject({ lastProblem: 'createDraft: no complete reply' })
  })
})

describe('what ends at Bandwidth', () => {
  const BEFORE = Date.parse('2026-12-02T04:59:00Z')
  const FROM_THEN_ON = Date.parse('2026-12-02T05:01:00Z')
  const OAUTH = {
    kind: 'oauth',
    tokenUrl: 'http://127.0.0.1:1/token',
    clientId: 'client',
    clientSecret: 'secret',
  } as const

  async function refusedAt(now: number) {
    const { bandwidth, server, time } = await connect()
    time.now = now
    server.behave({ status: 401 })
    return bandwidth.listSites().catch((thrown: unknown) => thrown)
  }

  it('is named as the cause of a 401 from the day on that it takes no name and password', async () => {
    expect(await refusedAt(BEFORE)).toMatchObject({ passwordsEnded: false })
    expect(await refusedAt(FROM_THEN_ON)).toMatchObject({ passwordsEnded: true })
  })

  it('is no cause where a client id was refused', async () => {
    const tokens = await openLoopback()
    tokens.behave({ status: 401 })
    const { bandwidth, time } = await connect({
      credentials: { ...OAUTH, tokenUrl: tokens.url },
    })
    time.now = FROM_THEN_ON
    await expect(bandwidth.listSites()).rejects.toMatchObject({ passwordsEnded: false })
  })

  it('is written down once for each operation that Bandwidth announces the end of', async () => {
    const { bandwidth, server, log } = await connect()
    const sunset = 'Wed, 30 Jun 2027 23:59:59 GMT'
    server.behave({
      status: 200,
      body: '<SitesResponse><Sites/></SitesResponse>',
      headers: { sunset },
    })
    await bandwidth.listSites()
    await bandwidth.background.listSites()
    server.behave({ status: 404, headers: { deprecation: '@1688169599' } })
    await bandwidth.getOrder(ORDER).catch(() => undefined)
    const announced = log.filter(({ event }) => event === 'bandwidth-operation-not-for-long')
    expect(announced).toEqual([
      expect.objectContaining({ operation: 'listSites', sunset }),
      expect.objectContaining({ operation: 'getOrder', deprecation: '@1688169599' }),
    ])
  })
})

describe('the time limit', () => {
  it('covers the wait for a free connection: such a request was not sent', async () => {
    const server = await openLoopback()
    const http = createHttp({ timeoutMs: 1_000 })
    server.behave('hang')
    let unsent: string[] = []
    // The first to be given up frees its connection: on a busy machine the last ones may get it in time.
    for (let round = 1; unsent.length === 0 && round <= 8; round++) {
      const paths = Array.from({ length: 12 }, (_, nth) => `/${round}/${nth}`)
      const outcomes = await Promise.all(
        paths.map((path) =>
          http
            .exchange({
              method: 'POST',
              url: new URL(path, server.url),
              headers: {},
              limitBytes: 10,
            })
            .catch((error: unknown) => error),
        ),
      )
      unsent = paths.filter((_, nth) => (outcomes[nth] as { sent?: boolean }).sent === false)
      const seen = server.seen.map(({ path }) => path)
      expect(unsent.filter((path) => seen.includes(path))).toEqual([])
    }
    expect(unsent).not.toEqual([])
    await http.close()
  })
})

it('every way to end is a BandwidthError and says what was asked', () => {
  const all = [
    new BandwidthDown('getOrder', 'x'),
    new OutcomeUnknown('addNote', 'x', new Error('why')),
    new BandwidthBusy('addNote', 0, 'us'),
    new BandwidthNotFound('getOrder'),
  ]
  expect(all.every(isBandwidthError)).toBe(true)
  expect(all.map(({ name }) => name)).toEqual([
    'BandwidthDown',
    'OutcomeUnknown',
    'BandwidthBusy',
    'BandwidthNotFound',
  ])
  expect(all[1]?.cause).toBeInstanceOf(Error)
})
