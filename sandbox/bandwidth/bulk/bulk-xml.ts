import { readOrderDate, showOrderDate, withMillis } from '../calendar.ts'
import type { OrderContent, WireError } from '../order.ts'
import { tnsOf } from '../order.ts'
import { subscriberXml } from '../order-xml.ts'
import type { Practice } from '../practice.ts'
import type { Content, Xml } from '../xml.ts'
import { element, field, list } from '../xml.ts'
import type { BulkOrder } from './bulk-order.ts'
import { childrenOf } from './bulk-order.ts'

export type BulkXml = ReturnType<typeof createBulkXml>

/** How bulk orders are written, in one way this time and in another the next. */
export function createBulkXml({ account, orders, bulkHabits, clock }: Practice) {
  let replies = 0

  /** One of two ways; of a habit that takes turns, each half of the time. */
  const way = <One extends string>(habit: One | 'turns', ways: readonly [One, One]): One =>
    habit === 'turns' ? ways[replies % 2 === 0 ? 0 : 1] : habit

  // Nobody may read a bulk order by position.
  function turned(parts: readonly Content[]): readonly Content[] {
    const present = parts.filter((part) => part !== null && part !== undefined)
    const first = replies % Math.max(1, present.length)
    return [...present.slice(first), ...present.slice(0, first)]
  }

  function bulkOrder(bulk: BulkOrder, withId: boolean, ...more: Content[]): Xml {
    replies += 1
    const parts = [
      ...templateXml(bulk.template),
      element('ProcessingStatus', bulk.status),
      element('AccountId', account.id),
      element('CreatedByUser', bulk.createdBy),
      element('LastModifiedBy', bulk.modifiedBy),
      element('LastModifiedDate', withMillis(bulk.modifiedAt)),
      element('OrderCreateDate', withMillis(bulk.createdAt)),
      withId || bulkHabits.orderIdInReplies ? element('OrderId', bulk.id) : null,
      ...more,
    ]
    return element('BulkPortinResponse', element('BulkPortin', ...turned(parts)))
  }

  function tnList(bulk: BulkOrder): Xml {
    replies += 1
    const parts = [
      // The schema of this call alone spells it so.
      element('ProcessingStatus', bulk.status === 'CANCELLED' ? 'CANCELED' : bulk.status),
      element('OrderId', bulk.id),
      ...tnListParts(bulk),
    ]
    return element('TnListResponse', ...turned(parts))
  }

  function tnListParts(bulk: BulkOrder): readonly Content[] {
    switch (bulk.status) {
      case 'DRAFT':
        return [element('PortableTnList')]
      case 'VALIDATE_DRAFT_TNS':
        return [list('NotValidatedTnList', 'TN', bulk.tns.slice(finished(bulk)))]
      case 'INVALID_DRAFT_TNS':
        return [
          list('PortableTnList', 'TN', bulk.portable),
          ...childrenXml(bulk),
          element('ErrorList', ...bulk.errors.map(errorXml)),
        ]
      case 'VALID_DRAFT_TNS':
      case 'IN_PROGRESS':
      case 'NEEDS_ATTENTION':
      case 'PARTIAL':
      case 'COMPLETED':
      case 'CANCELLED': {
        const children = childrenXml(bulk)
        const listed = way(bulkHabits.children, ['listed', 'bare']) === 'listed'
        return [
          bulkHabits.portableBesideChildren ? list('PortableTnList', 'TN', bulk.portable) : null,
          ...(listed ? [element('ChildPortinOrderList', ...children)] : children),
        ]
      }
    }
  }

  /** So many are not named as unchecked any more. */
  function finished({ tns, modifiedAt: from, checkEndsAt: to }: BulkOrder): number {
    if (!bulkHabits.finishedLeaveList) return 0
    return Math.floor((tns.length * (clock.now() - from)) / Math.max(1, to - from))
  }

  function childrenXml(bulk: BulkOrder): Xml[] {
    const name = way(bulkHabits.childNumbers, ['Tn', 'TN'])
    return childrenOf(bulk, orders).map((child) =>
      element('ChildPortinOrder', element('OrderId', child.id), list('TnList', name, tnsOf(child))),
    )
  }

  function errorXml({ code, text, tns }: WireError): Xml {
    const wrapper = way(bulkHabits.errorNumbers, ['TnList', 'TelephoneNumbers'])
    return element(
      'Error',
      element('Code', code),
      element('Description', text),
      list(wrapper, 'Tn', tns ?? []),
    )
  }

  return { bulkOrder, tnList }
}

function templateXml(template: OrderContent): Content[] {
  const { fields, wireless, attributes, others = [] } = template
  const named = (name: string) => field(name, fields[name])
  const date = readOrderDate(fields['RequestedFocDate'] ?? '')
  return [
    named('CustomerOrderId'),
    field('RequestedFocDate', date && showOrderDate(date, withMillis)),
    named('AlternateSpid'),
    named('BillingTelephoneNumber'),
    named('LoaAuthorizingPerson'),
    field('AccountNumber', wireless?.['AccountNumber']),
    field('PinNumber', wireless?.['PinNumber']),
    subscriberXml(template),
    attributes && list('TnAttributes', 'TnAttribute', attributes),
    named('SiteId'),
    named('PeerId'),
    named('TargetRespOrgId'),
    ...others,
  ]
}
