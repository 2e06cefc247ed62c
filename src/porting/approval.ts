import { approvedFacts } from './approved-facts.ts'
import { bulkStatus, bulkStatusWords, knownBulkStatus } from './bulk-status.ts'
import { dayOf, sameTimeOn, type Instant, type PortingCalendar } from './calendar.ts'
import { everyField, present, type NamedFields } from './content-fields.ts'
import { focDateLapsesAt } from './foc.ts'
import type { FocDate, PortOrder } from './order.ts'
import { knownStatus, portStatus, ruleFor } from './status.ts'

/** What only an approver decides. */
export type ApprovalOperation = 'submit' | 'activate' | 'cancel' | 'change'

/** What an approval was given for, field by field. */
export type ApprovedContent = NamedFields

export interface ContentDifference {
  readonly field: string
  /** `null`: it was not there. */
  readonly before: string | null
  readonly after: string | null
}

export interface ApprovedDocument {
  readonly fileId: string
  readonly type: string | null
  /** `null`: its bytes could not be read, so a swap would not be noticed. */
  readonly digest: string | null
}

const SECRETS_FIELD = 'account number and PIN'
const STATUS_FIELD = 'status'

/**
 * Everything that the operation would make true, for comparison with a fresh read at the click.
 * `secretsMark` is a keyed hash, so that account number and PIN can be compared without storing them.
 */
export function approvedContent(
  operation: ApprovalOperation,
  order: PortOrder,
  {
    documents,
    secretsMark,
  }: { readonly documents: readonly ApprovedDocument[]; readonly secretsMark: string },
): ApprovedContent {
  return present({
    ...everyField(order),
    ...approvedFacts(order),
    ...Object.fromEntries(documents.map(documentEntry)),
    [SECRETS_FIELD]: secretsMark,
    ...(operation !== 'submit' && { [STATUS_FIELD]: order.status }),
  })
}

/**
 * What an approver sees of the approved content: everything but the fingerprint of the secrets, the
 * numbers, and the documents, which are described in other words.
 */
export function contentShown(
  content: ApprovedContent,
): readonly { readonly field: string; readonly value: string }[] {
  return Object.entries(content)
    .filter(([field]) => !SHOWN_OTHERWISE.test(field))
    .map(([field, value]) => ({ field, value: shown(field, value) ?? value }))
}

const SHOWN_OTHERWISE = /^(?:#\d+: )?(?:document .*|account number and PIN|numbers)$/s

/** What changed between two contents; secrets are named and not shown. */
export function contentDifferences(
  before: ApprovedContent,
  after: ApprovedContent,
): readonly ContentDifference[] {
  const fields = new Set([...Object.keys(before), ...Object.keys(after)])
  return [...fields]
    .filter((field) => before[field] !== after[field])
    .map((field) => ({
      field,
      before: shown(field, before[field]),
      after: shown(field, after[field]),
    }))
}

/** A field and its change: `requested FOC: Tue, Dec 8 → Wed, Dec 9`. */
export function showDifference({ field, before, after }: ContentDifference): string {
  if (before === after) return `${field} changed`
  return `${field}: ${before ?? 'none'} to ${after ?? 'none'}`
}

/** All differences from what was approved, on one line. */
export function showDifferences(differences: readonly ContentDifference[]): string {
  return differences.map((one) => showDocumentChange(one) ?? showDifference(one)).join('; ')
}

/** Nobody knows a document by the name that Bandwidth gives it. @returns null for anything else. */
function showDocumentChange({ field, before, after }: ContentDifference): string | null {
  const found = DOCUMENT_FIELD.exec(field)
  if (found === null) return null
  const [, order = ''] = found
  const typeIn = (value: string) => value.replace(/, fingerprint .*$/s, '')
  const [was, is] = [before && typeIn(before), after && typeIn(after)]
  if (was === null) return `${order}${is} added`
  if (is === null) return `${order}${was} removed`
  return was === is ? `${order}${was} replaced by another file` : `${order}${was} is ${is} now`
}

/** In a bulk order the number of the child comes first. */
const DOCUMENT_FIELD = /^(#\d+: )?document /

/** The documents that a content holds. */
export function approvedDocuments(content: ApprovedContent): readonly ApprovedDocument[] {
  return Object.entries(content).flatMap(([field, value]) => {
    const fileId = /^document (.*)$/s.exec(field)?.[1]
    const [, type = '', digest = ''] = /^(.*), fingerprint (.*)$/s.exec(value) ?? []
    if (fileId === undefined) return []
    return [
      { fileId, type: type === NO_TYPE ? null : type, digest: digest === UNREAD ? null : digest },
    ]
  })
}

export interface Expiring {
  readonly operation: ApprovalOperation
  readonly requestedAt: Instant
  readonly calendar: PortingCalendar
  /** When the order goes live unless somebody acts. */
  readonly liveAt: Instant | null
  readonly requestedFocDate: FocDate | null
  /** When changes are no longer accepted; null while no date is agreed. */
  readonly lockedAt: Instant | null
  /** When Bandwidth purges the draft; null if the draft is extended as long as the request is open. */
  readonly purgedAt: Instant | null
}

/**
 * The end of a request or approval: the same hour of the next business day, and never later than what it
 * asks for makes sense. Where that is past, there is nothing to ask for.
 */
export function approvalExpiresAt(request: Expiring): Instant {
  const { operation, requestedAt, calendar, liveAt, lockedAt, requestedFocDate, purgedAt } = request
  const nextDay = sameTimeOn(calendar.addBusinessDays(dayOf(requestedAt), 1), requestedAt)
  // One that should be live and is not can still be acted on.
  const beforeLive = liveAt !== null && liveAt > requestedAt ? Math.min(nextDay, liveAt) : nextDay
  switch (operation) {
    case 'activate':
    case 'cancel':
      return beforeLive
    case 'change':
      return Math.min(nextDay, lockedAt ?? Infinity)
    case 'submit':
      return Math.min(nextDay, purgedAt ?? Infinity, lapseOf(requestedFocDate))
  }
}

/** Why an approval given ahead is void. */
export const APPROVER_LEFT = 'the person who approved it is no longer an approver'

/** The reason why requests that were made together no longer wait begins with this. */
export const NO_APPROVER_LEFT = 'No approver is left'

/** Why open requests and approvals given ahead are void after a restore. */
export const DECIDED_SINCE_BACKUP = 'It was decided after the backup I was restored from.'
export const MAY_BE_USED = 'It may have been used after the backup I was restored from.'

export interface Decision {
  readonly operation: ApprovalOperation
  readonly asker: string
  /** When a request replaces an earlier one: who asked before. */
  readonly askedBefore?: readonly string[]
  /** Who changed the order since: they decide no more than the asker does. */
  readonly changedBy: readonly string[]
  readonly decider: string
  readonly isApprover: boolean
  /** A setting, for teams in which one person has to do both. Nobody decides on a change of their own. */
  readonly askerMayDecide: boolean
}

type MayDecide = { readonly allowed: true } | { readonly allowed: false; readonly why: string }

export function mayDecide({
  operation,
  asker,
  askedBefore = [],
  changedBy,
  decider,
  isApprover,
  askerMayDecide,
}: Decision): MayDecide {
  if (!isApprover) return no('Only approvers can decide this.')
  const isAsker = decider === asker || askedBefore.includes(decider)
  if (isAsker && askerMayDecide && operation !== 'change') return { allowed: true }
  if (isAsker) return no('You requested this, so another approver has to decide it.')
  if (changedBy.includes(decider)) {
    return no('You changed this order, so another approver has to decide it.')
  }
  return { allowed: true }
}

/** Of all approvers, those who would be let decide. */
export function whoMayDecide(
  request: Omit<Decision, 'decider' | 'isApprover'>,
  approvers: readonly string[],
): readonly string[] {
  return approvers.filter((decider) => mayDecide({ ...request, decider, isApprover: true }).allowed)
}

function no(why: string): MayDecide {
  return { allowed: false, why }
}

function documentEntry({ fileId, type, digest }: ApprovedDocument): [string, string] {
  return [`document ${fileId}`, `${type ?? NO_TYPE}, fingerprint ${digest ?? UNREAD}`]
}

const NO_TYPE = 'no type'
const UNREAD = 'not known'

function shown(field: string, value: string | undefined): string | null {
  if (value === undefined) return null
  // In a bulk order the number of the child comes first.
  if (field.endsWith(SECRETS_FIELD)) return 'hidden'
  return field === STATUS_FIELD ? shownStatus(value) : value
}

/** Of an order or of a bulk order. */
function shownStatus(value: string): string {
  const [known, ofBulk] = [knownStatus(portStatus(value)), knownBulkStatus(bulkStatus(value))]
  // The one that people say as Bandwidth does.
  if (known !== undefined) return known === 'FOC' ? known : ruleFor(known).words
  return ofBulk === undefined ? value : bulkStatusWords(ofBulk)
}

function lapseOf(requestedFocDate: FocDate | null): Instant {
  return requestedFocDate === null ? Infinity : focDateLapsesAt(requestedFocDate, null)
}
