/** How many milliseconds it took. */
export function time(work: () => unknown): number {
  const before = performance.now()
  work()
  return performance.now() - before
}
