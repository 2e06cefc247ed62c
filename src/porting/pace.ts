/**
 * How long to wait until the next refresh: a fifth of the time waited so far, so the intervals grow.
 * Whole milliseconds, because times are stored as integers.
 */
export function nextPause(
  waitedMs: number,
  { shortest, longest }: { readonly shortest: number; readonly longest: number },
): number {
  return Math.round(Math.min(longest, Math.max(shortest, waitedMs / 5)))
}
