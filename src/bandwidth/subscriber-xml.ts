import type { ServiceAddress, Subscriber } from '../porting/order.ts'
import type { XmlElement } from './xml.ts'
import { group, leaf, removal, sequence, type Xml } from './xml-writer.ts'

/** `reset`: what the subscriber had and is not sent now is taken away. Only a PUT of an order can. */
export function writeSubscriber(
  subscriber: Subscriber,
  { reset }: { readonly reset: boolean },
): Xml {
  const address = addressLines(subscriber.serviceAddress, leaf)
  return group(
    'Subscriber',
    personLines(subscriber, leaf),
    address === ''
      ? address
      : group('ServiceAddress', leaf('ResetAddressFields', reset ? 'true' : null), address),
  )
}

/** The same for a PATCH, which names what is to be taken away. */
export function writeSubscriberPatch(subscriber: Subscriber): Xml {
  if (writeSubscriber(subscriber, { reset: false }) === '') return removal('Subscriber')
  const { serviceAddress } = subscriber
  const isWithoutAddress = addressLines(serviceAddress, leaf) === ''
  return group(
    'Subscriber',
    personLines(subscriber, leafOrRemoval),
    isWithoutAddress
      ? removal('ServiceAddress')
      : group('ServiceAddress', addressLines(serviceAddress, leafOrRemoval)),
  )
}

export function leafOrRemoval(name: string, text: string | null): Xml {
  return text === null ? removal(name) : leaf(name, text)
}

type WriteLine = (name: string, text: string | null) => Xml

function personLines(subscriber: Subscriber, write: WriteLine): Xml {
  return sequence(
    write('SubscriberType', subscriber.type),
    write('BusinessName', subscriber.businessName),
    write('FirstName', subscriber.firstName),
    write('MiddleInitial', subscriber.middleInitial),
    write('LastName', subscriber.lastName),
  )
}

function addressLines(address: ServiceAddress, write: WriteLine): Xml {
  return sequence(
    write('HousePrefix', address.housePrefix),
    write('HouseNumber', address.houseNumber),
    write('HouseSuffix', address.houseSuffix),
    write('PreDirectional', address.preDirectional),
    write('StreetName', address.streetName),
    write('StreetSuffix', address.streetSuffix),
    write('PostDirectional', address.postDirectional),
    write('AddressLine2', address.addressLine2),
    write('City', address.city),
    write('StateCode', address.stateCode),
    write('Zip', address.zip),
    write('PlusFour', address.plusFour),
    write('County', address.county),
  )
}

export function readSubscriber(subscriber: XmlElement): Subscriber {
  return {
    type: subscriber.child('SubscriberType').text(),
    businessName: subscriber.child('BusinessName').text(),
    firstName: subscriber.child('FirstName').text(),
    middleInitial: subscriber.child('MiddleInitial').text(),
    lastName: subscriber.child('LastName').text(),
    serviceAddress: readAddress(subscriber.child('ServiceAddress')),
  }
}

function readAddress(address: XmlElement): ServiceAddress {
  const text = (name: string) => address.child(name).text()
  return {
    housePrefix: text('HousePrefix'),
    houseNumber: text('HouseNumber'),
    houseSuffix: text('HouseSuffix'),
    preDirectional: text('PreDirectional'),
    streetName: text('StreetName'),
    streetSuffix: text('StreetSuffix'),
    postDirectional: text('PostDirectional'),
    addressLine2: text('AddressLine2'),
    city: text('City'),
    stateCode: text('StateCode'),
    zip: text('Zip'),
    plusFour: text('PlusFour'),
    county: text('County'),
  }
}
