import type { PostRef } from '../store/posts.ts'
import { isBulkPost } from './bulk-posts.ts'

/** A reply to a pointer in the channel refers to the order that it points to. */
export function orderAbove(ref: PostRef | undefined): PostRef | undefined {
  if (ref?.kind !== 'pointer') return ref
  if (!('number' in ref.of)) return undefined
  return { kind: isBulkPost(ref.of) ? 'bulk-card' : 'card', number: ref.of.number }
}
