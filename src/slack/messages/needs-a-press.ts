import type { OrderRef } from '../../store/followed.ts'
import { actions, message, section, type Message } from '../blocks.ts'
import { openCommand } from '../controls/list-controls.ts'
import { openHere } from '../controls/order-controls.ts'
import { mrkdwn } from '../mrkdwn.ts'

/** Slack opens a form for a press only: the button goes on where the message cannot. */
export function needsAPress(order: OrderRef, command: string): Message {
  const says = mrkdwn`Open the form for #${order.number} here.`
  return message(says, [section(says), actions([openHere.draw(order, command)])])
}

/** The same of a command that was said without an order. */
export function opensForm(command: string, text: string): Message {
  const says = mrkdwn`I can open the form when you press.`
  return message(says, [section(says), actions([openCommand.draw(command, text)])])
}
