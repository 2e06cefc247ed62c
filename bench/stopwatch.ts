/** How many milliseconds it took. */
export function time(work: () => unknown): number {
  const before = performance.now()
  work()
  return performance.now() - before
}

/** What one of so many takes on average, the garbage that it leaves to be collected included. */
export function inARow(turns: number, work: () => unknown): number {
  const whole = time(() => {
    for (let turn = 0; turn < turns; turn += 1) work()
  })
  return whole / turns
}
