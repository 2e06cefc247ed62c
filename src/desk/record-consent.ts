import { showEasternMoment, type CalendarDay } from '../porting/calendar.ts'
import { toAgree, type ToAgree } from '../porting/consent.ts'
import { about, Refusal } from '../porting/refusal.ts'
import { cutNote } from '../porting/notes.ts'
import { audit, type AuditEntry } from '../store/audit.ts'
import { LONGEST_INTENT_WAIT_MS, isUnderWay } from '../store/intents.ts'
import type { SeenOrder } from '../store/orders.ts'
import type { Desk } from './desk.ts'
import { AGREED, isPassedOn, NOT_PASSED_ON, recorded } from './consent-note.ts'
import { noteDigest } from './note-digest.ts'
import { ORDER } from './order-kind.ts'
import { readSinceRestore } from './read-since-restore.ts'
import { refuseSecretsIn } from './refuse-secrets.ts'
import { writeNote, type WrittenNote } from './write-note.ts'

interface Consent {
  readonly number: number
  readonly by: string
  /** The person at the customer who agreed. */
  readonly who: string
  readonly day: CalendarDay
  /** What they agreed to, as it was when they were asked. */
  readonly codes: readonly string[]
  /** The text that is sent to Bandwidth. */
  readonly note: string
}

/**
 * Save that the customer agrees to lose a feature, and send Bandwidth a note. It is saved first: what was
 * said on the phone is not lost if Bandwidth refuses the note.
 *
 * @throws Refusal when the order needs another consent by now, or it was recorded already.
 */
export async function recordConsent(desk: Desk, consent: Consent): Promise<WrittenNote> {
  const { number, by, who, day, codes, note } = consent
  await refuseSecretsIn(desk, number, `${who} ${note}`)
  await desk.locks.hold(number, async () => {
    await readSinceRestore(desk, number)
    const { ends } = await consentNeeded(desk, number, codes)
    const facts = { who, on: day, ends, codes: codes.join(', '), digest: proofOf(note) }
    await audit(desk.db, { at: desk.clock(), orderNumber: number, by, operation: AGREED, facts })
  })
  try {
    const written = await writeNote(desk, { number, text: note, by })
    if (written === 'maybe-pin') throw looksLikeOne()
    if (written.stopped instanceof Refusal) await noteNotPassedOn(desk, number, by)
    return written
  } catch (error) {
    await noteNotPassedOn(desk, number, by)
    throw error
  }
}

/** It can be recorded again, with another note. */
function noteNotPassedOn({ db, clock }: Desk, orderNumber: number, by: string): Promise<void> {
  return audit(db, { at: clock(), orderNumber, by, operation: NOT_PASSED_ON, facts: {} })
}

/** The last part is sent when Bandwidth has all others, so it is the proof. */
function proofOf(note: string): string {
  return noteDigest(cutNote(note.trim()).at(-1) ?? '')
}

/** What the customer has to agree to. @throws Refusal when there is nothing, or something else than was asked. */
export async function consentNeeded(
  desk: Desk,
  number: number,
  codes?: readonly string[],
): Promise<ToAgree & { readonly order: SeenOrder }> {
  const order = await ORDER.seen(desk, number)
  const { seen } = order
  const agree = seen.status === 'EXCEPTION' ? toAgree(seen.errors) : null
  const isSame = codes === undefined || codes.join() === agree?.codes.join()
  if (agree === null || !isSame) throw nothingToAgree(order)
  const now = desk.clock()
  const before = await recorded(desk.db, number)
  if (before === null) return { ...agree, order }
  if (await isPassedOn(desk.db, number, before)) throw agreedAlready(order, before, now)
  // Its note may not have begun yet, or be between two parts.
  const isFresh = Math.abs(now - before.at) < LONGEST_INTENT_WAIT_MS
  if (isFresh || (await isUnderWay(desk.db, number, 'note')))
    throw beingPassedOn(order, before, now)
  return { ...agree, order }
}

function looksLikeOne(): Refusal {
  return new Refusal(
    'maybe-pin',
    'Nothing was sent: the note looks like it holds a PIN.',
    'Write it without one.',
  )
}

function nothingToAgree({ number }: SeenOrder): Refusal {
  return new Refusal(
    'nothing-to-agree',
    about(
      number,
      (named) => `${named} no longer waits for the customer to agree to this. Nothing was sent.`,
    ),
    `See how it stands: \`/portin status ${number}\``,
  )
}

function agreedAlready(order: SeenOrder, before: AuditEntry, now: number): Refusal {
  return new Refusal(
    'agreed-already',
    `${recordedBy(before, now)} Nothing was sent again.`,
    `Resend #${order.number} from its card.`,
  )
}

function beingPassedOn({ number }: SeenOrder, before: AuditEntry, now: number): Refusal {
  return new Refusal(
    'being-told',
    about(
      number,
      (named) =>
        `${recordedBy(before, now)} I don’t know yet if Bandwidth has the note on ${named}. Nothing was sent again.`,
    ),
    'If no answer is in its thread in 3 minutes, record it again.',
  )
}

function recordedBy({ by, at, facts }: AuditEntry, now: number): string {
  return `@${by} recorded at ${showEasternMoment(at, now)} that ${String(facts['who'])} agreed.`
}
