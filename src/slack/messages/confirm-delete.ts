import type { SeenOrder } from '../../store/orders.ts'
import { actions, message, section, type Message } from '../blocks.ts'
import { mrkdwn } from '../mrkdwn.ts'
import { cancelButton } from './order-buttons.ts'
import { orderTitle } from './order-words.ts'

/** A draft is deleted with one more press, which asks once more. */
export function confirmDelete(order: SeenOrder): Message {
  const words = mrkdwn`${orderTitle(order)} is a draft. Deleting it needs no approval.`
  return message(words, [section(words), actions([cancelButton(order, null)])])
}
