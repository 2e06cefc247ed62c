/** One line of the table, as it is printed. */
export interface Row {
  readonly figure: string
  readonly ours: string
  /** What it is held against: a bare Bolt app, the bare parser, the smaller size. */
  readonly against: string
  readonly compared: string
  /** The least and the most of all pairs. */
  readonly spread: string
  readonly aim: string
}

const HEADING: Row = {
  figure: 'figure',
  ours: 'portin',
  against: 'against',
  compared: 'compared (median)',
  spread: 'spread',
  aim: 'aim',
}

/** The rows as one Markdown table, its columns aligned. */
export function table(rows: readonly Row[]): string {
  const lines = [HEADING, ...rows].map(({ figure, ours, against, compared, spread, aim }) => [
    figure,
    ours,
    against,
    compared,
    spread,
    aim,
  ])
  const widths = (lines[0] ?? []).map((_, column) =>
    Math.max(...lines.map((line) => line[column]?.length ?? 0)),
  )
  const show = (line: readonly string[]): string =>
    `| ${line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`
  const [heading = [], ...rest] = lines
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`
  return [show(heading), rule, ...rest.map(show)].join('\n')
}

/** `at most 3 ×: reached` */
export function atMost(most: number, unit: string, value: number): string {
  return `at most ${most}${unit}: ${value <= most ? 'reached' : 'missed'}`
}
