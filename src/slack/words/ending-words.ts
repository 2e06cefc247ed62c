import type { BulkEnding } from '../../store/bulk-orders.ts'
import type { Ending } from '../../store/orders.ts'
import { mrkdwn, plain, type Mrkdwn } from '../mrkdwn.ts'

const ENDINGS: Record<Ending | BulkEnding, Mrkdwn> = {
  swept: plain('deleted by Bandwidth'),
  deleted: plain('deleted'),
  'never-made': plain('not created'),
  regrouped: plain('no longer needed'),
  cancelled: plain('canceled'),
  partial: mrkdwn`*partly complete:* some live, some canceled`,
  complete: mrkdwn`*live*`,
}

/** How an order or a bulk order came to its end, to be read after its name. */
export function endingWords(ending: Ending | BulkEnding): Mrkdwn {
  return ENDINGS[ending]
}
