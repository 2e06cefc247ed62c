import { present, type NamedFields } from './content-fields.ts'
import { showFocDate } from './order-fields.ts'
import type { OrderContent, PortOrder } from './order.ts'

type Fact = Exclude<keyof PortOrder, keyof OrderContent>

const leftOut = (): Readonly<Record<string, string | null>> => ({})

// Typed by its subject: what is newly read of an order does not compile until it is approved or left out.
const FACTS: {
  readonly [Name in Fact]: (value: PortOrder[Name]) => Readonly<Record<string, string | null>>
} = {
  customerOrderId: (id) => ({ 'customer order id': id }),
  portType: (type) => ({ 'port type': type }),
  actualFocDate: (date) => ({ 'FOC date': showFocDate(date) }),
  losingCarrier: ({ name, spid, wireless }) => ({
    'losing carrier': name,
    'losing carrier SPID': spid,
    'losing carrier wireless': wireless === null ? null : wireless ? 'yes' : 'no',
  }),
  vendorName: (name) => ({ vendor: name }),
  pon: (pon) => ({ PON: pon }),
  bulkOrderId: (id) => ({ 'bulk order': id }),
  otherElements: byPath,
  unshownElements: byPath,
  // A recreated draft has another one, and its approvals ended with the previous draft.
  id: leftOut,
  // Approved where the operation depends on it.
  status: leftOut,
  // Moves on with each day.
  earliestEstimate: leftOut,
  createdAt: leftOut,
  // Says something of the last change, be it one of nothing that is approved.
  lastModifiedAt: leftOut,
  // What Bandwidth and the carrier object to.
  errors: leftOut,
  // Its elements are approved by their paths, but for how far the check of the numbers is.
  tollFree: leftOut,
  // Covered by the fingerprint of the secrets.
  hasAccountNumber: leftOut,
  hasPin: leftOut,
}

/** Everything but its content that an order is approved with; what is not known, by the path of its element. */
export function approvedFacts(order: PortOrder): NamedFields {
  const names = Object.keys(FACTS) as Fact[]
  return present(Object.fromEntries(names.flatMap((name) => Object.entries(factOf(name, order)))))
}

export function byPath(elements: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(elements).map(([path, text]) => [
      `element ${path}`,
      text === '' ? '(empty)' : text,
    ]),
  )
}

function factOf<Name extends Fact>(
  name: Name,
  order: Pick<PortOrder, Name>,
): Readonly<Record<string, string | null>> {
  return FACTS[name](order[name])
}
