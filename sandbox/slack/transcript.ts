import type { Clock } from './timestamps.ts'
import type { JsonObject } from './json.ts'

type EntryKind =
  | 'api'
  | 'delivery'
  | 'ack'
  | 'response_url'
  | 'download'
  | 'upload'
  | 'human'
  | 'socket'
  | 'complaint'

export interface Entry {
  readonly n: number
  /** Practice time. */
  readonly at: string
  /** Real milliseconds since the start. */
  readonly ms: number
  readonly kind: EntryKind
  readonly what: string
  readonly detail: JsonObject
}

export type Transcript = ReturnType<typeof createTranscript>

/** Everything that passed between people, Slack and the bot, in order. Tokens are left out. */
export function createTranscript(clock: Clock, log: (line: string) => void) {
  const entries: Entry[] = []
  const started = performance.now()
  const listeners = new Set<() => void>()
  const record = (kind: EntryKind, what: string, detail: JsonObject = {}) => {
    const at = new Date(clock.now()).toISOString()
    const ms = Math.round(performance.now() - started)
    entries.push({ n: entries.length + 1, at, ms, kind, what, detail })
    for (const listener of listeners) listener()
  }
  return {
    entries: () => entries,
    record,
    /** Hears of every entry, mostly just before what it tells of is done. Returns how to leave. */
    listen(listener: () => void): () => void {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    /** What a maintainer must hear of: the bot did something that real Slack would not take. */
    complain(what: string, detail: JsonObject = {}) {
      record('complaint', what, detail)
      log(`practice Slack: ${what} ${JSON.stringify(detail)}`)
    },
  }
}
