import { knownBulkStatus, bulkStatus, type KnownBulkStatus } from './bulk-status.ts'
import type { ListedOrder } from './order-summary.ts'
import { knownStatus, portStatus, type KnownStatus } from './status.ts'

/** An order's state in the words of lists: as shown, and as typed in a filter. */
type ListState =
  | 'draft'
  | 'checking numbers'
  | 'failed the check'
  | 'needs an LOA'
  | 'needs details'
  | 'submitted'
  | 'rejected'
  | 'change requested'
  | 'FOC'
  | 'cancel requested'
  | 'needs attention'
  | 'snapback'
  | 'live'
  | 'partly live'
  | 'canceled'
  | 'deleted by Bandwidth'
  | 'deleted'
  | 'not created'
  | 'regrouped'
  | 'being created'

const OF_STATUS: Record<KnownStatus, ListState> = {
  DRAFT: 'draft',
  VALIDATE_DRAFT_TFNS: 'checking numbers',
  VALID_DRAFT_TFNS: 'draft',
  INVALID_DRAFT_TFNS: 'failed the check',
  VALIDATE_TFNS: 'checking numbers',
  INVALID_TFNS: 'failed the check',
  PENDING_DOCUMENTS: 'needs an LOA',
  MISSING_REQUIREMENTS: 'needs details',
  SUBMITTED: 'submitted',
  PENDING_CARRIER_APPROVAL: 'submitted',
  EXCEPTION: 'rejected',
  REQUESTED_SUPP: 'change requested',
  FOC: 'FOC',
  REQUESTED_CANCEL: 'cancel requested',
  CANCELLED: 'canceled',
  COMPLETE: 'live',
  SNAPBACK: 'snapback',
}

const OF_BULK_STATUS: Record<KnownBulkStatus, ListState> = {
  DRAFT: 'draft',
  VALIDATE_DRAFT_TNS: 'checking numbers',
  VALID_DRAFT_TNS: 'draft',
  INVALID_DRAFT_TNS: 'failed the check',
  IN_PROGRESS: 'submitted',
  NEEDS_ATTENTION: 'needs attention',
  PARTIAL: 'partly live',
  COMPLETED: 'live',
  CANCELLED: 'canceled',
}

const OF_ENDING: Readonly<Record<string, ListState>> = {
  complete: 'live',
  partial: 'partly live',
  cancelled: 'canceled',
  swept: 'deleted by Bandwidth',
  deleted: 'deleted',
  'never-made': 'not created',
  regrouped: 'regrouped',
}

const KNOWN = {
  order: (status: string) => knownStatus(portStatus(status)),
  bulk: (status: string) => knownBulkStatus(bulkStatus(status)),
}

type Stood = Pick<ListedOrder, 'kind' | 'status' | 'ending'>

/** A status without a rule is shown as its text. */
export function listStateOf({ kind, status, ending }: Stood): string {
  if (ending !== null) return OF_ENDING[ending] ?? ending
  if (status === null) return 'being created'
  const known = KNOWN[kind](status)
  if (known === undefined) return status
  return known in OF_STATUS
    ? OF_STATUS[known as KnownStatus]
    : OF_BULK_STATUS[known as KnownBulkStatus]
}

/** The filter of a word after `list`: open orders in these states, or those that ended so. */
export interface StatesAsked {
  readonly statuses: readonly string[]
  readonly endings: readonly string[]
}

const WORDS: Readonly<Record<string, readonly ListState[]>> = {
  draft: ['draft', 'checking numbers', 'failed the check', 'deleted by Bandwidth'],
  drafts: ['draft', 'checking numbers', 'failed the check', 'deleted by Bandwidth'],
  submitted: ['submitted'],
  rejected: ['rejected'],
  exception: ['rejected'],
  foc: ['FOC'],
  loa: ['needs an LOA', 'needs details'],
  failed: ['failed the check'],
  checking: ['checking numbers'],
  changes: ['change requested'],
  live: ['live', 'partly live'],
  complete: ['live', 'partly live'],
  canceled: ['canceled'],
  cancelled: ['canceled'],
  deleted: ['deleted by Bandwidth', 'deleted'],
  snapback: ['snapback'],
}

/** Toll-free numbers are checked again after submission, so these statuses are not drafts. */
const NOT_DRAFTS = ['VALIDATE_TFNS', 'INVALID_TFNS']

/** The state filters of `list`, without their alternative spellings. */
export const STATE_WORDS = Object.keys(WORDS)

/** @returns undefined for any other word. */
export function statesAsked(word: string): StatesAsked | undefined {
  const states = Object.hasOwn(WORDS, word) ? WORDS[word] : undefined
  if (states === undefined) return undefined
  const of = (table: Readonly<Record<string, ListState>>): readonly string[] =>
    Object.keys(table).filter((name) => states.includes(table[name] ?? 'draft'))
  const statuses = [...of(OF_STATUS), ...of(OF_BULK_STATUS)]
  return {
    statuses: [
      ...new Set(
        states.includes('draft') ? statuses.filter((one) => !NOT_DRAFTS.includes(one)) : statuses,
      ),
    ],
    endings: of(OF_ENDING),
  }
}

/** A filter by Bandwidth's own name of a status. */
export function statusAsked(text: string): StatesAsked | undefined {
  const name = text.trim().replaceAll(/\s+/g, '_').toUpperCase()
  return name in OF_STATUS || name in OF_BULK_STATUS ? { statuses: [name], endings: [] } : undefined
}
