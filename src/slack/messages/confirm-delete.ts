import type { Button } from '@slack/types'
import type { BulkView } from '../../desk/bulk/view-bulk.ts'
import type { SeenOrder } from '../../store/orders.ts'
import { actions, message, section, type Message } from '../blocks.ts'
import { mrkdwn, type Mrkdwn } from '../mrkdwn.ts'
import { deleteDraft } from './bulk-actions.ts'
import { bulkTitle } from '../words/bulk-words.ts'
import { cancelButton } from './order-buttons.ts'
import { orderTitle } from '../words/order-words.ts'

/** Deletes a draft after one more press, with a confirmation. */
export function confirmDelete(order: SeenOrder): Message {
  return confirming(orderTitle(order), cancelButton(order, null))
}

export function confirmDeleteBulk(view: BulkView): Message {
  return confirming(bulkTitle(view.bulk), deleteDraft(view))
}

function confirming(title: Mrkdwn, remove: Button): Message {
  const words = mrkdwn`${title} is a draft. Deleting it needs no approval.`
  return message(words, [section(words), actions([remove])])
}
