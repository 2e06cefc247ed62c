import type { Desk } from '../desk/desk.ts'
import { noteMemoryLoss } from '../desk/examine-memory.ts'
import { DECIDED_SINCE_BACKUP, MAY_BE_USED } from '../porting/approval.ts'
import type { Instant } from '../porting/calendar.ts'
import { findBatch, moveBatch } from '../store/activation-batches.ts'
import { approvalsIn, moveApproval } from '../store/approvals.ts'
import { channelsInUse } from '../store/health.ts'
import { queuePost, type MemoryLoss } from '../store/posts.ts'
import {
  forgottenAmong,
  markRestored,
  newestMoment,
  newestOpenCards,
  noteDealtWith,
  readEverythingAt,
  restorationOf,
  shownBatches,
  shownRequests,
} from '../store/restored.ts'
import { hasGivenNumbers, lastShortNumber, raiseShortNumber } from '../store/short-numbers.ts'
import { approve, stopMany } from './controls/approval-controls.ts'
import {
  ownConversations,
  readOwnPosts,
  type OwnPost,
  type OwnPosts,
  type Range,
} from './own-posts.ts'
import type { Workspace } from './workspace.ts'

/** A thousand messages a page is Slack's most. */
const ALL_OF_IT = { pages: 10, pageSize: 999 }

/** More short numbers than a day's calls at the usual budget could give. */
const GAP = 100_000
const DAY = 24 * 60 * 60 * 1000
const FIRST_YEAR = Date.UTC(2026, 0, 1)

/**
 * At the start, before anything is posted or done: compares the database with what the bot has posted. A
 * database that is older than the posts was restored; one without orders may have lost them. In both
 * cases nothing is announced twice, no short number is reused, and the default channel is notified.
 */
export async function recall(
  desk: Desk,
  workspace: Workspace,
  database: { readonly file: string; readonly beside: readonly string[] },
): Promise<void> {
  const { db, clock } = desk
  const knownUntil = await newestMoment(db)
  if ((await restorationOf(db)) === null) {
    if (!(await hasGivenNumbers(db))) {
      const seen = await readEverywhere(desk, workspace, null)
      const isNew = knownUntil === 0
      if (isNew || seen.forgotten === 0) {
        await recallFromNothing(desk, seen, isNew ? database : { ...database, beside: [] })
        return
      }
      await markRestored(db, clock())
    } else if (await showsMore(desk, workspace, knownUntil)) await markRestored(db, clock())
  }
  const restoration = await restorationOf(db)
  if (restoration === null || restoration.isDealtWith) return
  await recallAfterRestore(desk, workspace, restoration.knownUntil)
}

async function recallFromNothing(
  desk: Desk,
  { numbers, forgotten, isAll, isRead }: ReadEverywhere,
  { file, beside }: { readonly file: string; readonly beside: readonly string[] },
): Promise<void> {
  const { db, log, clock } = desk
  if (forgotten === 0 && isRead && beside.length === 0) return
  const last = Math.max(0, ...numbers)
  if (last > 0) await raiseShortNumber(db, isAll && isRead ? last : last + GAP)
  else if (!isRead) await raiseShortNumber(db, numberOfTheDay(clock()))
  log('memory-is-empty', { posts: forgotten, beside: beside.length, isRead })
  const nextNumber = (await lastShortNumber(db)) + 1
  await announce(desk, { kind: 'empty', file, hasPosted: forgotten > 0, beside, nextNumber })
}

async function recallAfterRestore(
  desk: Desk,
  workspace: Workspace,
  knownUntil: Instant,
): Promise<void> {
  const { db, log } = desk
  const { numbers, isAll, isRead } = await readEverywhere(desk, workspace, knownUntil)
  const last = Math.max(await lastShortNumber(db), ...numbers)
  await raiseShortNumber(db, isAll && isRead ? last : last + GAP)
  await endDecidedRequests(desk, workspace)
  await endUsableAhead(desk)
  await readEverythingAt(db, desk.clock())
  await noteDealtWith(db, desk.clock())
  log('memory-restored', { knownUntil, isRead })
  await announce(desk, { kind: 'restored', knownUntil })
}

/** With nothing read and nothing stored, the date alone yields a short, unused number. */
function numberOfTheDay(now: Instant): number {
  return GAP * (Math.floor((now - FIRST_YEAR) / DAY) + 1)
}

/** Announced once, in the default channel; the doctor reports it for a week. */
async function announce(desk: Desk, memory: MemoryLoss): Promise<void> {
  const { db, clock, settings } = desk
  const now = clock()
  await noteMemoryLoss(desk, memory.kind)
  if (settings.defaultChannel === null) return
  await queuePost(db, {
    key: `memory-${memory.kind}-${now}`,
    ref: { kind: 'memory', memory },
    channel: settings.defaultChannel,
    parent: null,
    now,
  })
}

/** One of the bot's own posts is newer than everything in the database and not in it. */
async function showsMore(desk: Desk, workspace: Workspace, knownUntil: Instant): Promise<boolean> {
  const { defaultChannel } = desk.settings
  const used = await channelsInUse(desk.db)
  for (const channel of new Set([...(defaultChannel === null ? [] : [defaultChannel]), ...used])) {
    const posts = await readIn(desk, workspace, channel, { since: knownUntil - 1 })
    if ((await countForgotten(desk, channel, posts?.posts ?? [], knownUntil)) > 0) return true
  }
  return threadsShowMore(desk, workspace, knownUntil)
}

/** Slack allows fifty a minute, and everybody waits for the start. */
const THREADS_ASKED = 10

/** News may go to threads alone; those of the open orders that were seen last would have them. */
async function threadsShowMore(
  desk: Desk,
  workspace: Workspace,
  knownUntil: Instant,
): Promise<boolean> {
  const cards = await newestOpenCards(desk.db, THREADS_ASKED)
  const forgotten = await Promise.all(
    cards.map(async ({ channel, ts }) => {
      const range = { thread: ts, since: knownUntil - 1 }
      const found = await readIn(desk, workspace, channel, range)
      return countForgotten(desk, channel, found?.posts ?? [], knownUntil)
    }),
  )
  return forgotten.some((count) => count > 0)
}

/** Posts at least as new as the database that are not in it. */
async function countForgotten(
  { db }: Desk,
  channel: string,
  posts: readonly OwnPost[],
  knownUntil: Instant,
): Promise<number> {
  const newer = posts.flatMap(({ key, ts, at }) =>
    key !== null && at >= knownUntil ? [{ key, ts }] : [],
  )
  return (await forgottenAmong(db, channel, newer)).length
}

interface ReadEverywhere {
  /** Short numbers that the bot's own posts show. */
  readonly numbers: readonly number[]
  /** How many of them are not in the database. */
  readonly forgotten: number
  readonly isAll: boolean
  /** Slack let the bot read everywhere where it is. */
  readonly isRead: boolean
}

async function readEverywhere(
  desk: Desk,
  workspace: Workspace,
  since: Instant | null,
): Promise<ReadEverywhere> {
  const knownUntil = await newestMoment(desk.db)
  const numbers: number[] = []
  let forgotten = 0
  let isAll = true
  let isRead = true
  for (const channel of await conversations(desk, workspace)) {
    const range = { ...ALL_OF_IT, ...(since !== null && { since: since - 1 }) }
    const found = await readIn(desk, workspace, channel, range)
    for (const post of found?.posts ?? []) numbers.push(...post.numbers)
    forgotten += await countForgotten(desk, channel, found?.posts ?? [], knownUntil)
    if (found === null) isRead = false
    else if (!found.isAll) isAll = false
  }
  return { numbers, forgotten, isAll, isRead }
}

/** If Slack does not list them: the channels in the database. */
async function conversations(desk: Desk, workspace: Workspace): Promise<readonly string[]> {
  try {
    return await ownConversations(workspace)
  } catch (error) {
    desk.log('own-posts-not-read', { error })
    const { defaultChannel } = desk.settings
    return [...(defaultChannel === null ? [] : [defaultChannel]), ...(await channelsInUse(desk.db))]
  }
}

/** Null: Slack does not let the bot read there now. */
async function readIn(
  desk: Desk,
  workspace: Workspace,
  channel: string,
  range: Partial<Pick<Range, 'thread' | 'since' | 'pages' | 'pageSize'>>,
): Promise<OwnPosts | null> {
  try {
    return await readOwnPosts(workspace, { channel, thread: null, ...range })
  } catch (error) {
    desk.log('own-posts-not-read', { channel, error })
    return null
  }
}

/** An approval given ahead whose hours had begun may have been used in the missing time. */
async function endUsableAhead({ db, clock }: Desk): Promise<void> {
  for (const { id, state, facts } of await approvalsIn(db, 'granted')) {
    if (facts.ahead !== undefined && facts.ahead.opensAt > clock()) continue
    // Not redrawn: if it was used, its message shows the outcome.
    await moveApproval(db, { id, state }, { state: 'void', outcome: MAY_BE_USED })
  }
}

/** A request whose message has lost its button was decided in the missing time. */
async function endDecidedRequests(desk: Desk, workspace: Workspace): Promise<void> {
  const { db } = desk
  // Not redrawn: the message says who decided.
  for (const one of await shownRequests(db)) {
    if (await hasLost(desk, workspace, one, approve.id)) await endDecided(db, one.id)
  }
  for (const one of await shownBatches(db)) {
    if (!(await hasLost(desk, workspace, one, stopMany.id))) continue
    const batch = await findBatch(db, one.id)
    for (const { approvalId } of batch?.orders ?? []) {
      if (approvalId !== null) await endDecided(db, approvalId)
    }
    if (batch !== undefined) await moveBatch(db, batch, { state: 'over' })
  }
}

async function endDecided(db: Desk['db'], id: string): Promise<void> {
  await moveApproval(db, { id, state: 'open' }, { state: 'void', outcome: DECIDED_SINCE_BACKUP })
}

/** Whether the message exists without this button. */
async function hasLost(
  desk: Desk,
  workspace: Workspace,
  { channel, ts, thread }: Pick<Range, 'channel' | 'thread'> & { readonly ts: string },
  button: string,
): Promise<boolean> {
  try {
    const { posts } = await readOwnPosts(workspace, { channel, thread, only: ts })
    const shown = posts.find((post) => post.ts === ts)
    return shown !== undefined && !shown.actions.includes(button)
  } catch (error) {
    desk.log('own-posts-not-read', { channel, error })
    return false
  }
}
