/** A part of a message, as Slack sends it; nothing about it is certain. */
type Part = Readonly<Record<string, unknown>>

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

/** A section, a list, or what stands in it. */
function elementText(element: Part): string {
  const { type, text, url, name, elements } = element
  if (Array.isArray(elements)) {
    return partsIn(elements)
      .map(elementText)
      .join(type === 'rich_text_list' ? '\n' : '')
  }
  if (type === 'emoji') return typeof name === 'string' ? `:${name}:` : ''
  const said = typeof text === 'string' ? text : typeof url === 'string' ? url : ''
  return partOf(element['style'])['strike'] === true && said.trim() !== ''
    ? `~~${said.trim()}~~`
    : said
}

function quoted(cell: string): string {
  return /["\t\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}

function partOf(value: unknown): Part {
  return typeof value === 'object' && value !== null ? (value as Part) : {}
}

function partsIn(value: unknown): readonly Part[] {
  return Array.isArray(value) ? value.map(partOf) : []
}
