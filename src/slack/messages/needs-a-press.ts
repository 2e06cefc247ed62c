import type { OrderRef } from '../../store/followed.ts'
import { actions, message, section, type Message } from '../blocks.ts'
import { openCommand } from '../controls/list-controls.ts'
import { openHere } from '../controls/order-controls.ts'
import { mrkdwn } from '../mrkdwn.ts'

/** Slack opens a form only after a press, so it offers a button. @param named with its customer. */
export function needsAPress(order: OrderRef, command: string, named: string): Message {
  const says = mrkdwn`Open the form for ${named} here.`
  return message(says, [section(says), actions([openHere.draw(order, command)])])
}

/** The same of a command that was said without an order. */
export function opensForm(command: string, text: string): Message {
  const isShort = text.length <= MOST_BEHIND_BUTTON
  const says = isShort
    ? mrkdwn`Click to open the form.`
    : mrkdwn`Click to open the form. Paste your text there: a button can’t hold that much.`
  return message(says, [section(says), actions([openCommand.draw(command, isShort ? text : '')])])
}

/** Slack sends 2,000 characters with the command; a longer text is left to its author. */
const MOST_BEHIND_BUTTON = 1_900
