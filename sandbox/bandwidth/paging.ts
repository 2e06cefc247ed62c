import { SHOWN_HOST } from './call.ts'
import type { Xml } from './xml.ts'
import { element } from './xml.ts'

const MOST_ON_A_PAGE = 1000

interface Book<Row> {
  readonly query: URLSearchParams
  /** The path of the list. */
  readonly path: string
  readonly idOf: (row: Row) => string
}

/** The rows of one page and the links to others; a page is named by the id of its first row. */
export function pageOf<Row>(rows: readonly Row[], { query, path, idOf }: Book<Row>) {
  const size = Math.min(Number(query.get('size')) || 1, MOST_ON_A_PAGE)
  const first = query.get('page')
  const start = first === '1' ? 0 : rows.findIndex((row) => idOf(row) === first)
  const shown = start === -1 ? [] : rows.slice(start, start + size)
  const link = (name: string, index: number): Xml | null => {
    const row = rows[index]
    if (row === undefined) return null
    const next = new URLSearchParams(query)
    next.set('page', index === 0 ? '1' : idOf(row))
    return element(name, `Link=<${SHOWN_HOST}${path}?${next.toString()}>;rel="${name}";`)
  }
  const last = Math.floor(Math.max(0, rows.length - 1) / size) * size
  const links = element(
    'Links',
    link('first', 0),
    start > 0 ? link('previous', Math.max(0, start - size)) : null,
    start !== -1 ? link('next', start + size) : null,
    last > 0 ? link('last', last) : null,
  )
  return { links, shown }
}
