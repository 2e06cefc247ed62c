import type { Log } from './desk/desk.ts'
import { writeTroubleIn } from './store/cannot-write.ts'

/** A log, and a function to call when the database was written again. */
interface QuietLog {
  readonly log: Log
  /** @returns whether writing failed before. */
  readonly written: () => boolean
}

/**
 * While the disk is full, every part of the bot fails on it, over and over. The cause is logged once, under
 * one name, until something could be written again.
 */
export function quietWhileFull(log: Log): QuietLog {
  let logged: string | null = null
  return {
    log(event, facts) {
      const trouble = writeTroubleIn(facts['error'])
      if (trouble === null) {
        log(event, facts)
      } else if (trouble !== logged) {
        logged = trouble
        log('database-not-writable', { ...facts, cause: trouble, first: event })
      }
    },
    written() {
      const after = logged
      logged = null
      if (after !== null) log('database-writable-again', { after })
      return after !== null
    },
  }
}
