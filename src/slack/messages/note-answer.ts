import type { WrittenNote } from '../../desk/write-note.ts'
import type { AnyOrder } from '../../desk/order-kind.ts'
import { supportTicket } from '../../porting/support.ts'
import { actions, message, section, type Message } from '../blocks.ts'
import { editOrder, sendNoteAnyway } from '../controls/order-controls.ts'
import { titleOfEither } from '../words/bulk-words.ts'
import { lines, mrkdwn, plain, type Mrkdwn, spaced } from '../mrkdwn.ts'

/** Who at Bandwidth reads a note on this order, and when. */
export function noteReach(order: AnyOrder): Mrkdwn {
  if (order.seen.status === 'EXCEPTION') {
    return plain('An analyst reads it and usually replies in 4 to 6 business hours.')
  }
  const ids = { id: order.id, pon: 'pon' in order.seen ? order.seen.pon : null }
  return mrkdwn`:warning: ${NOBODY_READS} Open ${supportTicket(ids)} The note stays on the order.`
}

const NOBODY_READS = 'Bandwidth’s staff doesn’t look at notes on orders that weren’t rejected.'

/** What came of a note, for the person who wrote it. */
export function noteAnswer(order: AnyOrder, written: WrittenNote): Message {
  const says = lines(outcome(titleOfEither(order), written), noteReach(order))
  return message(says, [section(says)])
}

function outcome(title: string, { parts, sent, stopped }: WrittenNote): Mrkdwn {
  if (stopped === null) {
    const inParts = parts === 1 ? '' : `, in ${parts} parts`
    return mrkdwn`Your note is on ${title} at Bandwidth${inParts}.`
  }
  const went =
    parts === 1
      ? null
      : sent === 0
        ? mrkdwn`I can’t confirm that any of your note is on ${title}.`
        : mrkdwn`${sent === 1 ? 'Part 1' : `Parts 1 to ${sent}`} of ${parts} of your note ${sent === 1 ? 'is' : 'are'} on ${title}.`
  const next = parts === 1 ? `your note on ${title}` : `part ${sent + 1}`
  const why =
    stopped === 'unknown'
      ? mrkdwn`I don’t know yet if ${next} arrived. I’ll post in the thread. Don’t send it again.`
      : mrkdwn`Part ${sent + 1} wasn’t sent: ${stopped.message}`
  const rest = parts > sent + 1 ? plain('The rest wasn’t sent.') : null
  return spaced(went, why, rest)
}

/** A button's value holds so much. */
const LONGEST_VALUE = 1_900

/** Asks before text that resembles a PIN is sent to a place where it can't be deleted. */
export function maybePin(order: AnyOrder, text: string): Message {
  const isBulk = !('pon' in order.seen)
  const where = isBulk
    ? plain('Change it in the order that it belongs to.')
    : mrkdwn`Change it in the order instead: \`/portin edit ${order.number}\`.`
  const mayGo = text.length <= LONGEST_VALUE
  const says = spaced(
    mrkdwn`*Nothing was sent on ${titleOfEither(order)}:* this looks like it holds a PIN.`,
    where,
    plain('Bandwidth can’t delete a note.'),
    mayGo ? null : plain('If it’s no PIN, leave it out or send the note in shorter pieces.'),
  )
  return message(says, [
    section(says),
    actions([
      ...(isBulk ? [] : [editOrder.draw(order)]),
      ...(mayGo ? [sendNoteAnyway.draw(order, text, titleOfEither(order))] : []),
    ]),
  ])
}
