import type { BulkView } from '../../desk/bulk/view-bulk.ts'
import type { OrderChange } from '../../porting/order-changes.ts'
import { showDay } from '../../porting/calendar.ts'
import type { ChildNews } from '../../porting/bulk-days.ts'
import { someOrders } from '../../porting/names-in-words.ts'
import { message, section, type Message } from '../blocks.ts'
import { lines, mrkdwn, plain } from '../mrkdwn.ts'
import { bulkTitle } from '../words/bulk-words.ts'

/** Slack would cut a longer section; the breakdown has them all. */
const MOST_NAMED = 300

/** What happened to many children within a minute, by what it was. */
export function bulkDigest({ bulk }: BulkView, items: readonly ChildNews[]): Message {
  const groups = [...Map.groupBy(items, ({ change }) => wordsFor(change))]
  const isOne = groups.length === 1
  // A day is named once: up here if it is all there is to say.
  const counted = [
    ...Map.groupBy(items, ({ change }) => (isOne ? wordsFor(change) : kindOf(change))),
  ]
  const heading = mrkdwn`*${bulkTitle(bulk)}:* ${counted.map(([words, some]) => `${some.length} ${words}`).join(', ')}`
  const rows = groups.map(([words, some]) => {
    const orders = someOrders([...new Set(some.map(({ child }) => child))], MOST_NAMED)
    return isOne ? plain(orders) : mrkdwn`*${words}:* ${orders}`
  })
  return message(lines(heading, ...rows), [section(heading), ...rows.map((row) => section(row))])
}

const DIGEST_WORDS: Record<OrderChange['kind'], string> = {
  validated: 'passed the check',
  invalid: 'failed the check',
  submitted: 'submitted',
  'documents-wanted': 'need an LOA',
  foc: 'FOC',
  'foc-moved': 'FOC changed',
  rejected: 'rejected',
  completed: 'live',
  'cancel-requested': 'cancel requested',
  cancelled: 'canceled',
  swept: 'deleted',
  'supplement-requested': 'change requested',
  'change-refused': 'change request refused',
  'change-accepted': 'change request accepted',
  remark: 'with a comment from Bandwidth',
  surprise: 'unexpected status',
}

function wordsFor(change: OrderChange): string {
  if (change.kind === 'foc') return `FOC ${showDay(change.focDate.day)}`
  if (change.kind === 'foc-moved') return `FOC changed to ${showDay(change.to.day)}`
  return kindOf(change)
}

function kindOf(change: OrderChange): string {
  if (change.kind === 'change-refused') return `${change.what} request refused`
  return DIGEST_WORDS[change.kind]
}
