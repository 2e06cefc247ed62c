import { withAreaCodes } from '../area-headings.ts'
import type { AddressLines } from '../address-lines.ts'
import type { CalendarDay } from '../calendar.ts'
import type { Secrets } from '../order.ts'
import { damageToSecret } from '../cell-damage.ts'
import { SIGNED_OFF } from '../contact-notes.ts'
import { showCount } from '../counts.ts'
import { NUMBER_OR_RANGE } from '../number-grammar.ts'
import { notYetIn } from '../lines-not-yet.ts'
import { holdsUnnamed, onlyNamedIn, saysOnly, type OnlyThese } from '../only-these.ts'
import { oneLine, plainText } from '../plain-text.ts'
import { piecesOf } from '../number-pieces.ts'
import { NOT_CLEAR, readNumbers, tableWithin } from '../read-numbers.ts'
import {
  isEndedItself,
  isExcludedBelow,
  isExcludedItself,
  isUnticked,
  mayHaveBoxes,
  saysNoBehind,
} from '../table-facts.ts'
import { telephoneNumber, type TelephoneNumber } from '../telephone-number.ts'
import { addressIn, isUnit, placeIn, streetIn } from './message-address.ts'
import { dayIn } from './message-day.ts'
import { labelOf, type Labeled } from './message-labels.ts'
import { messageLines } from './message-lines.ts'
import {
  areSeveral,
  isSecretLabel,
  saysPin,
  secretIn,
  secretsOf,
  secretsSaid,
  splitValue,
  withoutAll,
  withoutLabeled,
  withoutValue,
  type SecretLabel,
} from './message-secrets.ts'

/** What a message or mail says about a port-in. Nothing is guessed: what was not understood is in `rest`. */
export interface PortInMessage {
  readonly numbers: readonly TelephoneNumber[]
  /** A contact's number, or one to call: taken only if somebody confirms it. */
  readonly doubtful: readonly TelephoneNumber[]
  readonly unread: readonly string[]
  readonly businessName: string | null
  readonly firstName: string | null
  readonly lastName: string | null
  readonly signer: string | null
  readonly address: AddressLines
  readonly billingTelephoneNumber: TelephoneNumber | null
  readonly carrier: string | null
  readonly day: CalendarDay | null
  readonly secrets: Secrets
  /** Everybody who reads the message reads a PIN. */
  readonly showsPin: boolean
  /** Lines that say something else, without account number and PIN. */
  readonly rest: readonly string[]
}

interface Found {
  numberLines: string[]
  phones: string[]
  doubtful: string[]
  rest: string[]
  one: Partial<Record<Labeled, string>>
  /** By sentences; what a label says is surer. */
  guessed: Partial<Record<Labeled, string>>
  address: Partial<AddressLines>
  /** Every account number and PIN, whether it is taken or not. */
  secrets: string[]
  showsPin: boolean
  /** By sentences, each once. */
  readonly said: Readonly<Record<SecretLabel, Set<string>>>
  /** Of a table the headings say what ports; null: there is none. */
  readonly table: ReturnType<typeof tableWithin>
}

const LONGEST = 60_000

export function readMessage(said: string, today: CalendarDay): PortInMessage {
  const message = withAreaCodes(said)
  const found: Found = {
    numberLines: [],
    phones: [],
    doubtful: [],
    rest: [],
    one: {},
    guessed: {},
    address: {},
    secrets: [],
    showsPin: false,
    said: { account: new Set(), pin: new Set() },
    table: tableWithin(message.slice(0, LONGEST)),
  }
  const lines = messageLines(message.slice(0, LONGEST))
  const hasBoxes = mayHaveBoxes(message)
  let open: Labeled | null = null
  let isExcluded = false
  const notYet = notYetIn(lines)
  const only = onlyNamedIn([message])
  for (const [at, { text, isSignature }] of lines.entries()) {
    found.secrets.push(...secretsOf(text))
    found.showsPin ||= saysPin(text)
    isExcluded = isExcludedBelow(text, isExcluded)
    const isOut =
      isExcludedItself(text) ||
      isEndedItself(text) ||
      saysNoBehind(text) ||
      (hasBoxes && isUnticked(text)) ||
      notYet.has(at) ||
      (only !== null && isBesideOnly(text, only))
    const stays = isExcluded || isOut
    if (isSignature || stays) {
      const shown = withoutLabeled(text)
      found.doubtful.push(shown)
      if (stays) found.rest.push(shown)
      continue
    }
    open = takeLine(text, found, { open, today })
  }
  if (message.length > LONGEST)
    found.rest.push(`…it goes on: I read ${showCount(LONGEST)} characters`)
  return concluded(found, message, today)
}

const OF_A_LIST: readonly (Labeled | undefined)[] = [undefined, 'numbers', 'phone']

/** A line of a list beside which "only" names some. */
function isBesideOnly(text: string, only: OnlyThese): boolean {
  const isListed = OF_A_LIST.includes(labelOf(text)?.label)
  return isListed && !saysOnly(text) && holdsUnnamed(piecesOf(text), only)
}

/** @returns the label whose value is on the lines below. */
function takeLine(
  text: string,
  found: Found,
  { open, today }: { readonly open: Labeled | null; readonly today: CalendarDay },
): Labeled | null {
  const labeled = labelOf(text)
  if (labeled !== null) {
    const { label, value } = labeled
    if (value === '') return label
    const [own, rest] = splitValue(label, value)
    takeValue(label, own, text, found)
    if (labelOf(rest)?.label === 'phone' && SOMEBODY.includes(label)) {
      found.doubtful.push(rest)
      return null
    }
    if (rest !== '') return takeLine(rest, found, { open: null, today })
    return label === 'numbers' || label === 'address' ? label : null
  }
  if (open === 'other') return null
  if (open !== null && open !== 'numbers' && open !== 'address') {
    takeValue(open, text, text, found)
    return null
  }
  const address = addressIn(text.replace(/^(?:service )?address (?:is )?/i, ''))
  if (address !== null) {
    found.address = { ...address, ...found.address }
    return open
  }
  if (takeAddressLine(text, found)) return open
  takeProse(text, found, today)
  return open
}

/** A phone named on the same line is theirs. */
const SOMEBODY: readonly Labeled[] = ['customer', 'person', 'signer']

/** A line of an address block; a place without its street says nothing. */
function takeAddressLine(text: string, found: Found): boolean {
  const place = placeIn(text)
  if (place !== null) {
    found.address = { ...place, ...found.address }
    return true
  }
  if (found.address.houseNumber !== undefined && found.address.zip === undefined && isUnit(text)) {
    found.address = { ...found.address, addressLine2: text }
    return true
  }
  const street = readNumbers(text).numbers.length > 0 ? null : streetIn(text)
  if (street === null || found.address.houseNumber !== undefined || !isStreet(text)) return false
  found.address = { ...street, ...found.address }
  return true
}

const STREET_WORD =
  /\b(?:st|street|ave|avenue|rd|road|dr|drive|ln|lane|blvd|boulevard|way|ct|court|pl|place|pkwy|parkway|hwy|highway|cir|circle|ter|terrace|sq|square|trl|trail|broadway|loop|row|run|pike|plaza)\b/i

function isStreet(text: string): boolean {
  return STREET_WORD.test(text) && text.length <= 60
}

const ADDRESS_FIELDS: Partial<Record<Labeled, keyof AddressLines>> = {
  unit: 'addressLine2',
  city: 'city',
  state: 'state',
  zip: 'zip',
}

function takeValue(label: Labeled, value: string, line: string, found: Found): void {
  const field = ADDRESS_FIELDS[label]
  if (field !== undefined) {
    found.address = { ...found.address, [field]: value }
    return
  }
  if (label === 'numbers') {
    found.numberLines.push(value)
  } else if (label === 'phone') {
    found.phones.push(value)
  } else if (label === 'other') {
    found.doubtful.push(value)
    if (readNumbers(value).numbers.length === 0) found.rest.push(line)
  } else if (label === 'address' || label === 'street' || label === 'cityStateZip') {
    const address = addressIn(value) ?? placeIn(value) ?? streetIn(value)
    if (address === null) found.rest.push(line)
    else found.address = { ...found.address, ...address }
  } else if (isSecretLabel(label)) {
    takeSecret(label, value, line, found)
  } else {
    const own = takeSaid(value, found) ? withoutBrackets(value) : value
    const isOther = found.one[label] !== undefined && found.one[label] !== own
    if (isOther || (label === 'day' && NO_SURE_DAY.test(own))) found.rest.push(line)
    found.one[label] ??= own
  }
}

/** What a text calls an account number or a PIN, in a sentence or in brackets: `Lumen (acct# 5-ABC12)`. */
function takeSaid(text: string, { said }: Found): boolean {
  const { account, pin } = secretsSaid(text)
  for (const one of account) said.account.add(one)
  for (const one of pin) said.pin.add(one)
  return account.length + pin.length > 0
}

function withoutBrackets(value: string): string {
  const { account, pin } = secretsSaid(value)
  return withoutAll(value.replace(/\s*\([^()]*\)\s*$/, ''), [...account, ...pin])
}

/** `week of 12/14`, `after Dec 8` */
const NO_SURE_DAY = /\b(?:week|after|between|or|not|tbd|earliest|later|around|about)\b/i

/** A value that is no secret, or a second one, is reported without the value. */
function takeSecret(label: SecretLabel, value: string, line: string, found: Found): void {
  const secret = secretIn(label, value)
  found.secrets.push(value, secret ?? '', ...value.split(/[,;&]| and /).map((part) => part.trim()))
  found.showsPin ||= label === 'pin' && secret !== null
  if (secret === null || areSeveral(value) || (found.one[label] ?? secret) !== secret) {
    found.rest.push(withoutValue(line, value))
  } else {
    found.one[label] = secret
  }
}

const CALLS_SOMEBODY =
  /\b(?:call|reach|text|contact|phone|fax|ring|dial)(?: (?:me|us|him|her|them|back|\p{Lu}\p{L}+))?(?: (?:at|on|back))?\b[^.]{0,20}$|\b(?:questions?|(?:my|his|her|their) (?:cell|mobile|direct|number|desk|phone)|ext\b)|\bby \p{Lu}\p{L}+(?: \p{Lu}\p{L}+)? ?\(?$/iu
const DAY_WORD =
  /\b(?:foc|port(?:ed|ing)?|cut ?over|transfer(?:red)?|go(?:es)? live|by|on|for|date)\b/i
const FROM_CARRIER =
  /\b(?:from|with|at|by|leaving|currently|carrier is|provider is)(?: (?:our|the|my|their))?(?: (?:current|old|losing|present) (?:carrier|provider))?,? ((?:AT&T|Verizon(?: Wireless| Business)?|Frontier|Lumen|CenturyLink|Comcast(?: Business)?|Spectrum(?: Business)?|Charter|Cox(?: Business| Communications)?|Windstream|T-Mobile|Sprint|RingCentral|Vonage|8x8|Twilio|Level ?3|Bandwidth|Google Voice|Onvoy|Inteliquent|Sinch|Peerless(?: Network)?|Consolidated(?: Communications)?|TDS|US ?Cellular|Optimum|Altice|Bell(?: Canada)?|Rogers|Telus|Nextiva|Dialpad|Ooma|Grasshopper|Zoom|Mitel|Fusion|Granite|Intermedia|Crexendo|Mediacom|Ziply|Brightspeed|Birch|PAETEC|XO|EarthLink|Cincinnati Bell|Hawaiian Telcom|Claro|Liberty)(?![\p{L}\d]))/iu
const FOR_COMPANY =
  /\b(?:for|of|customer|client|is) ((?:\p{Lu}[\p{L}\d&'’.-]*|&|of|and)(?: (?:\p{Lu}[\p{L}\d&'’.-]*|&|of|and)){0,6},? (?:LLC|L\.L\.C\.|Inc|Inc\.|Incorporated|Corp|Corp\.|Corporation|Ltd|Ltd\.|LLP|PLLC|PC|PA|LP|Co|Co\.|Company))(?![\p{L}])/u

/** A sentence: what is certain is taken, and the whole sentence is shown. */
function takeProse(text: string, found: Found, today: CalendarDay): void {
  const row = found.table?.rows.get(text)
  if (row !== undefined) {
    found.doubtful.push(row)
    return
  }
  const { numbers, unread } = readNumbers(text)
  const secrets = secretsSaid(text)
  takeSaid(text, found)
  const [, carrier] = FROM_CARRIER.exec(text) ?? []
  const [, company] = FOR_COMPANY.exec(text) ?? []
  const said: Partial<Record<Labeled, string | undefined>> = { carrier, customer: company }
  for (const [label, value] of Object.entries(said) as readonly [Labeled, string | undefined][]) {
    if (value !== undefined) found.guessed[label] ??= value.trim()
  }
  if (DAY_WORD.test(text) && dayIn(text, today) !== null) found.guessed.day ??= text
  if (numbers.length === 0 && unread.length === 0) {
    found.rest.push(text)
    return
  }
  const called = calledIn(text)
  found.doubtful.push(...called)
  const others = called.reduce((left, one) => left.replace(one, ' '), text)
  found.numberLines.push(withoutAll(others, [...secrets.account, ...secrets.pin]))
  if (/\p{L}{3,}.*\p{L}{3,}/u.test(text)) found.rest.push(text)
}

/** The numbers of a sentence that are there to be called, each by the words before it. */
function calledIn(text: string): readonly string[] {
  let from = 0
  return [...piecesOf(text)].flatMap((piece) => {
    const at = text.indexOf(piece.text, from)
    if (at === -1) return []
    const before = text.slice(from, at)
    from = at + piece.text.length
    const isCalled = CALLS_SOMEBODY.test(before) || SIGNED_OFF.test(before)
    return piece.kind === 'numbers' && isCalled ? piece.text : []
  })
}

const COMPANY_WORD =
  /\b(?:llc|inc|corp|corporation|company|co|ltd|llp|pllc|pc|lp|group|dental|clinic|church|school|university|bank|services?|solutions|systems|associates|partners|center|hospital|hotel|restaurant|county|city of|law|realty|agency|foundation|&|and)\b\.?/i

function concluded(found: Found, message: string, today: CalendarDay): PortInMessage {
  const one = { ...found.guessed, ...found.one }
  const inTable = found.table?.secrets ?? { account: [], pin: [] }
  found.secrets.push(...inTable.account, ...inTable.pin)
  const unlabeled = {
    account: [...new Set([...found.said.account, ...inTable.account])],
    pin: [...new Set([...found.said.pin, ...inTable.pin])],
  }
  const account = one.account ?? onlyOne(unlabeled.account)
  const pin = one.pin ?? onlyOne(unlabeled.pin)
  const secrets = { accountNumber: undamaged(account), pin: undamaged(pin) }
  const withoutTheirs = (text: string) => withoutAll(text, found.secrets)
  const read = numbersRead(found)
  const doubtful = [...found.doubtful, ...found.phones].flatMap(numbersOf)
  const isResidential = /\bresidential\b/i.test(message) && !/\bbusiness\b/i.test(message)
  const name = personIn(one.person ?? (isResidential ? one.customer : undefined))
  const isPerson =
    name !== null &&
    (one.customer === undefined || isResidential) &&
    !COMPANY_WORD.test(one.person ?? '')
  const business =
    isPerson && isResidential ? null : (one.customer ?? (isPerson ? null : one.person) ?? null)
  return {
    numbers: read.numbers,
    doubtful: [...new Set(doubtful)].filter((number) => !read.numbers.includes(number)),
    unread: read.unread.map(withoutTheirs),
    businessName:
      business === null
        ? null
        : withoutTheirs(oneLine(business)).replace(/[.,;]+$/, (end) => (end === '.' ? end : '')),
    firstName: isPerson ? name.first : null,
    lastName: isPerson ? name.last : null,
    signer:
      one.signer === undefined ? null : withoutTheirs(oneLine(one.signer.replace(/[,(].*$/, ''))),
    address: {
      houseNumber: '',
      streetName: '',
      addressLine2: '',
      city: '',
      state: '',
      zip: '',
      ...found.address,
    },
    billingTelephoneNumber: telephoneNumber(one.btn ?? '') ?? null,
    carrier: one.carrier === undefined ? null : withoutTheirs(oneLine(one.carrier)),
    day: one.day === undefined ? null : dayIn(one.day, today),
    secrets,
    showsPin: found.showsPin || inTable.pin.length > 0,
    rest: [
      ...found.rest.map(withoutTheirs),
      ...severalIn(unlabeled),
      ...damagedIn({ account, pin }),
    ],
  }
}

function onlyOne([value, another]: readonly string[]): string | null {
  return another === undefined ? (value ?? null) : null
}

/** Nobody sees it again before the carrier rejects it. */
function undamaged(secret: string | null): string | null {
  return secret === null || damageToSecret(secret) !== null ? null : secret
}

function damagedIn(secrets: Readonly<Record<SecretLabel, string | null>>): readonly string[] {
  const names = { account: 'the account number', pin: 'the PIN' }
  return (['account', 'pin'] as const).flatMap((label) => {
    const damage = damageToSecret(secrets[label] ?? '')
    return damage === null ? [] : [`A spreadsheet ${damage} ${names[label]}`]
  })
}

/** Which one is meant nobody knows; they are named without being shown. */
function severalIn({
  account,
  pin,
}: Readonly<Record<SecretLabel, readonly string[]>>): readonly string[] {
  return [
    ...(account.length > 1 ? [`${showCount(account.length)} account numbers in the message`] : []),
    ...(pin.length > 1 ? [`${showCount(pin.length)} PINs in the message`] : []),
  ]
}

function numbersRead({
  numberLines,
  phones,
  table,
}: Found): Pick<PortInMessage, 'numbers' | 'unread'> {
  const listed = readNumbers(numberLines.join('\n'))
  if (table !== null) {
    const { numbers, unread, question } = table
    return {
      numbers: [...new Set([...numbers, ...listed.numbers])],
      unread: [...(question === null ? [] : [NOT_CLEAR]), ...unread, ...listed.unread],
    }
  }
  if (listed.numbers.length > 0) return listed
  const { numbers, unread } = readNumbers(phones.join('\n'))
  return { numbers, unread: [...listed.unread, ...unread] }
}

/** Whatever is said about them, they are shown and not taken. */
function numbersOf(line: string): readonly TelephoneNumber[] {
  return [...plainText(line).matchAll(NAMED)].flatMap(([text]) => readNumbers(text).numbers)
}

const NAMED = new RegExp(`(?<!\\d)${NUMBER_OR_RANGE}(?!\\d)`, 'g')

function personIn(
  text: string | undefined,
): { readonly first: string; readonly last: string } | null {
  const [, first, last] =
    /^(\p{Lu}[\p{L}'’-]+)(?: \p{Lu}\.?)? (\p{Lu}[\p{L}'’-]+)$/u.exec(oneLine(text ?? '')) ?? []
  return first === undefined || last === undefined ? null : { first, last }
}
