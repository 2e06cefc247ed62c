import { addressLines, type AddressLines } from './address-lines.ts'
import type { ServiceAddress } from './order.ts'

/** Why carriers may reject a service address although every field is filled in; as advice, with the reason. */
export function addressDoubts(address: ServiceAddress): readonly string[] {
  const lines = addressLines(address)
  return DOUBTS.filter(({ holds }) => holds(lines)).map(({ says }) => says)
}

const POST_OFFICE =
  /^(?:p\.? ?o\.?|post office)(?: ?box\b.*)?$|\bp\.? ?[o0]\.? ?b(?:o?x(?![a-z])|\.? ?#?\d)|\bp\.? ?o\.? ?drawer\b|\bpost office box\b|\bapartado\b|\bapdo\b|\bcase postale\b|^c\.? ?p\.? ?\d|\bpmb\b|\bgeneral delivery\b|\b(?:call|mail|lock) ?box\b/i
const UNIT_IN_STREET =
  /\b(?:apt|apartment|suite|ste|unit|floor|fl|room|rm|bldg|building|lot|spc|trlr|app|bureau|apto|ofic|oficina|piso|ph|penthouse|flr|space|office)\b\.? ?#?(?:\d[a-z\d-]*|[a-z](?:-?\d+)?)$|\b(?:apt|ste|suite|unit|bldg)\d+$|\b\d+(?:st|nd|rd|th) fl(?:oo)?r?\.?$|#\s?[a-z\d-]+$/i

const DOUBTS: readonly {
  readonly holds: (lines: AddressLines) => boolean
  readonly says: string
}[] = [
  {
    holds: ({ houseNumber, streetName, addressLine2 }) =>
      [houseNumber, streetName, addressLine2, `${houseNumber} ${streetName}`].some((text) =>
        POST_OFFICE.test(text.trim()),
      ),
    says: 'The service address is a PO box. Carriers reject those. Use the street address where the service is.',
  },
  {
    holds: ({ houseNumber, streetName }) =>
      houseNumber.trim() !== '' &&
      streetName.toLowerCase().startsWith(`${houseNumber.trim().toLowerCase()} `),
    says: 'The house number is in the street, too. Carriers compare the fields. Remove it from the street.',
  },
  {
    holds: ({ streetName, addressLine2 }) => addressLine2 === '' && UNIT_IN_STREET.test(streetName),
    says: 'The street has a unit in it. Carriers compare the fields. Enter it under Unit, suite, floor.',
  },
]
