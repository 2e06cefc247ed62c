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

/** As bills write them. */
const NAMES =
  'AL Alabama;AK Alaska;AZ Arizona;AR Arkansas;CA California;CO Colorado;CT Connecticut;DE Delaware;' +
  'DC District of Columbia;FL Florida;GA Georgia;HI Hawaii;ID Idaho;IL Illinois;IN Indiana;IA Iowa;KS Kansas;' +
  'KY Kentucky;LA Louisiana;ME Maine;MD Maryland;MA Massachusetts;MI Michigan;MN Minnesota;MS Mississippi;' +
  'MO Missouri;MT Montana;NE Nebraska;NV Nevada;NH New Hampshire;NJ New Jersey;NM New Mexico;NY New York;' +
  'NC North Carolina;ND North Dakota;OH Ohio;OK Oklahoma;OR Oregon;PA Pennsylvania;RI Rhode Island;' +
  'SC South Carolina;SD South Dakota;TN Tennessee;TX Texas;UT Utah;VT Vermont;VA Virginia;WA Washington;' +
  'WV West Virginia;WI Wisconsin;WY Wyoming;AS American Samoa;GU Guam;MP Northern Mariana Islands;' +
  'PR Puerto Rico;VI Virgin Islands;VI US Virgin Islands;AB Alberta;BC British Columbia;MB Manitoba;' +
  'NB New Brunswick;NL Newfoundland and Labrador;NS Nova Scotia;NT Northwest Territories;NU Nunavut;' +
  'ON Ontario;PE Prince Edward Island;QC Quebec;QC Québec;SK Saskatchewan;YT Yukon'
const CODES: ReadonlyMap<string, string> = new Map(
  NAMES.split(';').map((one) => [plainName(one.slice(3)), one.slice(0, 2)]),
)

function plainName(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}]+/gu, ' ')
    .trim()
}

/** The abbreviation of a state that may be written in full; anything else as it is. */
export function stateCodeOf(text: string): string {
  const code = isStateCode(text.trim()) ? text.trim().toUpperCase() : CODES.get(plainName(text))
  return code ?? text
}
