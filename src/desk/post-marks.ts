import type { OrderChange } from '../porting/order-changes.ts'
import type { OrderNews, PostRef } from '../store/posts.ts'
import { digestOf } from './post-keys.ts'

/**
 * What a post says, told apart by its content alone: a memory that was restored counts differently, and
 * finds by this what was said in the time that it has forgotten. A digest says what each order's thread does.
 */
export function marksOf(ref: PostRef): readonly string[] {
  if (ref.kind === 'digest') {
    return ref.items.map(({ number, change }) => markOfNews({ kind: 'change', number, change }))
  }
  if (ref.kind === 'direct') return [markOfNews(ref.of)]
  if (isOrderNews(ref)) return [markOfNews(ref)]
  const isReminder = ref.kind === 'bulk-reminder'
  return [digestOf(isReminder ? [ref.kind, ref.number, ref.due.key] : ref)]
}

function isOrderNews(ref: PostRef): ref is OrderNews {
  return ref.kind === 'change' || ref.kind === 'news' || ref.kind === 'reminder'
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

function markOfNews(ref: OrderNews): string {
  const { kind, number } = ref
  if (kind === 'reminder') return digestOf([kind, number, ref.due.key])
  return digestOf([kind, number, kind === 'change' ? outcomeOf(ref.change) : ref.news])
}

/** Where a change led, from wherever: who has forgotten what was between sees one change of two. */
function outcomeOf(change: OrderChange): unknown {
  if (change.kind === 'foc') return ['foc', change.focDate]
  if (change.kind === 'foc-moved') return ['foc', change.to]
  return change
}
