import { isDeleted } from '../porting/standing.ts'
import { BandwidthNotFound, BudgetSpent, isBandwidthError } from '../bandwidth/errors.ts'
import type { CommonNews } from '../porting/news.ts'
import {
  isPressing,
  MOST_NOTES_ALONE,
  notesToAnnounce,
  type Note,
  type NoteNews,
  type NotesToAnnounce,
} from '../porting/notes.ts'
import type { Database } from '../store/database.ts'
import { textsSent } from '../store/intents.ts'
import { milestone, reachMilestone } from '../store/milestones.ts'
import {
  areNotesPlanned,
  dueNotes,
  forgetDueNotes,
  knownNotes,
  postponeDueNotes,
  readNotesAt,
  saveNotes,
  type DueNotes,
} from '../store/notes.ts'
import { restorationOf } from '../store/restored.ts'
import { BY_ITSELF, writeAndWake, type Desk } from './desk.ts'
import { noteDigest } from './note-digest.ts'
import { shownOf, type AnyOrder, type Shown } from './order-kind.ts'
import { POSTS } from './order-posts.ts'
import { digestOf, noteKey } from './post-keys.ts'
import { queueCard } from './queue-card.ts'
import { queueNews } from './queue-news.ts'
import { maskOf } from './refuse-secrets.ts'

const AT_ONCE = 5
const AFTER_OUTAGE_MS = 60_000
const DAY_MS = 24 * 60 * 60_000
const WEEK_MS = 7 * DAY_MS
/** A rejection is explained within a business day, so a quarter of an hour is soon enough. */
const WITHOUT_WEBHOOK_MS = 14 * 60_000
/** No note from before this moment is announced. */
const NOTES_SINCE = 'notes-since'

/** Read the notes of every order for which there is a reason, within the calls that may be made for it now. */
export async function followNotes(desk: Desk): Promise<void> {
  await notesSince(desk.db, desk.clock())
  try {
    for (;;) {
      const due = await dueNotes(desk.db, desk.clock(), AT_ONCE)
      if (due.length === 0) return
      const read = await Promise.allSettled(due.map((one) => followOne(desk, one)))
      for (const one of read) if (one.status === 'rejected') throw one.reason
    }
  } catch (error) {
    if (!(error instanceof BudgetSpent)) throw error
    desk.log('calls-spent', { until: error.until })
  }
}

/** @throws BudgetSpent and leaves the notes due. */
async function followOne(desk: Desk, due: DueNotes): Promise<void> {
  try {
    await desk.locks.hold(due.number, () => readNotes(desk, due))
  } catch (error) {
    if (error instanceof BudgetSpent) throw error
    if (error instanceof BandwidthNotFound) {
      await forgetDueNotes(desk.db, due, desk.clock())
      return
    }
    // Whatever it was, the others must not wait for it.
    desk.log(isBandwidthError(error) ? 'notes-not-read' : 'bug', { number: due.number, error })
    const now = desk.clock()
    await postponeDueNotes(desk.db, due, { now, until: now + AFTER_OUTAGE_MS })
  }
}

async function readNotes(desk: Desk, due: DueNotes): Promise<void> {
  const followed = await shownOf(desk, due.number)
  if (followed === null || isDeleted(followed.order) || !isWorthACall(followed, due)) {
    await forgetDueNotes(desk.db, due, desk.clock())
    return
  }
  const listed = await followed.notes()
  const found = await compare(desk, followed.order, listed)
  const now = desk.clock()
  const announced = await masked(desk, due.number, found)
  await writeAndWake(desk, async (db) => {
    await announceNotes(db, desk, followed, announced)
    await saveNotes(db, due.number, found.known)
    await forgetDueNotes(db, due, now)
    if (isRejected(followed) && !(await areNotesPlanned(db, due.number))) {
      await readNotesAt(db, due.number, 'rejected', now + betweenReadings(desk))
    }
  })
}

/** With a webhook, this reading only catches notifications that were lost. */
function betweenReadings({ settings }: Desk): number {
  return settings.webhook === null ? WITHOUT_WEBHOOK_MS : DAY_MS
}

/** A draft gets no notes, and nobody explains a rejection that no longer applies. */
function isWorthACall(followed: Shown, { causes }: DueNotes): boolean {
  if (followed.isDraft) return false
  return isRejected(followed) || causes.some((cause) => cause !== 'rejected')
}

/** A bulk order is not rejected; its orders are. */
function isRejected({ order }: Shown): boolean {
  return order.seen.status === 'EXCEPTION'
}

async function compare(
  desk: Desk,
  order: AnyOrder,
  listed: readonly Note[],
): Promise<NotesToAnnounce> {
  const { db, settings } = desk
  const { number, createdAt, owner } = order
  const now = desk.clock()
  const noticed = await notesSince(db, now)
  const restoration = await restorationOf(db)
  const known = await knownNotes(db, number)
  const digests = known.map(({ digest }) => digest)
  const sent = (await textsSent(db, number)).filter(({ text }) => {
    const at = digests.indexOf(noteDigest(text))
    if (at !== -1) digests.splice(at, 1)
    return at === -1
  })
  const before = {
    known,
    sent,
    since: Math.max(createdAt, noticed),
    restoredSince: (restoration?.at ?? 0) - WEEK_MS,
    isOldOrder: known.length === 0 && (createdAt < noticed || owner === BY_ITSELF),
  }
  const users = { bot: settings.login.noteUser, own: settings.ownNoteUsers }
  return notesToAnnounce(listed, before, { users, now, digestOf: noteDigest })
}

/** The first start that reads notes saves the moment. */
async function notesSince(db: Database, now: number): Promise<number> {
  const since = await milestone(db, NOTES_SINCE)
  if (since === null) await reachMilestone(db, NOTES_SINCE, now)
  return since ?? now
}

/** Bandwidth's people quote what they see: no message shows what we encrypt. */
async function masked(
  desk: Desk,
  number: number,
  found: NotesToAnnounce,
): Promise<NotesToAnnounce> {
  if (found.news.length === 0 && found.earlier.length === 0) return found
  const mask = await maskOf(desk, number)
  const clean = (note: Note): Note => ({ ...note, text: mask(note.text) })
  return {
    ...found,
    news: found.news.map((one) => ({ ...one, note: clean(one.note) })),
    earlier: found.earlier.map(clean),
  }
}

async function announceNotes(
  db: Database,
  desk: Desk,
  followed: Shown,
  { news, earlier }: NotesToAnnounce,
): Promise<void> {
  const { order, kind } = followed
  const { number } = order
  const now = desk.clock()
  if (news.length === 0 && earlier.length === 0) return
  // An order that was found elsewhere has no card until there is something to announce.
  await queueCard(db, { ...order, now }, POSTS[kind].card)
  const queue = (key: string, announced: CommonNews, isForAll: boolean) =>
    queueNews(db, desk.settings, {
      key,
      order,
      ref: { kind: POSTS[kind].news, number, news: announced },
      isForAll,
      now,
    })
  const [first] = earlier
  if (first !== undefined) {
    await queue(
      `note-${number}-before-${first.id}`,
      { kind: 'notes-before', notes: earlier },
      false,
    )
  }
  const isForAll = ({ author, note }: NoteNews): boolean =>
    author === 'bandwidth' && (isRejected(followed) || isPressing(note.text))
  if (news.length > MOST_NOTES_ALONE) {
    const key = `notes-${number}-${digestOf(news.map((one) => noteKey(number, one)))}`
    await queue(key, { kind: 'notes-together', notes: news }, news.some(isForAll))
    return
  }
  for (const one of news) {
    await queue(noteKey(number, one), { kind: 'note-received', ...one }, isForAll(one))
  }
}
