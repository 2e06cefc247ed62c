const FRESH_MS = 60_000

/**
 * Asked again when older than a minute; many who ask at once share one answer; a failure is not kept.
 * @param clock any clock: one that is put back or ahead ages everything at once.
 */
export function cached<Value>(
  clock: () => number,
  ask: (key: string) => Promise<Value>,
): (key: string) => Promise<Value> {
  const kept = new Map<string, { readonly at: number; readonly value: Promise<Value> }>()
  return (key) => {
    const now = clock()
    const known = kept.get(key)
    if (known !== undefined && Math.abs(now - known.at) < FRESH_MS) return known.value
    const value = ask(key)
    kept.set(key, { at: now, value })
    value.catch(() => kept.delete(key))
    return value
  }
}
