import { openBandwidth } from './bandwidth-caller.ts'

export const FRONTIER = '9195550100'
export const WINDSTREAM = '9195560100'
export const ATX = '8005550100'
export const MCI = '8005560100'
export const SPARE = '8445550100'

const SUBSCRIBER = `<Subscriber><SubscriberType>BUSINESS</SubscriberType><BusinessName>Acme Dental</BusinessName>
  <ServiceAddress><HouseNumber>100</HouseNumber><StreetName>Main</StreetName><City>Raleigh</City>
  <StateCode>NC</StateCode><Zip>02134</Zip></ServiceAddress></Subscriber>`

/** A template with which a child lacks no more than its own billing number. */
export const TEMPLATE = `<CustomerOrderId>Move 7</CustomerOrderId><SiteId>14020</SiteId>
  <LoaAuthorizingPerson>Jo Rivera</LoaAuthorizingPerson><TargetRespOrgId>JYT01</TargetRespOrgId>${SUBSCRIBER}`

/** A practice Bandwidth with somebody who works on bulk orders. */
export async function openBulk(options: Parameters<typeof openBandwidth>[0] = {}) {
  const bandwidth = await openBandwidth(options)
  const { call } = bandwidth

  async function create(template = TEMPLATE): Promise<string> {
    const created = await call('POST', '/bulkPortins', `<BulkPortin>${template}</BulkPortin>`)
    const id = created.one('OrderId')
    if (created.status !== 201 || id === null) throw new Error(created.text)
    return id
  }

  const put = (id: string, tns: readonly string[]) =>
    call('PUT', `/bulkPortins/${id}/tnList`, tnList(tns))
  const tns = (id: string) => call('GET', `/bulkPortins/${id}/tnList`)
  const children = async (id: string) =>
    (await call('GET', `/bulkPortins/${id}/portinList`)).all('PortinOrderId')

  return {
    ...bandwidth,
    create,
    bulk: (id: string) => call('GET', `/bulkPortins/${id}`),
    put,
    tns,
    children,
    status: async (id: string) => (await call('GET', `/bulkPortins/${id}`)).one('ProcessingStatus'),
    patch: (id: string, content: string) =>
      call('PATCH', `/bulkPortins/${id}`, `<BulkPortin>${content}</BulkPortin>`),
    submit: (id: string) =>
      call(
        'PATCH',
        `/bulkPortins/${id}`,
        '<BulkPortin><ProcessingStatus>IN_PROGRESS</ProcessingStatus></BulkPortin>',
      ),
    list: (id: string, children: readonly string[]) =>
      call('PUT', `/bulkPortins/${id}/portinList`, portinList(children)),
    /** The child that has this number, by the tnList. */
    async childOf(id: string, tn: string): Promise<string> {
      const { text } = await tns(id)
      const found = [...text.matchAll(/<ChildPortinOrder>([^]*?)<\/ChildPortinOrder>/g)].find(
        ([child]) => child.includes(tn),
      )
      return /<OrderId>([^<]+)</.exec(found?.[0] ?? '')?.[1] ?? ''
    },
    /** A bulk order whose list has been checked. */
    async checked(numbers: readonly string[], template = TEMPLATE): Promise<string> {
      const id = await create(template)
      await put(id, numbers)
      bandwidth.clock.advance(120_000)
      return id
    },
    /** A submitted bulk order; each regular child has the billing number that is its first. */
    async submitted(numbers: readonly string[], template = TEMPLATE): Promise<string> {
      const id = await this.checked(numbers, template)
      for (const child of await children(id)) {
        const order = await bandwidth.order(child)
        const [first = ''] = order.all('PhoneNumber')
        if (!first.startsWith('8')) await bandwidth.update(child, billing(first))
      }
      const done = await this.submit(id)
      if (done.status !== 200) throw new Error(done.text)
      return id
    },
  }
}

export const billing = (tn: string): string =>
  `<CustomerOrderId>Move 7</CustomerOrderId><BillingTelephoneNumber>${tn}</BillingTelephoneNumber>`

export const tnList = (tns: readonly string[]): string =>
  `<TnList>${tns.map((tn) => `<TN>${tn}</TN>`).join('')}</TnList>`

const portinList = (ids: readonly string[]): string =>
  `<PortinList>${ids.map((id) => `<PortinOrderId>${id}</PortinOrderId>`).join('')}</PortinList>`
