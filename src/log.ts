import pino from 'pino'
import type { Log } from './desk/desk.ts'

export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent'

/** What must never be logged, at any depth in the facts of an event. */
const NEVER = ['token', 'secret', 'password', 'pin', 'accountNumber', 'authorization', 'secrets']

/** Events that need attention; all others are information. */
const TROUBLE = /failed|bug|unknown|error|not-/

/** Logs one JSON line per event, to standard error or to `destination`. */
export function createLog(level: LogLevel, destination?: pino.DestinationStream): Log {
  const logger = pino(
    {
      level,
      base: { name: 'portin' },
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths: NEVER.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), remove: true },
      serializers: { error: errorFacts },
    },
    destination ?? pino.destination({ dest: 2, sync: true }),
  )
  return (event, facts) => {
    const severity = event === 'bug' ? 'error' : TROUBLE.test(event) ? 'warn' : 'info'
    logger[severity]({ event, ...facts })
  }
}

/** An error's message, stack and causes; never the request that it may carry. */
function errorFacts(error: unknown): unknown {
  if (!(error instanceof Error)) return error
  return {
    name: error.name,
    message: error.message,
    stack: error.stack,
    ...(error.cause !== undefined && { cause: errorFacts(error.cause) }),
  }
}
