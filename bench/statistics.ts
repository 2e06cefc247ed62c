export function median(values: readonly number[]): number {
  return percentile(values, 50)
}

/** Between the two nearest values where none stands at the place itself; NaN of nothing. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = values.toSorted((one, other) => one - other)
  const place = ((sorted.length - 1) * percent) / 100
  const below = sorted[Math.floor(place)] ?? NaN
  const above = sorted[Math.ceil(place)] ?? NaN
  return below + (above - below) * (place - Math.floor(place))
}

/** `1.8 to 2.3` */
export function spread(values: readonly number[]): string {
  return `${show(Math.min(...values))} to ${show(Math.max(...values))}`
}

/** Three digits that count. */
export function show(value: number): string {
  return Math.abs(value) >= 100 ? String(Math.round(value)) : String(Number(value.toPrecision(3)))
}

export function showMs(value: number): string {
  return `${show(value)} ms`
}

export function showTimes(value: number): string {
  return `${show(value)} ×`
}
