import { freshBulk } from '../../desk/bulk/find-bulk.ts'
import type { Desk } from '../../desk/desk.ts'
import { syncOrder } from '../../desk/refresh-order.ts'
import { FIELDS, ORDER_FIELDS } from '../../porting/order-fields.ts'
import { emptyContent } from '../../porting/empty-content.ts'
import type { ContentField, OrderContent } from '../../porting/order.ts'
import { differencesInMeaning } from '../../porting/same-meaning.ts'
import type { FormDraft } from '../../store/forms.ts'
import { findOrder } from '../../store/orders.ts'
import { restorationOf } from '../../store/restored.ts'
import type { BehindForm } from './behind-order-form.ts'
import { contentFieldsOf } from './change-fields.ts'
import { bulkNumbered } from '../../desk/numbered.ts'

/** What was changed in an order since its form was opened, and would be undone by sending it. */
interface ChangedMeanwhile {
  /** The order as it is now. */
  readonly now: OrderContent
  readonly says: string
}

/** @returns null when the form undoes nothing that somebody else did. */
export async function changedMeanwhile(
  desk: Desk,
  form: FormDraft,
  { before, inBulk, change }: BehindForm,
  content: OrderContent,
): Promise<ChangedMeanwhile | null> {
  const now = await shownNow(desk, form)
  if (before === null || now === null) return null
  const undone = new Set(differencesInMeaning(content, now).map(({ field }) => field))
  // Which numbers an order of a bulk order has, is not decided by its form.
  if (inBulk !== undefined) undone.delete(ORDER_FIELDS.numbers.name)
  const asked = change && namesOf(contentFieldsOf(change.inputs))
  const changes = differencesInMeaning(before, now).filter(
    ({ field }) => undone.has(field) && (asked?.has(field) ?? true),
  )
  if (changes.length === 0) return null
  const listed = changes.map(
    ({ field, before: was, after: is }) => `${field}: ${was ?? 'empty'} to ${is ?? 'empty'}`,
  )
  return {
    now,
    says: `#${form.orderNumber ?? ''} changed after you opened this form: ${listed.join(' · ')}. Nothing is sent yet. Send the form again to overwrite that.`,
  }
}

function namesOf(fields: ReadonlySet<ContentField>): ReadonlySet<string> {
  return new Set([...fields].map((field) => FIELDS[field].name))
}

async function shownNow(
  desk: Desk,
  { kind, orderNumber: number, createdAt }: FormDraft,
): Promise<OrderContent | null> {
  if (number === null) return null
  const restoration = await restorationOf(desk.db)
  return SHOWN[kind](desk, number, restoration !== null && createdAt <= restoration.at)
}

/** If a form was opened before a restore, the stored order is older than the form, so it is read again. */
type Shown = (desk: Desk, number: number, isFromBefore: boolean) => Promise<OrderContent | null>

const NOT_THERE: Shown = () => Promise.resolve(null)

const SHOWN: Record<FormDraft['kind'], Shown> = {
  async edit(desk, number, isFromBefore) {
    const read = isFromBefore ? (await syncOrder(desk, number))?.tracked : undefined
    return (read ?? (await findOrder(desk.db, number)))?.seen ?? null
  },
  async change(desk, number) {
    return (await syncOrder(desk, number, { documents: false }))?.tracked.seen ?? null
  },
  async 'bulk-edit'(desk, number, isFromBefore) {
    const { seen } = isFromBefore
      ? await desk.locks.hold(number, () => freshBulk(desk, number))
      : await bulkNumbered(desk.db, number)
    return seen && { ...emptyContent([]), ...seen }
  },
  new: NOT_THERE,
  again: NOT_THERE,
  loa: NOT_THERE,
  bulk: NOT_THERE,
}
