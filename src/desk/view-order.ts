import { hasEndedAs, isAlive } from '../porting/standing.ts'
import { activationOf, type Activation, type ActivationSettings } from '../porting/activation.ts'
import type { Instant, PortingCalendar } from '../porting/calendar.ts'
import { isChangeUndone } from '../porting/change-requests.ts'
import { purgesAt } from '../porting/draft-life.ts'
import { linkAtBandwidth, type OrderLinks } from '../porting/order-links.ts'
import type { ReadingAccount } from '../porting/reading-account.ts'
import { readiness, type ReadinessItem } from '../porting/readiness.ts'
import { isDraft } from '../porting/status.ts'
import { openActivations, type ActivationRun } from '../store/activations.ts'
import { liveApprovals, type Approval } from '../store/approvals.ts'
import { auditOf, type AuditEntry } from '../store/audit.ts'
import { billingCarriers } from '../store/billing-carriers.ts'
import type { Database } from '../store/database.ts'
import { openIntents, type Intent } from '../store/intents.ts'
import { offersFor, type OfferedDocument } from '../store/offered-documents.ts'
import { isSeen, type TrackedOrder } from '../store/orders.ts'
import { startedFrom } from '../store/started-messages.ts'
import { orderAccount } from '../store/readings.ts'
import { findChildren, replacementsOf } from '../store/children.ts'
import { hasConsent } from './consent-note.ts'
import { withItsBulk } from './numbered.ts'
import { replacedBy } from './replaced-by.ts'
import { unmadeChange } from './unmade-change.ts'

/** What is said at one instant of an order of either kind. */
export interface EitherView {
  readonly now: Instant
  readonly calendar: PortingCalendar
  /** When Bandwidth purges the draft unless somebody changes it; null when it is not a draft. */
  readonly purgesAt: Instant | null
  readonly approvals: readonly Approval[]
  readonly intents: readonly Intent[]
  /** What parts of a file or a text became its numbers. */
  readonly readFrom: ReadingAccount | null
  /** A link to the message that it was started from. */
  readonly startedFrom: string | null
  /** A link to it on Bandwidth's own pages; null when the setting is empty. */
  readonly atBandwidth: string | null
  /** The latest operations, newest first. */
  readonly audit: readonly AuditEntry[]
}

/** An order with everything that can be said about it at one instant. */
export interface OrderView extends EitherView {
  readonly tracked: TrackedOrder
  /** Empty until the order has been read from Bandwidth. */
  readonly readiness: readonly ReadinessItem[]
  readonly activation: Activation | null
  readonly runs: readonly ActivationRun[]
  readonly offers: readonly OfferedDocument[]
  /** For an order that a new split of its bulk order ended: the orders that have its numbers now. */
  readonly successors: readonly number[]
  /** Bandwidth has the customer's consent since the last rejection, or may have it. */
  readonly hasConsent: boolean
  /** Bandwidth reports that it undid the last change, and no later one has replaced it. */
  readonly isUnmade: boolean
}

export interface ViewSettings {
  readonly links: OrderLinks
  readonly calendar: PortingCalendar
  readonly activation: Omit<ActivationSettings, 'now' | 'calendar'>
}

export async function viewOrder(
  db: Database,
  tracked: TrackedOrder,
  settings: ViewSettings,
  now: Instant,
): Promise<OrderView> {
  const { calendar } = settings
  const number = tracked.number
  return {
    now,
    calendar,
    tracked,
    ...(await storedBeside(db, number)),
    runs: await openActivations(db, number),
    offers: await offersFor(db, number),
    successors: await successorsOf(db, tracked),
    atBandwidth: linkAtBandwidth(settings.links.order, tracked),
    // Only a rejection asks for it.
    hasConsent: tracked.seen?.status === 'EXCEPTION' && (await hasConsent(db, number)),
    isUnmade:
      isSeen(tracked) && isChangeUndone(tracked.seen) && (await unmadeChange(db, tracked)) !== null,
    ...(isSeen(tracked)
      ? {
          readiness: readiness(tracked.seen, {
            documents: tracked.documents,
            replaces: await replacedBy(db, tracked),
            now,
            calendar,
            billingCarriers: await billingCarriers(db, [tracked.seen.billingTelephoneNumber]),
          }),
          activation: activationOf(tracked.seen, { now, calendar, ...settings.activation }),
          purgesAt:
            isDraft(tracked.seen.status) && isAlive(tracked)
              ? purgesAt(tracked.seen.lastModifiedAt ?? tracked.createdAt)
              : null,
        }
      : { readiness: [], activation: null, purgesAt: null }),
  }
}

/** What is stored beside an order of either kind. */
export async function storedBeside(
  db: Database,
  number: number,
): Promise<Omit<EitherView, 'now' | 'calendar' | 'purgesAt' | 'atBandwidth'>> {
  return {
    approvals: await liveApprovals(db, number),
    intents: await openIntents(db, number),
    readFrom: await orderAccount(db, number),
    startedFrom: await startedFrom(db, number),
    audit: await auditOf(db, number, 10),
  }
}

async function successorsOf(db: Database, order: TrackedOrder): Promise<readonly number[]> {
  if (hasEndedAs('canceled', order)) return replacementsOf(db, order.number)
  if (!hasEndedAs('superseded', order)) return []
  const numbers = new Set(order.content.numbers)
  const now = await withItsBulk(db, order, (bulk) => findChildren(db, bulk.number))
  return (now ?? [])
    .filter((child) => isAlive(child) && child.content.numbers.some((tn) => numbers.has(tn)))
    .map((child) => child.number)
}
