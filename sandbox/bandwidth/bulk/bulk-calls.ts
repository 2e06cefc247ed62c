import type { Call, Reply, Route } from '../call.ts'
import { refusal } from '../call.ts'
import { easternInstant, instantOf, readOrderDate, withMillis } from '../calendar.ts'
import { isTollFree } from '../numbering.ts'
import type { Order, OrderContent, WireError } from '../order.ts'
import { earliestDay, isDraft, isOver, isTollFreeOrder } from '../order.ts'
import type { Change, OrderChanges } from '../order-changes.ts'
import { wrong } from '../order-changes.ts'
import { changedElements } from '../order-content.ts'
import type { Practice } from '../practice.ts'
import type { Xml } from '../xml.ts'
import { childText, element } from '../xml.ts'
import type { BulkLifecycle } from './bulk-lifecycle.ts'
import type { BulkOrder } from './bulk-order.ts'
import { childrenOf, isDraftBulk, isRunningBulk } from './bulk-order.ts'
import type { BulkXml } from './bulk-xml.ts'
import type { Patch } from './template.ts'
import {
  hasNumbers,
  namedIn,
  ofKind,
  patched,
  readPatch,
  readTemplate,
  templateConflict,
  templateError,
} from './template.ts'

const NO_SUCH = 'The bulk port-in order was not found.'

/** The answer about a bulk order that there is not. */
export const unknownBulk = (root = 'BulkPortinResponse'): Reply =>
  refusal(404, root, '7700', NO_SUCH)

interface Rooms {
  readonly practice: Practice
  readonly changes: OrderChanges
  readonly lifecycle: BulkLifecycle
  readonly xml: BulkXml
}

export function bulkRoutes({ practice, changes, lifecycle, xml: show }: Rooms): Route[] {
  const { bulks, orders, clock } = practice

  function create({ xml, user }: Call): Reply {
    if (xml?.name !== 'BulkPortin' || hasNumbers(xml)) return { status: 400 }
    const template = readTemplate(xml)
    const status = childText(xml, 'ProcessingStatus') ?? 'DRAFT'
    if (status !== 'DRAFT') return no(400, wrong('7648', 'A bulk order begins as DRAFT.'))
    const refused = refusedTemplate(template)
    if (refused) return refused
    const bulk = lifecycle.create(template, user)
    return { status: 201, xml: show.bulkOrder(bulk, true), location: `/bulkPortins/${bulk.id}` }
  }

  function read(_call: Call, id = ''): Reply {
    const bulk = bulks.get(id)
    return bulk ? { status: 200, xml: show.bulkOrder(bulk, false) } : unknownBulk()
  }

  function replace({ xml, user }: Call, id = ''): Reply {
    const bulk = bulks.get(id)
    if (bulk === undefined) return unknownBulk()
    if (xml?.name !== 'BulkPortin' || hasNumbers(xml)) return { status: 400 }
    if (childrenOf(bulk, orders).length > 0) {
      return no(400, wrong('7703', 'PUT is not allowed once there are child orders.'))
    }
    const template = readTemplate(xml)
    const refused = refusedTemplate(template)
    if (refused) return refused
    const status = childText(xml, 'ProcessingStatus')
    const closed = status === 'IN_PROGRESS' ? submitError(bulk) : retryError(bulk, xml)
    if (closed) return no(400, closed)
    bulk.template = template
    return changed(bulk, xml, user)
  }

  function patch({ xml, user }: Call, id = ''): Reply {
    const bulk = bulks.get(id)
    if (bulk === undefined) return unknownBulk()
    if (xml?.name !== 'BulkPortin' || hasNumbers(xml)) return { status: 400 }
    const patch = readPatch(xml)
    const submits = childText(xml, 'ProcessingStatus') === 'IN_PROGRESS'
    const children = childrenOf(bulk, orders).filter(({ status }) => !isOver(status))
    const closed =
      patchError(bulk, patch, children.length > 0) ??
      (submits ? submitError(bulk) : retryError(bulk, xml))
    if (closed) return no(closed.code === '7535' ? 409 : 400, closed)
    const template = patched(bulk.template, patch)
    const refused = refusedTemplate(template)
    if (refused) return refused

    const says = namedIn(patch).length > 0
    const asked = children
      .map((child) => ({ child, change: changeFor(child, patch, submits) }))
      .filter(({ child, change }) => submits || (says && concerns(child, change)))
    const failing = asked
      .map(({ child, change }) => ({ child, errors: errorsOf(child, change, bulk, patch) }))
      .filter(({ errors }) => errors.length > 0)
    if (failing.length > 0) return childrenRefuse(failing)

    bulk.template = template
    if (submits) lifecycle.start(bulk, user)
    const sent = submits ? withCommonDate(asked, clock.now()) : asked
    for (const { child, change } of sent) changes.apply(child, change, user)
    return changed(bulk, xml, user)
  }

  /** A submitted child is asked only about what would be another value. */
  const concerns = (child: Order, { content }: Change): boolean =>
    isDraft(child.status) || changedElements(child.content, content).length > 0

  function errorsOf(child: Order, change: Change, bulk: BulkOrder, patch: Patch): WireError[] {
    const errors = changes.errorsOf(child, change)
    const date = patch.set.fields['RequestedFocDate']
    const tooSoon = isDraftBulk(bulk) && date !== undefined && isBeforeEstimate(date, child)
    return tooSoon ? [...errors, NOT_BEFORE_ESTIMATE] : errors
  }

  const isBeforeEstimate = (date: string, child: Order): boolean =>
    estimateIsLate(child, date, clock.now())

  /** What PUT and PATCH do once they have nothing to refuse. */
  function changed(bulk: BulkOrder, xml: Xml, user: string): Reply {
    const retries = childText(xml, 'RetryValidation')
    if (retries === 'true') lifecycle.retry(bulk, user)
    else if (childText(xml, 'ProcessingStatus') !== 'IN_PROGRESS') {
      lifecycle.touch(bulk, clock.now(), user)
    }
    const echo = retries === undefined ? null : element('RetryValidation', retries)
    return { status: 200, xml: show.bulkOrder(bulk, false, echo) }
  }

  function submitError(bulk: BulkOrder): WireError | null {
    if (bulk.status === 'VALID_DRAFT_TNS') return null
    if (bulk.status === 'DRAFT') return wrong('7704', 'There are no child orders to begin with.')
    if (bulk.status === 'INVALID_DRAFT_TNS' && bulk.portable.length === 0) {
      return wrong('7653', 'There are no portable telephone numbers to begin with.')
    }
    return wrong('7648', 'IN_PROGRESS is allowed from DRAFT or VALID_DRAFT_TNS only.')
  }

  function remove(_call: Call, id = ''): Reply {
    const bulk = bulks.get(id)
    if (bulk === undefined) return unknownBulk()
    if (isDraftBulk(bulk)) {
      lifecycle.remove(bulk)
      return { status: 200 }
    }
    const text = element('Description', 'Only a bulk port-in order in draft can be deleted.')
    const status = element('Status', element('Code', '7709'), text)
    return { status: 400, xml: element('BulkPortinResponse', element('BulkPortin', status)) }
  }

  const all = /^\/bulkPortins$/
  const one = /^\/bulkPortins\/([^/]+)$/
  return [
    { method: 'POST', path: all, limit: 'BULK_PORT_IN', answer: create },
    { method: 'GET', path: one, limit: 'SEARCH', answer: read },
    { method: 'PUT', path: one, limit: 'BULK_PORT_IN', answer: replace },
    { method: 'PATCH', path: one, limit: 'BULK_PORT_IN', answer: patch },
    { method: 'DELETE', path: one, limit: 'BULK_PORT_IN', answer: remove },
  ]
}

const no = (status: number, { code, text }: WireError): Reply =>
  refusal(status, 'BulkPortinResponse', code, text)

function refusedTemplate(template: OrderContent): Reply | null {
  const error = templateError(template)
  if (error) return no(400, error)
  const conflict = templateConflict(template)
  return conflict && no(409, conflict)
}

export const NOT_BEFORE_ESTIMATE = wrong(
  '7715',
  'The earliest estimate of the order must be before the requested FOC date of the bulk order.',
)

/** Is the child's earliest estimate not before this date? */
export function estimateIsLate(child: Order, date: string, now: number): boolean {
  const patch = readOrderDate(date)
  if (patch === null) return false
  return easternInstant(earliestDay(child.content, now), 11, 30) >= instantOf(patch)
}

function patchError(bulk: BulkOrder, patch: Patch, hasChildren: boolean): WireError | null {
  const names = namedIn(patch)
  if (!isDraftBulk(bulk) && !isRunningBulk(bulk)) {
    return bulk.status === 'CANCELLED'
      ? wrong('7303', 'The order is already cancelled.')
      : wrong('7304', 'The order is already complete and cannot be modified.')
  }
  if (!isDraftBulk(bulk) && names.includes('TargetRespOrgId')) {
    return wrong('7535', 'TargetRespOrgId can be changed in draft only.')
  }
  if (!isDraftBulk(bulk) && names.includes('AlternateSpid')) {
    return wrong('7708', 'AlternateSpid can be changed in DRAFT only.')
  }
  if (hasChildren && names.includes('BillingTelephoneNumber')) {
    return wrong('7705', 'BillingTelephoneNumber cannot be changed once there are child orders.')
  }
  return null
}

function retryError(bulk: BulkOrder, xml: Xml): WireError | null {
  if (childText(xml, 'RetryValidation') !== 'true') return null
  if (bulk.status !== 'INVALID_DRAFT_TNS') {
    return wrong('7524', 'RetryValidation is allowed in an invalid state only.')
  }
  if (!bulk.tns.some(isTollFree)) {
    return wrong('7523', 'RetryValidation is for lists with toll free numbers.')
  }
  return bulk.vendorFailed
    ? null
    : wrong('7525', 'RetryValidation is allowed after a communication failure only.')
}

/** What a change of the template is to one child: the elements that are of its kind. */
function changeFor(child: Order, { set, removed }: Patch, submits: boolean): Change {
  const own = ofKind(set, isTollFreeOrder(child) ? 'toll-free' : 'regular')
  const sent = { ...own, fields: { ...own.fields, ...timed(own.fields['RequestedFocDate']) } }
  const content = patched(child.content, { set: sent, removed })
  return { sent, content, submits, retries: false }
}

interface Asked {
  readonly child: Order
  readonly change: Change
}

/** Orders for which nobody asked for a date are asked for together, on the first day that all can meet. */
function withCommonDate(asked: readonly Asked[], now: number): readonly Asked[] {
  const days = asked.map(({ change }) => earliestDay(change.content, now))
  const latest = days.reduce((one, other) => (one > other ? one : other), '')
  const date = withMillis(easternInstant(latest, 11, 30))
  return asked.map(({ child, change }) => {
    const fields = { RequestedFocDate: date, ...change.content.fields }
    return { child, change: { ...change, content: { ...change.content, fields } } }
  })
}

// A child takes no date without a time, and the bulk order does.
function timed(date: string | undefined): Record<string, string> {
  const read = date === undefined ? null : readOrderDate(date)
  return read?.kind === 'day' ? { RequestedFocDate: `${read.day}T00:00:00.000Z` } : {}
}

function childrenRefuse(failing: readonly { child: Order; errors: readonly WireError[] }[]): Reply {
  const each = failing.map(({ child, errors }) => {
    const said = errors.map(({ code, text }) =>
      element('Error', element('Description', text), element('ErrorCode', code)),
    )
    return element('PortinErrors', element('PortinOrderId', child.id), element('Errors', ...said))
  })
  const text = element('Description', 'Please check your input parameters.')
  const status = element('ResponseStatus', text)
  return {
    status: 400,
    xml: element('BulkPortinResponse', status, element('PortinListErrors', ...each)),
  }
}
