import type { BulkNotReady } from '../../desk/bulk/bulk-refusals.ts'
import { actions, message, section, type Message } from '../blocks.ts'
import { breakdown, takeBulkDay } from '../controls/bulk-controls.ts'
import { lines, plain } from '../mrkdwn.ts'

/** It can't be requested: what it needs, and the first day that all its orders can have. */
export function bulkNotReady({ bulk, firstDay, nextStep }: BulkNotReady, why: string): Message {
  const says = lines(plain(why), plain(nextStep ?? ''))
  return message(says, [
    section(says),
    actions([
      ...(firstDay === null ? [] : [takeBulkDay.draw(bulk, firstDay)]),
      breakdown.draw(bulk),
    ]),
  ])
}
