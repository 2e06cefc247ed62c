import { entriesOf, latestOf, type AuditEntry } from '../store/audit.ts'
import type { Database } from '../store/database.ts'
import { isUnderWay } from '../store/intents.ts'

export const AGREED = 'customer agreed'
export const NOT_PASSED_ON = 'agreement not told'
const REJECTED = 'saw rejected'

/** Whether Bandwidth has the customer's consent since the last rejection, or may have it. */
export async function hasConsent(db: Database, number: number): Promise<boolean> {
  const before = await recorded(db, number)
  if (before === null) return false
  return (await isPassedOn(db, number, before)) || isUnderWay(db, number, 'note')
}

/** The customer's consent since the last rejection; null: none, or Bandwidth did not accept the note about it. */
export async function recorded(db: Database, number: number): Promise<AuditEntry | null> {
  const last = await latestOf(db, number, [AGREED, NOT_PASSED_ON, REJECTED])
  return last?.operation === AGREED ? last : null
}

export async function isPassedOn(
  db: Database,
  number: number,
  { at, facts }: AuditEntry,
): Promise<boolean> {
  const notes = await entriesOf(db, number, 'note')
  return notes.some((note) => note.at >= at && note.facts['digest'] === facts['digest'])
}
