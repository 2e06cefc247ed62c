import type { Call, Reply, Route } from '../call.ts'
import { readOrderDate, showOrderDate, utcDay, withMillis } from '../calendar.ts'
import { pageOf } from '../paging.ts'
import type { Practice } from '../practice.ts'
import type { Xml } from '../xml.ts'
import { element, field, list } from '../xml.ts'
import type { BulkOrder, BulkVersion } from './bulk-order.ts'
import { BULK_STATUSES, DRAFT_BULK_STATUSES, childrenOf } from './bulk-order.ts'

const TWO_YEARS_MS = 2 * 365 * 86_400_000

/** A bulk order as it stood at one of its changes. */
interface Row {
  readonly bulk: BulkOrder
  readonly version: BulkVersion
}

export function bulkListRoute({ bulks, orders, clock, account }: Practice): Route {
  function read({ query }: Call): Reply {
    const [page, size] = [query.get('page'), query.get('size')]
    if (!page || !size) return { status: 404 }
    const range = rangeOf(query, clock.now())
    const asked = query.get('status')?.toUpperCase() ?? null
    const known = asked === null || BULK_STATUSES.some((status) => status === asked)
    if (range === null || !known) return { status: 400 }
    const rows = [...bulks.values()]
      .flatMap((bulk) => rowOf(bulk, range))
      .filter(({ version }) => hasStatus(version, asked) && isOfDay(query, version))
      .sort((one, other) => other.version.at - one.version.at)
    if (rows.length === 0) return { status: 204 }
    const { links, shown } = pageOf(rows, {
      query,
      path: `/accounts/${account.id}/bulkPortins`,
      idOf: ({ bulk }) => bulk.id,
    })
    const details = query.get('orderDetails') === 'true'
    const count = element('TotalCount', rows.length)
    const entries = shown.map((row) => rowXml(row, details))
    return { status: 200, xml: element('BulkPortinResponses', count, links, ...entries) }
  }

  function rowXml({ bulk, version }: Row, details: boolean): Xml {
    const { fields } = bulk.template
    const date = readOrderDate(fields['RequestedFocDate'] ?? '')
    const children = childrenOf(bulk, orders).map(({ id }) => id)
    const more = [
      element('accountId', account.id),
      element('OrderType', 'bulk_port_in'),
      element('SuppCount', 0),
      element('CreatedByUser', bulk.createdBy),
      field('PeerId', fields['PeerId']),
      field('SiteId', fields['SiteId']),
      field('CustomerOrderId', fields['CustomerOrderId']),
    ]
    return element(
      'BulkPortinResponse',
      element('OrderId', bulk.id),
      element('CompanyName', account.name),
      element('LastModifiedBy', version.by),
      element('LastModifiedDate', withMillis(version.at)),
      element('OrderCreateDate', withMillis(bulk.createdAt)),
      list('PortinList', 'PortinOrderId', children),
      element('ProcessingStatus', version.status),
      field('RequestedFocDate', date && showOrderDate(date, withMillis)),
      field('TargetRespOrgId', fields['TargetRespOrgId']),
      ...(details ? more : []),
    )
  }

  return { method: 'GET', path: /^\/bulkPortins$/, limit: 'SEARCH', answer: read }
}

interface Range {
  readonly from: number
  readonly to: number
}

/** Null when only one end is given or an end is no date. */
function rangeOf(query: URLSearchParams, now: number): Range | null {
  const [from, to] = [query.get('modifiedDateFrom'), query.get('modifiedDateTo')]
  if (from === null && to === null) return { from: now - TWO_YEARS_MS, to: Infinity }
  const range = { from: startOf(from ?? ''), to: startOf(to ?? '') }
  return Number.isNaN(range.from + range.to) ? null : range
}

/** A day begins at midnight UTC here. */
const startOf = (text: string): number => {
  const read = readOrderDate(text)
  if (read === null) return NaN
  return read.kind === 'day' ? Date.parse(`${read.day}T00:00:00Z`) : read.at
}

/** The newest state of an order within the range. */
function rowOf(bulk: BulkOrder, { from, to }: Range): Row[] {
  const version = bulk.versions.filter(({ at }) => at >= from && at <= to).at(-1)
  return version ? [{ bulk, version }] : []
}

/** `draft` means DRAFT alone, and without a status there are no drafts of any kind. */
function hasStatus({ status }: BulkVersion, asked: string | null): boolean {
  return asked === null ? !DRAFT_BULK_STATUSES.some((draft) => draft === status) : status === asked
}

function isOfDay(query: URLSearchParams, { at }: BulkVersion): boolean {
  const day = query.get('orderDate')
  return day === null || utcDay(at) === day.replace(/Z$/, '')
}
