import type { ServiceAddress, Subscriber } from '../porting/order.ts'
import { knownGroup, text, unshown, type Known } from './other-elements.ts'
import type { XmlElement } from './xml.ts'
import {
  group,
  leaf,
  leafOrRemoval,
  removal,
  sequence,
  type WriteLine,
  type Xml,
} from './xml-writer.ts'

type Person = Omit<Subscriber, 'serviceAddress'>

// Both in Bandwidth's own order.
const PERSON: Readonly<Record<keyof Person, string>> = {
  type: 'SubscriberType',
  businessName: 'BusinessName',
  firstName: 'FirstName',
  middleInitial: 'MiddleInitial',
  lastName: 'LastName',
}

const ADDRESS: Readonly<Record<keyof ServiceAddress, string>> = {
  housePrefix: 'HousePrefix',
  houseNumber: 'HouseNumber',
  houseSuffix: 'HouseSuffix',
  preDirectional: 'PreDirectional',
  streetName: 'StreetName',
  streetSuffix: 'StreetSuffix',
  postDirectional: 'PostDirectional',
  addressLine2: 'AddressLine2',
  city: 'City',
  stateCode: 'StateCode',
  zip: 'Zip',
  plusFour: 'PlusFour',
  county: 'County',
}

/** Of an order and of a bulk order alike. */
export const KNOWN_SUBSCRIBER: Known = knownGroup({
  ...knownLines(PERSON),
  ServiceAddress: knownGroup({ ...knownLines(ADDRESS), Country: unshown, AddressType: unshown }),
})

/** `reset`: what the subscriber had and is not sent now is taken away. Only a PUT of an order can. */
export function writeSubscriber(
  subscriber: Subscriber,
  { reset }: { readonly reset: boolean },
): Xml {
  const address = writeLines(ADDRESS, subscriber.serviceAddress, leaf)
  return group(
    'Subscriber',
    writeLines(PERSON, subscriber, leaf),
    address === ''
      ? address
      : group('ServiceAddress', leaf('ResetAddressFields', reset ? 'true' : null), address),
  )
}

/** The same for a PATCH, which names what is to be taken away. */
export function writeSubscriberPatch(subscriber: Subscriber): Xml {
  if (writeSubscriber(subscriber, { reset: false }) === '') return removal('Subscriber')
  const { serviceAddress } = subscriber
  const isWithoutAddress = writeLines(ADDRESS, serviceAddress, leaf) === ''
  return group(
    'Subscriber',
    writeLines(PERSON, subscriber, leafOrRemoval),
    isWithoutAddress
      ? removal('ServiceAddress')
      : group('ServiceAddress', writeLines(ADDRESS, serviceAddress, leafOrRemoval)),
  )
}

export function readSubscriber(subscriber: XmlElement): Subscriber {
  return {
    ...readLines(PERSON, subscriber),
    serviceAddress: readLines(ADDRESS, subscriber.child('ServiceAddress')),
  }
}

type Names<Field extends string> = Readonly<Record<Field, string>>
type Lines<Field extends string> = Readonly<Record<Field, string | null>>

function writeLines<Field extends string>(
  names: Names<Field>,
  lines: Lines<Field>,
  write: WriteLine,
): Xml {
  return sequence(...fieldsOf(names).map((field) => write(names[field], lines[field])))
}

function readLines<Field extends string>(names: Names<Field>, element: XmlElement): Lines<Field> {
  const lines = fieldsOf(names).map((field) => [field, element.child(names[field]).text()])
  return Object.fromEntries(lines) as Lines<Field>
}

function knownLines(names: Names<string>): Readonly<Record<string, Known>> {
  return Object.fromEntries(Object.values(names).map((name) => [name, text]))
}

function fieldsOf<Field extends string>(names: Names<Field>): readonly Field[] {
  return Object.keys(names) as Field[]
}
