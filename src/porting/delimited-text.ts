/** Rows and cells of delimited text; a quoted cell may hold the delimiter, line ends and "" quotes. */
export function readRows(text: string, delimiter: string): readonly (readonly string[])[] {
  const rows: string[][] = []
  let row: string[] = []
  let at = 0
  while (at <= text.length) {
    const quoted = text[at] === '"'
    const { cell, end } = quoted ? quotedCell(text, at) : { cell: '', end: at }
    const stop = endOfCell(text, end, delimiter)
    row.push(cell + text.slice(end, stop))
    if (text[stop] !== delimiter) {
      rows.push(row)
      row = []
    }
    at = stop + 1
  }
  return rows
}

function endOfCell(text: string, from: number, delimiter: string): number {
  let at = from
  while (at < text.length && text[at] !== delimiter && text[at] !== '\n') at += 1
  return at
}

function quotedCell(text: string, start: number): { cell: string; end: number } {
  let cell = ''
  let at = start + 1
  for (;;) {
    const quote = text.indexOf('"', at)
    if (quote === -1) return { cell: '', end: start }
    cell += text.slice(at, quote)
    if (text[quote + 1] !== '"') return { cell, end: quote + 1 }
    cell += '"'
    at = quote + 2
  }
}

/** Comma-separated text that spreadsheets open, one line to a row. */
export function csvText(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.map(csvCell).join(',')}\r\n`).join('')
}

/** A spreadsheet runs what begins like a formula; the apostrophe makes it text. */
function csvCell(text: string): string {
  const line = oneLine(text)
  const safe = /^[=+\-@']/.test(line) ? `'${line}` : line
  return /[",;\t]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** What a cell says without what spreadsheets put around it to keep it text. */
export function cellText(cell: string): string {
  const text = oneLine(cell)
  const [, kept] = /^="(.*)"$/.exec(text) ?? []
  return kept ?? (text.startsWith("'") ? text.slice(1) : text)
}

/** A value as it comes back from a spreadsheet in which nobody changed it. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}
