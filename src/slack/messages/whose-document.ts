import type { ListedOrder } from '../../porting/order-summary.ts'
import { oneLine } from '../../porting/plain-text.ts'
import { actions, context, message, section, type Message } from '../blocks.ts'
import {
  addElsewhere,
  attachAs,
  chooseForDocument,
  DOCUMENT_TYPES,
} from '../controls/document-controls.ts'
import { clipText, lines, mrkdwn, plain } from '../mrkdwn.ts'
import type { TypedFile } from '../typed-file.ts'
import { listedTitle } from '../words/listed-order.ts'

const LONGEST_NAME = 80
const MOST_SPOKEN = 10

/** Which order a dropped document is for: a menu, the likeliest first. */
export function whoseDocument(
  file: Pick<TypedFile, 'id' | 'name'>,
  orders: readonly ListedOrder[],
): Message {
  const name = clipText(oneLine(file.name), LONGEST_NAME)
  const asks = mrkdwn`*Which order is ${name} for?* Nothing is sent yet.`
  return message(lines(asks, ...spoken(orders)), [
    section(asks),
    actions([
      ...(orders.length === 0 ? [] : [chooseForDocument.draw(file.id, orders)]),
      addElsewhere.draw(file.id),
    ]),
    context(
      plain(
        'I don’t read PDFs and pictures for phone numbers. To check numbers, type or paste them.',
      ),
    ),
  ])
}

/** Which bulk draft a dropped table or list of numbers is for. */
export function whoseTable(
  file: Pick<TypedFile, 'id' | 'name'>,
  drafts: readonly ListedOrder[],
): Message {
  const name = clipText(oneLine(file.name), LONGEST_NAME)
  const asks = mrkdwn`*Which bulk order is ${name} for?* Nothing is sent yet.`
  return message(lines(asks, ...spoken(drafts)), [
    section(asks),
    actions([chooseForDocument.draw(file.id, drafts)]),
    context(plain('To check the numbers in it, send it again and mention me.')),
  ])
}

/** For screen readers: the first options of the menu. */
function spoken(orders: readonly ListedOrder[]): readonly string[] {
  return orders.slice(0, MOST_SPOKEN).map(listedTitle)
}

/** Its type is chosen later. @param offer null: a bulk order's LOAs are matched in its thread. */
export function documentGiven(
  file: Pick<TypedFile, 'name'>,
  named: string,
  offer: string | null,
): Message {
  const name = clipText(oneLine(file.name), LONGEST_NAME)
  if (offer === null) {
    const words = mrkdwn`*${name} is in the thread of ${named}.* I match it to one of its orders there.`
    return message(words, [section(words)])
  }
  const asks = mrkdwn`*${name} is in the thread of ${named}. What is it?* Bandwidth gets it when you choose.`
  return message(asks, [
    section(asks),
    actions(DOCUMENT_TYPES.map((type) => attachAs.draw(offer, type))),
  ])
}
