import type { Button } from '@slack/types'
import {
  canDetach,
  HOW_TO_EXTEND_ANYWAY,
  whatIsOverwritten,
  type ExtensionWouldOverwrite,
} from '../../desk/bulk/bulk-refusals.ts'
import { extendedThrough } from '../../desk/bulk/extend-bulk.ts'
import type { BulkView } from '../../desk/bulk/view-bulk.ts'
import { isSeenBulk } from '../../store/bulk-orders.ts'
import { actions, message, section, type Message } from '../blocks.ts'
import { detachOrders } from '../controls/bulk-controls.ts'
import { lines, plain } from '../mrkdwn.ts'

/** Why a bulk draft is not extended, with what can be done; null if nothing prevents it. */
export function whyNotExtended({
  bulk,
  children,
}: BulkView): { readonly says: string; readonly buttons: readonly Button[] } | null {
  if (!isSeenBulk(bulk)) return null
  const orders = children.map(({ tracked }) => tracked)
  const way = extendedThrough(bulk, orders)
  if (way?.differs.length === 0) return null
  return {
    says: `It can’t be extended: that would overwrite ${whatIsOverwritten(way)}. ${HOW_TO_EXTEND_ANYWAY}`,
    buttons: canDetach(bulk, way, orders) ? [detachOrders.draw(bulk)] : [],
  }
}

/** The refusal to extend it, with what it would take. */
export function extensionRefused(refusal: ExtensionWouldOverwrite, why: string): Message {
  const says = lines(plain(why), plain(HOW_TO_EXTEND_ANYWAY))
  return message(says, [
    section(says),
    actions(refusal.canDetach ? [detachOrders.draw(refusal.bulk)] : []),
  ])
}
