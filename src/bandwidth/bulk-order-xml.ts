import type { BulkOrder, BulkOrderId } from '../porting/bulk-order.ts'
import { bulkStatus } from '../porting/bulk-status.ts'
import type { CustomerOrderId } from '../porting/order.ts'
import type { BulkBandwidth } from './bulk-bandwidth.ts'
import { createdId } from './created-order-xml.ts'
import { readInstant } from './dates.ts'
import { readErrors } from './envelope.ts'
import { BULK_ELEMENTS } from './known-elements.ts'
import { CREATION, readShared, writeShared } from './order-elements.ts'
import { refuseAnotherId } from './order-xml.ts'
import { readOtherElements } from './other-elements.ts'
import { refuseErrors, UnreadableReply, type Reply } from './reply.ts'
import { writeSubscriberPatch } from './subscriber-xml.ts'
import type { XmlElement } from './xml.ts'
import { leaf, leafOrRemoval, xmlDocument } from './xml-writer.ts'

/** Omits the status: a new bulk order is a draft. */
export function writeBulk({
  customerOrderId,
  shared,
}: Parameters<BulkBandwidth['createBulk']>[0]): string {
  return xmlDocument(
    'BulkPortin',
    leaf('CustomerOrderId', customerOrderId),
    writeShared(shared, CREATION),
  )
}

/** Fields that are not given are omitted; `null` removes a value. */
export function writeBulkPatch(change: Parameters<BulkBandwidth['patchBulk']>[1]): string {
  const { customerOrderId, shared = {}, submit, retryValidation } = change
  return xmlDocument(
    'BulkPortin',
    leaf('CustomerOrderId', customerOrderId ?? null),
    writeShared(shared, { ...CREATION, line: leafOrRemoval, subscriber: writeSubscriberPatch }),
    leaf('ProcessingStatus', submit ? 'IN_PROGRESS' : null),
    leaf('RetryValidation', retryValidation ? 'true' : null),
  )
}

export function readCreatedBulk(reply: Reply): { readonly id: BulkOrderId } {
  const root = reply.isEmpty ? null : reply.xml('BulkPortinResponse')
  const inBody = root === null ? null : bulkIn(root).child('OrderId').text()
  return { id: createdId(reply, inBody, root === null ? [] : readErrors(root)) as BulkOrderId }
}

/** The answer to GET does not always hold the order's id. */
export function readBulk(id: BulkOrderId, reply: Reply): BulkOrder {
  const root = reply.xml('BulkPortinResponse')
  const bulk = bulkIn(root)
  refuseAnotherId(id, bulk)
  const text = (name: string) => bulk.child(name).text()
  const status = text('ProcessingStatus')
  if (status === null) {
    refuseErrors(reply, root)
    throw new UnreadableReply('a bulk order without a ProcessingStatus')
  }
  const others = readOtherElements(bulk, BULK_ELEMENTS)
  return {
    id,
    customerOrderId: text('CustomerOrderId') as CustomerOrderId | null,
    status: bulkStatus(status),
    ...readShared(bulk),
    createdAt: readInstant(text('OrderCreateDate')),
    lastModifiedAt: readInstant(text('LastModifiedDate')),
    otherElements: others.shown,
    unshownElements: others.unshown,
  }
}

/** A bulk order has an element of its own or, as in the list, is directly below the root. */
export function bulkIn(root: XmlElement): XmlElement {
  return root.children('BulkPortin')[0] ?? root
}
