import type { BulkNews, News } from '../porting/news.ts'
import type { OrderChange } from '../porting/order-changes.ts'
import { oneLine } from '../porting/plain-text.ts'
import type { PostRef, Announcement } from '../store/posts.ts'
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
  if (shown.kind === 'bulk-days') {
    return shown.items.map(({ child, change }) =>
      markOfNews({ kind: 'change', number: child, change }),
    )
  }
  if (isAnnounced(shown) && 'news' in shown && shown.news.kind === 'notes-before') {
    const { number } = shown
    return shown.news.notes.map(({ id, text }) => digestOf(['note', number, id, oneLine(text)]))
  }
  return [isAnnounced(shown) ? markOfNews(shown) : digestOf(shown)]
}

const TOLD: readonly PostRef['kind'][] = [
  'change',
  'news',
  'reminder',
  'bulk-change',
  'bulk-news',
  'bulk-reminder',
]

function isAnnounced(ref: PostRef): ref is Announcement {
  return TOLD.includes(ref.kind)
}

/** The orders that a post is about. */
export function numbersOf(ref: PostRef): readonly number[] {
  if (ref.kind === 'digest') return ref.items.map(({ number }) => number)
  if (ref.kind === 'moved' || ref.kind === 'activation-batch') return ref.numbers
  const isOfOrders = ref.kind === 'bulk-digest' || ref.kind === 'bulk-days'
  const children = isOfOrders ? ref.items.map(({ child }) => child) : []
  return 'number' in ref ? [ref.number, ...children] : []
}

const TELL_WHAT_HAPPENED: readonly PostRef['kind'][] = [
  'change',
  'news',
  'direct',
  'digest',
  'bulk-change',
  'bulk-news',
  'bulk-digest',
  'bulk-days',
]

/** Tells what Bandwidth did; the same may happen again, and is then told again. */
export function tellsWhatHappened({ kind }: PostRef): boolean {
  return TELL_WHAT_HAPPENED.includes(kind)
}

function markOfNews(ref: Announcement): string {
  const { kind, number } = ref
  switch (ref.kind) {
    case 'change':
      return digestOf([kind, number, outcomeOf(ref.change)])
    case 'news':
      return markOfNote(number, ref.news) ?? digestOf([kind, number, ref.news])
    case 'reminder':
    case 'bulk-reminder':
      return digestOf([kind, number, ref.due.key])
    case 'bulk-news':
      return markOfNote(number, ref.news) ?? digestOf(ref)
    case 'bulk-change':
      return digestOf(ref)
  }
}

/** A note is one thing, whoever tells of it: that it was sent, or that it is in Bandwidth's list. */
function markOfNote(number: number, news: News | BulkNews): string | null {
  if (news.kind === 'note-sent') return digestOf(['note', number, oneLine(news.text)])
  if (news.kind !== 'note-received') return null
  const { note, author } = news
  const text = oneLine(note.text)
  return digestOf(author === 'bandwidth' ? ['note', number, note.id, text] : ['note', number, text])
}

/** Where a change led, from wherever: who has forgotten what was between sees one change of two. */
function outcomeOf(change: OrderChange): unknown {
  if (change.kind === 'foc') return ['foc', change.focDate]
  if (change.kind === 'foc-moved') return ['foc', change.to]
  return change
}

export function isOfNote(ref: PostRef): boolean {
  const shown = ref.kind === 'direct' ? ref.of : ref
  if (!('news' in shown)) return false
  return shown.news.kind === 'note-received' || shown.news.kind === 'notes-before'
}
