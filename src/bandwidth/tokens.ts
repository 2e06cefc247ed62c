import type { Instant } from '../porting/calendar.ts'
import { later, type MonotonicMs } from '../porting/monotonic.ts'
import { BandwidthBusy, BandwidthDown, BandwidthUnauthorized } from './errors.ts'
import { ExchangeFailed, type Http, type HttpReply } from './http.ts'
import { pauseMs } from './pause.ts'
import { USER_AGENT } from './user-agent.ts'

export type Credentials =
  | { kind: 'oauth'; tokenUrl: string; clientId: string; clientSecret: string }
  | { kind: 'basic'; username: string; password: string }

export interface Authorization {
  /** The value of the header, cached or freshly fetched; concurrent callers share one fetch. */
  header(operation: string): Promise<string>
  /** Names and passwords: Bandwidth takes none from a certain day on. */
  readonly kind: Credentials['kind']
  /** Bandwidth did not take this one. True when another may be better. */
  discard(header: string): boolean
}

interface TokenDeps {
  readonly http: Http
  readonly clock: () => Instant
  readonly monotonic: () => MonotonicMs
}

export function createAuthorization(credentials: Credentials, deps: TokenDeps): Authorization {
  switch (credentials.kind) {
    case 'basic': {
      const header = basic(credentials.username, credentials.password)
      return { kind: 'basic', header: () => Promise.resolve(header), discard: () => false }
    }
    case 'oauth':
      return createTokens(credentials, deps)
  }
}

interface Token {
  readonly header: string
  readonly renewAt: MonotonicMs
}

const RENEWED_BEFORE_END_S = 60
const USUAL_LIFE_S = 3600
const TOKEN_LIMIT_BYTES = 64 * 1024

function createTokens(
  { tokenUrl, clientId, clientSecret }: Extract<Credentials, { kind: 'oauth' }>,
  { http, clock, monotonic }: TokenDeps,
): Authorization {
  let cached: Token | null = null
  let fetching: Promise<Token> | null = null

  async function fetchToken(operation: string): Promise<Token> {
    const askedAt = monotonic()
    const reply = await ask(operation)
    const { accessToken, expiresInS } = readToken(operation, reply)
    const life = Math.max(expiresInS - RENEWED_BEFORE_END_S, expiresInS / 2)
    return { header: `Bearer ${accessToken}`, renewAt: later(askedAt, life * 1000) }
  }

  async function ask(operation: string): Promise<HttpReply> {
    try {
      return await http.exchange({
        method: 'POST',
        url: new URL(tokenUrl),
        headers: {
          authorization: basic(clientId, clientSecret),
          'content-type': 'application/x-www-form-urlencoded',
          accept: 'application/json',
          'user-agent': USER_AGENT,
        },
        body: 'grant_type=client_credentials',
        limitBytes: TOKEN_LIMIT_BYTES,
      })
    } catch (error) {
      if (!(error instanceof ExchangeFailed)) throw error
      throw new BandwidthDown(operation, 'the token endpoint did not answer', error)
    }
  }

  function readToken(
    operation: string,
    { status, headers, body }: HttpReply,
  ): { accessToken: string; expiresInS: number } {
    if (status === 429) {
      throw new BandwidthBusy(operation, clock() + pauseMs(headers, clock()), 'bandwidth')
    }
    if (status >= 400 && status < 500) {
      throw new BandwidthUnauthorized(operation, `no token was given (${status})`)
    }
    const token = status === 200 ? parseToken(body) : null
    if (token === null) {
      const says = `the token endpoint answered no token (${status})`
      throw new BandwidthDown(operation, says, undefined, status)
    }
    return token
  }

  return {
    kind: 'oauth',
    async header(operation) {
      if (cached !== null && monotonic() < cached.renewAt) return cached.header
      fetching ??= fetchToken(operation).finally(() => {
        fetching = null
      })
      cached = await fetching
      return cached.header
    },
    discard(header) {
      if (cached?.header === header) cached = null
      return true
    },
  }
}

function parseToken(body: Uint8Array): { accessToken: string; expiresInS: number } | null {
  const reply = parseJson(new TextDecoder().decode(body))
  if (typeof reply !== 'object' || reply === null) return null
  const accessToken = 'access_token' in reply ? reply.access_token : null
  // It becomes a header, so nothing but what a token is made of may be in it.
  if (typeof accessToken !== 'string' || !/^[\x21-\x7e]+$/.test(accessToken)) return null
  const expiresIn = 'expires_in' in reply ? Number(reply.expires_in) : NaN
  return { accessToken, expiresInS: expiresIn > 0 ? expiresIn : USUAL_LIFE_S }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function basic(name: string, secret: string): string {
  return `Basic ${Buffer.from(`${name}:${secret}`, 'utf8').toString('base64')}`
}
