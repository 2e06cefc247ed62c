import type { BulkView } from '../../desk/bulk/view-bulk.ts'
import type { BulkDocument } from '../../store/bulk-documents.ts'
import { attachAllMatched } from '../buttons/bulk/attach-all-matched.ts'
import { chooseOrderFor } from '../buttons/bulk/choose-order-for.ts'
import { actions, message, section, type Message } from '../blocks.ts'
import { lines, mrkdwn, plain, type Mrkdwn } from '../mrkdwn.ts'
import { bulkTitle, leaving } from './bulk-words.ts'
import { countOf, oneLine } from './order-words.ts'

const MOST_SHOWN = 20
const MOST_ASKED = 10

/** Files that were dropped for a bulk order, the orders that they are for, and what is not clear. */
export function bulkDocuments({ bulk, documents, children }: BulkView): Message {
  const waiting = documents.filter(({ state }) => state === 'waiting')
  const given = documents.filter(({ state }) => state === 'given')
  const matched = waiting.filter(({ childNumber }) => childNumber !== null)
  const unclear = waiting.filter(({ childNumber }) => childNumber === null)
  const says =
    waiting.length === 0
      ? mrkdwn`*${bulkTitle(bulk)}:* ${countOf(given.length, 'file')} went to ${given.length === 1 ? 'its order' : 'their orders'}.`
      : mrkdwn`*${bulkTitle(bulk)}: ${countOf(waiting.length, 'file')} for its orders.* Nothing is sent before a porter presses.`
  const choices = children
    .filter(({ tracked }) => tracked.endedAt === null)
    .slice(0, 100)
    .map(({ tracked }) => ({
      number: tracked.number,
      label: `#${tracked.number} ${leaving(tracked)}`,
    }))
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
    matched.length === 0 ? null : actions([attachAllMatched.draw(bulk.number, matched.length)]),
    ...(choices.length === 0
      ? []
      : unclear
          .slice(0, MOST_ASKED)
          .map((document) =>
            section(
              mrkdwn`Which order is *${oneLine(document.name)}* for?`,
              chooseOrderFor.draw(bulk.number, document.id, choices),
            ),
          )),
    unclear.length > MOST_ASKED
      ? section(plain(`… and ${unclear.length - MOST_ASKED} more, when these are chosen.`))
      : null,
  ])
}

function matchLine({ name, childNumber, because }: BulkDocument): Mrkdwn {
  return mrkdwn`• ${oneLine(name)} → *#${childNumber ?? ''}*${because === null ? '' : ` (${oneLine(because)})`}`
}
