/** Where the numbers of this country code are at home: states, their territories, Canadian provinces. */
export const STATE_CODES: ReadonlySet<string> = new Set(
  [
    'AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ',
    'NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY AS GU MP PR VI',
    'AB BC MB NB NL NS NT NU ON PE QC SK YT',
  ]
    .join(' ')
    .split(' '),
)

const ZIP = /^\d{5}$/
const CANADIAN_POSTAL_CODE = /^[A-Z]\d[A-Z][ -]?\d[A-Z]\d$/i

export function isStateCode(text: string): boolean {
  return STATE_CODES.has(text.toUpperCase())
}

/** Five digits, or Canadian; the four that may follow a ZIP are a field of their own. */
export function isPostalCode(text: string): boolean {
  return ZIP.test(text) || CANADIAN_POSTAL_CODE.test(text)
}
