import type { Stage } from './status.ts'

export const KNOWN_BULK_STATUSES = [
  'DRAFT',
  'VALIDATE_DRAFT_TNS',
  'VALID_DRAFT_TNS',
  'INVALID_DRAFT_TNS',
  'IN_PROGRESS',
  'NEEDS_ATTENTION',
  'PARTIAL',
  'COMPLETED',
  'CANCELLED',
] as const

export type KnownBulkStatus = (typeof KNOWN_BULK_STATUSES)[number]

declare const unknownBulkStatus: unique symbol
type UnknownBulkStatus = string & { readonly [unknownBulkStatus]: true }

/** A status without a rule is stored and shown as Bandwidth's text. */
export type BulkStatus = KnownBulkStatus | UnknownBulkStatus

export type BulkAction =
  | 'change-numbers'
  | 'edit-shared'
  | 'edit-children'
  | 'attach'
  | 'detach'
  | 'submit'
  | 'delete'
  | 'cancel'
  | 'keep'
  | 'retry-validation'
  | 'note'

interface BulkStatusRule {
  readonly stage: Stage
  readonly may: readonly BulkAction[]
  readonly next: readonly KnownBulkStatus[]
  /** To be read after "is" or alone. */
  readonly words: string
}

/** Bandwidth: Bulk Port-Ins guide. Terminal are PARTIAL, COMPLETED and CANCELLED. */
export const BULK_STATUS_RULES: Record<KnownBulkStatus, BulkStatusRule> = {
  DRAFT: {
    stage: 'draft',
    may: [
      'change-numbers',
      'edit-shared',
      'edit-children',
      'attach',
      'detach',
      'delete',
      'keep',
      'note',
    ],
    next: ['VALIDATE_DRAFT_TNS', 'VALID_DRAFT_TNS'],
    words: 'draft',
  },
  VALIDATE_DRAFT_TNS: {
    stage: 'draft',
    may: ['change-numbers', 'delete', 'keep', 'note'],
    next: ['VALID_DRAFT_TNS', 'INVALID_DRAFT_TNS'],
    words: 'draft, checking numbers',
  },
  VALID_DRAFT_TNS: {
    stage: 'draft',
    may: [
      'change-numbers',
      'edit-shared',
      'edit-children',
      'attach',
      'detach',
      'submit',
      'delete',
      'keep',
      'note',
    ],
    next: ['VALIDATE_DRAFT_TNS', 'IN_PROGRESS', 'DRAFT'],
    words: 'draft, split into orders',
  },
  INVALID_DRAFT_TNS: {
    stage: 'draft',
    may: [
      'change-numbers',
      'edit-shared',
      'attach',
      'detach',
      'delete',
      'keep',
      'retry-validation',
      'note',
    ],
    next: ['VALIDATE_DRAFT_TNS'],
    words: 'draft with failed numbers',
  },
  IN_PROGRESS: {
    stage: 'submitted',
    may: ['edit-children', 'detach', 'cancel', 'note'],
    next: ['NEEDS_ATTENTION', 'COMPLETED', 'PARTIAL', 'CANCELLED', 'DRAFT'],
    words: 'submitted',
  },
  NEEDS_ATTENTION: {
    stage: 'submitted',
    may: ['edit-children', 'detach', 'cancel', 'note'],
    next: ['IN_PROGRESS', 'COMPLETED', 'PARTIAL', 'CANCELLED', 'DRAFT'],
    words: 'submitted, with a rejected order',
  },
  PARTIAL: { stage: 'live', may: [], next: [], words: 'partly complete: some live, some canceled' },
  COMPLETED: { stage: 'live', may: [], next: [], words: 'live' },
  CANCELLED: { stage: 'stopped', may: [], next: [], words: 'canceled' },
}

const CAUTIOUS_RULE: BulkStatusRule = {
  stage: 'submitted',
  may: ['note'],
  next: [],
  words: 'in a status I don’t know',
}

// Bandwidth's schema of number lists spells it so, and old pages name the roll-up as single orders are.
const OTHER_SPELLINGS: ReadonlyMap<string, KnownBulkStatus> = new Map([
  ['CANCELED', 'CANCELLED'],
  ['COMPLETE', 'COMPLETED'],
])

const byName: ReadonlyMap<string, KnownBulkStatus> = new Map([
  ...KNOWN_BULK_STATUSES.map((status) => [status, status] as const),
  ...OTHER_SPELLINGS,
])

/** Reads Bandwidth's spelling in any case; an unknown status stays as its text. */
export function bulkStatus(text: string): BulkStatus {
  const trimmed = text.trim()
  return byName.get(trimmed.toUpperCase()) ?? (trimmed as UnknownBulkStatus)
}

export function knownBulkStatus(status: BulkStatus): KnownBulkStatus | undefined {
  return byName.get(status)
}

/** A status without a rule of its own gets a cautious one: notes, and nothing else. */
export function bulkRuleFor(status: BulkStatus): BulkStatusRule {
  const known = knownBulkStatus(status)
  return known === undefined ? CAUTIOUS_RULE : BULK_STATUS_RULES[known]
}

/** To be read after “It’s”: `a draft, split into orders`. */
export function bulkStatusWords(status: BulkStatus): string {
  const { words } = bulkRuleFor(status)
  return isBulkDraft(status) ? `a ${words}` : words
}

export function isBulkDraft(status: BulkStatus): boolean {
  return bulkRuleFor(status).stage === 'draft'
}

/** As it was seen last. What was never seen may be a draft yet. */
export function isBulkSubmitted<Seen extends { readonly status: BulkStatus }>(
  seen: Seen | null,
): seen is Seen {
  return seen !== null && !isBulkDraft(seen.status)
}

export function isBulkTerminal(status: BulkStatus): boolean {
  return status === 'PARTIAL' || status === 'COMPLETED' || status === 'CANCELLED'
}

export const BULK_DRAFT_STATUSES: readonly KnownBulkStatus[] =
  KNOWN_BULK_STATUSES.filter(isBulkDraft)
