import type { Instant } from '../porting/calendar.ts'

const FRESH_MS = 60_000

/** Asked again when older than a minute; many who ask at once share one answer; a failure is not kept. */
export function remembered<Value>(
  clock: () => Instant,
  ask: (key: string) => Promise<Value>,
): (key: string) => Promise<Value> {
  const kept = new Map<string, { readonly at: Instant; readonly value: Promise<Value> }>()
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
