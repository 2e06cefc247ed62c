import { sharedFrom, type SharedFacts } from '../porting/bulk-order.ts'
import { contentFrom } from '../porting/content-fields.ts'
import { SHARED_KEYS } from '../porting/order-fields.ts'
import type { OrderContent, Secrets, Subscriber } from '../porting/order.ts'
import { readFocDate, writeFocDate } from './dates.ts'
import { readBoolean, readNumber, readNumberList } from './fields.ts'
import { writeNumber, type NumberFormat } from './number-format.ts'
import { field, knownGroup, listOf, secret, type Known } from './other-elements.ts'
import { KNOWN_SUBSCRIBER, readSubscriber, writeSubscriber } from './subscriber-xml.ts'
import type { XmlElement } from './xml.ts'
import { group, leaf, sequence, type WriteLine, type Xml } from './xml-writer.ts'

/** How values are formatted when they are sent. */
interface Manner {
  readonly format: NumberFormat
  /** Whether `false` is written, or left to be assumed. */
  readonly sayNo: boolean
  readonly line: WriteLine
  readonly subscriber: (subscriber: Subscriber) => Xml
}

/** As of something that is new. */
export const CREATION: Manner = {
  format: 'ten-digits',
  sayNo: false,
  line: leaf,
  subscriber: (subscriber) => writeSubscriber(subscriber, { reset: false }),
}

interface Element<Value> {
  readonly name: string
  readonly known: Known
  readonly read: (element: XmlElement) => Value
  readonly write: (name: string, value: Value, manner: Manner) => Xml
}

interface Sent extends OrderContent {
  readonly secrets: Secrets
}

// Bandwidth silently drops elements in an unexpected position, so this is its own order.
const ELEMENTS: { readonly [Key in keyof Sent]: Element<Sent[Key]> } = {
  requestedFocDate: line('RequestedFocDate', readFocDate, writeFocDate),
  alternateSpid: line('AlternateSpid', asItIs, asItIs),
  billingTelephoneNumber: line('BillingTelephoneNumber', readNumber, writeNumber),
  newBillingTelephoneNumber: line('NewBillingTelephoneNumber', readNumber, writeNumber),
  siteId: line('SiteId', asItIs, asItIs),
  peerId: line('PeerId', asItIs, asItIs),
  subscriber: {
    name: 'Subscriber',
    known: KNOWN_SUBSCRIBER,
    read: readSubscriber,
    write: (_, subscriber, manner) => manner.subscriber(subscriber),
  },
  loaAuthorizingPerson: line('LoaAuthorizingPerson', asItIs, asItIs),
  // The only element where Bandwidth reads them, also for wireline numbers (7481).
  secrets: {
    name: 'WirelessInfo',
    known: knownGroup({ AccountNumber: secret, PinNumber: secret }),
    read: (info) => ({
      accountNumber: info.child('AccountNumber').text(),
      pin: info.child('PinNumber').text(),
    }),
    write: (name, { accountNumber, pin }) =>
      group(name, leaf('AccountNumber', accountNumber), leaf('PinNumber', pin)),
  },
  targetRespOrgId: line('TargetRespOrgId', asItIs, asItIs),
  numbers: {
    name: 'ListOfPhoneNumbers',
    known: knownGroup({
      PhoneNumber: listOf(readNumber),
      TelephoneNumber: listOf(readNumber),
      TollFreeNumber: listOf(readNumber),
      Tn: listOf(readNumber),
    }),
    read: readNumberList,
    write: (name, numbers, { format }) =>
      group(name, ...numbers.map((tn) => leaf('PhoneNumber', writeNumber(tn, format)))),
  },
  triggered: flag('Triggered'),
  partialPort: flag('PartialPort'),
}

const KEYS = Object.keys(ELEMENTS) as (keyof Sent)[]
const SHARED: readonly (keyof Sent)[] = SHARED_KEYS

export function writeContent(content: Partial<Sent>, manner: Manner): Xml {
  return sequence(...KEYS.map((key) => written(key, content, manner)))
}

export function writeShared(shared: Partial<SharedFacts>, manner: Manner): Xml {
  const keys = KEYS.filter((key) => SHARED.includes(key))
  return sequence(...keys.map((key) => written(key, shared, manner)))
}

function written<Key extends keyof Sent>(
  key: Key,
  content: Partial<Pick<Sent, Key>>,
  manner: Manner,
): Xml {
  const value = content[key]
  const { name, write } = ELEMENTS[key]
  return value === undefined ? sequence() : write(name, value, manner)
}

export function readContent(root: XmlElement): OrderContent {
  return contentFrom((key) => readOne(key, root))
}

export function readShared(root: XmlElement): SharedFacts {
  return sharedFrom((key) => readOne(key, root))
}

export function readSecrets(root: XmlElement): Secrets {
  return readOne('secrets', root)
}

function readOne<Key extends keyof Sent>(key: Key, root: XmlElement): Sent[Key] {
  const { name, read } = ELEMENTS[key]
  return read(root.child(name))
}

/** All elements of an order that can be sent, and the subset that a bulk order shares. */
export const CONTENT_ELEMENTS = knownOf(KEYS)
export const SHARED_ELEMENTS = knownOf(SHARED)

function knownOf(keys: readonly (keyof Sent)[]): Readonly<Record<string, Known>> {
  return Object.fromEntries(keys.map((key) => [ELEMENTS[key].name, ELEMENTS[key].known]))
}

function line<Value>(
  name: string,
  read: (text: string | null) => Value | null,
  write: (value: Value, format: NumberFormat) => string,
): Element<Value | null> {
  return {
    name,
    known: field(read),
    read: (element) => read(element.text()),
    write: (name, value, { line, format }) =>
      line(name, value === null ? null : write(value, format)),
  }
}

function flag(name: string): Element<boolean> {
  return {
    name,
    known: field(readBoolean),
    read: (element) => readBoolean(element.text()) ?? false,
    write: (name, value, { sayNo }) => leaf(name, value ? 'true' : sayNo ? 'false' : null),
  }
}

function asItIs<Text extends string | null>(text: Text): Text {
  return text
}
