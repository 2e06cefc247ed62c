/** What runs side by side, one at a time under each name. */
export interface Lanes {
  /** It ends when there is nothing more for it; nothing happens while one of its name runs. */
  readonly open: (name: string, run: () => Promise<void>) => void
  readonly areEmpty: () => boolean
  /** Resolves when those that run now have ended. */
  readonly settled: () => Promise<void>
}

export function createLanes(
  stop: AbortSignal,
  failed: (lane: string, error: unknown) => void,
): Lanes {
  const lanes = new Map<string, Promise<void>>()
  return {
    open(name, run) {
      if (lanes.has(name) || stop.aborted) return
      const lane = run()
        .catch((error: unknown) => {
          if (!stop.aborted) failed(name, error)
        })
        .finally(() => {
          lanes.delete(name)
        })
      lanes.set(name, lane)
    },
    areEmpty: () => lanes.size === 0,
    async settled() {
      await Promise.allSettled(lanes.values())
    },
  }
}
