import { MOST_BULK_NUMBERS } from '../../porting/bulk-order.ts'
import { draftFilesAsBulk } from '../controls/check-controls.ts'
import { actions, message, section, type Message } from '../blocks.ts'
import { lines, mrkdwn, plain } from '../mrkdwn.ts'
import { countNumbers } from './order-words.ts'

/** A dropped list is too long for a check; a bulk order is checked and split by Bandwidth itself. */
export function bulkOffer(count: number, most: number, files: readonly string[]): Message {
  const says = mrkdwn`*${countNumbers(count)} are too many for one check,* which takes ${countNumbers(most)}. Nothing is sent yet.`
  return message(says, [
    section(
      lines(
        says,
        plain(
          `As one bulk order, of up to ${countNumbers(MOST_BULK_NUMBERS)}, Bandwidth checks them by itself and splits them into orders for one day.`,
        ),
      ),
    ),
    actions([draftFilesAsBulk.draw(files)]),
  ])
}
