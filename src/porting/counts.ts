/** `5,000` */
export function showCount(count: number): string {
  return count.toLocaleString('en-US')
}

/** `20 numbers`, `1 number` */
export function countOf(count: number, thing: string): string {
  return `${showCount(count)} ${thing}${count === 1 ? '' : 's'}`
}
