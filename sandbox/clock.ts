/** The clock of the practice world: it can be turned, and whoever has something due hears of it. */
export interface PracticeClock {
  /** Practice time as epoch milliseconds. */
  now(): number
  /** False for a clock that follows the wall: turning it throws. */
  readonly turnable: boolean
  /**
   * Turns to an instant. Forward, it first stops at every instant at which a listener has something
   * due, so that things happen when they were due; backward, nothing happens twice.
   */
  set(ms: number): void
  advance(ms: number): void
  /** The first instant at which a listener has something due, if any has. */
  nextDue(): number | null
  /**
   * Rings the listener at every stop of a turn, and at its end. `nextDue` tells the listener's next
   * due instant; without it the listener only hears of the others' stops. Returns how to leave.
   */
  onTurn(listener: (now: number) => void, nextDue?: () => number | null): () => void
}

interface Listener {
  readonly ring: (now: number) => void
  readonly nextDue: () => number | null
}

type ClockStart = number | { start?: number; frozen?: boolean; wall?: boolean }

/**
 * A clock that starts at `start` (default: now) and runs with real time; `frozen` stands still unless
 * turned; `wall` is real time and cannot be turned.
 */
export function createPracticeClock(options: ClockStart = {}): PracticeClock {
  const {
    start,
    frozen = false,
    wall = false,
  } = typeof options === 'number' ? { start: options } : options
  const real = () => (frozen ? 0 : Date.now())
  let offset = (wall || start === undefined ? Date.now() : start) - real()
  const listeners = new Set<Listener>()

  const now = () => real() + offset
  const jump = (to: number) => {
    offset = to - real()
    for (const listener of [...listeners]) listener.ring(to)
  }
  const nextDue = (): number | null => {
    const due = [...listeners].map((listener) => listener.nextDue()).filter((at) => at !== null)
    return due.length === 0 ? null : Math.min(...due)
  }
  const nextStop = (limit: number): number | null => {
    const first = nextDue()
    return first !== null && first <= limit ? first : null
  }

  function set(to: number): void {
    if (wall) throw new Error('This clock follows the wall and cannot be turned.')
    let stop = nextStop(to)
    while (stop !== null) {
      jump(Math.max(stop, Math.min(now(), to)))
      const following = nextStop(to)
      // A listener that leaves its due operation undone must not hold the clock for ever.
      if (following !== null && following <= stop) break
      stop = following
    }
    jump(to)
  }

  return {
    now,
    turnable: !wall,
    set,
    nextDue,
    advance: (ms) => {
      set(now() + ms)
    },
    onTurn(ring, nextDue = () => null) {
      const listener = { ring, nextDue }
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
