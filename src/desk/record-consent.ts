import { showEasternMoment, type CalendarDay } from '../porting/calendar.ts'
import { toAgree, type ToAgree } from '../porting/consent.ts'
import { Refusal } from '../porting/refusal.ts'
import { audit, auditOf, type AuditEntry } from '../store/audit.ts'
import type { SeenOrder } from '../store/orders.ts'
import type { Desk } from './desk.ts'
import { ORDER } from './order-kind.ts'
import { refuseSecretsIn } from './refuse-secrets.ts'
import { writeNote, type WrittenNote } from './write-note.ts'

export interface Consent {
  readonly number: number
  readonly by: string
  /** Who of the customer's agreed. */
  readonly who: string
  readonly day: CalendarDay
  /** What they agreed to, as it was when they were asked. */
  readonly codes: readonly string[]
  /** What Bandwidth is told. */
  readonly note: string
}

const AGREED = 'customer agreed'
const NOT_TOLD = 'agreement not told'
const REJECTED = 'saw rejected'
const MOST_ENTRIES = 50

/**
 * Keep that the customer agrees to lose a feature, and tell Bandwidth. Kept first: what was said on the
 * telephone is not lost with a note that Bandwidth does not take.
 *
 * @throws Refusal when the order asks for something else by now, or it was recorded already.
 */
export async function recordConsent(desk: Desk, consent: Consent): Promise<WrittenNote> {
  const { number, by, who, day, codes, note } = consent
  await refuseSecretsIn(desk, number, `${who} ${note}`)
  await desk.locks.hold(number, async () => {
    const { ends } = await consentNeeded(desk, number, codes)
    const facts = { who, on: day, ends, codes: codes.join(', ') }
    await audit(desk.db, { at: desk.clock(), orderNumber: number, by, operation: AGREED, facts })
  })
  try {
    const written = await writeNote(desk, { number, text: note, by })
    if (written === 'maybe-pin') throw looksLikeOne()
    return written
  } catch (error) {
    // It can be recorded once more, with another note.
    const at = desk.clock()
    await audit(desk.db, { at, orderNumber: number, by, operation: NOT_TOLD, facts: {} })
    throw error
  }
}

/** What the customer has to agree to. @throws Refusal when there is nothing, or not what was asked for. */
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
  const before = consentIn(await auditOf(desk.db, number, MOST_ENTRIES))
  if (before !== null) throw agreedAlready(order, before, desk.clock())
  return { ...agree, order }
}

/** The customer's word since the last rejection, in entries that begin with the newest. */
export function consentIn(entries: readonly AuditEntry[]): AuditEntry | null {
  const last = entries.find(({ operation }) => [AGREED, NOT_TOLD, REJECTED].includes(operation))
  return last?.operation === AGREED ? last : null
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
    `#${number} no longer waits for the customer to agree to this. Nothing was sent.`,
    `See how it stands: \`/portin status ${number}\``,
  )
}

function agreedAlready({ number }: SeenOrder, { by, at, facts }: AuditEntry, now: number): Refusal {
  return new Refusal(
    'agreed-already',
    `@${by} recorded at ${showEasternMoment(at, now)} that ${String(facts['who'])} agreed. Nothing was sent again.`,
    `Resend #${number} from its card.`,
  )
}
