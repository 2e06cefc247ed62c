import type { DocumentType } from './order.ts'
import { plainText } from './plain-text.ts'

const LOA = /\b(?:loas?|letters? of (?:agency|authori[sz]ation)|authori[sz]ation)\b/i
const OTHERS: readonly (readonly [DocumentType, RegExp])[] = [
  ['INVOICE', /\b(?:invoices?|bill|billing|statements?)\b/i],
  ['CSR', /\b(?:csrs?|customer service records?)\b/i],
]

/** What a file is, by its name. One that names itself nothing is an LOA: that is what is dropped for orders. */
export function documentTypeIn(fileName: string): DocumentType {
  return typeNamed(fileName) ?? 'LOA'
}

function typeNamed(fileName: string): DocumentType | null {
  const words = plainText(fileName)
    .replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ')
    .replaceAll(/[_.-]+/g, ' ')
  if (LOA.test(words)) return 'LOA'
  return OTHERS.find(([, says]) => says.test(words))?.[0] ?? null
}

const AUTHORIZES = /\b(?:loas?|letters? of agency|authori[sz](?:e[sd]?|ing|ation))\b/i
const SAYS_IT_IS: readonly (readonly [DocumentType, RegExp])[] = [
  ['CSR', /\bcustomer service records?\b/i],
  ['INVOICE', /\b(?:invoices?|(?:total )?amount due|total due|statement (?:date|of account))\b/i],
]

/**
 * What a file is that names itself nothing, by the text in it.
 * @returns null where its name says what it is, or its text nothing against an LOA.
 */
export function anotherTypeInText(fileName: string, text: string): DocumentType | null {
  if (typeNamed(fileName) !== null || AUTHORIZES.test(text)) return null
  return SAYS_IT_IS.find(([, says]) => says.test(text))?.[0] ?? null
}
