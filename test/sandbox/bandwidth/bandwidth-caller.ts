import { onTestFinished } from 'vitest'
import type {
  PracticeBandwidth,
  PracticeBandwidthOptions,
} from '../../../sandbox/bandwidth/server.ts'
import { startPracticeBandwidth } from '../../../sandbox/bandwidth/server.ts'
import { createPracticeClock } from '../../../sandbox/clock.ts'

/** A Tuesday, 10:00 in New York. */
const TUESDAY = Date.parse('2026-12-01T15:00:00Z')

interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  /** The trimmed text of the first element of this name. */
  one(name: string): string | null
  all(name: string): string[]
}

export type Caller = Awaited<ReturnType<typeof openBandwidth>>

/** A practice Bandwidth with a clock that stands still, and somebody who calls it. */
export async function openBandwidth(
  options: Partial<PracticeBandwidthOptions> & { start?: number } = {},
) {
  const { start = TUESDAY, ...rest } = options
  const clock = createPracticeClock({ start, frozen: true })
  const bandwidth = await startPracticeBandwidth({ clock, ...rest })
  onTestFinished(() => bandwidth.close())
  const { env } = bandwidth
  const password = btoa(`${env.BANDWIDTH_USERNAME}:${env.BANDWIDTH_PASSWORD}`)
  const headers = { Authorization: `Basic ${password}`, 'Content-Type': 'application/xml' }

  async function call(method: string, path: string, body?: string | Uint8Array, more = {}) {
    const url = `${env.BANDWIDTH_API_URL}/accounts/${env.BANDWIDTH_ACCOUNT_ID}${path}`
    const request = { method, headers: { ...headers, ...more } }
    const sent = body === undefined ? request : { ...request, body: Buffer.from(body) }
    return answerOf(await fetch(url, sent))
  }

  async function create(content: string): Promise<string> {
    const created = await call('POST', '/portins', content)
    const id = created.one('OrderId')
    if (id === null) throw new Error(created.text)
    return id
  }

  return {
    ...bandwidth,
    clock,
    call,
    create,
    order: (id: string) => call('GET', `/portins/${id}`),
    status: async (id: string) => (await call('GET', `/portins/${id}`)).one('ProcessingStatus'),
    update: (id: string, content: string) => call('PUT', `/portins/${id}`, supp(content)),
    submit: (id: string) =>
      call('PUT', `/portins/${id}`, supp('<ProcessingStatus>SUBMITTED</ProcessingStatus>')),
    door: (path: string, body: object = {}) => openDoor(bandwidth, path, body),
    /** Brings a submitted order to FOC. */
    async agreed(content: string, date?: string): Promise<string> {
      const id = await create(content)
      clock.advance(10_000)
      bandwidth.control.foc(id, date)
      return id
    },
  }
}

export async function answerOf(response: Response): Promise<Answer> {
  const text = await response.text()
  const all = (name: string) =>
    [...text.matchAll(new RegExp(`<${name}>([^<]*)</${name}>`, 'g'))].map(([, found = '']) =>
      found.trim(),
    )
  return {
    status: response.status,
    headers: response.headers,
    text,
    all,
    one: (name) => all(name)[0] ?? null,
  }
}

async function openDoor(bandwidth: PracticeBandwidth, path: string, body: object) {
  const response = await fetch(`${bandwidth.url}/control/${path}`, {
    method: 'POST',
    body: JSON.stringify(body),
  })
  const json: unknown = await response.json()
  return { status: response.status, json }
}

export const supp = (content: string): string => `<LnpOrderSupp>${content}</LnpOrderSupp>`
export const DRAFT = '<ProcessingStatus>DRAFT</ProcessingStatus>'

const numbers = (tns: readonly string[]): string =>
  `<ListOfPhoneNumbers>${tns.map((tn) => `<PhoneNumber>${tn}</PhoneNumber>`).join('')}</ListOfPhoneNumbers>`

/** A complete order of regular numbers, the first of them the billing number. */
export const regularOrder = (tns: readonly string[], more = ''): string =>
  `<LnpOrder><SiteId>14020</SiteId><BillingTelephoneNumber>${tns[0] ?? ''}</BillingTelephoneNumber>
  <Subscriber><SubscriberType>BUSINESS</SubscriberType><BusinessName>Acme Dental</BusinessName>
  <ServiceAddress><HouseNumber>100</HouseNumber><StreetName>Main</StreetName><City>Raleigh</City>
  <StateCode>NC</StateCode><Zip>02134</Zip></ServiceAddress></Subscriber>
  <LoaAuthorizingPerson>Jo Rivera</LoaAuthorizingPerson>${numbers(tns)}${more}</LnpOrder>`

export const tollFreeOrder = (tns: readonly string[], more = ''): string =>
  `<LnpOrder><SiteId>14020</SiteId><LoaAuthorizingPerson>Jo Rivera</LoaAuthorizingPerson>
  <TargetRespOrgId>JYT01</TargetRespOrgId>${numbers(tns)}${more}</LnpOrder>`

export const requestedDate = (date: string): string =>
  `<RequestedFocDate>${date}</RequestedFocDate>`
