import { hasEndedAs, isAlive } from '../../porting/standing.ts'
import { activationOf, type Activation } from '../../porting/activation.ts'
import { accountFor, vendorFailed, type BulkAccount } from '../../porting/bulk-account.ts'
import { commonDate, type CommonDate } from '../../porting/bulk-dates.ts'
import { isGiven } from '../../porting/bulk-list-state.ts'
import type { ChildError } from '../../porting/bulk-order.ts'
import { bulkReadiness, type BulkReadiness } from '../../porting/bulk-readiness.ts'
import { isBulkDraft, isBulkSubmitted } from '../../porting/bulk-status.ts'
import type { Instant } from '../../porting/calendar.ts'
import { purgesAt } from '../../porting/draft-life.ts'
import { linkAtBandwidth } from '../../porting/order-links.ts'
import { ruleFor } from '../../porting/status.ts'
import { isTollFree, type TelephoneNumber } from '../../porting/telephone-number.ts'
import { billingCarriers } from '../../store/billing-carriers.ts'
import { activationsAmong } from '../../store/approvals.ts'
import { savedNumbers } from '../../store/bulk-numbers.ts'
import { bulkDocuments, type BulkDocument } from '../../store/bulk-documents.ts'
import { isSeenBulk, type TrackedBulk } from '../../store/bulk-orders.ts'
import type { Database } from '../../store/database.ts'
import { offersInBulk, type OfferedDocument } from '../../store/offered-documents.ts'
import { isSeen, type TrackedOrder } from '../../store/orders.ts'
import { findChildren, resentAlone } from '../../store/children.ts'
import { storedBeside, type EitherView, type ViewSettings } from '../view-order.ts'

/** A bulk order with everything that can be said about it at one instant. */
export interface BulkView extends EitherView {
  readonly bulk: TrackedBulk
  readonly counts: NumberCounts
  /** Where each number is: in a child, refused, or still being checked. */
  readonly account: BulkAccount
  /** The check of its numbers stopped because a vendor of Bandwidth could not be asked. */
  readonly vendorFailed: boolean
  readonly children: readonly ChildView[]
  readonly readiness: BulkReadiness
  readonly dates: CommonDate
  readonly documents: readonly BulkDocument[]
}

/** How many numbers people requested. */
interface NumberCounts {
  readonly all: number
  readonly local: number
  readonly tollFree: number
}

export interface ChildView {
  readonly tracked: TrackedOrder
  /** What stops the bulk order from going out. */
  readonly missing: readonly string[]
  /** What the order's own card warns about; it goes out anyway. */
  readonly warnings: readonly string[]
  /** The files on it by their names. */
  readonly files: readonly ChildFile[]
  /** Null when no date is agreed. */
  readonly activation: Activation | null
  /** Approvers have been asked to activate it now. */
  readonly isActivationAsked: boolean
  readonly isPreApproved: boolean
  /** What the list of children says is wrong with it. */
  readonly errors: readonly ChildError[]
  /** The stand-alone order that its numbers were resent in; null: they were not. */
  readonly resentAs: number | null
  /** Somebody has to act on it. */
  readonly needsAttention: boolean
}

/** It can go live now, and no approver has been asked for that yet. */
export function canBeActivated({ activation, isActivationAsked }: ChildView): boolean {
  return activation?.allowed === true && !isActivationAsked
}

interface ChildFile {
  readonly name: string
  readonly isLoa: boolean
}

/** What is needed from a desk to say all of this. */
interface Viewing {
  readonly db: Database
  readonly settings: ViewSettings
  readonly clock: () => Instant
}

export async function viewBulk(
  { db, settings: { calendar, activation, links }, clock }: Viewing,
  bulk: TrackedBulk,
): Promise<BulkView> {
  const now = clock()
  const rows = await findChildren(db, bulk.number)
  const isDraft = !isBulkSubmitted(bulk.seen)
  const { desired, split } = await savedNumbers(db, bulk.number)
  const account = accountFor(desired, isGiven(bulk.list) ? split : null)
  const billed = isDraft ? rows.map(({ content }) => content.billingTelephoneNumber) : []
  const readiness = bulkReadiness({
    now,
    calendar,
    billingCarriers: await billingCarriers(db, billed),
    numbers: account,
    status: bulk.seen?.status ?? 'DRAFT',
    requestedFocDate: bulk.shared.requestedFocDate,
    children: rows.filter(isSeen).map(({ number, seen, documents }) => ({
      number,
      order: seen,
      documents,
    })),
  })
  const cancelled = rows.filter((row) => hasEndedAs('canceled', row)).map(({ number }) => number)
  const again = await resentAlone(db, cancelled)
  const needs = new Map(readiness.children.map((child) => [child.number, child]))
  const dated = rows.filter(({ seen }) => seen?.status === 'FOC').map(({ number }) => number)
  const asked = await activationsAmong(db, dated, now)
  const documents = await bulkDocuments(db, bulk.number)
  const offers = await offersInBulk(db, bulk.number)
  return {
    now,
    calendar,
    bulk,
    // After submission the numbers of its orders count, whatever was requested in the draft.
    counts: countsOf(isDraft ? desired : rows.flatMap(({ content }) => content.numbers)),
    account,
    vendorFailed: split !== null && vendorFailed(split),
    children: rows.map((tracked): ChildView => {
      // What was submitted was ready; only a draft can lack something.
      const { missing = [], advice = [] } = (isDraft ? needs.get(tracked.number) : undefined) ?? {}
      const warnings = isAlive(tracked) ? [...advice, ...waitingFor(tracked, documents)] : []
      // The list is older than the order: one that was corrected since is no longer refused.
      const errors =
        isDraft || waitsForUs(tracked)
          ? bulk.childErrors.filter(({ orderId }) => orderId === tracked.id)
          : []
      return {
        tracked,
        missing,
        warnings,
        errors,
        files: filesOf(tracked, offers),
        activation:
          tracked.seen?.status === 'FOC' && isAlive(tracked)
            ? activationOf(tracked.seen, { now, calendar, ...activation })
            : null,
        isActivationAsked: asked.open.has(tracked.number),
        isPreApproved: asked.granted.has(tracked.number),
        resentAs: again.get(tracked.number) ?? null,
        needsAttention:
          isAlive(tracked) &&
          (errors.length + warnings.length > 0 ||
            (isDraft ? missing.length > 0 : waitsForUs(tracked))),
      }
    }),
    readiness,
    dates: commonDate(
      rows
        .filter(isSeen)
        .map(({ number, seen, carrierFocDate }) => ({ ...seen, number, carrierFocDate })),
    ),
    purgesAt:
      isSeenBulk(bulk) && isBulkDraft(bulk.seen.status) && isAlive(bulk)
        ? purgesAt(bulk.seen.lastModifiedAt ?? bulk.createdAt)
        : null,
    documents,
    ...(await storedBeside(db, bulk.number)),
    atBandwidth: linkAtBandwidth(links.bulk, bulk),
  }
}

/** Files that were dropped for it and that nobody has attached yet. */
function waitingFor(
  { number }: TrackedOrder,
  documents: readonly BulkDocument[],
): readonly string[] {
  return documents
    .filter(({ state, childNumber }) => state === 'waiting' && childNumber === number)
    .map(({ name }) => `${name} isn’t attached yet.`)
}

function filesOf(
  { documents, number }: TrackedOrder,
  offers: readonly OfferedDocument[],
): readonly ChildFile[] {
  return documents.map(({ fileId, type, name }) => {
    const offer = offers.find((one) => one.orderNumber === number && one.fileId === fileId)
    return { name: offer?.name ?? name ?? 'unnamed file', isLoa: type === 'LOA' }
  })
}

function countsOf(desired: readonly TelephoneNumber[]): NumberCounts {
  const tollFree = desired.filter(isTollFree).length
  return { all: desired.length, local: desired.length - tollFree, tollFree }
}

function waitsForUs({ seen }: TrackedOrder): boolean {
  return seen !== null && ruleFor(seen.status).waitsFor === 'coordinator'
}
