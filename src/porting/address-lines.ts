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

/** The typed address. Unchanged lines retain the fields that they were composed of. */
export function addressOfLines(lines: AddressLines, before: ServiceAddress | null): ServiceAddress {
  const was = before === null ? null : addressLines(before)
  function part<Field extends keyof ServiceAddress>(
    names: readonly (keyof AddressLines)[],
    written: Pick<ServiceAddress, Field>,
  ): Pick<ServiceAddress, Field> {
    if (before === null || names.some((name) => was?.[name] !== lines[name])) return written
    const fields = Object.keys(written) as Field[]
    return Object.fromEntries(fields.map((field) => [field, before[field]])) as typeof written
  }
  return {
    ...part(['houseNumber'], houseOf(lines)),
    ...part(['streetName'], streetOf(lines)),
    ...part(['addressLine2'], { addressLine2: valueOf(lines.addressLine2) }),
    ...part(['city', 'state', 'zip'], placeOf(lines)),
  }
}

function houseOf({ houseNumber }: AddressLines) {
  return { housePrefix: null, houseNumber: valueOf(houseNumber), houseSuffix: null }
}

function streetOf({ streetName }: AddressLines) {
  const whole = valueOf(streetName)
  return { preDirectional: null, streetName: whole, streetSuffix: null, postDirectional: null }
}

function placeOf(lines: AddressLines) {
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
