import { countOf } from '../../porting/counts.ts'
import type { BulkView } from '../../desk/bulk/view-bulk.ts'
import type { BulkChange } from '../../porting/bulk-changes.ts'
import { purgesAt } from '../../porting/draft-life.ts'
import { someOrders } from '../../porting/names-in-words.ts'
import { showNumber, type TelephoneNumber } from '../../porting/telephone-number.ts'
import { type Message } from '../blocks.ts'
import { breakdown, childrenCsv } from '../controls/bulk-controls.ts'
import { atMoment } from '../moments.ts'
import { lines, calling, mrkdwn, plain, type Mrkdwn } from '../mrkdwn.ts'
import { bulkButtons } from './bulk-actions.ts'
import { bulkTitle, rejectedWords } from '../words/bulk-words.ts'
import { firstThatFit } from './on-a-phone.ts'
import {
  capitalized,
  countNumbers,
  errorWords,
  numbersDo,
  theirCarriers,
  THIS_THREAD,
} from '../words/order-words.ts'
import { surprised } from './same-words.ts'
import { drawAnnouncement, type Announcement } from './bulk-announcement.ts'
import { hasEndedAs } from '../../porting/standing.ts'

/** What Bandwidth did with a bulk order, announced once in its thread. */
export function bulkChange(view: BulkView, change: BulkChange): Message {
  return drawAnnouncement(changeText(view, change))
}

function changeText(view: BulkView, change: BulkChange): Announcement {
  const { bulk, counts, now, account } = view
  const title = bulkTitle(bulk)
  const owner = calling(bulk.owner)
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
        says: mrkdwn`*${title}: ${countNumbers(change.refused)} can’t port.* ${owner}`,
        detail: reasons(account.refused),
        small: plain(
          `The CSV in ${THIS_THREAD} has each number and its reason, ready for the customer.`,
        ),
        buttons,
      }
    case 'validation-failed':
      return {
        says: mrkdwn`*${title}: the number check failed.* ${owner}`,
        detail: capitalized(errorWords(change.errors)),
        buttons,
      }
    case 'submitted':
      return {
        says: mrkdwn`*${title} is submitted.* Bandwidth showed it ${atMoment(now, now)}.`,
        detail: plain('Waiting on the carriers for FOC dates. I’ll post them here.'),
      }
    case 'needs-attention':
      return {
        says: mrkdwn`*${title}: ${rejectedWords(view)}.* ${owner}`,
        detail: plain('Each rejected order gets its own thread with the reason and the fix.'),
      }
    case 'under-way-again':
      return { says: mrkdwn`*${title}: no rejected orders anymore.*` }
    case 'completed':
      return {
        says: mrkdwn`:tada: *${title} is live.* ${owner}`,
        detail: mrkdwn`${countNumbers(counts.all)} left ${theirCarriers(counts.all)} and ${counts.all === 1 ? 'is' : 'are'} with Bandwidth, seen ${atMoment(bulk.seenAt ?? now, now)}.`,
      }
    case 'partial':
      return {
        says: mrkdwn`*${title} is partly complete.* ${owner}`,
        detail: partly(view),
      }
    case 'cancelled':
      return {
        says: mrkdwn`*${title} is canceled, with all its orders.* ${owner}`,
        detail: mrkdwn`The ${numbersDo(counts.all, 'stay')} with ${theirCarriers(counts.all)}.`,
      }
    case 'draft-again':
      return {
        says: mrkdwn`*${title} has no orders anymore and is an empty draft again.* ${owner}`,
        detail: plain('Bandwidth deletes it after 2 days unless you add numbers.'),
        buttons,
      }
    case 'swept': {
      const at = purgesAt(bulk.seen?.lastModifiedAt ?? bulk.createdAt)
      return hasEndedAs('deleted', bulk)
        ? {
            says: mrkdwn`*${title} was deleted in Bandwidth.* ${owner}`,
          }
        : {
            says: mrkdwn`*Bandwidth deleted bulk draft ${title}* ${atMoment(at, now)}. ${owner}`,
            detail: plain('I saved everything in it. Recreating it keeps its orders and threads.'),
            small: plain(
              'Nobody edited it for 48 hours. Recreated, it and its orders have new Bandwidth IDs.',
            ),
            buttons,
          }
    }
    case 'surprise':
      return surprised({ title, owner: bulk.owner }, { kind: 'bulk', id: bulk.id }, change)
  }
}

/** What orders need that have nothing yet; what others had goes along with them. */
function neededBy(
  { bulk, counts }: BulkView,
  { children, added = children }: Extract<BulkChange, { kind: 'numbers-valid' }>,
): string {
  if (added === 0) return 'Everything entered so far carries over. The card shows what’s missing.'
  const thread = `#${bulk.number}’s thread`
  const areNew = `${countOf(added, 'new order')} ${added === 1 ? 'needs' : 'need'}`
  const need = added === children ? 'Each needs' : areNew
  return counts.local === 0
    ? `${need} an LOA. Drop LOAs in ${thread}.`
    : `${need} an LOA, ${added === 1 ? 'a local one' : 'local ones'} a BTN. Drop LOAs and the filled-in CSV in ${thread}.`
}

/** Of a phone, with the headline and the count of the others. */
const MOST_REASON_LINES = 8

/** At most this many numbers are named; the file has all. */
const MOST_NAMED = 3

function reasons(refused: BulkView['account']['refused']): Mrkdwn {
  const byCode = [...Map.groupBy(refused, ({ error }) => error.code).values()]
  const all = byCode.flatMap((some) => {
    const [first] = some
    if (first === undefined) return []
    const numbers = some.map(({ tn }) => tn)
    const why = errorWords([{ ...first.error, numbers }])
    return [mrkdwn`${byCode.length === 1 ? '' : '• '}${whichOf(numbers)}: ${why}`]
  })
  const shown = firstThatFit(all, MOST_REASON_LINES)
  const more = all.length - shown.length
  return lines(...shown, more > 0 ? `and ${countOf(more, 'more reason')}` : null)
}

function whichOf(numbers: readonly TelephoneNumber[]): string {
  return numbers.length > MOST_NAMED
    ? countNumbers(numbers.length)
    : numbers.map(showNumber).join(', ')
}

function partly({ children }: BulkView): Mrkdwn {
  const of = (how: 'completed' | 'canceled') =>
    children.filter(({ tracked }) => hasEndedAs(how, tracked)).map(({ tracked }) => tracked.number)
  return plain(
    `Live: ${someOrders(of('completed')) || 'none'}. Canceled: ${someOrders(of('canceled')) || 'none'}.`,
  )
}
