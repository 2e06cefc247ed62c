import { contentFrom } from './content-fields.ts'
import type { OrderContent, ServiceAddress, Subscriber } from './order.ts'
import { FIELDS, fieldsOf } from './order-fields.ts'
import type { TelephoneNumber } from './telephone-number.ts'

/** An order of which nothing but its numbers is known yet. */
export function emptyContent(numbers: readonly TelephoneNumber[]): OrderContent {
  const empty = { ...emptyPart('order'), numbers, subscriber: emptySubscriber() } as OrderContent
  return contentFrom((key) => empty[key])
}

function emptySubscriber(): Subscriber {
  return {
    ...emptyPart('subscriber'),
    serviceAddress: emptyPart('address') as ServiceAddress,
  } as Subscriber
}

function emptyPart(part: Parameters<typeof fieldsOf>[0]): object {
  return Object.fromEntries(fieldsOf(part).map((field) => [field, FIELDS[field].empty]))
}
