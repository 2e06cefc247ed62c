import type { BulkView } from '../../desk/bulk/view-bulk.ts'
import type { BulkDocument } from '../../store/bulk-documents.ts'
import { attachAllMatched } from '../buttons/bulk/attach-all-matched.ts'
import { chooseOrders } from '../buttons/bulk/choose-orders.ts'
import { actions, message, section, type Message } from '../blocks.ts'
import { lines, mrkdwn, type Mrkdwn } from '../mrkdwn.ts'
import { bulkTitle } from './bulk-words.ts'
import { countOf, oneLine } from './order-words.ts'

const MOST_SHOWN = 20

/** Files that were dropped for a bulk order, the orders that they are for, and what is not clear. */
export function bulkDocuments({ bulk, documents }: BulkView): Message {
  const waiting = documents.filter(({ state }) => state === 'waiting')
  const given = documents.filter(({ state }) => state === 'given')
  const matched = waiting.filter(({ childNumber }) => childNumber !== null)
  const unclear = waiting.filter(({ childNumber }) => childNumber === null)
  const says =
    waiting.length === 0
      ? mrkdwn`*${bulkTitle(bulk)}:* ${countOf(given.length, 'file')} went to ${given.length === 1 ? 'its order' : 'their orders'}.`
      : mrkdwn`*${bulkTitle(bulk)}: ${countOf(waiting.length, 'file')} for its orders.* Nothing is sent before a porter presses.`
  return message(says, [
    section(says),
    matched.length === 0
      ? null
      : section(
          lines(
            ...matched.slice(0, MOST_SHOWN).map(matchLine),
            matched.length > MOST_SHOWN ? `… and ${matched.length - MOST_SHOWN} more` : null,
          ),
        ),
    unclear.length === 0
      ? null
      : section(
          mrkdwn`*Which order for?* ${unclear
            .slice(0, MOST_SHOWN)
            .map(({ name }) => oneLine(name))
            .join(', ')}`,
        ),
    actions([
      ...(matched.length === 0 ? [] : [attachAllMatched.draw(bulk.number, matched.length)]),
      ...(unclear.length === 0 ? [] : [chooseOrders.draw(bulk.number)]),
    ]),
  ])
}

function matchLine({ name, childNumber, because }: BulkDocument): Mrkdwn {
  return mrkdwn`• ${oneLine(name)} → *#${childNumber ?? ''}*${because === null ? '' : ` (${oneLine(because)})`}`
}
