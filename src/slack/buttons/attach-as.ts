import { noSuchDocument } from '../../desk/document-refusals.ts'
import type { DocumentType } from '../../porting/order.ts'
import { findOffer } from '../../store/offered-documents.ts'
import { button } from '../blocks.ts'
import { attach, attachedWords } from '../forms/loa-form.ts'
import { said } from '../messages/said.ts'
import type { Button, Clickable } from '../surface.ts'

const LABELS: Record<DocumentType, string> = {
  LOA: 'Attach as LOA',
  INVOICE: 'As invoice',
  CSR: 'As CSR',
  OTHER: 'As other',
}

/** One button a kind, because action ids must differ within a row. */
function idOf(type: DocumentType): string {
  return `document.attach-${type.toLowerCase()}`
}

export const attachAs: Pick<Button<[documentId: string, type: DocumentType]>, 'draw'> = {
  draw: (documentId, type) =>
    button({
      id: idOf(type),
      text: LABELS[type],
      value: documentId,
      ...(type === 'LOA' && { style: 'primary' }),
    }),
}

export const attachAsButtons: readonly Clickable[] = (Object.keys(LABELS) as DocumentType[]).map(
  (type) => ({
    id: idOf(type),
    needs: 'porter',
    async click(visit) {
      const offer = await findOffer(visit.desk.db, visit.value)
      if (offer === undefined) throw noSuchDocument()
      const file = { id: offer.source, name: offer.name }
      const attached = await attach(visit, { offerId: offer.id, type, file })
      await visit.reply(said(attachedWords(attached, offer.orderNumber)))
    },
  }),
)
