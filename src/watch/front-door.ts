import { later, type MonotonicMs } from '../porting/monotonic.ts'

/** Whether Slack lets the bot in at all: a token that is revoked refuses every post alike. */
export interface FrontDoor {
  /** Slack has refused a call with this word. @returns whether it refuses all others too. */
  readonly shutBy: (error: string) => boolean
  readonly isShut: () => boolean
  /** Knocks at a door that is shut, once a minute. */
  readonly opens: () => Promise<boolean>
  /** Why it is shut; null while it is not. */
  readonly trouble: () => string | null
}

const SHUTTING = [
  'invalid_auth',
  'account_inactive',
  'token_revoked',
  'not_authed',
  'token_expired',
]
const KNOCK_EVERY_MS = 60_000

/** @param knock asks Slack something small. @returns why it refuses; null when it does not. */
export function createFrontDoor(
  knock: () => Promise<string | null>,
  monotonic: () => MonotonicMs,
): FrontDoor {
  let trouble: string | null = null
  let knockAt = monotonic()

  function shut(why: string): void {
    trouble = why
    knockAt = later(monotonic(), KNOCK_EVERY_MS)
  }

  return {
    shutBy(error) {
      if (!SHUTTING.includes(error)) return false
      if (trouble === null) shut(`Slack does not let me in (${error})`)
      return true
    },
    isShut: () => trouble !== null,
    async opens() {
      if (trouble === null) return true
      if (monotonic() < knockAt) return false
      const why = await knock()
      if (why === null) trouble = null
      else shut(why)
      return why === null
    },
    trouble: () => trouble,
  }
}
