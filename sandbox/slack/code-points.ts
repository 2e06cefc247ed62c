/** The characters of a text as Slack counts them: code points, not UTF-16 units. */
export function codePoints(text: string): string[] {
  return Array.from(text)
}
