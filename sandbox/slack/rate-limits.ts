/** How often something may happen, and how often at once after a pause. */
interface Limit {
  readonly aMinute: number
  readonly atOnce: number
}

/** Slack's tiers; "bursts are tolerated" is all that it says of them. */
const TIER_2: Limit = { aMinute: 20, atOnce: 10 }
const TIER_3: Limit = { aMinute: 50, atOnce: 20 }
const TIER_4: Limit = { aMinute: 100, atOnce: 40 }
/** About a message a second in one channel. */
const POSTING: Limit = { aMinute: 60, atOnce: 2 }
const SEVERAL_HUNDRED: Limit = { aMinute: 300, atOnce: 60 }

const METHODS: Readonly<Record<string, Limit>> = {
  'chat.postMessage': SEVERAL_HUNDRED,
  'chat.postEphemeral': TIER_4,
  'chat.update': TIER_3,
  'chat.delete': TIER_3,
  'conversations.info': TIER_3,
  'conversations.history': TIER_3,
  'conversations.replies': TIER_3,
  'conversations.open': TIER_3,
  'files.info': TIER_4,
  'files.getUploadURLExternal': TIER_4,
  'files.completeUploadExternal': TIER_4,
  'usergroups.users.list': TIER_2,
  'users.conversations': TIER_3,
  'users.info': TIER_4,
  'views.open': TIER_4,
  'views.update': TIER_4,
}

/** What Slack takes of one app in one workspace, in real time. Nothing is refused until they are turned on. */
export function createRateLimits() {
  const fullAt = new Map<string, number>()
  let areOn = false

  /** @returns milliseconds to wait; null when there is room. */
  function waitFor(name: string, { aMinute, atOnce }: Limit, now: number): number | null {
    const every = 60_000 / aMinute
    const wait = (fullAt.get(name) ?? now) - (atOnce - 1) * every - now
    return wait > 0 ? wait : null
  }

  function take(name: string, { aMinute }: Limit, now: number): void {
    fullAt.set(name, Math.max(now, fullAt.get(name) ?? now) + 60_000 / aMinute)
  }

  return {
    turn(on: boolean): void {
      areOn = on
      fullAt.clear()
    },
    /** @returns seconds, as Retry-After tells them; null when the call may go. A refused one is not counted. */
    retryAfter(method: string, channel: string | undefined): number | null {
      const limit = METHODS[method]
      if (!areOn || limit === undefined) return null
      const limits: readonly (readonly [string, Limit])[] = [
        [method, limit],
        ...(method === 'chat.postMessage' ? ([[`in ${channel ?? ''}`, POSTING]] as const) : []),
      ]
      const now = performance.now()
      const waits = limits.map(([name, each]) => waitFor(name, each, now) ?? 0)
      const wait = Math.max(...waits)
      if (wait > 0) return Math.ceil(wait / 1000)
      for (const [name, each] of limits) take(name, each, now)
      return null
    },
  }
}
