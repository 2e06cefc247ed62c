/** How a spreadsheet or a script damaged a cell, in words; `null` if the damage is not recognizable. */
export function damageOf(cell: string): string | null {
  const text = cell.trim()
  return DAMAGES.find(([pattern]) => pattern.test(text))?.[1] ?? null
}

/** Only its first digits are left. */
const SHORTENED = /^[+-]?\d(?:[.,]\d+)?E\+?\d+$/i
/** Excel's words for a formula that it could not work out, and its sign for a column that is too narrow. */
const SHEET_ERROR = /^#(?:NAME\?|N\/A|REF!|VALUE!|DIV\/0!|NUM!|NULL!|ERROR!|CALC!|SPILL!)$/i
const TOO_NARROW = /^#{2,}$/
const DECIMAL = /^\d[\d,]*\.0+$/
const GROUPED = /^\d{1,3}(?:,\d{3})+(?:\.0+)?$/
/** Elsewhere thousands have points. */
const GROUPED_ABROAD = /^\d{1,2}(?:\.\d{3}){3}(?:,0+)?$/
/** All ten digits are there. */
const WHOLE = /^(\d)[.,](\d{9})E\+?0?9$/i
const FORMULA = /^=/
const MONTH = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}'
const DAY = new RegExp(
  String.raw`^(?:\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|\d{1,2}[- ]${MONTH}(?:[- ]\d{2,4})?|${MONTH}-\d{2,4})(?:[ T]\d{1,2}:\d{2}.*)?$`,
  'i',
)
const WITHOUT_AREA = /^[2-9]\d{2}[-. ]?\d{4}$/

const DAMAGES: readonly (readonly [RegExp, string])[] = [
  [SHORTENED, 'a spreadsheet shortened it, so format the cells as text'],
  [SHEET_ERROR, 'a formula error in the spreadsheet'],
  [TOO_NARROW, 'the column was too narrow when it was saved'],
  [/^~.*~$|^:x:|^[❌✗✘]/u, 'crossed out'],
  [/^(?:instead of|rather than|in place of)\b/i, 'another one ports instead'],
  [
    /^(?:not|except|excluding|leav(?:e|ing)|keep(?:ing)?|skip(?:ping)?|omit(?:ting)?|without|minus|(?:all|everything) but|other than|apart|aside|save for)\b/i,
    'named to stay',
  ],
  [FORMULA, 'a formula without its result, so open and save the file in the spreadsheet'],
  [DAY, 'a spreadsheet turned it into a date, so format the cells as text'],
  [WITHOUT_AREA, 'the area code is missing'],
]

/** A number as it was before thousands separators or a decimal point were put into it. */
export function withoutDecoration(cell: string): string {
  const text = cell.trim()
  const digits = DECORATIONS.find(([is]) => is.test(text))?.[1](text)
  return digits !== undefined && /^1?\d{10}$/.test(digits) ? digits : text
}

const DECORATIONS: readonly (readonly [RegExp, (text: string) => string])[] = [
  [WHOLE, (text) => text.replace(WHOLE, '$1$2')],
  [GROUPED_ABROAD, (text) => text.replace(/,0+$/, '').replaceAll('.', '')],
  [DECIMAL, (text) => text.replace(/\.0+$/, '').replaceAll(',', '')],
  [GROUPED, (text) => text.replaceAll(',', '')],
]

/**
 * How a spreadsheet damaged text that must be exact, such as an account number or a PIN; read after its
 * name and "a spreadsheet". Nobody sees these values again before the carrier rejects them.
 */
export function damageToText(text: string): string | null {
  if (SHORTENED.test(text)) return 'has shortened'
  if (/^~~.*~~$/.test(text)) return 'has crossed out'
  if (DECIMAL.test(text)) return 'has made a decimal number of'
  if (GROUPED.test(text)) return 'has put commas into'
  return SHEET_ERROR.test(text) || TOO_NARROW.test(text) ? 'has lost' : null
}

/** As spreadsheets write days; `12-34-5678` may be an account number. */
const DAY_OF_A_SHEET = new RegExp(
  String.raw`^(?:\d{4}-(?:0\d|1[0-2])-[0-3]\d|(?:0?[1-9]|1[0-2])/[0-3]?\d/\d{2,4}|\d{1,2}[- ]${MONTH}(?:[- ]\d{2,4})?|${MONTH}-\d{2,4})$`,
  'i',
)

/** The same of an account number or a PIN: `12-14` has become December 14. */
export function damageToSecret(text: string): string | null {
  return damageToText(text) ?? (DAY_OF_A_SHEET.test(text) ? 'has made a date of' : null)
}
