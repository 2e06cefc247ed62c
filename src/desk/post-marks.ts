import type { BulkNews, News } from '../porting/news.ts'
import type { Note } from '../porting/notes.ts'
import type { OrderChange } from '../porting/order-changes.ts'
import { oneLine } from '../porting/plain-text.ts'
import { ANNOUNCEMENTS, type Announcement, type PostRef } from '../store/posts.ts'
import { digestOf } from './post-keys.ts'

/**
 * Identifies a post by its content alone: a restored database numbers things differently, and finds by
 * these marks what was posted in the time that the backup does not cover. A digest has the same marks as
 * its items in the orders' threads.
 */
export function marksOf(ref: PostRef): readonly string[] {
  if (ref.kind === 'pointer') return marksOf(ref.of)
  if (ref.kind === 'digest') {
    return ref.items.flatMap((item) =>
      'of' in item ? marksOf(item.of) : [markOfNews({ kind: 'change', ...item })],
    )
  }
  const shown = ref.kind === 'direct' ? ref.of : ref
  if (shown.kind === 'bulk-days') {
    return shown.items.map(({ child, change }) =>
      markOfNews({ kind: 'change', number: child, change }),
    )
  }
  const notes = severalNotes(shown)
  if (notes !== null) return notes.map(({ marks: [mark] }) => mark)
  return [isAnnounced(shown) ? markOfNews(shown) : digestOf(shown)]
}

interface MarkedNote {
  /** The mark that it is announced with, then others that mean the same. */
  readonly marks: readonly [string, ...string[]]
}

/** Each of several notes in one message has a mark of its own: it may have been announced alone. */
function severalNotes(shown: PostRef): readonly MarkedNote[] | null {
  if (!('news' in shown)) return null
  const { number, news } = shown
  if (news.kind === 'notes-before') {
    return news.notes.map((note) => ({
      marks: [markOfNote(number, note, true), markOfNote(number, note, false)],
    }))
  }
  if (news.kind !== 'notes-together') return null
  return news.notes.map(({ note, author }) => ({
    marks: [markOfNote(number, note, author === 'bandwidth')],
  }))
}

/**
 * The part of a post that remains when all this was posted before.
 *
 * @returns null when nothing remains; the post itself when none of it was posted, or it can't be split.
 */
export function leftUnsaid(ref: PostRef, said: ReadonlySet<string>): PostRef | null {
  if (ref.kind === 'direct') {
    const of = leftUnsaid(ref.of, said)
    return of === null || of === ref.of ? of && ref : { ...ref, of: of as Announcement }
  }
  const notes = severalNotes(ref)
  if (notes === null) return ref
  const isLeft = notes.map(({ marks }) => !marks.some((mark) => said.has(mark)))
  if (isLeft.every(Boolean)) return ref
  return isLeft.some(Boolean) ? withNotesAt(ref, isLeft) : null
}

function withNotesAt<Ref extends PostRef>(ref: Ref, isLeft: readonly boolean[]): Ref {
  if (!('news' in ref) || !('notes' in ref.news)) return ref
  const notes = ref.news.notes.filter((_, index) => isLeft[index] === true)
  return { ...ref, news: { ...ref.news, notes } }
}

function isAnnounced(ref: PostRef): ref is Announcement {
  return ANNOUNCEMENTS.includes(ref.kind)
}

/** The orders that a post is about. */
export function numbersOf(ref: PostRef): readonly number[] {
  if (ref.kind === 'pointer') return numbersOf(ref.of)
  if (ref.kind === 'digest') {
    return ref.items.flatMap((item) => ('of' in item ? numbersOf(item.of) : [item.number]))
  }
  if (ref.kind === 'moved' || ref.kind === 'activation-batch') return ref.numbers
  const isOfOrders = ref.kind === 'bulk-digest' || ref.kind === 'bulk-days'
  const children = isOfOrders ? ref.items.map(({ child }) => child) : []
  return 'number' in ref ? [ref.number, ...children] : []
}

const REPORTS: readonly PostRef['kind'][] = [
  'change',
  'news',
  'direct',
  'digest',
  'bulk-change',
  'bulk-news',
  'bulk-digest',
  'bulk-days',
]

/** For reports of what Bandwidth did: the same may happen again, and is then announced again. */
export function reportsWhatHappened({ kind }: PostRef): boolean {
  return REPORTS.includes(kind)
}

function markOfNews(ref: Announcement): string {
  const { kind, number } = ref
  switch (ref.kind) {
    case 'change':
      return digestOf([kind, number, outcomeOf(ref.change)])
    case 'news':
      return markOfTheNote(number, ref.news) ?? digestOf([kind, number, ref.news])
    case 'reminder':
    case 'bulk-reminder':
      return digestOf([kind, number, ref.due.key])
    case 'bulk-news':
      return markOfTheNote(number, ref.news) ?? digestOf(ref)
    case 'bulk-change':
      return digestOf(ref)
  }
}

/** A note has one mark, both when it is announced as sent and when it shows in Bandwidth's list. */
function markOfTheNote(number: number, news: News | BulkNews): string | null {
  if (news.kind === 'note-sent') return markOfNote(number, { id: '', text: news.text }, false)
  if (news.kind !== 'note-received') return null
  return markOfNote(number, news.note, news.author === 'bandwidth')
}

/** The id of a note that was sent from here is not always known. */
function markOfNote(
  number: number,
  { id, text }: Pick<Note, 'id' | 'text'>,
  isBandwidths: boolean,
): string {
  const words = oneLine(text)
  return digestOf(isBandwidths ? ['note', number, id, words] : ['note', number, words])
}

/** The result of a change, whatever came before: after a restore, two changes may be seen as one. */
function outcomeOf(change: OrderChange): unknown {
  if (change.kind === 'foc') return ['foc', change.focDate]
  if (change.kind === 'foc-moved') return ['foc', change.to]
  return change
}

export function isOfNote(ref: PostRef): boolean {
  const shown = ref.kind === 'direct' ? ref.of : ref
  if (!('news' in shown)) return false
  return shown.news.kind === 'note-received' || severalNotes(shown) !== null
}
