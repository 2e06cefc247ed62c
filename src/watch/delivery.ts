import type { Desk } from '../desk/desk.ts'
import type { MonotonicMs } from '../porting/monotonic.ts'
import { slackTrouble } from '../slack/slack-trouble.ts'
import type { Workspace } from '../slack/workspace.ts'
import { nextRedraw, whatToShow } from '../store/posts.ts'
import { createDigests } from './digests.ts'
import { createAuthBreaker } from './auth-breaker.ts'
import { createChannelQueues } from './channel-queues.ts'
import { createPace, type Pace } from './pace.ts'
import { leaveIfShown, showDue } from './show-due.ts'

export interface Delivery {
  /** There may be something to post. Returns at once, so no click waits for it. */
  readonly wake: () => void
  /** A minute has passed: allows what is tried once a minute. */
  readonly nextMinute: () => void
  /** Resolves when everything that can be posted now is posted. */
  readonly idle: () => Promise<void>
  /** Why Slack accepts nothing at all; null while it does. */
  readonly trouble: () => string | null
  stop(): Promise<void>
}

export interface DeliveryPace {
  /** About one message a second in a channel (Slack: Rate limits); 0: as fast as possible. */
  readonly postEveryMs: number
  /** After digests, a channel's news is collected this long; the threads get theirs meanwhile. */
  readonly digestEveryMs: number
  /** Slack's tier 3, fifty a minute, for redrawing. */
  readonly redrawEveryMs: number
}

/** Slack tolerates bursts without saying which, so a channel gets none. */
const BURST = 1
/** The rest of what Slack tolerates is for redraws after people's clicks. */
const REDRAW_BURST = 10

/**
 * Posts and redraws everything that is queued. Every channel has a queue of its own, so one that Slack
 * slows down or refuses holds up no other; redrawing has its own limit and queue. A burst of news in one
 * channel is folded into digests; what follows is collected for the next ones.
 * While Slack does not let the bot in at all, nothing is tried and nothing is delayed further.
 */
export function createDelivery(
  desk: Desk,
  workspace: Workspace,
  pace: DeliveryPace,
  monotonic: () => MonotonicMs,
): Delivery {
  const stop = new AbortController()
  const queues = createChannelQueues(stop.signal, (queue, error) => {
    desk.log('channel-queue-failed', { queue, error })
  })
  const paces = new Map<string, Pace>()
  const redrawPace = createPace({ everyMs: pace.redrawEveryMs, burst: REDRAW_BURST }, monotonic)
  const breaker = createAuthBreaker(() => slackTrouble(workspace))
  const digests = createDigests(desk, workspace, {
    everyMs: pace.digestEveryMs,
    stop: stop.signal,
    due: wake,
  })
  const moved = (): void => {
    seekAgain = true
  }
  const showing = { desk, workspace, breaker, moved }
  let seeking: Promise<void> | undefined
  let seekAgain = false

  function paceOf(channel: string): Pace {
    const known = paces.get(channel)
    if (known !== undefined) return known
    const made = createPace({ everyMs: pace.postEveryMs, burst: BURST }, monotonic)
    paces.set(channel, made)
    return made
  }

  async function seek(): Promise<void> {
    if (!(await breaker.recovers())) return
    const { channels, areRedraws } = await whatToShow(desk.db, desk.clock())
    for (const channel of channels) queues.open(channel, () => postIn(channel))
    if (areRedraws) queues.open('redraw', redrawAll)
  }

  async function postIn(channel: string): Promise<void> {
    const own = paceOf(channel)
    while (!breaker.isTripped()) {
      if (await leaveIfShown(showing, channel)) return
      await digests.fold(channel)
      const post = await digests.nextIn(channel)
      if (post === undefined) return
      await own.turn(stop.signal)
      const posted = await showDue(showing, post)
      // Slack does not answer: another call would only make it worse.
      if (posted.kind === 'unknown') return
      if (posted.kind === 'refused' && posted.retryAfterMs !== null) {
        own.pauseFor(posted.retryAfterMs)
      }
    }
  }

  async function redrawAll(): Promise<void> {
    while (!breaker.isTripped()) {
      const post = await nextRedraw(desk.db, desk.clock())
      if (post === undefined) return
      if (await leaveIfShown(showing, post.channel)) continue
      await redrawPace.turn(stop.signal)
      const posted = await showDue(showing, post)
      if (posted.kind === 'refused' && posted.retryAfterMs !== null) {
        redrawPace.pauseFor(posted.retryAfterMs)
      }
    }
  }

  function wake(): void {
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
        if (seekAgain) wake()
      })
  }

  async function idle(): Promise<void> {
    while (!stop.signal.aborted) {
      if (seeking === undefined && queues.areEmpty() && !seekAgain) return
      if (seeking === undefined && queues.areEmpty()) wake()
      await Promise.allSettled([seeking, queues.idle()])
    }
  }

  return {
    wake,
    nextMinute: breaker.nextMinute,
    idle,
    trouble: breaker.trouble,
    async stop() {
      stop.abort()
      await Promise.allSettled([seeking, queues.idle()])
    },
  }
}
