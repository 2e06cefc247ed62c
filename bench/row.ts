import { median, showMs, showTimes, spread } from './statistics.ts'

/** One line of the table, as it is printed. */
export interface Row {
  readonly figure: string
  readonly ours: string
  /** What it is held against: a bare Bolt app, the bare parser, the smaller size. */
  readonly against?: string
  readonly compared?: string
  /** The least and the most of all pairs. */
  readonly spread?: string
  readonly aim?: string
}

const HEADING: Required<Row> = {
  figure: 'figure',
  ours: 'portin',
  against: 'against',
  compared: 'compared (median)',
  spread: 'spread',
  aim: 'aim',
}
const COLUMNS = Object.keys(HEADING) as readonly (keyof Row)[]

/** The rows as one Markdown table, its columns aligned. */
export function table(rows: readonly Row[]): string {
  const lines = [HEADING, ...rows].map((row) => COLUMNS.map((column) => row[column] ?? ''))
  const widths = COLUMNS.map((_, column) =>
    Math.max(...lines.map((line) => line[column]?.length ?? 0)),
  )
  const show = (line: readonly string[]): string =>
    `| ${line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`
  const [heading = [], ...rest] = lines
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`
  return [show(heading), rule, ...rest.map(show)].join('\n')
}

/** What was measured in turns with what it is held against. @param most of their ratio. */
export function ratioRow(
  figure: string,
  ours: readonly number[],
  { against, name, most }: { against: readonly number[]; name: string; most?: number },
): Row {
  const ratios = ours.map((ms, pair) => ms / (against[pair] ?? NaN))
  return {
    figure,
    ours: showMs(median(ours)),
    against: `${showMs(median(against))} ${name}`,
    compared: showTimes(median(ratios)),
    spread: spread(ratios),
    ...(most !== undefined && { aim: atMost(most, ' ×', median(ratios)) }),
  }
}

/** `at most 3 ×: reached` */
export function atMost(most: number, unit: string, value: number): string {
  return `at most ${most}${unit}: ${reached(value <= most)}`
}

/** Of faults: `none: reached` */
export function none(count: number): string {
  return `none: ${reached(count === 0)}`
}

export function reached(isSo: boolean): string {
  return isSo ? 'reached' : 'missed'
}
