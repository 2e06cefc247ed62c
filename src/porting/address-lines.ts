import { stateCodeOf } from './place-codes.ts'
import type { ServiceAddress } from './order.ts'

/** An address as people write it; `''` for what is not there. */
export interface AddressLines {
  /** With its prefix and suffix. */
  readonly houseNumber: string
  /** With directions and the suffix: `N Main St`. */
  readonly streetName: string
  readonly addressLine2: string
  readonly city: string
  readonly state: string
  /** `27601`, `27601-1234` or Canadian. */
  readonly zip: string
}

export function addressLines(address: ServiceAddress): AddressLines {
  return {
    houseNumber: inOne(address.housePrefix, address.houseNumber, address.houseSuffix),
    streetName: inOne(
      address.preDirectional,
      address.streetName,
      address.streetSuffix,
      address.postDirectional,
    ),
    addressLine2: address.addressLine2 ?? '',
    city: address.city ?? '',
    state: address.stateCode ?? '',
    zip: [address.zip, address.plusFour].filter((part) => part !== null).join('-'),
  }
}

/** The address that was written. Lines that are as before keep the parts that they were put together of. */
export function addressOfLines(lines: AddressLines, before: ServiceAddress | null): ServiceAddress {
  const was = before === null ? null : addressLines(before)
  const untouched = (...names: readonly (keyof AddressLines)[]): ServiceAddress | null =>
    names.every((name) => was?.[name] === lines[name]) ? before : null
  const house = untouched('houseNumber')
  const street = untouched('streetName')
  const second = untouched('addressLine2')
  const place = untouched('city', 'state', 'zip')
  return {
    ...(house === null ? houseOf(lines) : houseIn(house)),
    ...(street === null ? streetOf(lines) : streetIn(street)),
    addressLine2: second === null ? valueOf(lines.addressLine2) : second.addressLine2,
    ...(place === null ? placeOf(lines) : placeIn(place)),
  }
}

type House = Pick<ServiceAddress, 'housePrefix' | 'houseNumber' | 'houseSuffix'>

function houseIn({ housePrefix, houseNumber, houseSuffix }: ServiceAddress): House {
  return { housePrefix, houseNumber, houseSuffix }
}

function houseOf({ houseNumber }: AddressLines): House {
  return { housePrefix: null, houseNumber: valueOf(houseNumber), houseSuffix: null }
}

type Street = Pick<
  ServiceAddress,
  'preDirectional' | 'streetName' | 'streetSuffix' | 'postDirectional'
>

function streetIn(address: ServiceAddress): Street {
  const { preDirectional, streetName, streetSuffix, postDirectional } = address
  return { preDirectional, streetName, streetSuffix, postDirectional }
}

function streetOf({ streetName }: AddressLines): Street {
  const whole = valueOf(streetName)
  return { preDirectional: null, streetName: whole, streetSuffix: null, postDirectional: null }
}

type Place = Pick<ServiceAddress, 'city' | 'stateCode' | 'zip' | 'plusFour' | 'county'>

function placeIn({ city, stateCode, zip, plusFour, county }: ServiceAddress): Place {
  return { city, stateCode, zip, plusFour, county }
}

function placeOf(lines: AddressLines): Place {
  const code = valueOf(lines.zip.toUpperCase())
  const [, zip = code, plusFour = null] = /^(\d{5})-?(\d{4})$/.exec(code ?? '') ?? []
  return {
    city: valueOf(lines.city),
    stateCode: valueOf(stateCodeOf(lines.state)),
    zip,
    plusFour,
    county: null,
  }
}

function inOne(...parts: readonly (string | null)[]): string {
  return parts.filter((part) => part !== null).join(' ')
}

function valueOf(text: string): string | null {
  return text.trim() === '' ? null : text.trim()
}
