import { createHash } from 'node:crypto'
import { oneLine } from '../porting/plain-text.ts'

/** Tells a note's text from another; Bandwidth pads and wraps texts, and their words stay. */
export function noteDigest(text: string): string {
  return createHash('sha256').update(oneLine(text)).digest('hex').slice(0, 24)
}
