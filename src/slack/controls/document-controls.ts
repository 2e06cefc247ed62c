import type { Button as BlockButton, StaticSelect } from '@slack/types'
import type { ListedOrder } from '../../porting/order-summary.ts'
import type { DocumentType } from '../../porting/order.ts'
import { button, plainText } from '../blocks.ts'
import { listedTitle } from '../words/listed-order.ts'
import { clipText } from '../mrkdwn.ts'
import { orderValue } from '../order-ref.ts'
import { control } from './control.ts'

const LABELS: Record<DocumentType, string> = {
  LOA: 'Attach as LOA',
  INVOICE: 'Attach as invoice',
  CSR: 'Attach as CSR',
  OTHER: 'Attach as other',
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

const CHOOSE = 'document.choose-order'
const MOST_OPTIONS = 50
const LONGEST_LABEL = 75

/** A menu of the orders that a dropped document may be for. */
export const chooseForDocument = {
  id: CHOOSE,
  draw: (file: string, orders: readonly ListedOrder[]): StaticSelect => ({
    type: 'static_select',
    action_id: CHOOSE,
    placeholder: plainText('Choose an order'),
    options: orders.slice(0, MOST_OPTIONS).map((order) => ({
      text: plainText(clipText(listedTitle(order), LONGEST_LABEL)),
      value: orderValue(order, file),
    })),
  }),
}

/** For an order that is not in the menu. */
export const addElsewhere = control('document.add-elsewhere', (file: string) => ({
  text: 'Name another order…',
  value: file,
}))
