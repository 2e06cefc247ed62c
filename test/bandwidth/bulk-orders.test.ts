import { describe, expect, it } from 'vitest'
import type { BulkFilter } from '../../src/bandwidth/bulk-bandwidth.ts'
import {
  BandwidthBusy,
  BandwidthDown,
  BandwidthNotFound,
  BandwidthRefused,
  OutcomeUnknown,
} from '../../src/bandwidth/errors.ts'
import { parseXml } from '../../src/bandwidth/xml.ts'
import { bulkStatus } from '../../src/porting/bulk-status.ts'
import { calendarDay, type CalendarDay } from '../../src/porting/calendar.ts'
import { BULK, BULK_PATH, NOTHING_SHARED, SHARED } from './bulk-at-hand.ts'
import { connect, patienceWith, xml, type Seen } from './loopback.ts'
import { ADDRESS, OURS } from './orders-at-hand.ts'

const DAY = calendarDay('2026-12-08') as CalendarDay
const bulk = (inside: string, status = 200) =>
  xml(`<BulkPortinResponse><BulkPortin>${inside}</BulkPortin></BulkPortinResponse>`, status)
const refusal = (code: string, status: number) =>
  xml(
    `<BulkPortinResponse><ResponseStatus><ErrorCode>${code}</ErrorCode><Description>no</Description></ResponseStatus></BulkPortinResponse>`,
    status,
  )

/** The document without its declaration. */
const sent = (seen: Seen | undefined) => (seen?.body ?? '').replace(/^<\?.*?\?>/, '')
const outline = (seen: Seen | undefined) =>
  parseXml(seen?.body ?? '')
    .elements()
    .map(({ name }) => name)

describe('making a bulk order', () => {
  const draft = { customerOrderId: OURS, shared: SHARED }
  const MADE = bulk(`<ProcessingStatus>DRAFT</ProcessingStatus><OrderId>${BULK}</OrderId>`, 201)

  it('sends what is shared, as a draft without numbers', async () => {
    const { bandwidth, server } = await connect()
    server.behave(MADE)
    const shared = { ...SHARED, requestedFocDate: { day: DAY, at: null } }
    await expect(bandwidth.createBulk({ customerOrderId: OURS, shared })).resolves.toEqual({
      id: BULK,
    })
    const [seen] = server.seen
    expect(seen).toMatchObject({ method: 'POST', path: '/api/v1/accounts/9900012/bulkPortins' })
    expect(parseXml(seen?.body ?? '').name).toBe('BulkPortin')
    expect(outline(seen)).toEqual([
      ...['CustomerOrderId', 'RequestedFocDate', 'SiteId', 'PeerId', 'Subscriber'],
      ...['LoaAuthorizingPerson', 'TargetRespOrgId'],
    ])
    expect(seen?.body).toContain('<RequestedFocDate>2026-12-08T16:30:00.000Z</RequestedFocDate>')
    expect(seen?.body).toContain('<BusinessName>Widgets &amp; &lt;Sons&gt;</BusinessName>')
    expect(seen?.body).not.toMatch(/delete=|ResetAddressFields/)
  })

  it('leaves out what is not known yet', async () => {
    const { bandwidth, server } = await connect()
    server.behave(MADE)
    await bandwidth.createBulk({ customerOrderId: OURS, shared: NOTHING_SHARED })
    expect(outline(server.seen[0])).toEqual(['CustomerOrderId'])
  })

  it('finds the id in the Location when the body has none', async () => {
    const { bandwidth, server } = await connect()
    const location = `https://elsewhere:443/v1.0/accounts/1/bulkPortins/${BULK}`
    const body = '<BulkPortinResponse><BulkPortin/></BulkPortinResponse>'
    server.behave(
      { status: 201, headers: { location } },
      { status: 201, body, headers: { location } },
    )
    await expect(bandwidth.createBulk(draft)).resolves.toEqual({ id: BULK })
    await expect(bandwidth.createBulk(draft)).resolves.toEqual({ id: BULK })
  })

  it('is refused with the reason', async () => {
    const { bandwidth, server } = await connect()
    server.behave(refusal('7531', 409))
    await expect(bandwidth.createBulk(draft)).rejects.toMatchObject({
      name: 'BandwidthRefused',
      errors: [{ code: '7531' }],
      children: [],
    })
  })

  it.each([
    ['drops the line', 'drop'],
    ['never answers', 'hang'],
    ['cuts the answer', 'cut'],
    ['answers garbage', { status: 201, body: 'OK' }],
    ['names no id', bulk('<ProcessingStatus>DRAFT</ProcessingStatus>', 201)],
  ] as const)('whose server %s is not repeated: it may have happened', async (_what, behaviour) => {
    const { bandwidth, server } = await connect(patienceWith(behaviour))
    server.behave(behaviour)
    await expect(bandwidth.createBulk(draft)).rejects.toBeInstanceOf(OutcomeUnknown)
    expect(server.seen).toHaveLength(1)
  })
})

describe('changing what is shared', () => {
  async function patch(
    change: Parameters<Awaited<ReturnType<typeof connect>>['bandwidth']['patchBulk']>[1],
  ) {
    const { bandwidth, server } = await connect()
    server.behave(bulk('<ProcessingStatus>DRAFT</ProcessingStatus>'))
    await bandwidth.patchBulk(BULK, change)
    expect(server.seen[0]).toMatchObject({ method: 'PATCH', path: BULK_PATH })
    return server.seen[0]
  }

  it('names only what changes, and takes away what is null', async () => {
    const seen = await patch({
      customerOrderId: OURS,
      shared: { siteId: '14020', peerId: null, requestedFocDate: null },
    })
    expect(sent(seen)).toBe(
      `<BulkPortin><CustomerOrderId>${OURS}</CustomerOrderId><RequestedFocDate delete="true"/><SiteId>14020</SiteId><PeerId delete="true"/></BulkPortin>`,
    )
  })

  it('sends a subscriber whole: nothing of the one before is left', async () => {
    const seen = await patch({ shared: { subscriber: SHARED.subscriber } })
    expect(outline(seen)).toEqual(['Subscriber'])
    for (const part of [
      '<SubscriberType>BUSINESS</SubscriberType>',
      '<FirstName delete="true"/>',
      '<HouseNumber>900</HouseNumber>',
      '<PlusFour delete="true"/>',
    ]) {
      expect(seen?.body).toContain(part)
    }
  })

  it('takes a subscriber or its address away as a whole', async () => {
    const { subscriber } = SHARED
    const { serviceAddress } = NOTHING_SHARED.subscriber
    const withoutAddress = await patch({
      shared: { subscriber: { ...subscriber, serviceAddress } },
    })
    expect(withoutAddress?.body).toContain('<ServiceAddress delete="true"/></Subscriber>')
    expect(sent(await patch({ shared: { subscriber: NOTHING_SHARED.subscriber } }))).toBe(
      '<BulkPortin><Subscriber delete="true"/></BulkPortin>',
    )
  })

  it('submits, and validates again', async () => {
    expect(sent(await patch({ submit: true }))).toBe(
      '<BulkPortin><ProcessingStatus>IN_PROGRESS</ProcessingStatus></BulkPortin>',
    )
    expect(sent(await patch({ retryValidation: true }))).toBe(
      '<BulkPortin><RetryValidation>true</RetryValidation></BulkPortin>',
    )
  })

  const CHILDREN_REFUSE = `<BulkPortinResponse><ResponseStatus><Description>Please check.</Description></ResponseStatus>
    <PortinListErrors><PortinErrors><PortinOrderId>a</PortinOrderId><Errors><Error><Description>wait</Description><ErrorCode>7300</ErrorCode></Error></Errors></PortinErrors>
    <PortinErrors><PortinOrderId>b</PortinOrderId><Errors><Error><Description>gone</Description><ErrorCode>7200</ErrorCode></Error></Errors></PortinErrors></PortinListErrors></BulkPortinResponse>`

  it.each([400, 409, 200])('names the orders that refuse, in a %i', async (status) => {
    const { bandwidth, server } = await connect()
    server.behave(xml(CHILDREN_REFUSE, status))
    await expect(bandwidth.patchBulk(BULK, { submit: true })).rejects.toMatchObject({
      name: 'BandwidthRefused',
      httpStatus: status,
      children: [
        { orderId: 'a', code: '7300', description: 'wait' },
        { orderId: 'b', code: '7200', description: 'gone' },
      ],
    })
  })

  it('of which one order is unknown is refused: the bulk order is there', async () => {
    const { bandwidth, server } = await connect()
    server.behave(
      xml(
        '<BulkPortinResponse><PortinListErrors><PortinErrors><PortinOrderId>b</PortinOrderId><Errors><Error><ErrorCode>7200</ErrorCode><Description>gone</Description></Error></Errors></PortinErrors></PortinListErrors></BulkPortinResponse>',
        400,
      ),
    )
    await expect(bandwidth.patchBulk(BULK, { submit: true })).rejects.toMatchObject({
      name: 'BandwidthRefused',
      children: [{ orderId: 'b', code: '7200' }],
    })
  })

  it('whose answer is lost may have happened', async () => {
    const { bandwidth, server } = await connect()
    server.behave('drop')
    await expect(bandwidth.patchBulk(BULK, { submit: true })).rejects.toBeInstanceOf(OutcomeUnknown)
    expect(server.seen).toHaveLength(1)
  })
})

describe('reading a bulk order', () => {
  async function read(inside: string) {
    const { bandwidth, server } = await connect()
    server.behave(xml(`<BulkPortinResponse>${inside}</BulkPortinResponse>`))
    return bandwidth.getBulk(BULK)
  }

  it('takes what it knows, keeps what it does not, and never a secret', async () => {
    const order = await read(`<BulkPortin>
      <TargetRespOrgId>JYT01</TargetRespOrgId><CustomerOrderId> ${OURS} </CustomerOrderId>
      <AccountNumber>00771</AccountNumber><PinNumber>0042</PinNumber><PIN>0043</PIN>
      <RequestedFocDate>2026-12-08T00:00:00.000Z</RequestedFocDate><PeerId>521434</PeerId><SiteId>14020</SiteId>
      <Subscriber><SubscriberType>BUSINESS</SubscriberType><BusinessName>A &amp; B</BusinessName>
        <ServiceAddress><HouseNumber>900</HouseNumber><StreetName>Main Campus</StreetName><StreetSuffix>Dr</StreetSuffix>
        <AddressLine2>Suite 5</AddressLine2><City>Raleigh </City><StateCode>NC</StateCode><Zip>02134</Zip></ServiceAddress></Subscriber>
      <LoaAuthorizingPerson>Dana</LoaAuthorizingPerson><TnAttributes><TnAttribute>x</TnAttribute></TnAttributes>
      <BillingTelephoneNumber>9195550100</BillingTelephoneNumber><SuppCount>2</SuppCount>
      <ProcessingStatus>needs_attention</ProcessingStatus><AccountId>1</AccountId><LastModifiedBy>lee</LastModifiedBy>
      <LastModifiedDate>2026-12-01T14:02:11.120Z</LastModifiedDate><OrderCreateDate>2026-12-01T14:02:11Z</OrderCreateDate></BulkPortin>`)
    expect(order).toEqual({
      id: BULK,
      customerOrderId: OURS,
      status: 'NEEDS_ATTENTION',
      subscriber: {
        ...NOTHING_SHARED.subscriber,
        type: 'BUSINESS',
        businessName: 'A & B',
        serviceAddress: ADDRESS,
      },
      loaAuthorizingPerson: 'Dana',
      siteId: '14020',
      peerId: '521434',
      requestedFocDate: { day: '2026-12-08', at: null },
      targetRespOrgId: 'JYT01',
      createdAt: Date.parse('2026-12-01T14:02:11Z'),
      lastModifiedAt: Date.parse('2026-12-01T14:02:11.120Z'),
      otherElements: {
        BillingTelephoneNumber: '9195550100',
        SuppCount: '2',
        'TnAttributes/TnAttribute': 'x',
      },
      unshownElements: { AccountId: '1' },
    })
  })

  it.each([
    ['CANCELED', 'CANCELLED'],
    ['Complete', 'COMPLETED'],
    ['ON_HOLD', 'ON_HOLD'],
  ])('in state %s is %s', async (announced, status) => {
    const order = await read(
      `<OrderId>${BULK.toUpperCase()}</OrderId><ProcessingStatus>${announced}</ProcessingStatus><RequestedFocDate>soon</RequestedFocDate>`,
    )
    expect(order).toMatchObject({ id: BULK, status, otherElements: { RequestedFocDate: 'soon' } })
  })

  it('that is gone says so', async () => {
    const { bandwidth, server } = await connect()
    server.behave({ status: 404 })
    await expect(bandwidth.getBulk(BULK)).rejects.toBeInstanceOf(BandwidthNotFound)
  })

  it('is not read from an answer about another', async () => {
    const { bandwidth, server } = await connect()
    const status = '<ProcessingStatus>COMPLETED</ProcessingStatus>'
    server.behave(bulk(`${status}<OrderId>${OURS}</OrderId>`))
    await expect(bandwidth.getBulk(BULK)).rejects.toThrow(BandwidthDown)
  })

  it('tells an error in a good reply from an answer that is none', async () => {
    const error =
      '<ResponseStatus><ErrorCode>7707</ErrorCode><Description>x</Description></ResponseStatus>'
    await expect(read(error)).rejects.toBeInstanceOf(BandwidthRefused)
    await expect(read('<BulkPortin/>')).rejects.toBeInstanceOf(BandwidthDown)
  })
})

describe('deleting a bulk order', () => {
  it('may be answered with nothing', async () => {
    const { bandwidth, server } = await connect()
    server.behave({ status: 200 })
    await bandwidth.deleteBulk(BULK)
    expect(server.seen[0]).toMatchObject({ method: 'DELETE', path: BULK_PATH })
  })

  it('that is no draft is refused', async () => {
    const { bandwidth, server } = await connect()
    server.behave(bulk('<Status><Code>7709</Code><Description>x</Description></Status>', 400))
    await expect(bandwidth.deleteBulk(BULK)).rejects.toMatchObject({ errors: [{ code: '7709' }] })
  })
})

describe('notes of a bulk order', () => {
  it('are listed and written', async () => {
    const { bandwidth, server } = await connect()
    server.behave(
      xml(
        '<Notes><Note><Id>7</Id><UserId>lee</UserId><Description>A &amp; B</Description></Note></Notes>',
      ),
      { status: 204 },
      { status: 201, headers: { location: `https://h/bulkPortins/${BULK}/notes/8` } },
    )
    await expect(bandwidth.listBulkNotes(BULK)).resolves.toMatchObject([{ id: '7', text: 'A & B' }])
    await expect(bandwidth.listBulkNotes(BULK)).resolves.toEqual([])
    await expect(bandwidth.addBulkNote(BULK, 'hi')).resolves.toEqual({ noteId: '8' })
    expect(server.seen.map(({ method, path }) => [method, path])).toEqual([
      ['GET', `${BULK_PATH}/notes`],
      ['GET', `${BULK_PATH}/notes`],
      ['POST', `${BULK_PATH}/notes`],
    ])
    expect(server.seen[2]?.body).toContain('<UserId>porter</UserId>')
  })
})

describe('listing bulk orders', () => {
  const entry = (id: string, more = '') =>
    `<BulkPortinResponse><OrderId>${id}</OrderId><OrderCreateDate>2026-12-01T19:25:04.482Z</OrderCreateDate>
     <LastModifiedDate>2026-12-01T20:02:19.156Z</LastModifiedDate><ProcessingStatus>IN_PROGRESS</ProcessingStatus>${more}</BulkPortinResponse>`
  const page = (entries: string, next = '') =>
    xml(
      `<BulkPortinResponses><TotalCount>9</TotalCount><Links>${next && `<next>Link=&lt;https://h:443/v1.0/bulkPortins?page=${next}&amp;size=2&gt;;rel=\\"next\\";</next>`}</Links>${entries}</BulkPortinResponses>`,
    )

  it('walks all pages and keeps the filter', async () => {
    const { bandwidth, server } = await connect()
    const details = `<CustomerOrderId>${OURS}</CustomerOrderId><PortinList><PortinOrderId>x</PortinOrderId><PortinOrderId>y</PortinOrderId><PortinOrderId>x</PortinOrderId></PortinList>`
    server.behave(page(entry('a', details) + entry('b', '<PortinList/>'), 'c'), page(entry('c')))
    const listed = await bandwidth.listBulks({ status: bulkStatus('IN_PROGRESS') })
    expect(listed.map(({ id }) => id)).toEqual(['a', 'b', 'c'])
    expect(listed[0]).toEqual({
      id: 'a',
      customerOrderId: OURS,
      status: 'IN_PROGRESS',
      createdAt: Date.parse('2026-12-01T19:25:04.482Z'),
      lastModifiedAt: Date.parse('2026-12-01T20:02:19.156Z'),
      children: ['x', 'y'],
    })
    expect(listed[2]).toMatchObject({ customerOrderId: null, children: [] })
    expect(server.seen.map(({ query }) => query.toString())).toEqual([
      'page=1&size=1000&orderDetails=true&status=in_progress',
      'page=c&size=2&orderDetails=true&status=in_progress',
    ])
  })

  it('asks for whole days in New York', async () => {
    const { bandwidth, server } = await connect()
    server.behave(page(''))
    const filter: BulkFilter = { from: DAY, to: DAY }
    await bandwidth.listBulks(filter)
    expect(Object.fromEntries(server.seen[0]?.query ?? [])).toMatchObject({
      modifiedDateFrom: '2026-12-08T05:00:00.000Z',
      modifiedDateTo: '2026-12-09T04:59:59.999Z',
    })
  })

  it.each([
    ['404', { status: 404 }],
    ['204', { status: 204 }],
    ['an empty list', page('')],
  ])('finds none when Bandwidth answers %s', async (_what, behaviour) => {
    const { bandwidth, server } = await connect()
    server.behave(behaviour)
    await expect(bandwidth.listBulks({ from: DAY, to: DAY })).resolves.toEqual([])
  })

  it('finds none of a status that the list does not know: `draft` may stand for all four', async () => {
    const { bandwidth, server } = await connect()
    server.behave(refusal('15518', 400), { status: 400 }, refusal('15518', 400))
    const listed = (status: string) => bandwidth.listBulks({ status: bulkStatus(status) })
    await expect(listed('VALIDATE_DRAFT_TNS')).resolves.toEqual([])
    await expect(listed('VALID_DRAFT_TNS')).resolves.toEqual([])
    await expect(listed('DRAFT')).rejects.toBeInstanceOf(BandwidthRefused)
  })

  it('does not take a missing feature for a missing order', async () => {
    const { bandwidth, server } = await connect()
    server.behave(refusal('7706', 404), refusal('7706', 200))
    const filter = { from: DAY, to: DAY }
    await expect(bandwidth.listBulks(filter)).rejects.toBeInstanceOf(BandwidthNotFound)
    await expect(bandwidth.listBulks(filter)).rejects.toBeInstanceOf(BandwidthRefused)
  })
})

it('a pause that Bandwidth asks of bulk orders holds neither reads of them nor other orders', async () => {
  const { bandwidth, server } = await connect()
  server.behave({ status: 429 }, bulk('<ProcessingStatus>DRAFT</ProcessingStatus>'), {
    status: 200,
  })
  await expect(bandwidth.deleteBulk(BULK)).rejects.toBeInstanceOf(BandwidthBusy)
  await expect(bandwidth.putBulkNumbers(BULK, [])).rejects.toBeInstanceOf(BandwidthBusy)
  await expect(bandwidth.getBulkNumbers(BULK)).rejects.toBeInstanceOf(BandwidthBusy)
  await expect(bandwidth.getBulkChildren(BULK)).rejects.toBeInstanceOf(BandwidthBusy)
  await expect(bandwidth.addBulkNote(BULK, 'x')).rejects.toBeInstanceOf(BandwidthBusy)
  await expect(bandwidth.getBulk(BULK)).resolves.toMatchObject({ status: 'DRAFT' })
  await expect(bandwidth.deleteOrder('a' as never)).resolves.toBeUndefined()
  expect(server.seen).toHaveLength(3)
})
