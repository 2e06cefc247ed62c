import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { callsOwner, type ChildNews } from '../porting/bulk-days.ts'
import type { Instant } from '../porting/calendar.ts'
import type { BulkDays } from './bulk-posts.ts'
import { rewriteRef, type Place } from './collected-posts.ts'
import type { Database } from './database.ts'
import {
  dropPosts,
  queuePost,
  readPost,
  redraw,
  redrawBy,
  type Post,
  type PostRef,
} from './posts.ts'

/** Carriers answer one after another: what comes so soon is one message. */
const COLLECTED_FOR_MS = 60_000
/** What happens later is a message of its own, because nobody reads an old one again. */
const FOLLOWED_FOR_MS = 60 * 60_000
const REDRAWN_WITHIN_MS = 10_000

interface DayNews {
  readonly number: number
  readonly place: Place
  readonly item: ChildNews
  readonly now: Instant
  /** Nothing is announced before. */
  readonly announceFrom: Instant
}

/**
 * Announce it in the message about the days of this bulk order, as long as nobody has to be called
 * again; else in a new one.
 */
export async function collectDays(db: Database, news: DayNews): Promise<void> {
  const { number, place, item, now, announceFrom } = news
  const here = (await postsOf(db, number)).filter((post) => isHere(post, place))
  const open = here.findLast((post) => takesIn(post, news))
  const isDigested = open?.days.isDigested === true
  const days: BulkDays = {
    kind: 'bulk-days',
    number,
    ...(isDigested && { isDigested }),
    items: [...(open?.days.items ?? []), item],
  }
  const isDirect = place.parent === null
  const ref: PostRef = isDirect ? { kind: 'direct', number, of: days } : days
  if (open === undefined) {
    for (const post of here) if (post.isShown) await isOver(db, post)
    // Nothing is announced twice: collected items are written together with the change itself.
    const key = `${isDirect ? 'direct-' : ''}bulk-days-${number}-${randomUUID()}`
    const notBefore = now + COLLECTED_FOR_MS
    return queuePost(db, { ...place, key, ref, notBefore, announceFrom, now })
  }
  await db
    .updateTable('post')
    .set({
      ref: JSON.stringify(ref),
      broadcast: open.broadcast || (place.broadcast && !isDigested) ? 1 : 0,
    })
    .$if(!open.isShown, (update) =>
      update.set({ told_from: Math.min(open.announceFrom, announceFrom) }),
    )
    .where('id', '=', open.id)
    .execute()
  if (open.isShown) await redrawBy(db, open.key, now + REDRAWN_WITHIN_MS)
}

/** Recent announcements of its days are redrawn when its orders change. */
export async function redrawDays(db: Database, number: number, now: Instant): Promise<void> {
  for (const { key, isShown, readableSince } of await postsOf(db, number)) {
    if (isShown && readableSince > now - FOLLOWED_FOR_MS) {
      await redrawBy(db, key, now + REDRAWN_WITHIN_MS)
    }
  }
}

/** The orders of which something about their days is not announced yet. */
export async function ordersWithDaysToAnnounce(
  db: Database,
  number: number,
): Promise<readonly number[]> {
  const posts = await postsOf(db, number)
  return posts
    .filter(({ isUnposted }) => isUnposted)
    .flatMap(({ days }) => days.items.map(({ child }) => child))
}

/** The end of the bulk order supersedes announcements of its days that are still due. */
export async function endDays(db: Database, number: number): Promise<void> {
  for (const post of await postsOf(db, number)) {
    if (post.isShown) await isOver(db, post)
    else if (post.isUnposted) await dropPosts(db, [post.id])
  }
}

/** A later message says how its days are now. */
async function isOver(db: Database, { id, key, ref, days }: DaysPost): Promise<void> {
  const over: BulkDays = { ...days, isOver: true }
  await rewriteRef(db, id, ref.kind === 'direct' ? { ...ref, of: over } : over)
  await redraw(db, key)
}

interface DaysPost extends Post {
  readonly days: BulkDays
  /** Or being posted: then it is redrawn when it has been posted. */
  readonly isShown: boolean
  /** And nobody has tried to. */
  readonly isUnposted: boolean
  readonly announceFrom: Instant
  /** Posts held back until the morning, or until Slack accepted them, count as new once they are readable. */
  readonly readableSince: Instant
}

function isHere({ channel, parent }: DaysPost, place: Place): boolean {
  return channel === place.channel && parent === place.parent
}

function takesIn(post: DaysPost, { place, item, now }: DayNews): boolean {
  if (post.isUnposted) return true
  const isNotified = post.broadcast || post.days.isDigested === true || !place.broadcast
  const isNew = post.readableSince > now - FOLLOWED_FOR_MS
  return post.isShown && isNew && isNotified && !callsOwner(item, post.days.items)
}

/** Posts of this bulk order that are not over; oldest first. */
async function postsOf(db: Database, number: number): Promise<readonly DaysPost[]> {
  const rows = await db
    .selectFrom('post')
    .selectAll()
    .where('kind', 'in', ['bulk-days', 'direct'])
    .where(sql`json_extract(ref, '$.number')`, '=', number)
    .orderBy('id')
    .execute()
  return rows.flatMap((row) => {
    const post = readPost(row)
    const { ref, ts, triedAt, drawn, version } = post
    const days = ref.kind === 'direct' ? ref.of : ref
    if (days.kind !== 'bulk-days' || days.isOver === true) return []
    const isShown = ts === null ? triedAt !== null : ts !== ''
    const isUnposted = ts === null && triedAt === null && drawn < version
    const readableSince = Math.max(post.createdAt, Number(ts ?? '') * 1000)
    return [{ ...post, days, isShown, isUnposted, announceFrom: row.told_from, readableSince }]
  })
}
