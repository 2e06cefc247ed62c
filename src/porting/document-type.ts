import type { DocumentType } from './order.ts'
import { plainText } from './plain-text.ts'

const LOA = /\b(?:loas?|letters? of (?:agency|authori[sz]ation)|authori[sz]ation)\b/i
const OTHERS: readonly (readonly [DocumentType, RegExp])[] = [
  ['INVOICE', /\b(?:invoices?|bill|billing|statements?)\b/i],
  ['CSR', /\b(?:csrs?|customer service records?)\b/i],
]

/** What a file is, by its name. One that names itself nothing is an LOA: that is what is dropped for orders. */
export function documentTypeIn(fileName: string): DocumentType {
  const words = plainText(fileName)
    .replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ')
    .replaceAll(/[_.-]+/g, ' ')
  if (LOA.test(words)) return 'LOA'
  return OTHERS.find(([, says]) => says.test(words))?.[0] ?? 'LOA'
}
