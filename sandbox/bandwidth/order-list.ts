import type { Call, Reply, Route } from './call.ts'
import { SHOWN_HOST } from './call.ts'
import { showOrderDate, utcDay, withMillis } from './calendar.ts'
import type { Order, Version } from './order.ts'
import {
  DRAFT_STATUSES,
  SUBMITTED_STATUSES,
  isDraft,
  isTollFreeOrder,
  routingOf,
  tnsOf,
  requestedDate,
} from './order.ts'
import { pageOf } from './paging.ts'
import type { Practice } from './practice.ts'
import type { Xml } from './xml.ts'
import { element, field } from './xml.ts'

/** Also those that no order has here. */
const STATUSES: readonly string[] = [
  ...DRAFT_STATUSES,
  ...SUBMITTED_STATUSES,
  'SNAPBACK',
  'PENDING_CARRIER_APPROVAL',
  'MISSING_REQUIREMENTS',
]
const BY_TEXT = ['tn', 'orderTn', 'customerOrderId', 'pon']
const TWO_YEARS_MS = 2 * 365 * 86_400_000

/** An order as it stood at one of its changes. */
interface Row {
  readonly order: Order
  readonly version: Version
}

const no = (code: string, text: string): Reply => ({
  status: 400,
  xml: element(
    'LNPResponseWrapper',
    element('Errors', element('Code', code), element('Description', text)),
  ),
})

export function orderListRoute({ orders, clock, account }: Practice): Route {
  const path = `/accounts/${account.id}/portins`

  function read({ query }: Call): Reply {
    if (!query.get('page') || !query.get('size')) {
      const text = `page and size are required, e.g. ${SHOWN_HOST}${path}?page=1&size=300`
      return { status: 404, xml: element('LNPResponseWrapper', element('Description', text)) }
    }
    const refused = filterTrouble(query)
    if (refused) return refused
    const rows = [...orders.values()]
      .flatMap((order) => rowOf(order, query, clock.now()) ?? [])
      .filter((row) => hasStatus(row, query) && hasTexts(row.order, query))
      .sort((one, other) => other.version.at - one.version.at)
    return page(rows, query)
  }

  function page(rows: readonly Row[], query: URLSearchParams): Reply {
    const { links, shown } = pageOf(rows, { query, path, idOf: ({ order }) => order.id })
    const count = element('TotalCount', rows.length)
    return {
      status: 200,
      xml: element('LNPResponseWrapper', count, links, ...shown.map((row) => rowXml(row))),
    }
  }

  function rowXml({ order, version }: Row): Xml {
    const { fields } = order.content
    const { carrier, vendor, tollFree } = routingOf(order.content)
    const requested = requestedDate(order.content)
    return element(
      'lnpPortInfoForGivenStatus',
      element('accountId', account.id),
      element('CountOfTNs', tnsOf(order).length),
      field('CustomerOrderId', fields['CustomerOrderId']),
      element('userId', version.by),
      element('lastModifiedDate', withMillis(version.at)),
      element('OrderDate', withMillis(order.createdAt)),
      element('OrderId', order.id),
      element('OrderType', 'port_in'),
      field('ActualFOCDate', version.actualFoc && showOrderDate(version.actualFoc, withMillis)),
      field('BillingTelephoneNumber', fields['BillingTelephoneNumber']),
      element('CompanyName', account.name),
      field('LNPLosingCarrierId', carrier?.id),
      field('LNPLosingCarrierName', carrier?.name),
      element('ProcessingStatus', version.status),
      field('RequestedFOCDate', requested && showOrderDate(requested, withMillis)),
      carrier && element('VendorId', vendor.id),
      carrier && element('VendorName', vendor.name),
      field('PON', order.pon),
      tollFree && element('Internal', tollFree.internal),
      isTollFreeOrder(order) ? field('TargetRespOrgId', fields['TargetRespOrgId']) : null,
    )
  }

  return { method: 'GET', path: /^\/portins$/, limit: 'HISTORY', answer: read }
}

function filterTrouble(query: URLSearchParams): Reply | null {
  const [start, end, date] = ['startdate', 'enddate', 'date'].map((name) => query.get(name))
  if ((start == null) !== (end == null)) return no('15508', 'startdate and enddate go together.')
  if (start && end && start > end) return no('15501', 'startdate is after enddate.')
  if ([start, end, date].some((day) => day != null && !/^\d{4}-\d\d-\d\d$/.test(day))) {
    return no('15503', 'A date is written yyyy-MM-dd.')
  }
  if ((start ?? date) != null && BY_TEXT.some((name) => query.has(name))) {
    return no('15515', 'This parameter cannot be used with a date.')
  }
  const known = askedStatuses(query).every((status) => STATUSES.includes(status))
  return known ? null : no('15518', 'The status is not one of the known ones.')
}

const askedStatuses = (query: URLSearchParams): string[] =>
  (query.get('status')?.split(',') ?? []).map((status) => status.trim().toUpperCase())

/** The version that a date filter looks at: the last of the day, the last of the range, or the newest. */
function rowOf(order: Order, query: URLSearchParams, now: number): Row | null {
  const [start, end, date] = ['startdate', 'enddate', 'date'].map((name) => query.get(name))
  const [from, to] = [date ?? start, date ?? end]
  const inRange = ({ at }: Version) => {
    if (from != null && to != null) return utcDay(at) >= from && utcDay(at) <= to
    return BY_TEXT.some((name) => query.has(name)) || at > now - TWO_YEARS_MS
  }
  const version = order.versions.filter(inRange).at(-1)
  return version ? { order, version } : null
}

function hasStatus({ version }: Row, query: URLSearchParams): boolean {
  const asked = askedStatuses(query)
  return asked.length === 0 ? !isDraft(version.status) : asked.includes(version.status)
}

function hasTexts(order: Order, query: URLSearchParams): boolean {
  const { fields, tns } = order.content
  const bare = (name: string) => query.get(name)?.replace(/^[+ ]1/, '') ?? null
  const [tn, orderTn] = [bare('tn'), bare('orderTn')]
  const [customerOrderId, pon] = [query.get('customerOrderId'), query.get('pon')]
  return (
    (tn === null || fields['BillingTelephoneNumber'] === tn) &&
    (orderTn === null || (tns ?? []).includes(orderTn)) &&
    (customerOrderId === null || fields['CustomerOrderId'] === customerOrderId) &&
    (pon === null || order.pon === pon)
  )
}
