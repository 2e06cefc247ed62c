/** Of wider tables the further cells go over one column each: a page of four megabytes could mean any number. */
const MOST_COLUMNS = 100

/** The column positions of a page's table cells, some of which span several rows or columns. */
interface PageColumns {
  beginRow(): void
  /** @returns how many columns before this cell are another's. */
  cell(attributes: string): number
  endRow(): void
}

export function pageColumns(): PageColumns {
  /** In how many more rows a cell from above fills each column. */
  const filled: number[] = []
  let column = 0
  let covered = 0
  const skip = (): number => {
    const from = column
    while ((filled[column] ?? 0) > 0) {
      filled[column] = (filled[column] ?? 0) - 1
      column += 1
    }
    return column - from
  }
  return {
    beginRow() {
      column = 0
      covered = 0
    },
    cell(attributes) {
      const before = covered + skip()
      const rows = spanIn(attributes, 'row')
      const columns = spanIn(attributes, 'col')
      const end = Math.max(column + 1, Math.min(MOST_COLUMNS, column + columns))
      covered = end - column - 1
      for (; column < end; column += 1) if (column < MOST_COLUMNS) filled[column] = rows - 1
      return before
    },
    endRow() {
      while (column < filled.length) {
        skip()
        column += 1
      }
    },
  }
}

function spanIn(attributes: string, of: 'row' | 'col'): number {
  const [, span] =
    new RegExp(`\\b${of}span\\s*=\\s*["']?\\s*(\\d{1,5})`, 'i').exec(attributes) ?? []
  return Math.max(1, Number(span ?? 1))
}
