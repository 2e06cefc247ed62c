import type { Instant } from './calendar.ts'
import { oneLine } from './plain-text.ts'

/** A note on an order as Bandwidth's list shows it. */
export interface Note {
  readonly id: string
  readonly userId: string | null
  readonly text: string
  readonly at: Instant | null
}

/** A note that was announced, or need not be. */
export interface KnownNote {
  readonly id: string
  /** Of the text as it was announced. */
  readonly digest: string
}

/** The author of a note. A user of ours never speaks for Bandwidth. */
type NoteAuthor = 'bandwidth' | 'own-account' | 'own-user'

export interface NoteNews {
  readonly note: Note
  readonly author: NoteAuthor
  readonly isChanged: boolean
  /** When it was found changed: a text may come back that it had before. None in posts of 0.2.0. */
  readonly changedAt?: Instant
  /** One of ours came before it. */
  readonly isReply: boolean
}

export interface NotesToAnnounce {
  readonly news: readonly NoteNews[]
  /** From before the order was followed: announced together, and nobody is mentioned. */
  readonly earlier: readonly Note[]
  /** All that is known from now on. */
  readonly known: readonly KnownNote[]
}

export interface SentText {
  readonly text: string
  /** Sending it got no answer; the task that checks for it announces the outcome. */
  readonly isInDoubt: boolean
}

interface NotesBefore {
  readonly known: readonly KnownNote[]
  /** Texts that were sent from here and whose notes are not known yet; twice means two notes. */
  readonly sent: readonly SentText[]
  /** The order was not followed before; but what comes after a known note is new, whatever the clocks said. */
  readonly since: Instant
  /** What is older and unknown was announced, and forgotten with a restore. */
  readonly restoredSince: Instant
  /** A note without a date is as old as the order is to us. */
  readonly isOldOrder: boolean
}

interface NoteUsers {
  /** The user of the bot's credentials. */
  readonly bot: string
  /** Others of the company's own. */
  readonly own: readonly string[]
}

const WEEK_MS = 7 * 24 * 60 * 60 * 1000

/** What a list of notes says that was not announced yet, in the order of its ids. */
export function notesToAnnounce(
  listed: readonly Note[],
  { known, sent, since, restoredSince, isOldOrder }: NotesBefore,
  { users, now, digestOf }: { users: NoteUsers; now: Instant; digestOf: (text: string) => string },
): NotesToAnnounce {
  const digests = new Map(known.map(({ id, digest }) => [id, digest]))
  const unclaimed = [...sent]
  const toKnow: Note[] = []
  const news: NoteNews[] = []
  const earlier: Note[] = []
  const notes = [...listed].sort(byId)
  const newest = [...known].sort(byId).at(-1)
  const isAfterKnown = (note: Note) => newest !== undefined && byId(note, newest) > 0
  const isOld = ({ at }: Note) => (at === null ? isOldOrder : at < since)
  const isFromRestored = ({ at }: Note) => at !== null && at < restoredSince
  const unknown = notes.filter(({ id, text }) => digests.get(id) !== digestOf(text))
  for (const note of unknown) {
    const author = authorOf(note, users)
    const isChanged = digests.has(note.id)
    const isReply = notes.some(
      (other) => byId(other, note) < 0 && authorOf(other, users) === 'own-account',
    )
    const isSent = ({ text }: SentText) => oneLine(text) === oneLine(note.text)
    const claimed = isChanged ? -1 : unclaimed.findIndex(isSent)
    const isEarlier = isFromRestored(note) || (isOld(note) && !isAfterKnown(note))
    const [ours] = claimed === -1 ? [] : unclaimed.splice(claimed, 1)
    if (ours?.isInDoubt === true) continue
    toKnow.push(note)
    if (ours !== undefined) continue
    if (!isEarlier || isChanged) {
      news.push({ note, author, isChanged, isReply, ...(isChanged && { changedAt: now }) })
    } else if ((note.at ?? now) >= now - WEEK_MS) earlier.push(note)
  }
  return {
    news,
    earlier,
    known: toKnow.map(({ id, text }) => ({ id, digest: digestOf(text) })),
  }
}

function authorOf({ userId }: Note, { bot, own }: NoteUsers): NoteAuthor {
  const is = (user: string) => user.toLowerCase() === userId?.trim().toLowerCase()
  if (is(bot)) return 'own-account'
  return own.some(is) ? 'own-user' : 'bandwidth'
}

/** Ids are whole numbers, one row for a whole account. */
export function byId(one: KnownNote | Note, other: KnownNote | Note): number {
  return Number(one.id) - Number(other.id) || one.id.localeCompare(other.id)
}

/** Up to this many at once are a message each; more are one message. */
export const MOST_NOTES_ALONE = 5

/** By which somebody has taken it on. */
export function noteTopic({ id }: Pick<Note, 'id'>): string {
  return `note-${id}`
}

/** Requires immediate action: it should be seen outside the thread too. */
export function isPressing(text: string): boolean {
  return /\b(?:LOAs?|FOC|cancel\w*|today)\b/i.test(text)
}

/** Bandwidth waits one business hour for a document that it asks for. */
export function asksForLoa(text: string): boolean {
  const loa = /\bLOAs?\b|letters? of (?:authorization|agency)/i
  const asks =
    /\b(?:please|need\w*|provide|send|upload|attach|add|requires?|missing|request\w*|submit)\b/i
  return text.split(/(?<=[.!?\n])/).some((sentence) => loa.test(sentence) && asks.test(sentence))
}

/** Whether anybody would see a word of it. */
export function hasWords(text: string): boolean {
  return /[^\s\p{C}]/u.test(text)
}

/** Bandwidth's limit: in UTF-16 units, so that it fits however Bandwidth counts. */
export const LONGEST_NOTE = 500
/** Longer notes are refused. */
export const MOST_NOTE_PARTS = 20
const ROOM_FOR_COUNT = 12

/** As notes that Bandwidth takes: one, or several that say which of how many each is. */
export function cutNote(text: string): readonly string[] {
  if (text.length <= LONGEST_NOTE) return [text]
  const room = LONGEST_NOTE - ROOM_FOR_COUNT
  const parts: string[] = []
  let rest = text
  while (rest.length > 0) {
    const end = rest.length <= room ? rest.length : endOfPart(rest, room)
    parts.push(rest.slice(0, end).trim())
    rest = rest.slice(end).trimStart()
  }
  return parts.map((part, index) => `${index + 1} of ${parts.length}: ${part}`)
}

/** What the parts of a note said, as it was written. */
export function wholeNote(parts: readonly string[]): string {
  return parts.map((part) => part.replace(/^\d+ of \d+: /, '')).join(' ')
}

/** After a sentence, else after a word, else between two characters as people see them. */
function endOfPart(text: string, room: number): number {
  const head = text.slice(0, room)
  const sentence = /^[^]*(?:[.!?](?=\s)|\n)/.exec(head)?.[0] ?? ''
  const word = /^[^]*\s/.exec(head)?.[0] ?? ''
  const part = [sentence, word].find((one) => one.length > head.length / 3)
  if (part !== undefined) return part.length
  // Made where it is needed, which is seldom: it takes 4 MB.
  const signs = new Intl.Segmenter('en', { granularity: 'grapheme' })
  return signs.segment(text).containing(room)?.index || room
}

/** `PIN`, `p i n`, `P.I.N.` or `passcode`, and then digits: `4471`, `44 71`, `4-4-7-1`. */
const CALLED_PIN =
  /(?<!\p{L})(?:p[ ._-]{0,2}i[ ._-]{0,2}n[ ._-]{0,2}s?|pass(?:code|word)s?)(?!\p{L})[^\d]{0,30}(\d{4,9}(?!\d)|\d{1,2}(?:[ .-]\d{1,2})+(?![ .-]?\d))/giu

/** Four to nine digits after "PIN": perhaps one that nobody here knows. A telephone number has ten. */
export function looksLikePin(text: string): boolean {
  return [...text.normalize('NFKC').matchAll(CALLED_PIN)].some(([, said = '']) =>
    /^\d{4,9}$/.test(said.replaceAll(/\D/g, '')),
  )
}
