import { oneLine } from '../plain-text.ts'
import { HIDDEN, withoutSecrets } from '../secret-in-text.ts'
import { labelOf, type Labeled } from './message-labels.ts'

export type SecretLabel = Extract<Labeled, 'account' | 'pin'>

const ACCOUNT =
  /\b(?:account|acct)\.?(?: ?(?:number|no\.?|#|num))?(?: is)?[ .:#=]*(\d{4}(?: \d{4}){2,5}(?![\d-])|[A-Z]{0,4}-?\d[A-Z\d-]{3,24})(?![\p{L}\d])/giu
const PIN =
  /\b(?:pin|passcode|password)(?: ?(?:number|code|no\.?|#))?(?: is)?[ .:#=]*((?=[A-Z-]*\d)[A-Z\d]{2,8}-[A-Z\d]{2,8}|(?=[A-Z]*\d)[A-Z\d]{3,12})(?![\p{L}\d-])/giu
const SSN =
  /\b(?:ssn|social(?: security)?)(?: ?(?:number|no\.?|#))?(?: is)?[ .:#=]*(\d[\d-]{2,10})(?!\d)/giu
/** Behind the value of a label, another one: `5-ABC12 Passcode: 4471`. */
const ANOTHER =
  /[\s,;|]+(?=(?:(?:port(?:ing)?[- ]?out|porting|transfer|account|acct\.?)[ -])?(?:pin|passcode|password|btn|account|acct\.?)(?: ?(?:number|no\.?|#|code))?(?: is)?[ :=#]+\S*\d)/i
/** One word, or digits that are spread out. */
const ONE_PIN = /^(?:\d[\d -]*\d(?!\S)|\S+)/

export function isSecretLabel(label: Labeled): label is SecretLabel {
  return label === 'account' || label === 'pin'
}

/** The account numbers and PINs that a sentence calls so. */
export function secretsSaid(text: string): Readonly<Record<SecretLabel, readonly string[]>> {
  const all = (pattern: RegExp) => [...text.matchAll(pattern)].map(([, value = '']) => value)
  return { account: all(ACCOUNT), pin: all(PIN) }
}

/** The value after a label without a comment on it: `1234 (porting PIN)`; null if it is no secret. */
export function secretIn(label: SecretLabel, value: string): string | null {
  const text = oneLine(value.replace(/\s*[(;,].*$/, ''))
  const secret = label === 'pin' ? (ONE_PIN.exec(text)?.[0] ?? '') : text
  return /\d/.test(secret) && secret.length <= 30 ? secret : null
}

/** The value of a label, and what stands behind it under labels of its own. */
export function splitValue(value: string): readonly [own: string, rest: string] {
  const at = value.search(ANOTHER)
  return at === -1 ? [value, ''] : [value.slice(0, at), value.slice(at).replace(/^[\s,;|]+/, '')]
}

export function saysPin(text: string): boolean {
  const labeled = labelOf(text)
  const isLabeled = labeled?.label === 'pin' && secretIn('pin', labeled.value) !== null
  return isLabeled || secretsSaid(text).pin.length > 0
}

/** All that a line calls a secret, whether it is taken or not. */
export function secretsOf(text: string): readonly string[] {
  const { account, pin } = secretsSaid(text)
  const labeled = labelOf(text)
  return [
    ...account,
    ...pin,
    ...[...text.matchAll(SSN)].map(([, value = '']) => value),
    ...(labeled !== null && isSecretLabel(labeled.label) ? [labeled.value] : []),
  ]
}

/** A line with a secret's label, without its value. */
export function withoutLabeled(text: string): string {
  const labeled = labelOf(text)
  return labeled === null || !isSecretLabel(labeled.label)
    ? text
    : withoutValue(text, labeled.value)
}

/** @param value how the line ends. */
export function withoutValue(line: string, value: string): string {
  return value === '' ? line : `${line.slice(0, line.lastIndexOf(value))}${HIDDEN}`
}

/** Removes all of these in any notation. The longest first, because one may contain another. */
export function withoutAll(text: string, secrets: readonly string[]): string {
  return [...new Set(secrets)]
    .sort((one, other) => other.length - one.length)
    .reduce((said, pin) => withoutSecrets(said, { accountNumber: null, pin }, []), text)
}
