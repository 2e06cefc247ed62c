/** Whether Slack lets the bot in at all: with a revoked token it refuses every post. */
export interface AuthBreaker {
  /** Slack has refused a call with this error. @returns whether it refuses all other calls too. */
  readonly trippedBy: (error: string) => boolean
  readonly isTripped: () => boolean
  /** Whether calls may go; while tripped, asks Slack once a minute. */
  readonly recovers: () => Promise<boolean>
  /** A minute has passed: Slack may be probed again. */
  readonly nextMinute: () => void
  /** Why it is tripped; null while it is not. */
  readonly trouble: () => string | null
}

const SHUTTING = [
  'invalid_auth',
  'account_inactive',
  'token_revoked',
  'not_authed',
  'token_expired',
]

/** @param probe makes a small call to Slack. @returns why it is refused; null when it is not. */
export function createAuthBreaker(probe: () => Promise<string | null>): AuthBreaker {
  let trouble: string | null = null
  let mayProbe = false

  return {
    trippedBy(error) {
      if (!SHUTTING.includes(error)) return false
      if (trouble === null) {
        trouble = `Slack rejects my token (${error})`
        mayProbe = false
      }
      return true
    },
    isTripped: () => trouble !== null,
    async recovers() {
      if (trouble === null) return true
      if (!mayProbe) return false
      mayProbe = false
      trouble = await probe()
      return trouble === null
    },
    nextMinute: () => {
      mayProbe = true
    },
    trouble: () => trouble,
  }
}
