import { isAlive } from '../porting/standing.ts'
import { about, Refusal } from '../porting/refusal.ts'
import { cutNote, hasWords, looksLikePin, MOST_NOTE_PARTS } from '../porting/notes.ts'
import type { KindName } from '../store/followed.ts'
import { beginNote, interruptNotes, endNote } from '../store/written-notes.ts'
import { NOTING } from './add-note.ts'
import type { Desk } from './desk.ts'
import { KINDS, kindOf } from './order-kind.ts'
import { readSinceRestore } from './read-since-restore.ts'
import { refuseSecretsIn } from './refuse-secrets.ts'
import { noteTooLong } from './refusals.ts'

export interface WrittenNote {
  readonly parts: number
  /** How many of these, in order, Bandwidth confirmed. */
  readonly sent: number
  /** Why the next part was not sent; 'unknown': no answer came, and it is being confirmed. */
  readonly stopped: Refusal | 'unknown' | null
}

/**
 * Write to Bandwidth's people about an order; a longer text is sent in parts, each proven before the next.
 *
 * @returns 'maybe-pin' when nothing was sent, because somebody first has to confirm that it contains none.
 * @throws Refusal when nothing was sent.
 */
export async function writeNote(
  desk: Desk,
  note: {
    readonly number: number
    readonly text: string
    readonly by: string
    /** Somebody has confirmed that it contains no PIN. */
    readonly holdsNoPin?: boolean
  },
): Promise<WrittenNote | 'maybe-pin'> {
  const { number, by, holdsNoPin = false } = note
  const text = note.text.trim()
  if (!hasWords(text)) throw noWords(number)
  const parts = cutNote(text)
  if (parts.length > MOST_NOTE_PARTS) throw noteTooLong(text.length)
  await desk.locks.hold(number, () => readSinceRestore(desk, number))
  const kind = await kindOf(desk, number)
  const order = await KINDS[kind].seen(desk, number)
  if (!isAlive(order)) throw ended(number, order.id)
  // Check the whole text: in two parts, a split secret would be found in neither.
  await refuseSecretsIn(desk, number, text)
  if (!holdsNoPin && looksLikePin(text)) return 'maybe-pin'
  if (parts.length === 1) return sendParts(desk, kind, { number, parts, by })
  const row = await beginNote(desk.db, { orderNumber: number, by, parts, begunAt: desk.clock() })
  try {
    const written = await sendParts(desk, kind, { number, parts, by })
    await endNote(desk.db, row)
    return written
  } catch (error) {
    if (error instanceof Refusal) await endNote(desk.db, row)
    else await interruptNotes(desk.db, row)
    throw error
  }
}

async function sendParts(
  desk: Desk,
  kind: KindName,
  {
    number,
    parts,
    by,
  }: { readonly number: number; readonly parts: readonly string[]; readonly by: string },
): Promise<WrittenNote> {
  for (const [sent, part] of parts.entries()) {
    try {
      const outcome = await NOTING[kind].add(desk, { number, text: part, by })
      if (outcome === 'unknown') return { parts: parts.length, sent, stopped: 'unknown' }
    } catch (error) {
      if (sent === 0 || !(error instanceof Refusal)) throw error
      return { parts: parts.length, sent, stopped: error }
    }
  }
  return { parts: parts.length, sent: parts.length, stopped: null }
}

function noWords(number: number): Refusal {
  return new Refusal(
    'no-words',
    about(number, (named) => `What should the note on ${named} say?`),
    `For example \`/portin note ${number} please confirm the FOC date\``,
  )
}

function ended(number: number, id: string): Refusal {
  return new Refusal(
    'order-ended',
    about(
      number,
      (named) =>
        `Nothing was sent: ${named} is closed at Bandwidth, and no one reads notes on it anymore.`,
    ),
    `Open a ticket with Bandwidth support for order \`${id}\`. \`/portin history ${number}\` shows what happened.`,
  )
}
