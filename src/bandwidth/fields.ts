import { telephoneNumber, type TelephoneNumber } from '../porting/telephone-number.ts'
import { NUMBER_ELEMENT } from './number-lists.ts'
import type { XmlElement } from './xml.ts'

/** `null` for anything but `true` and `false`. */
export function readBoolean(text: string | null): boolean | null {
  if (text === null) return null
  const lower = text.toLowerCase()
  return lower === 'true' ? true : lower === 'false' ? false : null
}

export function readCount(text: string | null): number | null {
  return text !== null && /^\d{1,9}$/.test(text) ? Number(text) : null
}

/** Bandwidth pads its sentences with blanks and line breaks. */
export function readSentence(text: string | null): string | null {
  return text === null ? null : text.replace(/\s+/g, ' ')
}

/**
 * `Frontier Rochester:0121 -SVR/1` → `Frontier Rochester`. The SPID behind the name has an element of its
 * own, and what follows it means nothing to a coordinator.
 */
export function readCarrierName(text: string | null): string | null {
  const name = readSentence(text)
  return name === null ? null : name.replace(/\s*:\s*[0-9A-Z]{4}\s*-\s*\w+\/\d+\s*$/, '')
}

/** As Bandwidth writes nearly all of them. A reply may have twenty thousand, so nothing is made of these. */
const PLAIN_NUMBER = /^[2-9]\d\d[2-9]\d{6}$/

export function readNumber(text: string | null): TelephoneNumber | null {
  if (text === null) return null
  return PLAIN_NUMBER.test(text) ? (text as TelephoneNumber) : (telephoneNumber(text) ?? null)
}

/** The numbers of a list, each once, whichever of its names Bandwidth uses for them. */
export function readNumberList(list: XmlElement): readonly TelephoneNumber[] {
  return readNumberLists([list])
}

/** The numbers of several lists, each once. */
export function readNumberLists(lists: readonly XmlElement[]): readonly TelephoneNumber[] {
  const numbers: TelephoneNumber[] = []
  for (const list of lists) {
    for (const text of list.texts(NUMBER_ELEMENT)) {
      const number = readNumber(text)
      if (number !== null) numbers.push(number)
    }
  }
  return isAscending(numbers) ? numbers : [...new Set(numbers)]
}

/** As lists mostly come; then none is there twice, and no set has to be made of thousands to know it. */
function isAscending(numbers: readonly TelephoneNumber[]): boolean {
  return numbers.every((tn, index) => index === 0 || (numbers[index - 1] ?? tn) < tn)
}
