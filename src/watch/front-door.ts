/** Whether Slack lets the bot in at all: a token that is revoked refuses every post alike. */
export interface FrontDoor {
  /** Slack has refused a call with this word. @returns whether it refuses all others too. */
  readonly shutBy: (error: string) => boolean
  readonly isShut: () => boolean
  /** Knocks at a door that is shut, if it has not since the minute began. */
  readonly opens: () => Promise<boolean>
  /** The bell has rung: it may be knocked again. */
  readonly nextMinute: () => void
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

/** @param knock asks Slack something small. @returns why it refuses; null when it does not. */
export function createFrontDoor(knock: () => Promise<string | null>): FrontDoor {
  let trouble: string | null = null
  let mayKnock = false

  return {
    shutBy(error) {
      if (!SHUTTING.includes(error)) return false
      if (trouble === null) {
        trouble = `Slack does not let me in (${error})`
        mayKnock = false
      }
      return true
    },
    isShut: () => trouble !== null,
    async opens() {
      if (trouble === null) return true
      if (!mayKnock) return false
      mayKnock = false
      trouble = await knock()
      return trouble === null
    },
    nextMinute: () => {
      mayKnock = true
    },
    trouble: () => trouble,
  }
}
