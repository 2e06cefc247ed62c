import type { OrderId } from '../porting/order.ts'
import { parseXml, UnreadableXml, type XmlElement } from './xml.ts'

/** The order to read. Everything else in a notification may be late, outdated, or forged. */
export interface Notification {
  readonly orderId: OrderId
  /** `portins`, `bulkPortins`, …; null if absent. */
  readonly orderType: string | null
  /** The order's status according to the notification; null if absent. */
  readonly status: string | null
  /** It is about a note, whose text is read from the list. */
  readonly isNote: boolean
}

/**
 * Reads nothing but the order's id: elements come in any order, and their content is not trusted. Null
 * for anything else; any body may be sent here, so nothing is thrown.
 */
export function readNotification(body: string): Notification | null {
  const root = rootOf(body)
  if (root?.name !== 'Notification') return null
  const orderId = word(root.child('OrderId'))
  if (orderId === null) return null
  return {
    orderId: orderId as OrderId,
    orderType: word(root.child('OrderType')),
    status: word(root.child('Status')),
    isNote: root.children('Note').length > 0,
  }
}

function rootOf(body: string): XmlElement | null {
  try {
    return parseXml(body)
  } catch (error) {
    if (error instanceof UnreadableXml) return null
    throw error
  }
}

/** Order ids are opaque, but they are one short word: they become part of a path and of a log. */
function word(element: XmlElement): string | null {
  const text = element.text()
  return text !== null && /^[\w-]{1,64}$/.test(text) ? text : null
}
