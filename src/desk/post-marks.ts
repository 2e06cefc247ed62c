import type { OrderChange } from '../porting/order-changes.ts'
import type { PostRef, Told } from '../store/posts.ts'
import { digestOf } from './post-keys.ts'

/**
 * What a post says, told apart by its content alone: a memory that was restored counts differently, and
 * finds by this what was said in the time that it has forgotten. A digest says what each order's thread does.
 */
export function marksOf(ref: PostRef): readonly string[] {
  if (ref.kind === 'digest') {
    return ref.items.map(({ number, change }) => markOfNews({ kind: 'change', number, change }))
  }
  const shown = ref.kind === 'direct' ? ref.of : ref
  return [isTold(shown) ? markOfNews(shown) : digestOf(shown)]
}

const TOLD: readonly PostRef['kind'][] = [
  'change',
  'news',
  'reminder',
  'bulk-change',
  'bulk-news',
  'bulk-reminder',
]

function isTold(ref: PostRef): ref is Told {
  return TOLD.includes(ref.kind)
}

/** The orders that a post is about. */
export function numbersOf(ref: PostRef): readonly number[] {
  if (ref.kind === 'digest') return ref.items.map(({ number }) => number)
  if (ref.kind === 'moved') return ref.numbers
  const children = ref.kind === 'bulk-digest' ? ref.items.map(({ child }) => child) : []
  return 'number' in ref ? [ref.number, ...children] : []
}

/** Tells what Bandwidth did; the same may happen again, and is then told again. */
export function tellsWhatHappened({ kind }: PostRef): boolean {
  return ['change', 'news', 'direct', 'digest', 'bulk-change', 'bulk-news', 'bulk-digest'].includes(
    kind,
  )
}

function markOfNews(ref: Told): string {
  const { kind, number } = ref
  switch (ref.kind) {
    case 'change':
      return digestOf([kind, number, outcomeOf(ref.change)])
    case 'news':
      return digestOf([kind, number, ref.news])
    case 'reminder':
    case 'bulk-reminder':
      return digestOf([kind, number, ref.due.key])
    case 'bulk-change':
    case 'bulk-news':
      return digestOf(ref)
  }
}

/** Where a change led, from wherever: who has forgotten what was between sees one change of two. */
function outcomeOf(change: OrderChange): unknown {
  if (change.kind === 'foc') return ['foc', change.focDate]
  if (change.kind === 'foc-moved') return ['foc', change.to]
  return change
}
