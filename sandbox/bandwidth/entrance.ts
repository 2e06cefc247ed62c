import { randomBytes } from 'node:crypto'
import type { Account } from './practice.ts'

const TOKEN_LIFE_S = 3600

export interface RateLimit {
  readonly perMinute: number
  readonly burst: number
}

export const GENEROUS: RateLimit = { perMinute: 1200, burst: 2000 }

/** Who comes in, and how often. Tokens and rates live in real time, whatever the practice clock says. */
export function createEntrance(account: Account, rateLimit: RateLimit) {
  const tokens = new Map<string, number>()
  const buckets = new Map<string, { left: number; at: number }>()

  const basic = (user: string, password: string) =>
    `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`

  return {
    /** The answer to a token request. */
    token(authorization: string | undefined, form: string): { status: number; json: unknown } {
      if (authorization !== basic(account.clientId, account.clientSecret)) {
        return { status: 401, json: { error: 'invalid_client' } }
      }
      if (new URLSearchParams(form).get('grant_type') !== 'client_credentials') {
        return { status: 400, json: { error: 'unsupported_grant_type' } }
      }
      const token = randomBytes(24).toString('base64url')
      tokens.set(token, Date.now() + TOKEN_LIFE_S * 1000)
      const json = { access_token: token, token_type: 'Bearer', expires_in: TOKEN_LIFE_S }
      return { status: 200, json }
    },

    /** The user behind an Authorization header, or null. */
    userOf(authorization: string | undefined): string | null {
      if (authorization === basic(account.username, account.password)) return account.username
      const bearer = /^Bearer (.+)$/.exec(authorization ?? '')?.[1] ?? ''
      return (tokens.get(bearer) ?? 0) > Date.now() ? account.clientId : null
    },

    /** Forgets every token, as if all had ended. */
    endTokens(): void {
      tokens.clear()
    },

    /** Counts a call; when there are too many, the Unix second at which to come back. */
    tooMany(group: string): number | null {
      const { perMinute, burst } = rateLimit
      const now = Date.now()
      const bucket = buckets.get(group) ?? { left: burst, at: now }
      const left = Math.min(burst, bucket.left + ((now - bucket.at) / 60_000) * perMinute)
      const allowed = left >= 1
      buckets.set(group, { left: allowed ? left - 1 : left, at: now })
      return allowed ? null : Math.ceil((now + ((1 - left) / perMinute) * 60_000) / 1000)
    },
  }
}

export type Entrance = ReturnType<typeof createEntrance>
