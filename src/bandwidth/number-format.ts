import { e164, type TelephoneNumber } from '../porting/telephone-number.ts'

/** How numbers are written on the wire: ten digits for API version 1, E.164 for version 2. */
export type NumberFormat = 'ten-digits' | 'e164'

export function writeNumber(tn: TelephoneNumber, format: NumberFormat): string {
  return format === 'e164' ? e164(tn) : tn
}
