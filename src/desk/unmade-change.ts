import { isShownIn, withFields } from '../porting/asked-change.ts'
import { isChangeUndone } from '../porting/change-requests.ts'
import { CONTENT_FIELDS, FIELDS } from '../porting/order-fields.ts'
import type { ContentField, OrderContent, PortOrder } from '../porting/order.ts'
import type { Database } from '../store/database.ts'
import { lastIntent } from '../store/intents.ts'
import type { TrackedOrder } from '../store/orders.ts'
import { editIn } from './edit-facts.ts'

/** The last change that was requested for a submitted order, and was not made. */
export interface UnmadeChange {
  readonly fields: ReadonlySet<ContentField>
  readonly content: OrderContent
  /** It included the account number or the PIN, which are not stored. */
  readonly hadSecrets: boolean
}

/** @returns null when nothing was requested, or Bandwidth has it, or may have it. */
export async function unmadeChange(
  db: Database,
  { number, seen }: Pick<TrackedOrder, 'number' | 'seen'>,
): Promise<UnmadeChange | null> {
  const last = await lastIntent(db, { kind: 'change', orderNumber: number })
  if (last === undefined || last.outcome === null) return null
  const { facts, outcome } = last
  const { fields, content } = editIn(facts)
  const named = new Set(fields)
  const asked = {
    fields: CONTENT_FIELDS.filter((field) => named.has(FIELDS[field].name)),
    content,
  }
  // A refusal that still shows may belong to an earlier change.
  const isOld = (order: PortOrder) => facts['wasUndone'] !== undefined && isShownIn(order, asked)
  const wasUndone = seen !== null && isChangeUndone(seen) && !isOld(seen)
  if (outcome === 'done' && !wasUndone) return null
  return {
    fields: new Set(asked.fields),
    content,
    hadSecrets: facts['secretsMark'] !== undefined,
  }
}

/** The order as it was meant to become. */
export function asItWasToBe(order: OrderContent, unmade: UnmadeChange | null): OrderContent {
  return unmade === null ? order : withFields(order, unmade.content, unmade.fields)
}
