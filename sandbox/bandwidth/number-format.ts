import type { Xml } from './xml.ts'
import { mapText } from './xml.ts'

// Inside there are only ten digits; `/api/v2` speaks E.164 in exactly these elements.
const NUMBER_ELEMENTS = [
  'Tn',
  'TN',
  'PhoneNumber',
  'TelephoneNumber',
  'TollFreeNumber',
  'BillingTelephoneNumber',
  'NewBillingTelephoneNumber',
]

const isNumber = (name: string) => NUMBER_ELEMENTS.includes(name)

/** The numbers of a v2 request that are not written in E.164. */
export function notE164(xml: Xml): string[] {
  const own = isNumber(xml.name) && xml.text !== '' && !/^\+\d{8,15}$/.test(xml.text)
  return [...(own ? [xml.text] : []), ...xml.children.flatMap(notE164)]
}

export const fromE164 = (xml: Xml): Xml =>
  mapText(xml, (name, text) => (isNumber(name) ? text.replace(/^\+1(?=\d{10}$)/, '') : text))

export const toE164 = (xml: Xml): Xml =>
  mapText(xml, (name, text) => (isNumber(name) && /^\d{10}$/.test(text) ? `+1${text}` : text))
