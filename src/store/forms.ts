import type { Selectable } from 'kysely'
import type { Instant } from '../porting/calendar.ts'
import { columnsOf } from './columns.ts'
import type { Database } from './database.ts'
import { first } from './queries.ts'
import type { FormTable } from './schema.ts'

/** `sent` once: the second submission of the same form finds it so. */
type FormState = 'open' | 'sent'

interface AnyForm {
  readonly id: string
  readonly by: string
  readonly channel: string
  /** The fields as they were last known: the form's own JSON. */
  readonly content: string
  /** Account number and PIN that were typed into it, while it has to be corrected. */
  readonly sealed: { readonly secrets: string; readonly at: Instant } | null
  readonly state: FormState
  readonly createdAt: Instant
}

const OF_AN_ORDER = ['edit', 'change', 'again', 'bulk-edit'] as const

/** Of an order or a bulk order that is there. */
export interface FormOfOrder extends AnyForm {
  readonly kind: (typeof OF_AN_ORDER)[number]
  readonly orderNumber: number
}

/** Of what becomes an order when it is sent, or of a document whose order may be chosen in it. */
interface OtherForm extends AnyForm {
  readonly kind: 'new' | 'bulk' | 'loa'
  readonly orderNumber: number | null
}

/** The state behind an open form. The form itself carries only the id. */
export type FormDraft = FormOfOrder | OtherForm

export type NewForm = New<FormOfOrder> | New<OtherForm>
type New<Form> = Omit<Form, 'state' | 'sealed'>

const { read: stored, write } = columnsOf<FormTable, Omit<FormDraft, 'sealed'>>()({
  id: 'id',
  kind: 'kind',
  by: 'by',
  channel: 'channel',
  orderNumber: 'order_number',
  content: 'content',
  state: 'state',
  createdAt: 'created_at',
})

export async function insertForm(db: Database, form: NewForm): Promise<void> {
  await db
    .insertInto('form')
    .values({ ...write(form), state: 'open' })
    .execute()
}

export async function findForm(db: Database, id: string): Promise<FormDraft | undefined> {
  return first(db.selectFrom('form').selectAll().where('id', '=', id), read)
}

export async function writeForm(
  db: Database,
  id: string,
  { sealed, ...rest }: Partial<Pick<FormDraft, 'content' | 'sealed' | 'orderNumber'>>,
): Promise<void> {
  await db
    .updateTable('form')
    .set({
      ...write(rest),
      ...(sealed !== undefined && {
        sealed_secrets: sealed?.secrets ?? null,
        sealed_at: sealed?.at ?? null,
      }),
    })
    .where('id', '=', id)
    .execute()
}

/** @returns false when the form was already in another state: it was submitted twice. */
export async function moveForm(
  db: Database,
  id: string,
  from: FormState,
  to: FormState,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('form')
    .set({ state: to })
    .where('id', '=', id)
    .where('state', '=', from)
    .executeTakeFirstOrThrow()
  return numUpdatedRows === 1n
}

/** Forms hold what was typed; nobody comes back to one after a day. */
export async function deleteFormsBefore(db: Database, before: Instant): Promise<void> {
  await db.deleteFrom('form').where('created_at', '<', before).execute()
}

/** Anybody who corrects a form returns to it soon. */
export const SECRETS_LAST_MS = 60 * 60 * 1000

/** Secrets in forms that nobody has come back to. */
export async function forgetFormSecretsBefore(db: Database, before: Instant): Promise<void> {
  await db
    .updateTable('form')
    .set({ sealed_secrets: null, sealed_at: null })
    .where('sealed_at', '<=', before)
    .execute()
}

function read(row: Selectable<FormTable>): FormDraft {
  const { sealed_secrets: secrets, sealed_at: at } = row
  const form = { ...stored(row), sealed: secrets === null ? null : { secrets, at: at ?? 0 } }
  const { kind, orderNumber } = form
  if (!isOfAnOrder(kind)) return { ...form, kind }
  if (orderNumber === null) throw new Error(`A form of the kind ${kind} is of no order.`)
  return { ...form, kind, orderNumber }
}

function isOfAnOrder(kind: FormDraft['kind']): kind is FormOfOrder['kind'] {
  return OF_AN_ORDER.some((one) => one === kind)
}
