/** SQLite's own code for why nothing can be written: a full disk, lost permissions, a failing disk. */
export type WriteTrouble = `SQLITE_${'FULL' | 'READONLY' | 'IOERR' | 'CANTOPEN'}${string}`

/** What PostgreSQL says instead. */
const IN_POSTGRES: Readonly<Record<string, WriteTrouble>> = {
  '53100': 'SQLITE_FULL',
  '25006': 'SQLITE_READONLY',
  '58030': 'SQLITE_IOERR',
}

const TROUBLE = /^SQLITE_(?:FULL|READONLY|IOERR|CANTOPEN)/

/** Why the database could not write; null for an unrelated error. */
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
