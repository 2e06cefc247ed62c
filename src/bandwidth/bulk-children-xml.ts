import type { ChildList } from '../porting/bulk-order.ts'
import type { OrderId } from '../porting/order.ts'
import { readChildErrors } from './envelope.ts'
import { refuseErrors, type Reply } from './reply.ts'
import type { XmlElement } from './xml.ts'
import { leaf, xmlDocument } from './xml-writer.ts'

export function writeChildList(ids: readonly OrderId[]): string {
  return xmlDocument('PortinList', ...ids.map((id) => leaf('PortinOrderId', id)))
}

/** The errors of its orders belong to the list; other errors in place of a list are a refusal. */
export function readChildList(reply: Reply): ChildList {
  if (reply.status === 204) return { ids: [], errors: [] }
  const root = reply.xml('PortinListResponse')
  const errors = readChildErrors(root)
  if (errors.length === 0) refuseWithoutList(reply, root)
  return { ids: readChildIds(root), errors }
}

/** Here the errors of orders in place of the list are why it was not taken. */
export function readNewChildList(reply: Reply): ChildList {
  const root = reply.xml('PortinListResponse')
  refuseWithoutList(reply, root)
  return { ids: readChildIds(root), errors: readChildErrors(root) }
}

function refuseWithoutList(reply: Reply, root: XmlElement): void {
  if (root.children('PortinList').length === 0) refuseErrors(reply, root)
}

/** Of the `PortinList` below an element, each once. */
export function readChildIds(element: XmlElement): readonly OrderId[] {
  const ids = element
    .children('PortinList')
    .flatMap((list) => list.children('PortinOrderId'))
    .flatMap((id) => (id.text() as OrderId | null) ?? [])
  return [...new Set(ids)]
}
