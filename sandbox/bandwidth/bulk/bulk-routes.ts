import type { Route } from '../call.ts'
import type { Lifecycle } from '../lifecycle.ts'
import type { OrderChanges } from '../order-changes.ts'
import type { Practice } from '../practice.ts'
import { noteRoutes } from '../notes.ts'
import { bulkRoutes, unknownBulk } from './bulk-calls.ts'
import { createBulkLifecycle } from './bulk-lifecycle.ts'
import { bulkListRoute } from './bulk-list.ts'
import { bulkPaperRoutes } from './bulk-papers.ts'
import { createBulkXml } from './bulk-xml.ts'
import { portinListRoutes } from './portin-list-calls.ts'
import { tnListRoutes } from './tn-list-calls.ts'

/** All calls on bulk orders, and what happens to them on its own. */
export function allBulkRoutes(
  practice: Practice,
  orders: Lifecycle,
  changes: OrderChanges,
): Route[] {
  const lifecycle = createBulkLifecycle(practice, orders)
  lifecycle.sweepDaily()
  const xml = createBulkXml(practice)
  return [
    bulkListRoute(practice),
    ...bulkRoutes({ practice, changes, lifecycle, xml }),
    ...tnListRoutes(practice, lifecycle, xml),
    ...portinListRoutes(practice, lifecycle),
    ...noteRoutes(practice, 'bulkPortins', unknownBulk),
    ...bulkPaperRoutes(practice),
  ]
}
