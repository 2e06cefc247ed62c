import { showDuration } from './calendar.ts'
import { countOf, showCount } from './counts.ts'

/** How far long work is. */
export interface Progress {
  readonly done: number
  readonly all: number
  /** What is counted, in the singular. */
  readonly thing: string
  /** How long it has taken so far; null where nobody knows, and then not how long it still takes. */
  readonly elapsedMs: number | null
}

/** Shorter work needs no progress bar. */
const LONG_MS = 3_000
const BLOCKS = 10

/** `█████░░░░░ 50 of 100 numbers · about 2 minutes left` @returns null: too soon, or done. */
export function progressBar({ done, all, thing, elapsedMs }: Progress): string | null {
  if (done >= all || (elapsedMs !== null && elapsedMs < LONG_MS)) return null
  const full = Math.floor((done / all) * BLOCKS)
  const bar = '█'.repeat(full) + '░'.repeat(BLOCKS - full)
  const left = done > 0 && elapsedMs !== null ? (elapsedMs / done) * (all - done) : null
  const howLong = left === null ? '' : ` · ${timeLeft(left)}`
  return `${bar} ${showCount(done)} of ${countOf(all, thing)}${howLong}`
}

function timeLeft(ms: number): string {
  const duration = showDuration(ms)
  return duration.startsWith('less') ? `${duration} left` : `about ${duration} left`
}

/** Reports progress to somebody who waits. */
export type OnProgress = (done: number, all: number) => Promise<void>

export const noOneAsks: OnProgress = () => Promise.resolve()
