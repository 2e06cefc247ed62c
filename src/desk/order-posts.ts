import type { KindName } from '../store/followed.ts'

/** The kinds of posts in which either is shown. */
export const POSTS = {
  order: { card: 'card', approval: 'approval', news: 'news' },
  bulk: { card: 'bulk-card', approval: 'bulk-approval', news: 'bulk-news' },
} as const satisfies Record<KindName, unknown>
