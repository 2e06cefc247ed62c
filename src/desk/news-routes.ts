import type { OrderChange } from '../porting/order-changes.ts'
import type { News } from '../store/posts.ts'

/** Where one kind of news goes besides the order's thread, where all of it stands. */
export interface NewsRoute {
  readonly channel: boolean
  /** By direct message. */
  readonly owner: boolean
}

const THREAD: NewsRoute = { channel: false, owner: false }
const CHANNEL: NewsRoute = { channel: true, owner: false }

/**
 * Every kind of news by the word that the settings have for it. What somebody must act on, or is glad to
 * hear, stands in the channel too.
 */
export const USUAL_NEWS_ROUTES = {
  validated: THREAD,
  invalid: THREAD,
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
  surprise: THREAD,
  failed: CHANNEL,
  deeds: THREAD,
  /** In the channel as time runs out, whatever is said here. */
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
  surprise: 'surprise',
}

export const KIND_OF_NEWS: Readonly<Record<News['kind'], NewsKind>> = {
  'made-after-all': 'deeds',
  'never-made': 'failed',
  'document-arrived-after-all': 'deeds',
  'document-never-arrived': 'failed',
  'note-sent': 'deeds',
  'note-never-sent': 'failed',
  'edit-never-arrived': 'failed',
  edited: 'deeds',
  'not-as-asked': 'surprise',
  'kept-alive': 'deeds',
  'keep-failed': 'failed',
  'check-not-seen': 'failed',
  deleted: 'deeds',
  'not-deleted': 'failed',
  'cancelled-not-deleted': 'failed',
  'cancel-unclear': 'failed',
  'not-as-approved': 'failed',
  'not-kept-yet': 'failed',
  'made-again': 'deeds',
  'not-made-again': 'failed',
  'documents-attached-again': 'deeds',
  'owner-not-reached': 'failed',
  'card-again': 'deeds',
}
