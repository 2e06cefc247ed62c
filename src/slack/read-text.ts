import { readChildCsv, type ChildCsvRead, type KnownChild } from '../porting/child-table.ts'
import { textOf } from '../porting/delimited-text.ts'
import { readNumbers } from '../porting/read-numbers.ts'
import { type NumbersRead } from '../porting/telephone-number.ts'

/** What people typed and dropped, to be read as one list of numbers. */
export interface NumbersTask {
  readonly kind: 'numbers'
  readonly texts: readonly (string | Uint8Array)[]
}

/** A file that is a table of orders, or else a list of numbers. */
export interface TableTask {
  readonly kind: 'table'
  readonly texts: readonly [Uint8Array]
  /** The orders that it may be about. */
  readonly children: readonly KnownChild[]
}

export type TableOrNumbers =
  | { readonly kind: 'table'; readonly table: ChildCsvRead }
  | ({ readonly kind: 'numbers' } & NumbersRead)

/** Takes seconds of megabytes: those are for a `TextReader`. */
export function readNumbersTask({ texts }: NumbersTask): NumbersRead {
  return readNumbers(texts.map((one) => (typeof one === 'string' ? one : textOf(one))).join('\n'))
}

/** Likewise. */
export function readTableTask({ texts: [bytes], children }: TableTask): TableOrNumbers {
  const text = textOf(bytes)
  const table = readChildCsv(text, children)
  return table.isTable ? { kind: 'table', table } : { kind: 'numbers', ...readNumbers(text) }
}
