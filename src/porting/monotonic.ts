declare const monotonicBrand: unique symbol
/**
 * Milliseconds on a clock that nobody sets: only how far two of them lie apart says anything. What elapses
 * is measured by it, because the wall clock may be put back or ahead at any moment.
 */
export type MonotonicMs = number & { readonly [monotonicBrand]: true }

export function later(moment: MonotonicMs, ms: number): MonotonicMs {
  return (moment + ms) as MonotonicMs
}
