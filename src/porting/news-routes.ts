import type { BulkChange } from './bulk-changes.ts'
import type { OrderChange } from './order-changes.ts'

/** Where a kind of news goes besides the order's thread, which gets all of it. */
export interface NewsRoute {
  readonly channel: boolean
  /** By direct message. */
  readonly owner: boolean
}

const THREAD: NewsRoute = { channel: false, owner: false }
const CHANNEL: NewsRoute = { channel: true, owner: false }

/**
 * The default routes, by the words of the settings. News that requires action, or that people are glad to
 * read, goes to the channel too.
 */
export const USUAL_NEWS_ROUTES = {
  validated: THREAD,
  invalid: THREAD,
  /** A bulk order is split into its orders, or cannot be. */
  split: CHANNEL,
  submitted: THREAD,
  'loa-wanted': CHANNEL,
  foc: CHANNEL,
  'foc-moved': CHANNEL,
  rejected: CHANNEL,
  live: CHANNEL,
  'cancel-asked': THREAD,
  cancelled: CHANNEL,
  'draft-removed': CHANNEL,
  'change-sent': THREAD,
  'change-refused': CHANNEL,
  'change-accepted': THREAD,
  /** From Bandwidth's people. Goes to the channel in any case if it requires immediate action. */
  note: THREAD,
  /** A notice from Bandwidth while the order proceeds. */
  remark: THREAD,
  surprise: THREAD,
  failed: CHANNEL,
  deeds: THREAD,
  /** Go to the channel regardless of this setting as time runs out. */
  reminders: THREAD,
} as const satisfies Readonly<Record<string, NewsRoute>>

export type NewsKind = keyof typeof USUAL_NEWS_ROUTES
export type NewsRoutes = Readonly<Record<NewsKind, NewsRoute>>

export const KIND_OF_CHANGE: Readonly<Record<OrderChange['kind'], NewsKind>> = {
  validated: 'validated',
  invalid: 'invalid',
  submitted: 'submitted',
  'documents-wanted': 'loa-wanted',
  foc: 'foc',
  'foc-moved': 'foc-moved',
  rejected: 'rejected',
  completed: 'live',
  'cancel-requested': 'cancel-asked',
  cancelled: 'cancelled',
  swept: 'draft-removed',
  'supplement-requested': 'change-sent',
  'change-refused': 'change-refused',
  'change-accepted': 'change-accepted',
  remark: 'remark',
  surprise: 'surprise',
}

/** Null: in the thread alone, because each of its orders is announced on its own. */
export const KIND_OF_BULK_CHANGE: Readonly<Record<BulkChange['kind'], NewsKind | null>> = {
  'numbers-valid': 'split',
  'numbers-invalid': 'split',
  'validation-failed': 'split',
  submitted: 'submitted',
  'needs-attention': null,
  'under-way-again': null,
  completed: 'live',
  partial: 'live',
  cancelled: 'cancelled',
  'draft-again': 'draft-removed',
  swept: 'draft-removed',
  surprise: 'surprise',
}
