// A Bandwidth with very many orders, in a process of its own: it answers lists and single orders as
// fast as it can and knows nothing else. Its parent tells it what has changed.
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { MADE_AT, type Orders } from './orders-announced.ts'

let orders: Orders = { drafts: 0, recent: [0, 0], changed: [0, 0], changedAt: MADE_AT }

const isIn = ([from, to]: readonly [number, number], order: number): boolean =>
  order >= from && order < to

function statusOf(order: number): string {
  if (order < orders.drafts) return 'DRAFT'
  return isIn(orders.changed, order) ? 'FOC' : 'SUBMITTED'
}

function modifiedAt(order: number): string {
  return new Date(isIn(orders.changed, order) ? orders.changedAt : MADE_AT).toISOString()
}

function listed(order: number): string {
  return `<lnpPortInfoForGivenStatus><accountId>1</accountId><CountOfTNs>1</CountOfTNs>
<CustomerOrderId>Acme-${order}</CustomerOrderId><userId>porter</userId>
<lastModifiedDate>${modifiedAt(order)}</lastModifiedDate><OrderDate>${new Date(MADE_AT).toISOString()}</OrderDate>
<OrderId>order-${order}</OrderId><OrderType>port_in</OrderType>
<BillingTelephoneNumber>9195550100</BillingTelephoneNumber><CompanyName>Acme</CompanyName>
<LNPLosingCarrierId>1</LNPLosingCarrierId><LNPLosingCarrierName>Frontier</LNPLosingCarrierName>
<ProcessingStatus>${statusOf(order)}</ProcessingStatus><VendorId>1</VendorId><VendorName>Bandwidth CLEC</VendorName>
</lnpPortInfoForGivenStatus>`
}

function list(query: URLSearchParams): string {
  const found =
    query.get('status') === 'draft'
      ? range([0, orders.drafts])
      : query.has('startdate')
        ? [...range(orders.recent), ...range(orders.changed)]
        : []
  const size = Number(query.get('size'))
  const first = query.get('page') === '1' ? 0 : Number(query.get('page'))
  const shown = found.slice(first, first + size)
  const next = first + size
  const link = `<next>Link=&lt;http://other/portins?page=${next}&amp;size=${size}&gt;;rel="next";</next>`
  return `<LNPResponseWrapper><TotalCount>${found.length}</TotalCount>
<Links>${next < found.length ? link : ''}</Links>${shown.map(listed).join('')}</LNPResponseWrapper>`
}

function range([from, to]: readonly [number, number]): readonly number[] {
  return Array.from({ length: to - from }, (_, index) => from + index)
}

function one(order: number): string {
  const foc = isIn(orders.changed, order)
    ? '<ActualFocDate>2026-12-10T16:30:00Z</ActualFocDate>'
    : ''
  return `<LnpOrderResponse><ProcessingStatus>${statusOf(order)}</ProcessingStatus>${foc}
<CustomerOrderId>Acme-${order}</CustomerOrderId><LoaAuthorizingPerson>J Rivera</LoaAuthorizingPerson>
<Subscriber><SubscriberType>BUSINESS</SubscriberType><BusinessName>Acme Dental</BusinessName>
<ServiceAddress><HouseNumber>100</HouseNumber><StreetName>Main</StreetName><City>Raleigh</City>
<StateCode>NC</StateCode><Zip>27601</Zip></ServiceAddress></Subscriber>
<BillingTelephoneNumber>9195550100</BillingTelephoneNumber>
<ListOfPhoneNumbers><PhoneNumber>9195550100</PhoneNumber></ListOfPhoneNumbers>
<PON>PON${order}</PON><AccountId>1</AccountId><SiteId>14020</SiteId><PeerId>521434</PeerId>
<LosingCarrierSPID>0121</LosingCarrierSPID><LosingCarrierName>Frontier</LosingCarrierName>
<LosingCarrierIsWireless>false</LosingCarrierIsWireless><VendorName>Bandwidth CLEC</VendorName>
<OrderCreateDate>${new Date(MADE_AT).toISOString()}</OrderCreateDate>
<LastModifiedDate>${modifiedAt(order)}</LastModifiedDate><userId>porter</userId>
<LastModifiedBy>porter</LastModifiedBy><PartialPort>false</PartialPort><Triggered>false</Triggered>
<PortType>AUTOMATED</PortType></LnpOrderResponse>`
}

function answer(response: ServerResponse, body: string): void {
  response.writeHead(200, { 'content-type': 'application/xml' }).end(body)
}

const server = createServer((request, response) => {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://loopback')
  const order = /\/portins\/order-(\d+)$/.exec(pathname)?.[1]
  if (order !== undefined) answer(response, one(Number(order)))
  else if (pathname.endsWith('/portins')) answer(response, list(searchParams))
  else response.writeHead(404).end()
})

process.on('message', (message: Orders) => {
  orders = message
  process.send?.('known')
})
process.on('disconnect', () => process.exit(0))
server.listen(0, '127.0.0.1', () => {
  process.send?.((server.address() as AddressInfo).port)
})
