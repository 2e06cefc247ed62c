const FRESH_MS = 60_000

interface Cached<Value> {
  /** @param mostOldMs How old an answer may be; 0 asks again. */
  (key: string, mostOldMs?: number): Promise<Value>
  readonly forget: (key: string) => void
}

/**
 * Caches a value for a minute; concurrent callers share one request; failures are not cached.
 *
 * @param clock any clock: setting it back or ahead expires every entry at once.
 */
export function cached<Value>(
  clock: () => number,
  ask: (key: string) => Promise<Value>,
): Cached<Value> {
  const entries = new Map<string, { readonly at: number; readonly value: Promise<Value> }>()
  const answer = (key: string, mostOldMs = FRESH_MS): Promise<Value> => {
    const now = clock()
    const known = entries.get(key)
    if (known !== undefined && Math.abs(now - known.at) < mostOldMs) return known.value
    const value = ask(key)
    entries.set(key, { at: now, value })
    value.catch(() => entries.delete(key))
    return value
  }
  return Object.assign(answer, { forget: (key: string) => void entries.delete(key) })
}
