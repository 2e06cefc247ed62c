import { contentDifferences } from '../porting/approval.ts'
import { contentFields, type NamedFields } from '../porting/content-fields.ts'
import { isSameFocDate } from '../porting/foc.ts'
import { ORDER_FIELDS } from '../porting/order-fields.ts'
import type { OrderContent, PortOrder, Secrets } from '../porting/order.ts'
import { Refusal } from '../porting/refusal.ts'
import { differencesInMeaning, notAsAsked } from '../porting/same-meaning.ts'
import { isDraft, ruleFor } from '../porting/status.ts'
import { sameNumbers } from '../porting/telephone-number.ts'
import { audit } from '../store/audit.ts'
import type { Intent } from '../store/intents.ts'
import { writeOrder, type SeenOrder } from '../store/orders.ts'
import { numbersAreSplit } from './bulk/bulk-refusals.ts'
import type { Desk } from './desk.ts'
import { conclude } from './intend.ts'
import { lookAfterDeed } from './look-after-deed.ts'
import { lookAtOrder, type FreshLook } from './look-at-order.ts'
import { cannotEditNow, nothingChanged, orderGoneNow } from './refusals.ts'
import { sendIntended, whyNotOrder, type Sent } from './send-to-bandwidth.ts'
import { tellNews, tellNewsWith } from './tell-news.ts'

export interface Edited {
  /** `unknown`: no answer came; the thread says what the order shows. */
  readonly kind: 'edited' | 'unknown'
  readonly fields: readonly string[]
}

/**
 * Change a draft at Bandwidth, and see that it shows what was asked.
 *
 * @throws Refusal when the order can no longer be edited, nothing would change, or other numbers are asked
 *   for than a bulk order is split into; RefusedByBandwidth
 *   with Bandwidth's errors when it would not take a field.
 */
export function editOrder(
  desk: Desk,
  request: {
    readonly number: number
    readonly by: string
    readonly content: OrderContent
    /** Null: as it is. */
    readonly secrets: Secrets | null
  },
): Promise<Edited> {
  return desk.locks.hold(request.number, async () => {
    const look = await lookAtOrder(desk, request.number)
    if (look === null) throw orderGoneNow(request.number)
    const { seen, customerOrderId, id } = look.tracked
    if (!isDraft(seen.status) || !ruleFor(seen.status).may.includes('edit')) {
      throw cannotEditNow(look.tracked)
    }
    // Else the bulk order would count numbers that none of its orders has.
    const isSplit = look.tracked.bulkNumber !== null
    if (isSplit && !sameNumbers(seen.numbers, request.content.numbers)) {
      throw numbersAreSplit(look.tracked)
    }
    const fields = differingFields(seen, request.content)
    if (fields.length === 0 && request.secrets === null) throw nothingChanged(look.tracked)

    // Bandwidth wants both or none: the one that was not typed stays as it is.
    const secrets = request.secrets && {
      accountNumber: request.secrets.accountNumber ?? look.secrets.accountNumber,
      pin: request.secrets.pin ?? look.secrets.pin,
    }
    const { number, by } = request
    const named = request.secrets === null ? fields : [...fields, 'account number and PIN']
    const sent = await sendEdit(
      desk,
      look.tracked,
      {
        ...{ by, fields, named, before: seen, content: request.content },
        ...(secrets !== null && { secretsMark: desk.seal.mark(secrets) }),
      },
      'change the draft',
      () =>
        desk.bandwidth.updateOrder(id, {
          customerOrderId,
          content: contentToSend(seen, request.content),
          ...(secrets !== null && { secrets }),
        }),
    )
    if (secrets !== null) {
      await writeOrder(desk.db, number, { sealedSecrets: desk.seal.close(secrets) })
    }
    await audit(desk.db, {
      at: desk.clock(),
      orderNumber: number,
      by,
      deed: 'edit',
      facts: { fields: named.join(', ') },
    })
    const after = await lookAfterDeed(desk, number)
    // Without an answer only the order tells whether the change arrived.
    const isDone = sent.answer === 'answered' || (after != null && hasMoved(after))
    if (isDone) await tellChange(desk, number, { id: sent.intent, by, named })
    if (after) await tellWhatDiffers(desk, { before: seen, asked: request.content, fields }, after)
    return { kind: isDone ? 'edited' : 'unknown', fields: named }

    function hasMoved({ tracked, secretsMark }: FreshLook): boolean {
      const moved = differingFields(seen, tracked.seen)
      const hasSecrets = secrets === null || secretsMark === desk.seal.mark(secrets)
      return hasSecrets && fields.every((field) => moved.includes(field))
    }
  })
}

/** What is changed: the fields by which it shows, and those that people are told. */
interface Edit {
  readonly by: string
  readonly fields: readonly string[]
  readonly named: readonly string[]
  readonly before: OrderContent
  readonly content: OrderContent
  readonly secretsMark?: string
}

/**
 * Send a change of what is in an order. Whoever may have changed it does not approve it, so that is
 * written down before it leaves, and taken back when it is certain that nothing happened.
 *
 * @returns the intent, which is still open: `tellChange` when the order shows it.
 */
export async function sendEdit(
  desk: Desk,
  { number, customerOrderId, changedBy }: SeenOrder,
  { by, fields, named, before, content, secretsMark }: Edit,
  what: string,
  send: () => Promise<unknown>,
): Promise<{ readonly answer: Sent; readonly intent: number }> {
  const facts = {
    fields: JSON.stringify(fields),
    named: JSON.stringify(named),
    before: JSON.stringify(contentFields(before)),
    content: JSON.stringify(content),
    ...(secretsMark !== undefined && { secretsMark }),
  }
  const intent = {
    kind: 'edit',
    orderNumber: number,
    searchKey: customerOrderId,
    facts,
    by,
  } as const
  try {
    return await sendIntended(desk, intent, send, whyNotOrder(desk, number, what), (db) =>
      writeOrder(db, number, { changedBy: [...changedBy, { by, at: desk.clock() }] }),
    )
  } catch (error) {
    if (error instanceof Refusal) await writeOrder(desk.db, number, { changedBy })
    throw error
  }
}

export async function tellChange(
  desk: Desk,
  number: number,
  {
    id,
    by,
    named,
  }: { readonly id: number; readonly by: string; readonly named: readonly string[] },
): Promise<void> {
  await conclude(desk, id, 'done', (db) =>
    tellNewsWith(db, desk, number, { kind: 'edited', by, fields: named }),
  )
}

/** Whether the order shows a change of which no answer came; if it does, that is told. */
export async function isChangeFound(
  desk: Desk,
  { id, by, facts }: Intent,
  { tracked, secretsMark }: FreshLook,
): Promise<boolean> {
  const asked = JSON.parse(facts['content'] ?? '{}') as OrderContent
  const fields = JSON.parse(facts['fields'] ?? '[]') as string[]
  // An intent of an earlier release does not know what stood before.
  const before = facts['before'] === undefined ? null : (JSON.parse(facts['before']) as NamedFields)
  const differing = [
    ...differencesInMeaning(asked, tracked.seen).map(({ field }) => field),
    ...(before === null ? [] : unmoved(fields, before, contentFields(tracked.seen))),
  ]
  const hasSecrets = facts['secretsMark'] === undefined || facts['secretsMark'] === secretsMark
  if (!hasSecrets || fields.some((field) => differing.includes(field))) return false
  await tellChange(desk, tracked.number, { id, by, named: namedIn(facts) })
  return true
}

/** It is not there, and was looked for often enough. */
export async function changeNeverArrived(
  desk: Desk,
  number: number,
  { id, by, facts }: Intent,
): Promise<void> {
  await conclude(desk, id, 'never-happened', (db) =>
    tellNewsWith(db, desk, number, { kind: 'edit-never-arrived', by, fields: namedIn(facts) }),
  )
}

function namedIn(facts: Intent['facts']): readonly string[] {
  return JSON.parse(facts['named'] ?? '[]') as string[]
}

/**
 * Bandwidth's advice is to send the whole order again with the change in it; only the numbers stay out
 * when they are the same, because a list, even an equal one, restarts the validation of toll-free numbers.
 */
function contentToSend(seen: PortOrder, content: OrderContent): Partial<OrderContent> {
  if (!sameNumbers(seen.numbers, content.numbers)) return content
  const { numbers, ...rest } = content
  return rest
}

/** What is to be sent, were it only in other letters; but not a bare day for its own usual hour. */
function differingFields(seen: OrderContent, content: OrderContent): readonly string[] {
  const isSameDate = isSameFocDate(seen.requestedFocDate, content.requestedFocDate)
  return contentDifferences(contentFields(seen), contentFields(content))
    .map(({ field }) => field)
    .filter((field) => field !== ORDER_FIELDS.requestedFocDate.name || !isSameDate)
}

/** Fields that are to the letter what they were: what was to become of them did not. */
function unmoved(
  fields: readonly string[],
  before: NamedFields,
  after: NamedFields,
): readonly string[] {
  return fields.filter((field) => before[field] === after[field])
}

/** A PUT that was answered well is no proof: what the order shows is compared with what was asked. */
async function tellWhatDiffers(
  desk: Desk,
  edit: {
    readonly before: OrderContent
    readonly asked: OrderContent
    readonly fields: readonly string[]
  },
  { tracked }: FreshLook,
): Promise<void> {
  const [before, asked] = [contentFields(edit.before), contentFields(edit.asked)]
  const shown = contentFields(tracked.seen)
  const differing = notAsAsked(edit.asked, tracked.seen)
  const told = new Set(differing.map(({ field }) => field))
  const unchanged = unmoved(edit.fields, before, shown).filter((field) => !told.has(field))
  const stayed = unchanged.flatMap((field) => {
    const [wanted, stands] = [asked[field], shown[field] ?? 'nothing']
    return wanted === undefined ? [] : [{ field, asked: wanted, shown: stands }]
  })
  for (const difference of [...differing, ...stayed]) {
    await tellNews(desk, tracked.number, { kind: 'not-as-asked', ...difference })
  }
}
