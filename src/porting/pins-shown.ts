import { saysPin } from './message/message-secrets.ts'
import { plainText } from './plain-text.ts'
import { secretKind } from './secret-columns.ts'
import type { Source } from './source.ts'
import { gridOfText } from './table-rows.ts'

/** A heading or a label stands near the beginning. */
const EXAMINED = 20_000
const ROWS_EXAMINED = 200
const MAY_BE_PIN = /\b(?:pin|passcode|password)|security code/i
const DELIMITERS = [',', ';', '\t', '|'] as const

/** The files in which everybody who may open them reads a PIN. */
export function filesWithPin(sources: readonly Source[]): readonly string[] {
  return sources.flatMap((source) => {
    if (source.kind === 'left-out' || source.name === null) return []
    const isShown =
      source.kind === 'text'
        ? isInText(source.text.slice(0, EXAMINED))
        : source.sheets.some(({ rows }) =>
            isInRows(rows.slice(0, ROWS_EXAMINED).map(({ cells }) => cells)),
          )
    return isShown ? [source.name] : []
  })
}

function isInText(text: string): boolean {
  if (!MAY_BE_PIN.test(text)) return false
  const plain = plainText(text)
  return (
    plain.split('\n').some(saysPin) ||
    DELIMITERS.some((delimiter) =>
      isInRows([...gridOfText(plain, delimiter).rows()].map(({ cells }) => cells)),
    )
  )
}

function isInRows(rows: readonly (readonly string[])[]): boolean {
  const columns = new Set<number>()
  for (const cells of rows) {
    if ([...columns].some((at) => /\d/.test(cells[at] ?? ''))) return true
    if (cells.length < 2) {
      if (saysPin(cells.join(''))) return true
      continue
    }
    for (const [at, cell] of cells.entries()) {
      const isHeading = secretKind(cell) === 'pin'
      if (isHeading && saysPin(`${cell}: ${cells[at + 1] ?? ''}`)) return true
      if (isHeading) columns.add(at)
    }
  }
  return false
}
