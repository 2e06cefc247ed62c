import type { Button as BlockButton } from '@slack/types'
import type { DocumentType } from '../../porting/order.ts'
import { button } from '../blocks.ts'

const LABELS: Record<DocumentType, string> = {
  LOA: 'Attach as LOA',
  INVOICE: 'As invoice',
  CSR: 'As CSR',
  OTHER: 'As other',
}

export const DOCUMENT_TYPES = Object.keys(LABELS) as readonly DocumentType[]

/** One button a kind, because action ids must differ within a row. */
export const attachAs = {
  idOf: (type: DocumentType): string => `document.attach-${type.toLowerCase()}`,
  draw: (documentId: string, type: DocumentType): BlockButton =>
    button({
      id: attachAs.idOf(type),
      text: LABELS[type],
      value: documentId,
      ...(type === 'LOA' && { style: 'primary' }),
    }),
}
