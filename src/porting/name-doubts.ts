import { ORDER_FIELDS } from './order-fields.ts'
import type { Subscriber } from './order.ts'

const COMPANY =
  /(?:^|[\s,])(?:llc|l\.l\.c|inc|incorporated|corp|corporation|company|ltd|llp|pllc|group|services|solutions|systems|associates|holdings|enterprises|dental|clinic|hospital|university|county|dept|department)\.?$/i

/** Carriers require a person's signature; as advice, with the reason. */
export function signerDoubts(person: string, { businessName }: Subscriber): readonly string[] {
  const isTheCompany = plain(person) === plain(businessName ?? '')
  return isTheCompany || COMPANY.test(person.trim())
    ? ['The signer looks like a company. Carriers want the name of the person who signs the LOA.']
    : []
}

function plain(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** A name that ends exactly where the field does has probably been cut. */
export function cutNameDoubts(businessName: string): readonly string[] {
  const { longest } = ORDER_FIELDS.businessName
  return businessName.trim().length === longest
    ? [
        `The business name fills all ${longest} characters, so it may be cut off. Carriers compare it with the bill. Shorten it as the bill does.`,
      ]
    : []
}
