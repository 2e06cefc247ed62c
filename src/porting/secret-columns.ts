import { hasNumber } from './number-pieces.ts'
import { isHeadingOf } from './table-heading.ts'
import type { Grid, SourceRow } from './table-rows.ts'

const SECRET =
  /^(?:(?:accounts?|acct|billing|carrier|current|customer|losing|port(?:ing)?(?:[ _-]?out)?|security|transfer|wireless)[ _-])?(?:accounts?|acct|a\/c|pin|passcode|password|ssn)(?: ?\/ ?(?:pin|passcode|password))?[ _.]*(?:number|no|nr|num|code|id|#)?[.:]?$/i
const ROWS_EXAMINED = 50

export type SecretKind = 'account' | 'pin'

/** Which secret stands below such a heading; `null`: none that an order has. */
export function secretKind(heading: string): SecretKind | null {
  if (!SECRET.test(heading.trim())) return null
  if (/pin|passcode|password/i.test(heading)) return 'pin'
  return /ssn/i.test(heading) ? null : 'account'
}

/**
 * The rows of text without a number table, minus its account numbers and PINs, which might be read as
 * numbers or repeated; `null` if no column has such a heading.
 */
export function withoutSecretColumns(grid: Grid): Grid | null {
  const heading = secretHeading(grid)
  if (heading === null) return null
  return {
    hiddenColumns: grid.hiddenColumns,
    *rows() {
      for (const source of grid.rows())
        yield isAbout(source, heading) ? blanked(source, heading) : source
    },
  }
}

/** A line of numbers below a sentence about an account is not one of its rows. */
function isAbout({ row, cells }: SourceRow, { row: at, width, columns }: SecretHeading): boolean {
  const fits = row > at && cells.length > 1 && cells.length <= width
  return fits && !cells.some((cell, index) => !columns.has(index) && hasNumber(cell))
}

function blanked(source: SourceRow, { columns }: SecretHeading): SourceRow {
  return { ...source, cells: source.cells.map((cell, at) => (columns.has(at) ? '' : cell)) }
}

interface SecretHeading {
  readonly row: number
  readonly width: number
  readonly columns: ReadonlySet<number>
}

function secretHeading(grid: Grid): SecretHeading | null {
  let examined = 0
  for (const { row, cells } of grid.rows()) {
    examined += 1
    if (examined > ROWS_EXAMINED) return null
    if (cells.length < 2 || !isHeadingOf(cells)) continue
    const columns = new Set([...cells.keys()].filter((at) => SECRET.test(cells[at] ?? '')))
    if (columns.size > 0) return { row, width: cells.length, columns }
  }
  return null
}
