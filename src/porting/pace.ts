/**
 * How long to wait until the next refresh: a fifth of what was waited already, so soon at first and then ever
 * more seldom. Whole milliseconds, because a moment is kept as a whole number.
 */
export function nextPause(
  waitedMs: number,
  { shortest, longest }: { readonly shortest: number; readonly longest: number },
): number {
  return Math.round(Math.min(longest, Math.max(shortest, waitedMs / 5)))
}
