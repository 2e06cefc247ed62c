/** Queues that run side by side, one run at a time under each name. */
interface ChannelQueues {
  /** Starts a run, which ends when its queue is empty; does nothing while one with this name runs. */
  readonly open: (name: string, run: () => Promise<void>) => void
  readonly areEmpty: () => boolean
  /** Resolves when the current runs have ended. */
  readonly idle: () => Promise<void>
}

export function createChannelQueues(
  stop: AbortSignal,
  failed: (queue: string, error: unknown) => void,
): ChannelQueues {
  const queues = new Map<string, Promise<void>>()
  return {
    open(name, run) {
      if (queues.has(name) || stop.aborted) return
      const queue = run()
        .catch((error: unknown) => {
          if (!stop.aborted) failed(name, error)
        })
        .finally(() => {
          queues.delete(name)
        })
      queues.set(name, queue)
    },
    areEmpty: () => queues.size === 0,
    async idle() {
      await Promise.allSettled(queues.values())
    },
  }
}
