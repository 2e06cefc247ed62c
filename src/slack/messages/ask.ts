import type { UsualQuestions } from '../../desk/asked-about.ts'
import { actions, message, section, type Message } from '../blocks.ts'
import { askDraft, replyNote } from '../controls/order-controls.ts'
import { lines, mrkdwn } from '../mrkdwn.ts'
import { titleOfEither } from '../words/bulk-words.ts'
import { noteReach } from './note-answer.ts'

/** The usual questions about an order, each a button that opens the note with its words. */
export function askAnswer({ order, drafts }: UsualQuestions): Message {
  const head = mrkdwn`*Ask Bandwidth about ${titleOfEither(order)}.* You can edit each question before it’s sent.`
  const says = lines(head, noteReach(order))
  return message(says, [
    section(says),
    actions([
      ...drafts.map(({ id, label }, index) => askDraft.draw(order, { id, label, index })),
      replyNote.draw(order, 'Write note'),
    ]),
  ])
}
