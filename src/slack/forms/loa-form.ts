import { randomUUID } from 'node:crypto'
import { attachDocument, offerForOrder } from '../../desk/attach-document.ts'
import { loasAreOfOrders } from '../../desk/bulk/bulk-refusals.ts'
import { orderToChange } from '../order-meant.ts'
import type { DocumentType } from '../../porting/order.ts'
import { findForm, insertForm } from '../../store/forms.ts'
import type { KindName } from '../../store/followed.ts'
import type { OfferedDocument } from '../../store/offered-documents.ts'
import { downloadFile } from '../download-file.ts'
import type { FormInteraction } from '../handlers.ts'
import { openView, type Interaction } from '../interaction.ts'
import {
  documentOf,
  LOA_FORM,
  loaFormView,
  noDocumentTyped,
  readLoaForm,
  type Document,
} from './loa-view.ts'
import { titleOf } from '../order-ref.ts'
import { formExpired, expiredButOpen } from './expired-form.ts'
import { checkingView, showOrderDone, turnsTo } from './notice-view.ts'
import { errorsByBlock } from './typed-values.ts'
import type { TypedFile } from '../typed-file.ts'
import { coordinatorForm } from './coordinator-form.ts'

/** The stored part of an open form. */
interface BehindForm {
  readonly number: number | null
  readonly file: Pick<TypedFile, 'id' | 'name' | 'size'> | null
}

/** Ask for a document, or for the order and kind of one that is in Slack already. */
export async function openLoaForm(interaction: Interaction, behind: BehindForm): Promise<void> {
  const { desk, member, channel } = interaction
  const id = randomUUID()
  await insertForm(desk.db, {
    id,
    kind: 'loa',
    by: member.id,
    channel,
    orderNumber: behind.number,
    content: JSON.stringify(behind),
    createdAt: desk.clock(),
  })
  await openView(
    interaction,
    loaFormView({
      formId: id,
      number: behind.number,
      named: behind.number === null ? null : await titleOf(desk.db, behind.number),
      fileName: behind.file?.name ?? null,
      typed: noDocumentTyped,
      problems: [],
    }),
  )
}

export const loaForm = coordinatorForm(LOA_FORM, async ({ desk, id, values }) => {
  const form = await findForm(desk.db, id)
  if (form === undefined) return expiredButOpen(values)
  const behind = JSON.parse(form.content) as BehindForm
  const read = documentOf(readLoaForm(values), {
    number: behind.number,
    fileName: behind.file?.name ?? null,
  })
  if ('problems' in read) {
    return { kind: 'mistakes', errors: errorsByBlock(read.problems) }
  }
  return turnsTo(checkingView('Add a document'), (interaction) =>
    send(interaction, behind, read.ok),
  )
})

async function send(
  interaction: FormInteraction,
  behind: BehindForm,
  document: Document,
): Promise<void> {
  const { desk, member } = interaction
  const file = document.file ?? behind.file
  if (file === null) throw formExpired('Open it again and add the file.')
  const number = behind.number ?? (await orderForLoa(interaction, document.order ?? ''))
  const offerId = await offerForOrder(desk, {
    number,
    source: file.id,
    name: document.name ?? file.name,
    size: file.size ?? 0,
    by: member.id,
  })
  const attached = await attach(interaction, { offerId, type: document.type, file })
  await showOrderDone(interaction, number, (named) => attachedWords(attached, named))
}

/** Fetch the file from Slack and send it to Bandwidth as this kind of document. */
export function attach(
  { desk, member, workspace }: Interaction,
  chosen: {
    readonly offerId: string
    readonly type: DocumentType
    readonly file: Pick<TypedFile, 'id' | 'name'>
  },
): Promise<OfferedDocument> {
  return attachDocument(desk, {
    offerId: chosen.offerId,
    type: chosen.type,
    by: member.id,
    fetch: () => downloadFile(workspace, chosen.file),
  })
}

/** The outcome, for the person who pressed the button. */
export function attachedWords({ name, state, type }: OfferedDocument, named: string): string {
  return state === 'attached'
    ? `${name} is attached to ${named} as ${type ?? 'a document'}. Bandwidth lists it.`
    : `No answer from Bandwidth about ${name}. I’m checking and will post in the thread. Don’t send it again yet.`
}

/** The order that somebody has a document for. @throws Refusal where it is a bulk order. */
export async function orderForLoa(interaction: Interaction, reference: string): Promise<number> {
  const { kind, number } = await orderToChange(interaction, 'loa', reference)
  return ORDER_FOR_LOA[kind](number)
}

const ORDER_FOR_LOA: Record<KindName, (number: number) => number> = {
  order: (number) => number,
  bulk(number) {
    throw loasAreOfOrders(number)
  },
}
