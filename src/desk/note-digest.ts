import { createHash } from 'node:crypto'
import { oneLine } from '../porting/plain-text.ts'

/** Identifies a note by its words, because Bandwidth pads and wraps the text. */
export function noteDigest(text: string): string {
  return createHash('sha256').update(oneLine(text)).digest('hex').slice(0, 24)
}
