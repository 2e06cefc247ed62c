import type { PracticeClock } from './clock.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** How far the clock is to go. `next` and `noticed` stop as soon as something has happened. */
type Turn = 'hour' | 'day' | 'next' | 'noticed'

interface Pace {
  readonly stepMs: number
  readonly steps: number
  readonly stops: boolean
}

const PACES: Record<Turn, Pace> = {
  hour: { stepMs: HOUR, steps: 1, stops: false },
  day: { stepMs: HOUR, steps: 24, stops: false },
  next: { stepMs: HOUR, steps: 14 * 24, stops: true },
  // As long as the bot may take to look at an order that waits for a carrier.
  noticed: { stepMs: MINUTE, steps: 30, stops: true },
}

export function isTurn(text: unknown): text is Turn {
  return typeof text === 'string' && Object.hasOwn(PACES, text)
}

interface TurningDeps {
  readonly clock: PracticeClock
  /** Lets the bot do what is due, and resolves when it has. */
  readonly untilIdle: () => Promise<void>
  /** A text that is another one when something has happened. */
  readonly scene: () => Promise<string>
}

/** Turns the clock in steps, so that the bot lives through the time and does not wake up after it. */
export function createTurning({ clock, untilIdle: settle, scene }: TurningDeps) {
  async function until(instant: number): Promise<void> {
    while (clock.now() < instant) {
      clock.set(Math.min(instant, clock.now() + HOUR))
      await settle()
    }
  }

  /** Whether something happened. */
  async function turn(turn: Turn): Promise<boolean> {
    const { stepMs, steps, stops } = PACES[turn]
    const before = await scene()
    for (let step = 0; step < steps; step += 1) {
      clock.set(Math.min(clock.now() + stepMs, stops ? (clock.nextDue() ?? Infinity) : Infinity))
      await settle()
      if (stops && (await scene()) !== before) return true
    }
    return (await scene()) !== before
  }

  return { turn, until }
}

export type Turning = ReturnType<typeof createTurning>
