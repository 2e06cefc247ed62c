import { ApiError } from './api-error.ts'

type TokenKind = 'bot' | 'app'

/** Which of the app's tokens are still good. */
export function createTokens() {
  const revoked = new Set<TokenKind>()
  return {
    revoke: (kind: TokenKind) => revoked.add(kind),
    restore: (kind: TokenKind) => revoked.delete(kind),
    isGood: (kind: TokenKind) => !revoked.has(kind),
    insist(kind: TokenKind): void {
      if (revoked.has(kind)) throw new ApiError('invalid_auth')
    },
  }
}
