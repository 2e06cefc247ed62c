export const KNOWN_STATUSES = [
  'DRAFT',
  'VALIDATE_DRAFT_TFNS',
  'VALID_DRAFT_TFNS',
  'INVALID_DRAFT_TFNS',
  'VALIDATE_TFNS',
  'INVALID_TFNS',
  'PENDING_DOCUMENTS',
  'MISSING_REQUIREMENTS',
  'SUBMITTED',
  'PENDING_CARRIER_APPROVAL',
  'EXCEPTION',
  'REQUESTED_SUPP',
  'FOC',
  'REQUESTED_CANCEL',
  'CANCELLED',
  'COMPLETE',
  'SNAPBACK',
] as const

export type KnownStatus = (typeof KNOWN_STATUSES)[number]

declare const unknownStatus: unique symbol
type UnknownStatus = string & { readonly [unknownStatus]: true }

/** A status without a rule is stored and shown as its text. */
export type PortStatus = KnownStatus | UnknownStatus

export type Stage = 'draft' | 'submitted' | 'foc' | 'activation' | 'live' | 'stopped'

export type DeskAction =
  | 'edit'
  | 'attach'
  | 'submit'
  | 'change'
  | 'cancel-draft'
  | 'cancel'
  | 'activate'
  | 'keep'
  | 'retry-validation'
  | 'note'

export interface StatusRule {
  readonly stage: Stage
  /** Whose move it is. `approver` is nobody's by status alone: an open request makes it so. */
  readonly waitsFor:
    'coordinator' | 'approver' | 'bandwidth' | 'losing-carrier' | 'clock' | 'nobody'
  /** What the desk may request while the order has this status. */
  readonly may: readonly DeskAction[]
  /** Where the order usually goes from here. */
  readonly next: readonly KnownStatus[]
  /** To be read after "is" or alone: `waiting for the losing carrier`. */
  readonly words: string
}

// Bandwidth changes the status and we watch, so `next` is an expectation and not a gate: an unlisted
// change is stored and announced as a surprise. Only `may` is ours to refuse.
export const STATUS_RULES: Record<KnownStatus, StatusRule> = {
  DRAFT: {
    stage: 'draft',
    waitsFor: 'coordinator',
    may: ['edit', 'attach', 'submit', 'cancel-draft', 'keep', 'note'],
    next: ['PENDING_DOCUMENTS', 'SUBMITTED', 'EXCEPTION', 'CANCELLED', 'VALIDATE_DRAFT_TFNS'],
    words: 'a draft',
  },
  VALIDATE_DRAFT_TFNS: {
    stage: 'draft',
    waitsFor: 'bandwidth',
    may: ['edit', 'attach', 'cancel-draft', 'keep', 'note'],
    next: ['VALID_DRAFT_TFNS', 'INVALID_DRAFT_TFNS'],
    words: 'a draft, and its numbers are being checked',
  },
  VALID_DRAFT_TFNS: {
    stage: 'draft',
    waitsFor: 'coordinator',
    may: ['edit', 'attach', 'submit', 'cancel-draft', 'keep', 'note'],
    next: [
      'VALIDATE_DRAFT_TFNS',
      'VALIDATE_TFNS',
      'INVALID_TFNS',
      'PENDING_DOCUMENTS',
      'SUBMITTED',
      'EXCEPTION',
    ],
    words: 'a draft, and its numbers passed the check',
  },
  INVALID_DRAFT_TFNS: {
    stage: 'draft',
    waitsFor: 'coordinator',
    may: ['edit', 'attach', 'cancel-draft', 'keep', 'retry-validation', 'note'],
    next: ['VALIDATE_DRAFT_TFNS', 'VALID_DRAFT_TFNS'],
    words: 'a draft, and its numbers failed the check',
  },
  VALIDATE_TFNS: {
    stage: 'submitted',
    waitsFor: 'bandwidth',
    may: ['attach', 'cancel', 'note'],
    next: ['SUBMITTED', 'PENDING_DOCUMENTS', 'INVALID_TFNS', 'CANCELLED'],
    words: 'waiting on the number check',
  },
  INVALID_TFNS: {
    stage: 'submitted',
    waitsFor: 'coordinator',
    may: ['attach', 'cancel', 'retry-validation', 'note'],
    next: ['VALIDATE_TFNS', 'PENDING_DOCUMENTS', 'SUBMITTED', 'CANCELLED'],
    words: 'on hold after a failed number check',
  },
  // Regular orders pass through within seconds; toll-free ones stay until the LOA is there.
  PENDING_DOCUMENTS: {
    stage: 'submitted',
    waitsFor: 'coordinator',
    may: ['attach', 'cancel', 'note'],
    next: ['SUBMITTED', 'EXCEPTION', 'MISSING_REQUIREMENTS', 'CANCELLED'],
    words: 'waiting on an LOA',
  },
  // Known only by name, from a list of query values.
  MISSING_REQUIREMENTS: {
    stage: 'submitted',
    waitsFor: 'coordinator',
    may: ['attach', 'note'],
    next: ['SUBMITTED', 'EXCEPTION', 'CANCELLED'],
    words: 'waiting on details Bandwidth needs',
  },
  SUBMITTED: {
    stage: 'submitted',
    waitsFor: 'losing-carrier',
    may: ['attach', 'change', 'cancel', 'note'],
    next: [
      // A toll-free order shows SUBMITTED for a moment before its numbers are checked again.
      'VALIDATE_TFNS',
      'INVALID_TFNS',
      'PENDING_DOCUMENTS',
      'PENDING_CARRIER_APPROVAL',
      'FOC',
      'EXCEPTION',
      'REQUESTED_SUPP',
      'REQUESTED_CANCEL',
      'CANCELLED',
    ],
    words: 'waiting on the losing carrier',
  },
  // Known only by name, from a list of query values.
  PENDING_CARRIER_APPROVAL: {
    stage: 'submitted',
    waitsFor: 'losing-carrier',
    may: ['attach', 'note'],
    next: ['FOC', 'EXCEPTION', 'REQUESTED_CANCEL', 'CANCELLED'],
    words: 'waiting on the losing carrier to approve',
  },
  EXCEPTION: {
    stage: 'submitted',
    waitsFor: 'coordinator',
    may: ['change', 'attach', 'cancel', 'note'],
    next: ['REQUESTED_SUPP', 'SUBMITTED', 'FOC', 'REQUESTED_CANCEL', 'CANCELLED'],
    words: 'rejected',
  },
  // No cancel: while the carrier's answer is pending every change is refused (7300).
  REQUESTED_SUPP: {
    stage: 'submitted',
    waitsFor: 'losing-carrier',
    may: ['attach', 'note'],
    next: ['FOC', 'SUBMITTED', 'EXCEPTION', 'CANCELLED'],
    words: 'waiting on the losing carrier to answer a change request',
  },
  FOC: {
    stage: 'foc',
    waitsFor: 'clock',
    may: ['attach', 'activate', 'change', 'cancel', 'note'],
    next: ['COMPLETE', 'REQUESTED_SUPP', 'REQUESTED_CANCEL', 'EXCEPTION'],
    words: 'waiting for the FOC date',
  },
  REQUESTED_CANCEL: {
    stage: 'submitted',
    waitsFor: 'losing-carrier',
    may: ['note'],
    next: ['CANCELLED', 'EXCEPTION', 'FOC'],
    words: 'waiting on the losing carrier to confirm the cancel',
  },
  CANCELLED: { stage: 'stopped', waitsFor: 'nobody', may: [], next: [], words: 'canceled' },
  COMPLETE: { stage: 'live', waitsFor: 'nobody', may: [], next: ['SNAPBACK'], words: 'live' },
  // The sources list it without saying where it leads.
  SNAPBACK: {
    stage: 'stopped',
    waitsFor: 'bandwidth',
    may: ['note'],
    next: ['CANCELLED', 'COMPLETE'],
    words: 'being returned to the losing carrier (snapback)',
  },
}

const CAUTIOUS_RULE: StatusRule = {
  stage: 'submitted',
  waitsFor: 'bandwidth',
  may: ['attach', 'note'],
  next: [],
  words: 'in a status I don’t know',
}

// Bandwidth's own pages spell these statuses both ways.
const OTHER_SPELLINGS: ReadonlyMap<string, KnownStatus> = new Map([
  ['VALID_DRAFT_TNS', 'VALID_DRAFT_TFNS'],
  ['COMPLETED', 'COMPLETE'],
  ['CANCELED', 'CANCELLED'],
])

const byName: ReadonlyMap<string, KnownStatus> = new Map([
  ...KNOWN_STATUSES.map((status) => [status, status] as const),
  ...OTHER_SPELLINGS,
])

/** Reads Bandwidth's spelling in any case; an unknown status stays as its text. */
export function portStatus(text: string): PortStatus {
  const trimmed = text.trim()
  return byName.get(trimmed.toUpperCase()) ?? (trimmed as UnknownStatus)
}

export function knownStatus(status: PortStatus): KnownStatus | undefined {
  return byName.get(status)
}

/** A status without a rule of its own gets a cautious one: documents and notes, nothing final. */
export function ruleFor(status: PortStatus): StatusRule {
  const known = knownStatus(status)
  return known === undefined ? CAUTIOUS_RULE : STATUS_RULES[known]
}

export function isDraft(status: PortStatus): boolean {
  return ruleFor(status).stage === 'draft'
}

/** As it was seen last. What was never seen may be a draft yet. */
export function isSubmitted<Seen extends { readonly status: PortStatus }>(
  seen: Seen | null,
): seen is Seen {
  return seen !== null && !isDraft(seen.status)
}

/** Bandwidth will not change it anymore. */
export function isTerminal(status: PortStatus): boolean {
  return status === 'COMPLETE' || status === 'CANCELLED'
}

/** Neither a draft nor at its end: an order that holds its numbers and that somebody is working on. */
export function isActive(status: PortStatus): boolean {
  return !isDraft(status) && !isTerminal(status)
}

export const DRAFT_STATUSES: readonly KnownStatus[] = KNOWN_STATUSES.filter(isDraft)
