import type { Log } from './desk/desk.ts'

/** A log, and a function that says that nothing can be saved any more. */
interface EndingLog {
  readonly log: Log
  readonly ending: () => void
}

/** What still runs when the database is closed, or lost, breaks: that is no bug, and the next start goes on with it. */
export function interruptedByStop(log: Log): EndingLog {
  let isEnding = false
  return {
    log(event, facts) {
      if (isEnding && 'error' in facts) log('cut-off-by-stop', { ...facts, first: event })
      else log(event, facts)
    },
    ending() {
      isEnding = true
    },
  }
}
