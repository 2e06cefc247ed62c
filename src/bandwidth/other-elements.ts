import { readFocDate } from './dates.ts'
import type { XmlElement } from './xml.ts'

export type ElementNames = ReadonlySet<string>

export function namesOf(...names: readonly (readonly string[])[]): ElementNames {
  return new Set(names.flat().map((name) => name.toLowerCase()))
}

const DATE_ELEMENTS = namesOf(['RequestedFocDate', 'ActualFocDate', 'EarliestEstimate'])
/** Of an order they stand in a place of their own, of a bulk order at the top; nowhere are they shown. */
const SECRET_ELEMENT = /account_?number|^pin|pin_?(?:number|code)?$|pass(?:word|code)|secret/i

/** What is not known, of one line each. A known date that cannot be read is kept as its text, too. */
export function readOtherElements(
  root: XmlElement,
  known: ElementNames,
): Readonly<Record<string, string>> {
  const others: [string, string][] = []
  for (const element of root.elements()) {
    const name = element.name.toLowerCase()
    if (known.has(name) || SECRET_ELEMENT.test(name)) continue
    if (element.elements().length > 0) continue
    const text = element.text()
    if (text === null || (DATE_ELEMENTS.has(name) && readFocDate(text) !== null)) continue
    others.push([element.name, text])
  }
  return Object.fromEntries(others)
}
