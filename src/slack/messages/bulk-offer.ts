import { showCount } from '../../porting/counts.ts'
import { MOST_BULK_NUMBERS } from '../../porting/bulk-order.ts'
import { draftFilesAsBulk } from '../controls/check-controls.ts'
import { actions, message, section, type Message } from '../blocks.ts'
import { lines, mrkdwn, plain } from '../mrkdwn.ts'
import { countNumbers } from '../words/order-words.ts'

/** A dropped list is too long for a check; a bulk order is checked and split by Bandwidth itself. */
export function bulkOffer(count: number, most: number, files: readonly string[]): Message {
  const says = mrkdwn`*${countNumbers(count)} are too many for one check* (limit ${showCount(most)}). Nothing is sent yet.`
  return message(says, [
    section(
      lines(
        says,
        plain(
          `A bulk order takes up to ${showCount(MOST_BULK_NUMBERS)}. Bandwidth splits it into orders for one FOC date.`,
        ),
      ),
    ),
    actions([draftFilesAsBulk.draw(files)]),
  ])
}
