import type { BulkOrderId } from '../porting/bulk-order.ts'
import { bulkStatus } from '../porting/bulk-status.ts'
import { addDays, momentOf, type CalendarDay, type Instant } from '../porting/calendar.ts'
import type { CustomerOrderId } from '../porting/order.ts'
import type { BulkFilter, ListedBulk } from './bulk-bandwidth.ts'
import { readChildIds } from './bulk-children-xml.ts'
import { bulkIn } from './bulk-order-xml.ts'
import { readInstant } from './dates.ts'
import { readNextPage, type Page } from './pages.ts'
import type { XmlElement } from './xml.ts'

/** With details: without them the list may omit the customer order id. */
export function writeBulkFilter({ status, from, to }: BulkFilter): Record<string, string> {
  return {
    orderDetails: 'true',
    ...(status !== undefined && { status: status.toLowerCase() }),
    ...(from !== undefined && {
      modifiedDateFrom: moment(startOf(from)),
      modifiedDateTo: moment(startOf(addDays(to, 1)) - 1),
    }),
  }
}

function startOf(day: CalendarDay): Instant {
  return momentOf(day, 0, 0)
}

function moment(at: Instant): string {
  return new Date(at).toISOString()
}

export function readBulkPage(root: XmlElement): Page<ListedBulk> {
  return {
    entries: root.children('BulkPortinResponse').map(bulkIn).flatMap(readListedBulk),
    next: readNextPage(root),
  }
}

function readListedBulk(entry: XmlElement): ListedBulk[] {
  const text = (name: string) => entry.child(name).text()
  const id = text('OrderId')
  const status = text('ProcessingStatus')
  if (id === null || status === null) return []
  return [
    {
      id: id as BulkOrderId,
      customerOrderId: text('CustomerOrderId') as CustomerOrderId | null,
      status: bulkStatus(status),
      createdAt: readInstant(text('OrderCreateDate')),
      lastModifiedAt: readInstant(text('LastModifiedDate')),
      children: readChildIds(entry),
    },
  ]
}
