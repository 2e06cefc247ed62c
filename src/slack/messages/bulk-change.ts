import { countOf } from '../../porting/counts.ts'
import type { BulkView } from '../../desk/bulk/view-bulk.ts'
import type { BulkChange } from '../../porting/bulk-changes.ts'
import { purgesAt as purgeOf } from '../../porting/draft-life.ts'
import { showNumber, type TelephoneNumber } from '../../porting/telephone-number.ts'
import { oneLine } from '../../porting/plain-text.ts'
import { type Message } from '../blocks.ts'
import { breakdown, childrenCsv } from '../controls/bulk-controls.ts'
import { atMoment, moment } from '../moments.ts'
import { lines, mention, mrkdwn, plain, type Mrkdwn } from '../mrkdwn.ts'
import { bulkButtons } from './bulk-actions.ts'
import { bulkTitle, rejectedWords, someOrders } from './bulk-words.ts'
import { countNumbers, errorWords } from './order-words.ts'
import { drawAnnouncement, type Announcement } from './bulk-announcement.ts'

/** What Bandwidth did with a bulk order, told once in its thread. */
export function bulkChange(view: BulkView, change: BulkChange): Message {
  return drawAnnouncement(changeText(view, change))
}

function changeText(view: BulkView, change: BulkChange): Announcement {
  const { bulk, counts, now, account } = view
  const title = bulkTitle(bulk)
  const owner = mention(bulk.owner)
  const buttons = bulkButtons(view)
  switch (change.kind) {
    case 'numbers-valid':
      return {
        says: mrkdwn`*${title} is split: ${countNumbers(counts.all)} in ${countOf(change.children, 'order')}.* ${owner}`,
        detail: plain(neededBy(view, change)),
        buttons: [breakdown.draw(bulk), ...(change.added === 0 ? [] : [childrenCsv.draw(bulk)])],
      }
    case 'numbers-invalid':
      return {
        says: mrkdwn`*${title}: ${countNumbers(change.refused)} can’t port, so nothing is split yet.* ${owner}`,
        detail: lines(
          ...reasons(account.refused),
          plain('The file below names each with its reason, to send back to the customer.'),
        ),
        buttons,
      }
    case 'validation-failed':
      return {
        says: mrkdwn`*${title}: the check of the numbers did not come to an end.* ${owner}`,
        detail: errorWords(change.errors),
        buttons,
      }
    case 'submitted':
      return {
        says: mrkdwn`*${title} is submitted:* Bandwidth shows it since ${moment(now, now)}.`,
        detail: plain("Now each carrier has to agree to a date; I'll tell this thread."),
      }
    case 'needs-attention':
      return {
        says: mrkdwn`*${title}: ${rejectedWords(view)}.* ${owner}`,
        detail: plain('A rejected order gets a thread of its own, which says why and what to do.'),
      }
    case 'under-way-again':
      return { says: mrkdwn`*${title} is under way again:* none of its orders is rejected now.` }
    case 'completed':
      return {
        says: mrkdwn`:tada: *${title} is live:* ${countNumbers(counts.all)} are with Bandwidth. ${owner}`,
      }
    case 'partial':
      return {
        says: mrkdwn`*${title} is done in part.* ${owner}`,
        detail: partly(view),
      }
    case 'cancelled':
      return {
        says: mrkdwn`*${title} is canceled at Bandwidth,* with all of its orders. ${owner}`,
      }
    case 'draft-again':
      return {
        says: mrkdwn`*${title} has no orders any more and is an empty draft again.* ${owner}`,
        detail: plain('Bandwidth removes it after two days unless numbers are put in.'),
        buttons,
      }
    case 'swept': {
      const at = purgeOf(bulk.seen?.lastModifiedAt ?? bulk.createdAt)
      return bulk.ending === 'deleted'
        ? {
            says: mrkdwn`*${title} is not at Bandwidth any more:* somebody deleted it there. ${owner}`,
          }
        : {
            says: mrkdwn`*Bandwidth removed bulk draft ${title}* ${atMoment(at, now)}, with its draft orders: nobody changed it for 48 hours. ${owner}`,
            detail: plain(
              'I kept everything in it. Made again it gets a new id; its orders keep their numbers and threads.',
            ),
            buttons,
          }
    }
    case 'surprise':
      return {
        says: mrkdwn`*${title} went from ${oneLine(change.from)} to ${oneLine(change.to)}, which is not the usual way.* ${owner}`,
        detail: plain(
          'Nothing was done from here. If you did not expect it, open a ticket with Bandwidth’s support.',
        ),
      }
  }
}

/** What orders need that have nothing yet; what others had goes along with them. */
function neededBy(
  { counts }: BulkView,
  { children, added = children }: Extract<BulkChange, { kind: 'numbers-valid' }>,
): string {
  if (added === 0) return 'What its orders had goes along; its card says if anything is missing.'
  const areNew = added === children ? '' : `${countOf(added, 'order')} of them new. `
  const each = added === children ? 'Each' : 'Each new'
  return counts.local === 0
    ? `${areNew}${each} order needs an LOA: drop the letters here.`
    : `${areNew}${each} local order needs its own BTN, and each an LOA: take the CSV, fill it in and drop it here with the letters.`
}

const MOST_REASONS = 6

/** Of so many at most the numbers themselves are named; the file names all. */
const MOST_NAMED = 3

function reasons(refused: BulkView['account']['refused']): readonly Mrkdwn[] {
  const byCode = [...Map.groupBy(refused, ({ error }) => error.code).values()]
  const shown = byCode.slice(0, MOST_REASONS).flatMap((some) => {
    const [first] = some
    return first === undefined
      ? []
      : [mrkdwn`• ${whichOf(some.map(({ tn }) => tn))}: ${errorWords([first.error])}`]
  })
  const more = byCode.length - shown.length
  return more > 0 ? [...shown, plain(`… and ${countOf(more, 'more reason')}`)] : shown
}

function whichOf(numbers: readonly TelephoneNumber[]): string {
  return numbers.length > MOST_NAMED
    ? countNumbers(numbers.length)
    : numbers.map(showNumber).join(', ')
}

function partly({ children }: BulkView): Mrkdwn {
  const of = (ending: string) =>
    children.filter(({ tracked }) => tracked.ending === ending).map(({ tracked }) => tracked.number)
  return plain(
    `Live: ${someOrders(of('complete')) || 'none'}. Canceled: ${someOrders(of('cancelled')) || 'none'}.`,
  )
}
