import { showEasternMoment, type Instant } from '../../porting/calendar.ts'
import { extensionOfferedFrom } from '../../porting/draft-life.ts'
import type { OrderRef } from '../../store/followed.ts'
import { askBandwidth, replyNote } from '../controls/order-controls.ts'
import type { Actions, Offer } from './offered.ts'

/** Why a request for approval is not offered again. */
export const ASKED: Offer = { closed: 'an approver was asked' }

/** Writing to Bandwidth, of either kind of order. @param noted the order, where it takes notes. */
export function noteActions<Of>(noted: (of: Of) => OrderRef | null): Actions<'note' | 'ask', Of> {
  const offered = (draw: (order: OrderRef) => Offer) => (of: Of) => {
    const order = noted(of)
    return order === null ? [] : draw(order)
  }
  return {
    note: {
      group: 'view',
      label: 'Write note',
      offer: offered((order) => [replyNote.draw(order, 'Write note')]),
    },
    ask: {
      group: 'view',
      label: 'Ask Bandwidth',
      offer: offered((order) => [askBandwidth.draw(order)]),
    },
  }
}

/** Null: a draft that is purged then can be extended already. */
export function tooEarlyToExtend(purgesAt: Instant, now: Instant): Offer | null {
  const from = extensionOfferedFrom(purgesAt)
  return from <= now ? null : { closed: `possible from ${showEasternMoment(from, now)}` }
}
