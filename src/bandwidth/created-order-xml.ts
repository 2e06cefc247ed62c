import type { OrderError, OrderId } from '../porting/order.ts'
import type { CreatedDraft } from './bandwidth.ts'
import { readErrors } from './envelope.ts'
import { BandwidthRefused } from './errors.ts'
import { UnreadableReply, type Reply } from './reply.ts'

export function readCreatedOrder(reply: Reply): CreatedDraft {
  const root = reply.isEmpty ? null : reply.xml('LnpOrderResponse')
  const errors = root === null ? [] : readErrors(root)
  const id = createdId(reply, root?.child('OrderId').text() ?? null, errors)
  return { id: id as OrderId, errors }
}

/** A 201 with errors has still made an order; without an id it has not. */
export function createdId(
  reply: Reply,
  inBody: string | null,
  errors: readonly OrderError[],
): string {
  const id = inBody ?? reply.locationId
  if (id !== null) return id
  if (errors.length === 0) throw new UnreadableReply('a new order without an id')
  throw new BandwidthRefused(reply.operation, { httpStatus: reply.status, errors })
}
