import type { AddressLines } from '../address-lines.ts'
import { isStateCode, stateCodeOf } from '../place-codes.ts'

const ZIP = String.raw`(?<zip>\d{5}(?:-\d{4})?|[A-Z]\d[A-Z][ -]?\d[A-Z]\d)`
const STATE = String.raw`(?<state>[A-Za-z]{2}|[A-Z][a-z]+(?: (?:[A-Z][a-z]+|of))*)`
const PLACE = new RegExp(
  String.raw`^(?<city>\p{L}[\p{L} .'’-]{1,40}?),? +${STATE}\.?,? +${ZIP}(?:,? +(?:USA?|Canada))?$`,
  'u',
)
const STREET =
  /^(?<house>\d+[A-Z]?(?:-\d+[A-Z]?)?(?: 1\/2)?) +(?<street>(?=.*\p{L})[\p{L}\d][\p{L}\d .'’-]{1,60})$/u
const UNIT =
  /^(?:(?:apt|apartment|suite|ste|unit|floor|fl|room|rm|bldg|building)\b\.? ?#? ?[\w-]+|#\s?[\w-]+|\d+(?:st|nd|rd|th) fl(?:oor)?)$/i
const UNIT_AT_END =
  /^(.*?),? +((?:apt|apartment|suite|ste|unit|floor|fl|room|rm|bldg|building)\b\.? ?#? ?[\w-]+|#\s?[\w-]+)$/i
const POST_OFFICE = /\bp\.? ?o\.? ?box\b/i

type Address = Partial<AddressLines>

/** `Durham, NC 27701`, with the state abbreviated or in full. */
export function placeIn(text: string): Address | null {
  const { city = '', state = '', zip = '' } = PLACE.exec(text.trim())?.groups ?? {}
  const code = stateCodeOf(state)
  return isStateCode(code) ? { city: city.trim(), state: code, zip: zip.toUpperCase() } : null
}

/** `12 Orchard Ln`, `12 Orchard Ln Apt 4`; a PO box is no house. */
export function streetIn(text: string): Address | null {
  const line = text.trim().replace(/,$/, '')
  if (POST_OFFICE.test(line)) return null
  const [, before = line, unit = ''] = UNIT_AT_END.exec(line) ?? []
  const { house, street } = STREET.exec(before.trim().replace(/,$/, ''))?.groups ?? {}
  if (house === undefined || street === undefined) return null
  return {
    houseNumber: house,
    streetName: street.trim(),
    ...(unit !== '' && { addressLine2: unit }),
  }
}

export function isUnit(text: string): boolean {
  return UNIT.test(text.trim())
}

/** An address on one line: `12 Orchard Ln, Apt 4, Durham, NC 27701`. Null if any part does not fit. */
export function addressIn(text: string): Address | null {
  const parts = text.split(/\s*,\s*/).filter((part) => part !== '')
  for (let at = 1; at <= Math.min(3, parts.length - 1); at += 1) {
    const street = streetIn(parts.slice(0, at).join(' ').trim()) ?? streetIn(parts[0] ?? '')
    const between = parts.slice(1, at)
    const place = placeIn(parts.slice(at).join(', '))
    if (street === null || place === null || !between.every(isUnit)) continue
    return {
      ...street,
      ...(between[0] !== undefined && { addressLine2: between.join(' ') }),
      ...place,
    }
  }
  return null
}
