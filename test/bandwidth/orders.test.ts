import { describe, expect, it } from 'vitest'
import type { OrderFilter } from '../../src/bandwidth/bandwidth.ts'
import { BandwidthNotFound, BandwidthRefused, OutcomeUnknown } from '../../src/bandwidth/errors.ts'
import { parseXml } from '../../src/bandwidth/xml.ts'
import { calendarDay, momentOf, type CalendarDay } from '../../src/porting/calendar.ts'
import type { CustomerOrderId, OrderContent } from '../../src/porting/order.ts'
import { portStatus } from '../../src/porting/status.ts'
import { connect, xml, type Seen } from './loopback.ts'
import {
  ADDRESS,
  CONTENT,
  NO_CONTENT,
  NO_SECRETS,
  ORDER,
  OURS,
  SECRETS,
  tn,
} from './orders-at-hand.ts'

const aDay = (text: string) => calendarDay(text) as CalendarDay
const DAY = aDay('2026-12-08')

/** The names of the elements from the outside in, in their order. */
function outline(seen: Seen | undefined, path: readonly string[] = []): string[] {
  const element = path.reduce((at, name) => at.child(name), parseXml(seen?.body ?? ''))
  return element.elements().map(({ name }) => name)
}

describe('making a draft', () => {
  const created = (inside: string) =>
    xml(`<LnpOrderResponse><OrderId>${ORDER}</OrderId>${inside}</LnpOrderResponse>`, 201)
  const DRAFT = created(
    '<Status><Code>201</Code><Description>received</Description></Status><ProcessingStatus>DRAFT</ProcessingStatus>',
  )

  it('sends what a person filled in, in the order that Bandwidth reads', async () => {
    const { bandwidth, server } = await connect()
    server.behave(DRAFT)
    const content: OrderContent = {
      ...CONTENT,
      requestedFocDate: { day: DAY, at: null },
      triggered: true,
      partialPort: true,
    }
    const made = await bandwidth.createDraft({ customerOrderId: OURS, content, secrets: SECRETS })
    expect(made).toEqual({ id: ORDER, errors: [] })

    const [seen] = server.seen
    expect(seen).toMatchObject({ method: 'POST', path: '/api/v1/accounts/9900012/portins' })
    expect(seen?.headers['content-type']).toBe('application/xml; charset=utf-8')
    expect(outline(seen)).toEqual([
      ...['CustomerOrderId', 'RequestedFocDate', 'BillingTelephoneNumber', 'SiteId', 'Subscriber'],
      ...['LoaAuthorizingPerson', 'WirelessInfo', 'ListOfPhoneNumbers', 'Triggered', 'PartialPort'],
      'ProcessingStatus',
    ])
    expect(outline(seen, ['Subscriber', 'ServiceAddress'])).toEqual([
      ...['HouseNumber', 'StreetName', 'StreetSuffix', 'AddressLine2', 'City', 'StateCode', 'Zip'],
    ])
    const root = parseXml(seen?.body ?? '')
    expect(root.name).toBe('LnpOrder')
    expect(root.child('ProcessingStatus').text()).toBe('DRAFT')
    expect(root.child('RequestedFocDate').text()).toBe('2026-12-08T16:30:00.000Z')
    expect(root.child('WirelessInfo').child('PinNumber').text()).toBe('0042')
    expect(root.child('Subscriber').child('BusinessName').text()).toBe('Widgets & <Sons>')
  })

  it('of toll-free numbers says nothing that toll-free orders must not say', async () => {
    const { bandwidth, server } = await connect({ numberFormat: 'e164' })
    server.behave(DRAFT)
    const content = {
      ...NO_CONTENT,
      numbers: [tn('833-555-0100')],
      siteId: '1',
      targetRespOrgId: 'JYT01',
    }
    await bandwidth.createDraft({ customerOrderId: OURS, content, secrets: NO_SECRETS })
    expect(outline(server.seen[0])).toEqual([
      ...['CustomerOrderId', 'SiteId', 'TargetRespOrgId', 'ListOfPhoneNumbers', 'ProcessingStatus'],
    ])
    expect(server.seen[0]?.body).toContain('<PhoneNumber>+18335550100</PhoneNumber>')
  })

  const draft = { customerOrderId: OURS, content: CONTENT, secrets: NO_SECRETS }

  it('that comes with errors has been made', async () => {
    const { bandwidth, server } = await connect()
    server.behave(
      created(
        '<Errors><Code>7205</Code><Description>taken</Description><TelephoneNumbers><Tn>9195550100</Tn></TelephoneNumbers></Errors><ProcessingStatus>EXCEPTION</ProcessingStatus>',
      ),
    )
    await expect(bandwidth.createDraft(draft)).resolves.toEqual({
      id: ORDER,
      errors: [{ code: '7205', description: 'taken', numbers: ['9195550100'] }],
    })
  })

  it('finds the id in the Location when the body has none, whatever host that names', async () => {
    const { bandwidth, server } = await connect()
    const location = `https://elsewhere:443/v1.0/accounts/9900012/portins/${ORDER}`
    server.behave({ status: 201, headers: { location } })
    await expect(bandwidth.createDraft(draft)).resolves.toMatchObject({
      id: ORDER,
    })
  })

  it('without any id is refused when there are errors, and otherwise unknown', async () => {
    const { bandwidth, server } = await connect()
    server.behave(
      xml(
        '<LnpOrderResponse><Errors><Code>7333</Code><Description>x</Description></Errors></LnpOrderResponse>',
        201,
      ),
      xml('<LnpOrderResponse/>', 201),
    )
    await expect(bandwidth.createDraft(draft)).rejects.toBeInstanceOf(BandwidthRefused)
    await expect(bandwidth.createDraft(draft)).rejects.toBeInstanceOf(OutcomeUnknown)
  })
})

describe('changing an order', () => {
  const DONE = xml(
    '<LnpOrderResponse><OrderId>x</OrderId><Status><Code>200</Code><Description>Supp request received</Description></Status><ProcessingStatus>REQUESTED_SUPP</ProcessingStatus></LnpOrderResponse>',
  )

  it('to keep it alive sends the customer order id and nothing else', async () => {
    const { bandwidth, server } = await connect()
    server.behave(DONE)
    await bandwidth.updateOrder(ORDER, { customerOrderId: OURS })
    expect(server.seen[0]).toMatchObject({
      method: 'PUT',
      path: `/api/v1/accounts/9900012/portins/${ORDER}`,
    })
    expect(server.seen[0]?.body).toMatch(
      /<LnpOrderSupp><CustomerOrderId>Acme 1042-a1b2c3d4e5<\/CustomerOrderId><\/LnpOrderSupp>$/,
    )
  })

  it('sends the customer order id with every change', async () => {
    const { bandwidth, server } = await connect()
    server.behave(DONE)
    await bandwidth.updateOrder(ORDER, { customerOrderId: OURS, submit: true })
    await bandwidth.updateOrder(ORDER, { customerOrderId: OURS, retryValidation: true })
    await bandwidth.updateOrder(ORDER, { customerOrderId: OURS, secrets: SECRETS })
    await bandwidth.updateOrder(ORDER, { customerOrderId: OURS, content: { siteId: '7' } })
    expect(server.seen.map((seen) => outline(seen))).toEqual([
      ['CustomerOrderId', 'ProcessingStatus'],
      ['CustomerOrderId', 'RetryValidation'],
      ['CustomerOrderId', 'WirelessInfo'],
      ['CustomerOrderId', 'SiteId'],
    ])
    expect(server.seen[0]?.body).toContain('<ProcessingStatus>SUBMITTED</ProcessingStatus>')
  })

  it('can say no, but not on toll-free orders', async () => {
    const { bandwidth, server } = await connect()
    server.behave(DONE)
    const no = { partialPort: false, triggered: false }
    await bandwidth.updateOrder(ORDER, { customerOrderId: OURS, content: no })
    const tollFree = { ...no, numbers: [tn('833-555-0100')] }
    await bandwidth.updateOrder(ORDER, { customerOrderId: OURS, content: tollFree })
    expect(server.seen.map((seen) => outline(seen))).toEqual([
      ['CustomerOrderId', 'Triggered', 'PartialPort'],
      ['CustomerOrderId', 'ListOfPhoneNumbers'],
    ])
  })

  it('replaces a subscriber as a whole', async () => {
    const { bandwidth, server } = await connect()
    server.behave(DONE)
    const { subscriber } = CONTENT
    await bandwidth.updateOrder(ORDER, { customerOrderId: OURS, content: { subscriber } })
    expect(outline(server.seen[0], ['Subscriber', 'ServiceAddress'])[0]).toBe('ResetAddressFields')
  })

  it('is refused when a good status carries errors', async () => {
    const { bandwidth, server } = await connect()
    const withError = (code: string) =>
      xml(
        `<LnpOrderResponse><Status><Code>200</Code><Description>x</Description></Status><Errors><Code>${code}</Code><Description>x</Description></Errors></LnpOrderResponse>`,
      )
    server.behave(withError('7300'), withError('7388'))
    const change = { customerOrderId: OURS, content: { siteId: '7' } }
    await expect(bandwidth.updateOrder(ORDER, change)).rejects.toMatchObject({
      httpStatus: 200,
      errors: [{ code: '7300' }],
    })
    await expect(bandwidth.updateOrder(ORDER, change)).resolves.toBeUndefined()
  })

  it('may be answered with nothing at all', async () => {
    const { bandwidth, server } = await connect()
    server.behave({ status: 200 })
    await bandwidth.updateOrder(ORDER, { customerOrderId: OURS })
    await bandwidth.deleteOrder(ORDER)
    expect(server.seen.map(({ method }) => method)).toEqual(['PUT', 'DELETE'])
  })
})

describe('reading an order', () => {
  async function read(inside: string) {
    const { bandwidth, server } = await connect()
    server.behave(xml(`<LnpOrderResponse>${inside}</LnpOrderResponse>`))
    return bandwidth.getOrder(ORDER)
  }

  it('takes everything that it knows, whatever the order of the elements', async () => {
    const { order, secrets } = await read(`
      <CustomerOrderId> ${OURS} </CustomerOrderId><Triggered>true</Triggered>
      <ProcessingStatus>FOC</ProcessingStatus><PortType>MANUAL_OFFNET</PortType>
      <RequestedFocDate>2026-12-07T00:00:00.000Z</RequestedFocDate>
      <ActualFOCDate>2026-12-08T03:00:00Z</ActualFOCDate>
      <WirelessInfo><AccountNumber>00771</AccountNumber><PinNumber>0042</PinNumber></WirelessInfo>
      <Subscriber><SubscriberType>BUSINESS</SubscriberType><BusinessName>A &amp; B</BusinessName>
        <ServiceAddress><HouseNumber>900</HouseNumber><StreetName>Main Campus</StreetName><StreetSuffix>Dr</StreetSuffix>
        <AddressLine2>Suite 5</AddressLine2><City>Raleigh </City><StateCode>NC</StateCode><Zip>02134</Zip>
        <Country>United States</Country><AddressType>Service</AddressType></ServiceAddress></Subscriber>
      <ListOfPhoneNumbers><PhoneNumber>9195550100</PhoneNumber><PhoneNumber>+19195550101</PhoneNumber></ListOfPhoneNumbers>
      <BillingTelephoneNumber>9195550100</BillingTelephoneNumber><LosingCarrierSPID>0121</LosingCarrierSPID>
      <LosingCarrierIsWireless>false</LosingCarrierIsWireless><SiteId>14020</SiteId><userId>x</userId>
      <LastModifiedDate>2026-12-01T14:02:11.120Z</LastModifiedDate>
      <Errors><Code>7300</Code><Description>wait</Description></Errors>
      <Errors><Code>7402</Code><Description>address</Description></Errors>`)
    expect(order).toMatchObject({
      id: ORDER,
      customerOrderId: OURS,
      status: 'FOC',
      portType: 'MANUALOFFNET',
      requestedFocDate: { day: '2026-12-07', at: null },
      actualFocDate: { day: '2026-12-07', at: momentOf(aDay('2026-12-07'), 22, 0) },
      subscriber: { type: 'BUSINESS', businessName: 'A & B', serviceAddress: ADDRESS },
      numbers: ['9195550100', '9195550101'],
      losingCarrier: { spid: '0121', name: null, wireless: false },
      triggered: true,
      partialPort: false,
      lastModifiedAt: Date.parse('2026-12-01T14:02:11.120Z'),
      errors: [{ code: '7300' }, { code: '7402' }],
      hasAccountNumber: true,
      hasPin: true,
      tollFree: null,
      otherElements: {},
    })
    expect(secrets).toEqual({ accountNumber: '00771', pin: '0042' })
    expect(JSON.stringify(order)).not.toContain('0042')
  })

  it('of toll-free numbers tells the validation apart from the order', async () => {
    const { order } = await read(`
      <ProcessingStatus>INVALID_DRAFT_TFNS</ProcessingStatus><PortType>MANUAL_TOLLFREE</PortType>
      <TollFreeValidationStatus>FAILED</TollFreeValidationStatus>
      <TollFreeValidationErrors><ErrorList><Error><Code>7642</Code><Description>spare</Description>
        <TelephoneNumbers><Tn>8335550100</Tn></TelephoneNumbers></Error></ErrorList></TollFreeValidationErrors>
      <RespOrgException>true</RespOrgException><Internal>false</Internal>`)
    expect(order).toMatchObject({
      errors: [],
      tollFree: {
        validationErrors: [{ code: '7642', description: 'spare', numbers: ['8335550100'] }],
        internal: false,
        rocRequired: null,
      },
    })
  })

  it('keeps statuses, types and elements that it does not know, and shows no secret among them', async () => {
    const { order } = await read(`
      <ProcessingStatus>ON_THE_MOON</ProcessingStatus><PortType>LUNAR_PORT</PortType>
      <NewThing>shown</NewThing><Empty/><Nested><Deep>shown</Deep></Nested>
      <RequestedFocDate>next Tuesday</RequestedFocDate>
      <AccountNumber>771</AccountNumber><PinNumber>0042</PinNumber><EndUserPIN>0042</EndUserPIN>
      <WirelessInfo>0042</WirelessInfo>`)
    expect(order).toMatchObject({
      status: 'ON_THE_MOON',
      portType: 'LUNARPORT',
      requestedFocDate: null,
    })
    expect(order.otherElements).toEqual({
      Empty: '',
      'Nested/Deep': 'shown',
      NewThing: 'shown',
      RequestedFocDate: 'next Tuesday',
    })
  })

  it('reads both spellings of the toll-free draft that may be submitted', async () => {
    const { order } = await read('<ProcessingStatus>VALID_DRAFT_TNS</ProcessingStatus>')
    expect(order.status).toBe('VALID_DRAFT_TFNS')
  })

  it('is refused when the answer is about the question', async () => {
    const failing = read(
      '<Status><Code>400</Code><Description>no</Description></Status><Errors><Code>7215</Code><Description>bad id</Description></Errors>',
    )
    await expect(failing).rejects.toBeInstanceOf(BandwidthRefused)
  })

  it('that is gone says so', async () => {
    const { bandwidth, server } = await connect()
    server.behave(
      xml(
        '<LnpOrderResponse><Status><Code>404</Code><Description>Order id not found</Description></Status></LnpOrderResponse>',
        404,
      ),
    )
    await expect(bandwidth.getOrder(ORDER)).rejects.toBeInstanceOf(BandwidthNotFound)
  })
})

describe('listing orders', () => {
  const entry = (id: string, customerOrderId = OURS) =>
    `<lnpPortInfoForGivenStatus><accountId>1</accountId><CountOfTNs>3</CountOfTNs><CustomerOrderId>${customerOrderId}</CustomerOrderId>
     <lastModifiedDate>2026-12-01T19:08:57.626Z</lastModifiedDate><OrderId>${id}</OrderId><ActualFOCDate>2026-12-08T16:30:00.000Z</ActualFOCDate>
     <ProcessingStatus>FOC</ProcessingStatus><VendorId>049</VendorId><ControllingRespOrgId>ATX01</ControllingRespOrgId></lnpPortInfoForGivenStatus>`
  const page = (entries: string, next = '') =>
    xml(
      `<LNPResponseWrapper><TotalCount>900</TotalCount><Links><first>Link=&lt;https://h/portins?page=1&amp;size=2&gt;;rel="first";</first>${next}</Links>${entries}</LNPResponseWrapper>`,
    )
  const next = (id: string) =>
    `<next>Link=&lt;https://evil.example:443/v1.0/accounts/1/portins?page=${id}&amp;size=2&amp;status=foc&gt;;rel=\\"next\\";</next>`

  it('walks the pages by order id, on our own host, and keeps the filter', async () => {
    const { bandwidth, server } = await connect()
    server.behave(
      page(entry('a') + entry('b'), next('c')),
      page(entry('c') + entry('b'), next('d')),
      page(entry('d')),
    )
    const orders = await bandwidth.listOrders({ status: portStatus('FOC') })
    expect(orders.map(({ id }) => id)).toEqual(['a', 'b', 'c', 'd'])
    expect(orders[0]).toMatchObject({
      customerOrderId: OURS,
      status: 'FOC',
      controllingRespOrgId: 'ATX01',
    })
    expect(server.seen.map(({ query }) => query.toString())).toEqual([
      'page=1&size=1000&status=foc',
      'page=c&size=2&status=foc',
      'page=d&size=2&status=foc',
    ])
  })

  it('ends although every page names the same next one', async () => {
    const { bandwidth, server } = await connect()
    server.behave(page(entry('a'), next('a')))
    await bandwidth.listOrders({})
    expect(server.seen).toHaveLength(2)
  })

  it.each([
    ['404', { status: 404 }],
    [
      '404 with a hint',
      xml('<LNPResponseWrapper><Description>use page=1</Description></LNPResponseWrapper>', 404),
    ],
    ['204', { status: 204 }],
    ['an empty list', page('')],
  ])('finds none when Bandwidth answers %s', async (_what, behaviour) => {
    const { bandwidth, server } = await connect()
    server.behave(behaviour)
    await expect(bandwidth.listOrders({})).resolves.toEqual([])
  })

  it('does not take a missing account for a missing order', async () => {
    const { bandwidth, server } = await connect()
    server.behave(
      xml(
        '<R><Errors><Code>12020</Code><Description>unknown account</Description></Errors></R>',
        404,
      ),
    )
    await expect(bandwidth.listOrders({})).rejects.toBeInstanceOf(BandwidthNotFound)
  })

  it.each<[OrderFilter, string]>([
    [{ pon: 'BWC 1' }, 'pon=BWC+1'],
    [{ number: tn('919-555-0100') }, 'orderTn=9195550100'],
    [{ customerOrderId: 'A&b=c' as CustomerOrderId }, 'customerOrderId=A%26b%3Dc'],
    [{ from: DAY, to: DAY }, 'startdate=2026-12-08&enddate=2026-12-08'],
  ])('asks for %j', async (filter, query) => {
    const { bandwidth, server } = await connect()
    server.behave(page(''))
    await bandwidth.listOrders(filter)
    expect(server.seen[0]?.query.toString()).toBe(`page=1&size=1000&${query}`)
  })

  it('finds an order by our id among drafts too, and takes no stranger for it', async () => {
    const { bandwidth, server } = await connect()
    server.behave(({ query }) => {
      const status = query.get('status')
      if (status === 'valid_draft_tfns') return page(entry('mine'))
      return page(status === null ? entry('other', 'Somebody else' as CustomerOrderId) : '')
    })
    const found = await bandwidth.findByCustomerOrderId(OURS)
    expect(found.map(({ id }) => id)).toEqual(['mine'])
    expect(server.seen.map(({ query }) => query.get('status'))).toEqual([
      ...['draft', 'validate_draft_tfns', 'valid_draft_tfns', 'invalid_draft_tfns', null],
    ])
    expect(server.seen.every(({ query }) => query.get('customerOrderId') === OURS)).toBe(true)
  })
})
