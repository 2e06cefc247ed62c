import type { Secrets } from './order.ts'

/** A secret that could be part of a count or a house number is only recognized next to a label. */
const SHORTEST_UNLABELED = 4
const LABEL = '(?:pin|pins|passcode|password|passwd|code|account|acct|acc)'
/** Between two signs of a secret that somebody has spread out. */
const BETWEEN = '[^\\p{L}\\p{N}]{0,3}'
/** Ten digits are a telephone number, and its last four are nobody's PIN; nor is the end of a range. */
const TELEPHONE_NUMBER =
  /(?<!\p{N})(?:\+?1[-. ]?)?\(?[2-9]\d{2}\)?[-. ]?[2-9]\d{2}[-. ]?\d{4}(?:(?:\.\.+|-|–| to )\d{4})?(?!\p{N})/gu

/**
 * Whether a text holds the account number or the PIN, however it is written: with blanks, dashes or
 * invisible signs in between, in other capitals, in wide digits.
 *
 * @param known numbers of the order itself. An account number that is one of them is no secret.
 */
export function holdsSecret(text: string, secrets: Secrets, known: readonly string[]): boolean {
  const said = unified(text)
  return toFind(secrets, known).some((secret) => patternOf(secret).test(sayable(said, secret)))
}

export const HIDDEN = '•••'

/** The text without the account number and the PIN, as far as `holdsSecret` finds them in it. */
export function withoutSecrets(text: string, secrets: Secrets, known: readonly string[]): string {
  if (!holdsSecret(text, secrets, known)) return text
  const hidden = hide(text, secrets, known)
  // Spread out with signs that nobody sees, or in wide digits.
  return holdsSecret(hidden, secrets, known) ? hide(unified(text), secrets, known) : hidden
}

/** Of one order; `known` as in `holdsSecret`. */
export interface SecretsOfOne {
  readonly secrets: Secrets
  readonly known: readonly string[]
}

/**
 * The same for many texts and the secrets of many orders. Most texts have none, and the signs of a text show
 * that at once: to search a history for each secret of 300 orders takes seconds.
 */
export function hidingAll(all: readonly SecretsOfOne[]): (text: string) => string {
  const each = all.map((one) => ({ ...one, signs: toFind(one.secrets, one.known) }))
  return (text) => {
    const said = signsOf(text)
    return each
      .filter(({ signs }) => signs.some((secret) => said.includes(secret)))
      .reduce((left, { secrets, known }) => withoutSecrets(left, secrets, known), text)
  }
}

const CALLED_SECRET =
  /(\b(?:account|acct|a\/c|pin|passcode|password|ssn)s?\b[^\p{L}\d]{0,5}(?:(?:number|no|nr|num|id|code|is)\b[^\p{L}\d]{0,5}){0,2})[\p{L}\d-]*\d[\p{L}\d -]*/giu

/** `Acct 9845550199` → `Acct •••`: what is called so, where nobody knows the secret itself. */
export function withoutCalledSecret(text: string): string {
  return text.replace(CALLED_SECRET, `$1${HIDDEN}`)
}

function hide(text: string, secrets: Secrets, known: readonly string[]): string {
  return toFind(secrets, known).reduce(hideOne, text)
}

function toFind({ accountNumber, pin }: Secrets, known: readonly string[]): readonly string[] {
  return [accountNumber, pin]
    .map((secret) => signsOf(secret ?? ''))
    .filter((secret) => secret !== '' && !known.includes(secret))
}

function hideOne(text: string, secret: string): string {
  const pattern = new RegExp(patternOf(secret).source, 'giu')
  const end = new RegExp(`${Array.from(secret).join(BETWEEN)}$`, 'iu')
  const hideIn = (part: string) => part.replaceAll(pattern, (found) => found.replace(end, HIDDEN))
  if (secret.length >= 10) return hideIn(text)
  // Telephone numbers stay whole.
  const numbers = text.match(TELEPHONE_NUMBER) ?? []
  return text
    .split(TELEPHONE_NUMBER)
    .map((part, index) => hideIn(part) + (numbers[index] ?? ''))
    .join('')
}

/** A secret as long as a telephone number could be part of text in that format. */
function sayable(said: string, secret: string): string {
  return secret.length >= 10 ? said : said.replaceAll(TELEPHONE_NUMBER, ' # ')
}

function patternOf(secret: string): RegExp {
  const spread = Array.from(secret).join(BETWEEN)
  if (secret.length < SHORTEST_UNLABELED) {
    return new RegExp(
      `(?<!\\p{L})${LABEL}(?:\\P{L}|(?<!\\p{L})(?:is|number|no|nr|of|the)(?!\\p{L})){0,12}?(?<!\\p{N})${spread}(?![\\p{L}\\p{N}])`,
      'u',
    )
  }
  if (/^\d+$/.test(secret)) return new RegExp(`(?<!\\p{N})${spread}(?!\\p{N})`, 'u')
  // A mixture of letters and digits is no word, so it is found inside one too.
  const isMixed = /\d/.test(secret)
  return isMixed
    ? new RegExp(spread, 'u')
    : new RegExp(`(?<![\\p{L}\\p{N}])${spread}(?![\\p{L}\\p{N}])`, 'u')
}

/** One way to write each sign; those that nobody sees are left out. */
function unified(text: string): string {
  return text
    .normalize('NFKC')
    .replaceAll(/[\p{Cf}\p{M}]/gu, '')
    .toLowerCase()
}

function signsOf(secret: string): string {
  return unified(secret).replaceAll(/[^\p{L}\p{N}]/gu, '')
}
