import { codePoints } from '../code-points.ts'
import { isObject, listOf, textOf } from '../json.ts'
import { richText } from './rich-text.ts'
import { anything, flag, list, number, oneOf, shape, text, variant, type Rule } from './rules.ts'

const ROWS = 100
const COLUMNS = 20

const cell = variant(
  new Map([
    ['raw_text', shape({ 'type!': anything, 'text!': text(Infinity) })],
    ['raw_number', shape({ 'type!': anything, 'value!': number, 'text!': text(Infinity) })],
    ['rich_text', richText],
  ]),
)

const column = shape({ align: oneOf('left', 'center', 'right'), is_wrapped: flag })

/** A column without settings of its own is skipped with null. */
const columnOrNull: Rule = (value, at) => (value === null ? [] : column(value, at))

export const table: Rule = shape({
  'type!': anything,
  block_id: text(255),
  'rows!': list(1, ROWS, list(1, COLUMNS, cell)),
  column_settings: list(0, COLUMNS, columnOrNull),
})

/** The characters in all cells of a table. */
export function charactersInTable(block: unknown): number {
  return charactersIn(isObject(block) ? block['rows'] : undefined)
}

function charactersIn(node: unknown): number {
  if (Array.isArray(node))
    return listOf(node).reduce<number>((sum, each) => sum + charactersIn(each), 0)
  if (!isObject(node)) return 0
  return codePoints(textOf(node['text']) ?? '').length + charactersIn(listOf(node['elements']))
}
