import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from '@slack/web-api'

/** The view was closed, or has been replaced. */
export function isClosedView(error: unknown): boolean {
  const said = causedByPlatform(error)
  return said !== null && ['not_found', 'view_not_found', 'hash_conflict'].includes(said)
}

/** Slack's own word for why it refused a call; null when it did not answer the call at all. */
export function causedByPlatform(error: unknown): string | null {
  return error instanceof WebAPIPlatformError ? error.data.error : null
}

const NOT_NOW = [
  'ratelimited',
  'internal_error',
  'fatal_error',
  'service_unavailable',
  'request_timeout',
]

/** Slack is slow, busy or down: nothing is wrong with what it was asked. */
export function isSlackTrouble(error: unknown): boolean {
  const said = causedByPlatform(error)
  if (said !== null) return NOT_NOW.includes(said)
  return [WebAPIHTTPError, WebAPIRateLimitedError, WebAPIRequestError].some(
    (kind) => error instanceof kind,
  )
}

/** Asked again they are refused again, until somebody changes the app or its token. */
const LASTING: readonly string[] = [
  'account_inactive',
  'invalid_auth',
  'missing_scope',
  'not_allowed_token_type',
  'not_authed',
  'team_disabled',
  'token_expired',
  'token_revoked',
  'user_removed_from_team',
]

/** Slack's word for what somebody has to fix at the app or its token; null for anything else. */
export function lastingRefusal(error: unknown): string | null {
  const said = causedByPlatform(error)
  return said !== null && LASTING.includes(said) ? said : null
}

/** Why Slack refuses a call at the moment, in words that continue a sentence; null otherwise. */
export function slackFailure(error: unknown): string | null {
  if (isSlackTrouble(error)) return 'Slack isn’t well'
  const said = lastingRefusal(error)
  return said === null ? null : `Slack refuses my calls (${said})`
}

/** Seconds that Slack asks to wait; null when it does not. */
export function retryAfterOf(error: unknown): number | null {
  return error instanceof WebAPIRateLimitedError ? error.retryAfter : null
}
