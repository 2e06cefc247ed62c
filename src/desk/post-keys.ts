import { createHash } from 'node:crypto'
import type { NoteNews } from '../porting/notes.ts'
import { noteDigest } from './note-digest.ts'

/** Keys make posts unique: the same post is queued once, however often it is requested. */

export function cardKey(number: number): string {
  return `card-${number}`
}

/** The files that were dropped for a bulk order: one live message. */
export function bulkDocumentsKey(number: number): string {
  return `bulk-documents-${number}`
}

export function approvalKey(id: string): string {
  return `approval-${id}`
}

export function activationKey(id: number): string {
  return `activation-${id}`
}

/** A note, and each time that it was changed. */
export function noteKey(
  number: number,
  { note, changedAt }: Pick<NoteNews, 'note' | 'changedAt'>,
): string {
  const key = `note-${number}-${note.id}-${noteDigest(note.text)}`
  return changedAt === undefined ? key : `${key}-${changedAt}`
}

const DIGEST_LENGTH = 12

/** Distinguishes announcements about the same order at the same moment, so that none replaces another. */
export function digestOf(news: unknown): string {
  return createHash('sha256').update(JSON.stringify(news)).digest('hex').slice(0, DIGEST_LENGTH)
}
