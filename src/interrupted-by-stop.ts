import type { Log } from './desk/desk.ts'

/** A log, and a function that says that nothing can be saved anymore. */
interface EndingLog {
  readonly log: Log
  readonly ending: () => void
}

/** Work that runs when the database closes or is lost fails: no bug, the next start resumes it. */
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
