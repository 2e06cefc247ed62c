import type { ContentDifference } from './approval.ts'
import { everyField, FIELD_NAMES, type ContentField } from './content-fields.ts'
import { isSameFocDate } from './foc.ts'
import type { FocDate, OrderContent, ServiceAddress, Subscriber } from './order.ts'

type Values = Omit<OrderContent, 'subscriber'> & Omit<Subscriber, 'serviceAddress'> & ServiceAddress

/** Whether a field means the same in both. */
type Rule = (field: ContentField, one: Partial<Values>, other: Partial<Values>) => boolean

const exact: Rule = (field, one, other) => one[field] === other[field]
const words: Rule = (field, one, other) => sameWords(textOf(field, one), textOf(field, other))
const set: Rule = (_, one, other) => sameSet(one.numbers ?? [], other.numbers ?? [])
const date: Rule = (_, one, other) =>
  isAnsweredBy(one.requestedFocDate ?? null, other.requestedFocDate ?? null)

const house = partOf('housePrefix', 'houseNumber', 'houseSuffix')
const street = partOf('preDirectional', 'streetName', 'streetSuffix', 'postDirectional')
const zip = partOf('zip', 'plusFour')

/** When a field means the same. Typed by its subjects: a new field does not compile without its rule. */
const RULES: Readonly<Record<ContentField, Rule>> = {
  // Bandwidth sorts a list and names each number once.
  numbers: set,
  billingTelephoneNumber: exact,
  newBillingTelephoneNumber: exact,
  // Carriers keep names and addresses in capitals, without punctuation.
  loaAuthorizingPerson: words,
  // Ids are keys: one character more is another site.
  siteId: exact,
  peerId: exact,
  // A bare day comes back with an hour; its own is 11:30 in New York.
  requestedFocDate: date,
  triggered: exact,
  partialPort: exact,
  // The industry writes these codes in capitals, people do not.
  targetRespOrgId: words,
  alternateSpid: words,
  type: words,
  businessName: words,
  firstName: words,
  middleInitial: words,
  lastName: words,
  // `N Main St` in one field is the same street as in three.
  housePrefix: house,
  houseNumber: house,
  houseSuffix: house,
  preDirectional: street,
  streetName: street,
  streetSuffix: street,
  postDirectional: street,
  addressLine2: words,
  city: words,
  stateCode: words,
  zip,
  plusFour: zip,
  county: words,
}

/**
 * The fields in which the second content means something else than the first, each as people read it.
 * Only fields that both have are compared. Not symmetric: a day without an hour is answered by that day
 * at any hour, an hour by that hour only.
 */
export function differencesInMeaning(
  before: Partial<OrderContent>,
  after: Partial<OrderContent>,
): readonly ContentDifference[] {
  const [one, other] = [valuesOf(before), valuesOf(after)]
  const [earlier, later] = [everyField(before), everyField(after)]
  return (Object.keys(RULES) as ContentField[])
    .filter((field) => one[field] !== undefined && other[field] !== undefined)
    .filter((field) => !RULES[field](field, one, other))
    .map((field) => FIELD_NAMES[field])
    .map((name) => ({ field: name, before: earlier[name] ?? null, after: later[name] ?? null }))
}

/** What was asked for and is not shown; what was left open is Bandwidth's to fill in. */
export function notAsAsked(
  asked: Partial<OrderContent>,
  shown: Partial<OrderContent>,
): readonly AskedAndShown[] {
  return differencesInMeaning(asked, shown).flatMap(({ field, before, after }) =>
    before === null ? [] : [{ field, asked: before, shown: after ?? 'nothing' }],
  )
}

export interface AskedAndShown {
  /** In people's words. */
  readonly field: string
  readonly asked: string
  readonly shown: string
}

/** Everything side by side, the subscriber and the address too. */
function valuesOf({ subscriber, ...plain }: Partial<OrderContent>): Partial<Values> {
  return { ...plain, ...subscriber, ...subscriber?.serviceAddress }
}

/** Of a line of an address, which Bandwidth and people cut up differently. */
function partOf(...line: readonly (keyof ServiceAddress)[]): Rule {
  const whole = (values: Partial<Values>): string =>
    line.map((field) => textOf(field, values)).join(' ')
  return (field, one, other) => words(field, one, other) || sameWords(whole(one), whole(other))
}

/** Whether the second is what becomes of the first at Bandwidth. */
function isAnsweredBy(asked: FocDate | null, shown: FocDate | null): boolean {
  const hasNoHour = asked?.at === null
  return (hasNoHour && asked.day === shown?.day) || isSameFocDate(asked, shown)
}

function sameSet<Member>(one: readonly Member[], other: readonly Member[]): boolean {
  const [these, those] = [new Set(one), new Set(other)]
  return these.size === those.size && [...these].every((member) => those.has(member))
}

function sameWords(one: string, other: string): boolean {
  return one === other || wordsIn(one) === wordsIn(other)
}

/**
 * Letters and digits in small letters. Between two digits a gap stays one, else `1 12` would be `11 2`;
 * of what has neither letters nor digits, the signs themselves.
 */
function wordsIn(text: string): string {
  const words = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .replace(/(?<!\p{N}) | (?!\p{N})/gu, '')
  return words === '' ? text.trim() : words
}

function textOf(field: ContentField, values: Partial<Values>): string {
  const value = values[field]
  return typeof value === 'string' ? value : ''
}
