import { elementText, partOf, partsIn, type Part } from './block-texts.ts'

/**
 * Tables pasted into a message: Slack makes blocks of cells that somebody copies from a spreadsheet, and
 * the text of the message has nothing of them. Each as tab-separated text.
 */
export function pastedTables(message: unknown): readonly string[] {
  return blocksIn(partOf(message))
    .filter(({ type }) => type === 'table' || type === 'data_table')
    .map(({ rows }) => (Array.isArray(rows) ? rows.map(rowText).join('\n') : ''))
    .filter((text) => /\S/.test(text))
}

/** Its own, those of its attachments, and those of messages forwarded in it. */
function blocksIn(message: Part): readonly Part[] {
  const attachments = partsIn(message['attachments'])
  const forwarded = attachments.flatMap((one) => partsIn(one['message_blocks']))
  return [
    ...partsIn(message['blocks']),
    ...attachments.flatMap((one) => partsIn(one['blocks'])),
    ...forwarded.flatMap((one) => partsIn(partOf(one['message'])['blocks'])),
  ]
}

function rowText(row: unknown): string {
  return partsIn(row).map(cellText).map(quoted).join('\t')
}

function cellText(cell: Part): string {
  const { type, text, value } = cell
  if (type === 'raw_text' || type === 'raw_number') {
    return typeof text === 'string' ? text : typeof value === 'number' ? String(value) : ''
  }
  return partsIn(cell['elements']).map(elementText).join('\n')
}

function quoted(cell: string): string {
  return /["\t\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}
