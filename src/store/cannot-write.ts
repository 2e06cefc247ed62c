/** SQLite's own name for why nothing can be kept now: a full disk, lost rights, a disk that fails. */
export type WriteTrouble = `SQLITE_${'FULL' | 'READONLY' | 'IOERR' | 'CANTOPEN'}${string}`

const TROUBLE = /^SQLITE_(?:FULL|READONLY|IOERR|CANTOPEN)/

/** Why the database could not keep something; null for an error that is about something else. */
export function writeTroubleIn(error: unknown): WriteTrouble | null {
  if (!(error instanceof Error)) return null
  const { code } = error as { readonly code?: unknown }
  if (typeof code === 'string' && TROUBLE.test(code)) return code as WriteTrouble
  return writeTroubleIn(error.cause)
}
