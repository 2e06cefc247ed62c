import type { PracticeClock } from '../clock.ts'

/** What will happen on its own, each at its own instant of practice time. */
export interface Agenda {
  /** Does the operation at the instant; it is told the instant, however late somebody looks. */
  at(instant: number, work: (at: number) => void): void
  /** Does everything that is due by now, in order, operations put on the agenda meanwhile included. */
  runDue(): void
  nextDue(): number | null
}

interface Entry {
  readonly at: number
  readonly work: (at: number) => void
}

export function createAgenda(clock: PracticeClock): Agenda {
  const entries: Entry[] = []

  return {
    at(instant, work) {
      const later = entries.findIndex((entry) => entry.at > instant)
      entries.splice(later === -1 ? entries.length : later, 0, { at: instant, work })
    },
    runDue() {
      for (;;) {
        const first = entries[0]
        if (first === undefined || first.at > clock.now()) return
        entries.shift()
        first.work(first.at)
      }
    },
    nextDue: () => entries[0]?.at ?? null,
  }
}
