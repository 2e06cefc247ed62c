/** SQLite's own name for why nothing can be kept now: a full disk, lost rights, a disk that fails. */
export type WriteTrouble = `SQLITE_${'FULL' | 'READONLY' | 'IOERR' | 'CANTOPEN'}${string}`

/** What PostgreSQL says instead. */
const IN_POSTGRES: Readonly<Record<string, WriteTrouble>> = {
  '53100': 'SQLITE_FULL',
  '25006': 'SQLITE_READONLY',
  '58030': 'SQLITE_IOERR',
}

const TROUBLE = /^SQLITE_(?:FULL|READONLY|IOERR|CANTOPEN)/

/** Why the database could not keep something; null for an error that is about something else. */
export function writeTroubleIn(error: unknown): WriteTrouble | null {
  if (!(error instanceof Error)) return null
  const { code } = error as { readonly code?: unknown }
  if (typeof code === 'string') {
    if (TROUBLE.test(code)) return code as WriteTrouble
    const trouble = IN_POSTGRES[code]
    if (trouble !== undefined) return trouble
  }
  return writeTroubleIn(error.cause)
}
