const LONGEST_MAIL = 60_000
const MAY_BE_HEADING = /area|npa|^\W*\([2-9]\d\d\)\W*$/im
/** `All in area code 919:`, `(919)`, `919 area code` */
const HEADING =
  /^\W*(?:(?:(?:all|these|the|numbers?|tns|dids|lines|are|is|in|for|with)\W{1,2}){0,5}(?:area ?code|npa)(?: is)?[ :=#]*\(?([2-9]\d\d)\)?(?: (?:numbers|lines|tns|dids))?|\(([2-9]\d\d)\)|\(?([2-9]\d\d)\)? area(?: ?code)?(?: (?:numbers|lines|tns|dids))?)\W*$/i
const SEVEN = String.raw`[2-9]\d\d[-. ]?\d{4}(?!\d|-\d{1,3}(?!\d))`
const BEGINS_WITH_SEVEN = new RegExp(String.raw`^[^\p{L}\d(]*${SEVEN}`, 'u')
const EACH_SEVEN = new RegExp(String.raw`(?<![\d).-] ?)${SEVEN}`, 'g')

/** Numbers of seven digits below a line that names their area code are written out. */
export function withAreaCodes(text: string): string {
  if (text.length > LONGEST_MAIL || !MAY_BE_HEADING.test(text)) return text
  let area: string | null = null
  const lines = text.split('\n').map((line) => {
    const [, behind, alone, before] = HEADING.exec(line) ?? []
    area = behind ?? alone ?? before ?? area
    const code = area
    return code === null || !BEGINS_WITH_SEVEN.test(line)
      ? line
      : line.replace(EACH_SEVEN, (seven) => `${code}-${seven}`)
  })
  return lines.join('\n')
}
