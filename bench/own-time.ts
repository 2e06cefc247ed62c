import { firstTo, type Exchange } from './wire-tap.ts'

/** Two moments of `performance.now()`. */
interface Span {
  readonly from: number
  readonly to: number
}

/** From the arrival of the first call to the one path to that of the first to the other. */
export function stretch(exchanges: readonly Exchange[], from: string, to: string): Span {
  return { from: firstTo(exchanges, from).startedAt, to: firstTo(exchanges, to).startedAt }
}

export function lengthOf({ from, to }: Span): number {
  return to - from
}

/** What is left of it while no practice server was at work on a call. A person's door waits for the bot, so that one does not count. */
export function ownTime(span: Span, exchanges: readonly Exchange[]): number {
  const calls = exchanges
    .filter(({ path }) => !path.startsWith('/human/'))
    .sort((one, other) => one.startedAt - other.startedAt)
  let theirs = 0
  let counted = span.from
  for (const { startedAt, finishedAt } of calls) {
    const from = Math.max(startedAt, counted)
    const to = Math.min(finishedAt, span.to)
    if (to <= from) continue
    theirs += to - from
    counted = to
  }
  return lengthOf(span) - theirs
}
