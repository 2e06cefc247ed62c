import { setTimeout as sleep } from 'node:timers/promises'
import type { Desk } from '../desk/desk.ts'
import { foldIntoDigest } from '../desk/fold-into-digest.ts'
import { leaveChannel } from '../desk/leave-channel.ts'
import { postAgain, postThreadAgain } from '../desk/post-again.ts'
import { isPerson } from '../desk/queue-news.ts'
import { tellUnreachable } from '../desk/tell-unreachable.ts'
import type { MonotonicMs } from '../porting/monotonic.ts'
import { takeBackSaid } from '../slack/find-shown.ts'
import { placeTrouble, showPost, type Posted } from '../slack/posts.ts'
import { slackTrouble } from '../slack/slack-trouble.ts'
import type { Workspace } from '../slack/workspace.ts'
import {
  channelsToPostIn,
  LONGEST_POST_WAIT_MS,
  nextRedraw,
  nextToPost,
  noteDrawn,
  noteTry,
  postpone,
  waitingChanges,
  type DuePost,
} from '../store/posts.ts'
import { restorationOf } from '../store/restored.ts'
import { createFrontDoor } from './front-door.ts'
import { createPace, type Pace } from './pace.ts'

export interface Delivery {
  /** There may be something to tell. Returns at once; nobody's click waits for it. */
  readonly kick: () => void
  /** The minute's bell has rung: what is tried once a minute may be tried. */
  readonly nextMinute: () => void
  /** Resolves when everything that can be told now is told. */
  readonly idle: () => Promise<void>
  /** Why Slack takes nothing at all; null while it does. */
  readonly trouble: () => string | null
  stop(): Promise<void>
}

export interface DeliveryPace {
  /** About one message a second in a channel (Slack: Rate limits); 0: as fast as possible. */
  readonly postEveryMs: number
  /** After digests the channel's news collect for so long; its threads are told theirs meanwhile. */
  readonly digestEveryMs: number
  /** Slack's tier 3, fifty a minute, for redrawing. */
  readonly redrawEveryMs: number
}

/** Slack tolerates bursts and does not say which, so a channel gets none. */
const BURST = 1
/** The rest of what Slack tolerates is for what people's clicks draw. */
const REDRAW_BURST = 10
const FIRST_WAIT_MS = 2_000

/**
 * Posts and redraws everything that is queued. Every channel has a lane of its own, so one that Slack
 * slows down or refuses holds up no other; redrawing has its own limit and lane. A burst of news in one
 * channel is folded into digests that name every order; what follows them collects for the next ones.
 * While Slack does not let the bot in at all, nothing is tried and everything keeps its turn.
 */
export function createDelivery(
  desk: Desk,
  workspace: Workspace,
  pace: DeliveryPace,
  monotonic: () => MonotonicMs,
): Delivery {
  const stop = new AbortController()
  const lanes = new Map<string, Promise<void>>()
  const paces = new Map<string, Pace>()
  const collecting = new Set<string>()
  const redrawPace = createPace({ everyMs: pace.redrawEveryMs, burst: REDRAW_BURST }, monotonic)
  const door = createFrontDoor(() => slackTrouble(workspace))
  let seeking: Promise<void> | undefined
  let seekAgain = false

  function paceOf(channel: string): Pace {
    const known = paces.get(channel)
    if (known !== undefined) return known
    const made = createPace({ everyMs: pace.postEveryMs, burst: BURST }, monotonic)
    paces.set(channel, made)
    return made
  }

  /** One lane at a time under each name; it ends when there is nothing more for it. */
  function open(name: string, run: () => Promise<void>): void {
    if (lanes.has(name) || stop.signal.aborted) return
    const lane = run()
      .catch((error: unknown) => {
        if (!stop.signal.aborted) desk.log('lane-failed', { lane: name, error })
      })
      .finally(() => {
        lanes.delete(name)
      })
    lanes.set(name, lane)
  }

  async function seek(): Promise<void> {
    if (!(await door.opens())) return
    for (const channel of await channelsToPostIn(desk.db, desk.clock())) {
      open(channel, () => postIn(channel))
    }
    if ((await nextRedraw(desk.db, desk.clock())) !== undefined) open('redraw', redrawAll)
  }

  async function postIn(channel: string): Promise<void> {
    const own = paceOf(channel)
    while (!door.isShut()) {
      if (await leaveIfTold(channel)) return
      if (!collecting.has(channel) && (await fold(channel))) collect(channel)
      const post = await nextIn(channel)
      if (post === undefined) return
      await own.turn(stop.signal)
      const posted = await show(post)
      // Slack does not answer: the next one would only make it worse.
      if (posted.kind === 'unknown') return
      if (posted.kind === 'refused' && posted.retryAfterMs !== null) {
        own.pauseFor(posted.retryAfterMs)
      }
    }
  }

  /** Each digest names the more orders, and the threads come to their turn. */
  function collect(channel: string): void {
    if (pace.digestEveryMs === 0) return
    collecting.add(channel)
    void sleep(pace.digestEveryMs, undefined, { signal: stop.signal }).then(
      () => {
        collecting.delete(channel)
        kick()
      },
      () => undefined,
    )
  }

  /** Only news wait to be folded; what somebody is asked never does. */
  async function nextIn(channel: string): Promise<DuePost | undefined> {
    const now = desk.clock()
    const kept = collecting.has(channel) ? await waitingChanges(desk.db, channel, now) : []
    const except = kept.map(({ id }) => id)
    return nextToPost(desk.db, { channel, now, except })
  }

  async function redrawAll(): Promise<void> {
    while (!door.isShut()) {
      const post = await nextRedraw(desk.db, desk.clock())
      if (post === undefined) return
      if (await leaveIfTold(post.channel)) continue
      await redrawPace.turn(stop.signal)
      const posted = await show(post)
      if (posted.kind === 'refused' && posted.retryAfterMs !== null) {
        redrawPace.pauseFor(posted.retryAfterMs)
      }
    }
  }

  /** A channel that was shared with outsiders since: nothing more is said there. */
  async function leaveIfTold(channel: string): Promise<boolean> {
    const why = await placeTrouble(workspace, channel)
    if (why === null) return false
    await leaveChannel(desk, channel, why)
    seekAgain = true
    return true
  }

  /** What cannot be folded is told one by one. */
  async function fold(channel: string): Promise<boolean> {
    if (!(await takeBack(channel))) return false
    return foldIntoDigest(desk, channel).catch((error: unknown) => {
      desk.log('bug', { channel, error })
      return false
    })
  }

  /** @returns false when Slack does not tell what it shows: then each looks for itself. */
  async function takeBack(channel: string): Promise<boolean> {
    if ((await restorationOf(desk.db)) === null) return true
    try {
      await takeBackSaid(desk, workspace, await waitingChanges(desk.db, channel, desk.clock()))
      return true
    } catch (error) {
      desk.log('own-posts-not-read', { channel, error })
      return false
    }
  }

  /** A post that breaks waits longer each time, like one that Slack refuses, and stops no other. */
  async function show(post: DuePost): Promise<Posted> {
    try {
      return await showAndNote(post)
    } catch (error) {
      desk.log('bug', { post: post.key, error })
      const refused = { kind: 'refused', error: 'bug', retryAfterMs: null, leave: null } as const
      await postpone(desk.db, post.id, desk.clock() + waitAfter(post, refused), { answered: false })
      return refused
    }
  }

  async function showAndNote(post: DuePost): Promise<Posted> {
    await noteTry(desk.db, post.id, desk.clock())
    const posted = await showPost(desk, workspace, post)
    if (posted.kind === 'shown') {
      const { ts, channel } = posted
      await noteDrawn(desk.db, post.id, { version: post.version, ts, channel })
      // Its thread may be waited for.
      seekAgain = true
      return posted
    }
    if (posted.kind === 'gone') {
      await postpone(desk.db, post.id, desk.clock(), { answered: true })
      await (posted.what === 'message' ? postAgain(desk, post) : postThreadAgain(desk, post))
      seekAgain = true
      return posted
    }
    const answered = posted.kind === 'refused'
    desk.log('post-not-shown', { post: post.key, error: posted.error, attempts: post.attempts })
    if (answered && posted.leave !== null) {
      await (isPerson(post.channel)
        ? tellUnreachable(desk, post, posted.leave)
        : leaveChannel(desk, post.channel, posted.leave))
      seekAgain = true
      return posted
    }
    await postpone(desk.db, post.id, desk.clock() + waitAfter(post, posted), { answered })
    return posted
  }

  /** Behind a shut door each keeps its turn. */
  function waitAfter(post: DuePost, posted: Posted): number {
    if (posted.kind === 'refused') {
      if (posted.retryAfterMs !== null) return Math.min(LONGEST_POST_WAIT_MS, posted.retryAfterMs)
      if (door.shutBy(posted.error)) return 0
    }
    return Math.min(LONGEST_POST_WAIT_MS, FIRST_WAIT_MS * 2 ** post.attempts)
  }

  function kick(): void {
    if (stop.signal.aborted) return
    if (seeking !== undefined) {
      seekAgain = true
      return
    }
    seekAgain = false
    seeking = seek()
      .catch((error: unknown) => {
        desk.log('delivery-failed', { error })
      })
      .finally(() => {
        seeking = undefined
        if (seekAgain) kick()
      })
  }

  async function idle(): Promise<void> {
    while (!stop.signal.aborted) {
      if (seeking === undefined && lanes.size === 0 && !seekAgain) return
      if (seeking === undefined && lanes.size === 0) kick()
      await Promise.allSettled([seeking, ...lanes.values()])
    }
  }

  return {
    kick,
    nextMinute: door.nextMinute,
    idle,
    trouble: door.trouble,
    async stop() {
      stop.abort()
      await Promise.allSettled([seeking, ...lanes.values()])
    },
  }
}
