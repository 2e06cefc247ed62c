import { contentDifferences } from '../porting/approval.ts'
import { contentFields, type NamedFields } from '../porting/content-fields.ts'
import { isSameFocDate } from '../porting/foc.ts'
import { ORDER_FIELDS } from '../porting/order-fields.ts'
import type { OrderContent, PortOrder, Secrets } from '../porting/order.ts'
import { differencesInMeaning, notAsAsked, type AskedAndShown } from '../porting/same-meaning.ts'
import { isTollFreeOrder } from '../porting/port-kind.ts'
import { isDraft, ruleFor } from '../porting/status.ts'
import { sameNumbers } from '../porting/telephone-number.ts'
import { audit } from '../store/audit.ts'
import type { Database } from '../store/database.ts'
import type { SeenOrder } from '../store/orders.ts'
import { forgetRemoved, noteRemoved } from '../store/removed-numbers.ts'
import { numbersAreSplit } from './bulk/bulk-refusals.ts'
import type { Desk } from './desk.ts'
import { ORDER, type FreshOrder } from './order-kind.ts'
import {
  attemptChange,
  type Asked,
  type Declared,
  type Plan,
  type ProvableChange,
} from './proven-change.ts'
import { cannotEditNow, nothingChanged } from './refusals.ts'
import { announceWith } from './announce-news.ts'
import { saveSecrets } from './save-secrets.ts'
import { editFacts, editIn, takenOutIn } from './edit-facts.ts'

interface Edited {
  /** `unknown`: no answer came; the thread says what the order shows. */
  readonly kind: 'edited' | 'unknown'
  readonly fields: readonly string[]
}

interface RequestedEdit {
  readonly content: OrderContent
  /** Null: unchanged. */
  readonly secrets: Secrets | null
}

/**
 * Edit a draft at Bandwidth, and confirm that it shows what was requested.
 *
 * @throws Refusal when the order can no longer be edited, nothing would change, or the numbers of an order
 * in a bulk order would; RefusedByBandwidth with Bandwidth's errors when it refuses a field.
 */
export async function editOrder(
  desk: Desk,
  { number, by, ...requested }: RequestedEdit & { readonly number: number; readonly by: string },
): Promise<Edited> {
  const { is, asked } = await attemptChange(desk, editing(requested), { number, by })
  return { kind: is === 'done' ? 'edited' : 'unknown', fields: namedIn(asked) }
}

/** The order has to show the requested content, compared by meaning. */
export const EDIT: Declared<SeenOrder> & Pick<ProvableChange<SeenOrder>, 'changesContent'> = {
  of: ORDER,
  kind: 'edit',
  changesContent: true,
  shows({ seen, secretsMark }, { facts }) {
    const { fields, content, before } = editIn(facts)
    const differing = [
      ...differencesInMeaning(content, seen).map(({ field }) => field),
      // An intent of an earlier release does not record the values before the edit.
      ...(before === null ? [] : unmoved(fields, before, contentFields(seen))),
    ]
    const hasSecrets = facts['secretsMark'] === undefined || facts['secretsMark'] === secretsMark
    return hasSecrets && !fields.some((field) => differing.includes(field))
  },
  async done(db, desk, { number: orderNumber }, asked) {
    const [fields, { by }] = [namedIn(asked), asked]
    // Its name in an intent of an earlier release.
    const named = asked.facts['operation'] ?? asked.facts['deed']
    const operation = named === 'take numbers out' ? named : 'edit'
    const facts = { fields: fields.join(', ') }
    await audit(db, { at: desk.clock(), orderNumber, by, operation, facts })
    await saveRemoved(db, desk, orderNumber, asked)
    await announceWith(db, desk, orderNumber, { kind: 'edited', by, fields })
  },
  failed: (asked) => ({ kind: 'edit-never-arrived', by: asked.by, fields: namedIn(asked) }),
}

/** Record which numbers the edit took out of the order, and which it put back. */
export async function saveRemoved(
  db: Database,
  desk: Desk,
  orderNumber: number,
  asked: Asked,
): Promise<void> {
  const { fields, content } = editIn(asked.facts)
  if (!fields.includes(ORDER_FIELDS.numbers.name)) return
  await forgetRemoved(db, orderNumber, content.numbers)
  const removed = takenOutIn(asked).map((tn) => ({ tn, error: null }))
  await noteRemoved(db, orderNumber, { removed, by: asked.by, at: desk.clock() })
}

function editing({ content, secrets }: RequestedEdit): ProvableChange<SeenOrder, FreshOrder> {
  return {
    ...EDIT,
    of: ORDER,
    what: 'change the draft',
    proof: 'answer-or-refresh',
    notAsAsked: whatDiffers,
    plan: (desk, order) => Promise.resolve(planEdit(desk, order, { content, secrets })),
  }
}

function planEdit(desk: Desk, order: FreshOrder, { content, secrets }: RequestedEdit): Plan {
  const { id, customerOrderId, seen, bulkNumber } = order
  if (!isDraft(seen.status) || !ruleFor(seen.status).may.includes('edit')) {
    throw cannotEditNow(order)
  }
  // Otherwise the bulk order would count numbers that none of its orders has.
  const isSplit = bulkNumber !== null
  if (isSplit && !sameNumbers(seen.numbers, content.numbers)) throw numbersAreSplit(order)
  const fields = differingFields(seen, content)
  if (fields.length === 0 && secrets === null) throw nothingChanged(order)
  const both = secrets && bothSecrets(secrets, order.secrets)
  return {
    facts: {
      ...editFacts(seen, content, fields),
      ...(both !== null && {
        named: JSON.stringify([...fields, 'account number and PIN']),
        secretsMark: desk.seal.mark(both, order.otherSecrets),
      }),
    },
    async send(bandwidth) {
      await bandwidth.updateOrder(id, {
        customerOrderId,
        content: contentToSend(seen, content),
        ...(both !== null && { secrets: both }),
      })
      if (both !== null) await saveSecrets(desk, order, both)
    },
  }
}

/** Bandwidth requires both or none, so the one that was not typed is sent as it is on file. */
export function bothSecrets(typed: Secrets, onFile: Secrets): Secrets {
  return {
    accountNumber: typed.accountNumber ?? onFile.accountNumber,
    pin: typed.pin ?? onFile.pin,
  }
}

/** The fields by the names that people see. */
function namedIn({ facts }: Pick<Asked, 'facts'>): readonly string[] {
  return JSON.parse(facts['named'] ?? '[]') as string[]
}

/**
 * Bandwidth's advice is to send the whole order again with the change in it; only the numbers are left out
 * when they are the same, because a list, even an equal one, restarts the validation of toll-free numbers.
 */
export function contentToSend(seen: PortOrder, content: OrderContent): Partial<OrderContent> {
  if (!sameNumbers(seen.numbers, content.numbers)) return content
  const { numbers, ...rest } = content
  if (!isTollFreeOrder(seen)) return rest
  // Without its numbers Bandwidth can't see that the order is toll-free, and toll-free orders must not send
  // these fields at all, not even as "no" (7384).
  const { partialPort, triggered, ...others } = rest
  return others
}

/** The fields to send: a difference in case counts, a bare date instead of its default hour does not. */
export function differingFields(seen: OrderContent, content: OrderContent): readonly string[] {
  const isSameDate = isSameFocDate(seen.requestedFocDate, content.requestedFocDate)
  return contentDifferences(contentFields(seen), contentFields(content))
    .map(({ field }) => field)
    .filter((field) => field !== ORDER_FIELDS.requestedFocDate.name || !isSameDate)
}

/** Fields that are exactly what they were before: the edit of them had no effect. */
function unmoved(
  fields: readonly string[],
  before: NamedFields,
  after: NamedFields,
): readonly string[] {
  return fields.filter((field) => before[field] === after[field])
}

/** A PUT that was answered is no proof: what the order shows is compared with what was requested. */
function whatDiffers({ seen }: SeenOrder, { facts }: Asked): readonly AskedAndShown[] {
  const { fields, content, before } = editIn(facts)
  const [asked, shown] = [contentFields(content), contentFields(seen)]
  const differing = notAsAsked(content, seen)
  const reported = new Set(differing.map(({ field }) => field))
  const unchanged = unmoved(fields, before ?? {}, shown).filter((field) => !reported.has(field))
  const stayed = unchanged.flatMap((field) => {
    const [requested, actual] = [asked[field], shown[field] ?? 'nothing']
    return requested === undefined ? [] : [{ field, asked: requested, shown: actual }]
  })
  return [...differing, ...stayed]
}
