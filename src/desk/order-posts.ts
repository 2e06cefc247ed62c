import type { KindName } from '../store/followed.ts'

/** The kinds of posts in which either is shown. */
export const POSTS = {
  order: { card: 'card', approval: 'approval' },
  bulk: { card: 'bulk-card', approval: 'bulk-approval' },
} as const satisfies Record<KindName, unknown>
