import { oneLine } from '../plain-text.ts'
import { HIDDEN, withoutSecrets } from '../secret-in-text.ts'
import { labelOf, type Labeled } from './message-labels.ts'

export type SecretLabel = Extract<Labeled, 'account' | 'pin'>

const ACCOUNT =
  /\b(?:account|acct)\.?(?:[ _]?(?:number|no\.?|#|num))?(?: is)?["' .:#=]*(\d{4}(?: \d{4}){2,5}(?![\d-])|[A-Z]{0,4}-?\d[A-Z\d-]{3,24})(?![\p{L}\d])/giu
const PIN =
  /\b(?:pin|passcode|password)(?:[ _]?(?:number|code|no\.?|#))?(?: is)?["' .:#=]*((?=[A-Z-]*\d)[A-Z\d]{2,8}-[A-Z\d]{2,8}|(?=[A-Z]*\d)[A-Z\d]{3,12})(?![\p{L}\d-])/giu
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

/** `447101, 447102`: nobody knows which one is meant. */
export function areSeveral(value: string): boolean {
  return value.split(/[,;&]| and /).filter((part) => /\d/.test(part)).length > 1
}

/** The value after a label without a comment on it: `1234 (porting PIN)`; null if it is no secret. */
export function secretIn(label: SecretLabel, value: string): string | null {
  const text = oneLine(value.replace(/\s*[(;,].*$/, ''))
  const secret = label === 'pin' ? (ONE_PIN.exec(text)?.[0] ?? '') : text.replace(/ \/ .*$/, '')
  return /\d/.test(secret) && secret.length <= 30 ? secret : null
}

const MAY_BE_LABEL = /(?:[\t,;|]\s*|\s+)(?=\p{L}[\p{L} /&.'#-]{0,30}?\s*[:=]\s*\S)/gu
/** Their values may hold the words of a label: `Numbers: 919-555-0100, main: 919-555-0101`. */
const WHOLE: readonly Labeled[] = ['numbers', 'phone', 'other']

/** The value of a label, and what follows it under labels of its own: `Raleigh State: NC Zip: 27601`. */
export function splitValue(label: Labeled, value: string): readonly [own: string, rest: string] {
  const secretAt = value.search(ANOTHER)
  const labelAt = WHOLE.includes(label)
    ? undefined
    : [...value.matchAll(MAY_BE_LABEL)].find(
        ({ 0: before, index }) => labelOf(value.slice(index + before.length)) !== null,
      )?.index
  const at = Math.min(secretAt === -1 ? value.length : secretAt, labelAt ?? value.length)
  return [value.slice(0, at).trim(), value.slice(at).replace(/^[\s,;|]+/, '')]
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
