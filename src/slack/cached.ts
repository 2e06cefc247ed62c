const FRESH_MS = 60_000

interface Cached<Value> {
  /** @param mostOldMs How old an answer may be; 0 asks again. */
  (key: string, mostOldMs?: number): Promise<Value>
  readonly forget: (key: string) => void
}

/**
 * Asked again when older than a minute; many who ask at once share one answer; a failure is not kept.
 * @param clock any clock: one that is put back or ahead ages everything at once.
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
