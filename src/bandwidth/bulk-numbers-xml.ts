import type { BulkChild, BulkNumbers } from '../porting/bulk-order.ts'
import { bulkStatus } from '../porting/bulk-status.ts'
import type { OrderId } from '../porting/order.ts'
import type { TelephoneNumber } from '../porting/telephone-number.ts'
import { readErrors } from './envelope.ts'
import { readNumberLists } from './fields.ts'
import { writeNumber, type NumberFormat } from './number-format.ts'
import { refuseErrors, UnreadableReply, type Reply } from './reply.ts'
import type { XmlElement } from './xml.ts'
import { leaf, xmlDocument } from './xml-writer.ts'

export function writeBulkNumbers(
  numbers: readonly TelephoneNumber[],
  format: NumberFormat,
): string {
  return xmlDocument('TnList', ...numbers.map((tn) => leaf('TN', writeNumber(tn, format))))
}

/**
 * Which lists there are, what they are called and in which order they come depends on the state, and
 * not on that alone. Each number comes once of each list.
 */
export function readBulkNumbers(reply: Reply): BulkNumbers {
  const root = reply.xml('TnListResponse')
  const status = root.child('ProcessingStatus').text()
  if (status === null) {
    refuseErrors(reply, root)
    throw new UnreadableReply('numbers of a bulk order without a ProcessingStatus')
  }
  const { children, withoutId } = readChildren(root)
  return {
    status: bulkStatus(status),
    portable: readNumberLists([...root.children('PortableTnList'), ...withoutId]),
    notValidated: readNumberLists(root.children('NotValidatedTnList')),
    children,
    errors: readErrors(root),
  }
}

/**
 * They come in a list or, one or more, directly below the root. Numbers of an order without an id can
 * move and belong to no order that could be read.
 */
function readChildren(root: XmlElement): {
  readonly children: readonly BulkChild[]
  readonly withoutId: readonly XmlElement[]
} {
  const listed = root.children('ChildPortinOrderList')
  const elements = [...listed, root].flatMap((list) => list.children('ChildPortinOrder'))
  const listsOf = new Map<OrderId, XmlElement[]>()
  const withoutId: XmlElement[] = []
  for (const element of elements) {
    const id = element.child('OrderId').text() as OrderId | null
    const lists = id === null ? withoutId : (listsOf.get(id) ?? [])
    lists.push(...element.children('TnList'))
    if (id !== null) listsOf.set(id, lists)
  }
  const children = [...listsOf].map(([id, lists]) => ({ id, numbers: readNumberLists(lists) }))
  return { children, withoutId }
}
