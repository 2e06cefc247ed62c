import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readOrder } from '../../src/bandwidth/order-xml.ts'
import { parseXml } from '../../src/bandwidth/xml.ts'
import { approvedContent, contentDifferences } from '../../src/porting/approval.ts'
import type { OrderId } from '../../src/porting/order.ts'
import { createSeal } from '../../src/store/seal.ts'

interface Element {
  readonly name: string
  readonly text: string
  readonly below: readonly Element[]
  /** As it stands in the tag. */
  readonly attribute?: string
}

const leaf = (name: string, text: string): Element => ({ name, text, below: [] })
const tree = (name: string, ...below: readonly Element[]): Element => ({ name, text: '', below })

/** An order with everything that is known, and with what is not known at several depths. */
const ORDER = tree(
  'LnpOrderResponse',
  leaf('ProcessingStatus', 'DRAFT'),
  leaf('RequestedFocDate', '2026-12-08T16:30:00Z'),
  leaf('EarliestEstimate', '2026-12-04T16:30:00Z'),
  leaf('CustomerOrderId', 'Acme 1042'),
  leaf('LoaAuthorizingPerson', 'J Rivera'),
  tree(
    'Subscriber',
    leaf('SubscriberType', 'BUSINESS'),
    leaf('BusinessName', 'Acme Dental'),
    leaf('Language', 'en'),
    tree(
      'ServiceAddress',
      leaf('HouseNumber', '100'),
      leaf('StreetName', 'Main St'),
      leaf('City', 'Raleigh'),
      leaf('StateCode', 'NC'),
      leaf('Zip', '27601'),
      leaf('Country', 'United States'),
      leaf('AddressType', 'Service'),
    ),
  ),
  tree('WirelessInfo', leaf('AccountNumber', '771'), leaf('PinNumber', '0042')),
  tree('TnAttributes', leaf('TnAttribute', 'Protected'), leaf('TnAttribute', 'External')),
  tree(
    'Contacts',
    tree('Contact', leaf('Name', 'Ann'), leaf('Phone', '1')),
    tree('Contact', leaf('Name', 'Bob'), leaf('Phone', '2')),
  ),
  leaf('BillingTelephoneNumber', '9195550100'),
  tree('ListOfPhoneNumbers', leaf('PhoneNumber', '9195550100'), leaf('PhoneNumber', '9195550101')),
  leaf('AlternateSpid', 'X455'),
  leaf('AccountId', '9900572'),
  leaf('SiteId', '14020'),
  leaf('PeerId', '521434'),
  leaf('LosingCarrierSPID', '6529'),
  leaf('LosingCarrierName', 'Mock Carrier'),
  leaf('LosingCarrierIsWireless', 'false'),
  leaf('VendorName', 'Bandwidth CLEC'),
  leaf('OrderCreateDate', '2026-11-30T14:02:11.120Z'),
  leaf('LastModifiedDate', '2026-11-30T18:44:03.905Z'),
  leaf('userId', 'testuser'),
  leaf('LastModifiedBy', 'System'),
  leaf('PartialPort', 'false'),
  leaf('Triggered', 'true'),
  leaf('PortType', 'AUTOMATED'),
  leaf('Notes', 'x'.repeat(900)),
)

const VOLATILE = [
  'ProcessingStatus',
  'EarliestEstimate',
  'OrderCreateDate',
  'LastModifiedDate',
  'LastModifiedBy',
]
/** Written out or left out they mean the same. */
const DEFAULTS = ['PartialPort']
/** The names that people read in place of paths. */
const WORDS: Readonly<Record<string, string>> = {
  RequestedFocDate: 'requested FOC',
  CustomerOrderId: 'customer order id',
  LoaAuthorizingPerson: 'signer',
  SubscriberType: 'subscriber type',
  BusinessName: 'business name',
  HouseNumber: 'house number',
  StreetName: 'street',
  City: 'city',
  StateCode: 'state',
  Zip: 'ZIP',
  AccountNumber: 'account number and PIN',
  PinNumber: 'account number and PIN',
  BillingTelephoneNumber: 'BTN',
  PhoneNumber: 'numbers',
  AlternateSpid: 'alternate SPID',
  SiteId: 'site',
  PeerId: 'SIP peer',
  LosingCarrierSPID: 'losing carrier SPID',
  LosingCarrierName: 'losing carrier',
  LosingCarrierIsWireless: 'losing carrier wireless',
  VendorName: 'vendor',
  PartialPort: 'partial port',
  Triggered: 'triggered',
  PortType: 'port type',
}

type Path = readonly number[]

function pathsIn({ below }: Element): readonly Path[] {
  return below.flatMap((element, index) => [
    [index],
    ...pathsIn(element).map((path) => [index, ...path]),
  ])
}

function namesAt(root: Element, [index, ...rest]: Path): readonly string[] {
  const found = index === undefined ? undefined : root.below[index]
  return found === undefined ? [] : [found.name, ...namesAt(found, rest)]
}

/** The tree with other elements in place of the one at this path. */
function changed(root: Element, [index, ...rest]: Path, change: Change): Element {
  if (index === undefined) return root
  const below = root.below.flatMap((element, at) => {
    if (at !== index) return [element]
    return rest.length > 0 ? [changed(element, rest, change)] : change(element)
  })
  return { ...root, below }
}

type Change = (element: Element) => readonly Element[]

function xmlOf({ name, text, below, attribute = '' }: Element): string {
  return `<${name}${attribute}>${text}${below.map(xmlOf).join('\n  ')}</${name}>`
}

const seal = createSeal(new Uint8Array(32).fill(7))

function contentOf(root: Element): Readonly<Record<string, string>> {
  const { order, secrets, otherSecrets } = readOrder('id' as OrderId, parseXml(xmlOf(root)))
  return approvedContent('submit', order, {
    documents: [],
    secretsMark: seal.mark(secrets, otherSecrets),
  })
}

function announced(after: Element, before = ORDER): readonly string[] {
  return contentDifferences(contentOf(before), contentOf(after)).map(({ field }) => field)
}

const somewhere = fc.constantFrom(
  ...pathsIn(ORDER).filter((path) => !VOLATILE.includes(namesAt(ORDER, path).at(-1) ?? '')),
)
const aWord = fc.stringMatching(/^[A-Za-z]{3,9}$/)

describe('an approval holds every element of an order', () => {
  it('any text that becomes another, at any depth, voids it and is named', () => {
    fc.assert(
      fc.property(somewhere, aWord, (path, word) => {
        const names = namesAt(ORDER, path)
        const after = changed(ORDER, path, (element) => [{ ...element, text: `${word}zz` }])
        expectNamed(announced(after), names)
      }),
      { seed: 7, numRuns: 200 },
    )
  })

  it('any element that is taken away voids it and is named', () => {
    fc.assert(
      fc.property(somewhere, (path) => {
        const names = namesAt(ORDER, path)
        fc.pre(!DEFAULTS.includes(names.at(-1) ?? ''))
        expectNamed(announced(changed(ORDER, path, () => [])), names)
      }),
      { seed: 7, numRuns: 200 },
    )
  })

  it('any element that comes in addition, known or not, twice or nested, voids it and is named', () => {
    const newcomer = fc.oneof(
      aWord.map((word) => leaf(`New${word}`, word)),
      aWord.map((word) => tree(`New${word}`, tree('Deep', leaf('Deeper', word)))),
      aWord.map((word) => tree(`New${word}`)),
      fc
        .constantFrom('SiteId', 'VendorName', 'RocRequired', 'TnAttribute')
        .map((name) => leaf(name, 'true')),
    )
    fc.assert(
      fc.property(somewhere, newcomer, (path, added) => {
        const names = [...namesAt(ORDER, path).slice(0, -1), added.name]
        expectNamed(announced(changed(ORDER, path, (element) => [element, added])), names)
      }),
      { seed: 7, numRuns: 200 },
    )
  })

  it('any attribute that comes, goes or says something else voids it and is named', () => {
    fc.assert(
      fc.property(somewhere, aWord, aWord, (path, name, word) => {
        const names = namesAt(ORDER, path)
        const having = (value: string) =>
          changed(ORDER, path, (one) => [{ ...one, attribute: ` x-${name}="${value}"` }])
        const with1 = having(word)
        for (const fields of [
          announced(with1),
          announced(ORDER, with1),
          announced(having(`${word}z`), with1),
        ]) {
          const isSecret = names.includes('WirelessInfo')
          expect(fields).toContain(
            isSecret ? 'account number and PIN' : `element ${names.join('/')}@x-${name}`,
          )
        }
      }),
      { seed: 7, numRuns: 100 },
    )
  })

  it('an attribute of the whole voids it, and a namespace does not', () => {
    expect(announced({ ...ORDER, attribute: ' held="yes"' })).toEqual(['element @held'])
    expect(announced({ ...ORDER, attribute: ' xmlns:a="urn:b" xmlns="urn:c"' })).toEqual([])
  })

  it('an attribute that changes places between numbers voids it', () => {
    const marked = (which: number) =>
      tree(
        'ListOfPhoneNumbers',
        ...['9195550100', '9195550101'].map((tn, index) => ({
          ...leaf('PhoneNumber', tn),
          ...(index === which && { attribute: ' billing="true"' }),
        })),
      )
    const at = ORDER.below.findIndex(({ name }) => name === 'ListOfPhoneNumbers')
    const [first, second] = [0, 1].map((which) => changed(ORDER, [at], () => [marked(which)]))
    expect(announced(first ?? ORDER, second)).toEqual([
      'element ListOfPhoneNumbers/PhoneNumber@billing',
    ])
  })

  it('what is there twice and should be there once voids it', () => {
    fc.assert(
      fc.property(somewhere, (path) => {
        const after = changed(ORDER, path, (element) => [element, element])
        expect(announced(after)).not.toEqual([])
      }),
      { seed: 7, numRuns: 100 },
    )
  })

  it('the order of siblings, blanks and what moves by itself change nothing', () => {
    const turned = (element: Element): Element => ({
      ...element,
      below: element.below.map(turned).reverse(),
    })
    const later = ORDER.below.map((element) =>
      VOLATILE.includes(element.name) ? { ...element, text: '2027-01-01T00:00:00Z' } : element,
    )
    expect(announced(turned(ORDER))).toEqual([])
    expect(announced({ ...ORDER, below: later })).toEqual([])
    expect(announced(changed(ORDER, [], () => []))).toEqual([])
  })

  it('texts that change places between groups of one name are told', () => {
    const swapped = tree(
      'Contacts',
      tree('Contact', leaf('Name', 'Ann'), leaf('Phone', '2')),
      tree('Contact', leaf('Name', 'Bob'), leaf('Phone', '1')),
    )
    const at = ORDER.below.findIndex(({ name }) => name === 'Contacts')
    expect(announced(changed(ORDER, [at], () => [swapped]))).toEqual(['element Contacts/Contact'])
  })

  it('of a secret that has no place of its own only the mark tells', () => {
    const at = ORDER.below.findIndex(({ name }) => name === 'WirelessInfo')
    const after = changed(ORDER, [at], (element) => [
      { ...element, below: [...element.below, leaf('PortOutPasscode', '4711')] },
    ])
    expect(JSON.stringify(contentOf(after))).not.toContain('4711')
    expect(announced(after)).toEqual(['account number and PIN'])
  })
})

/** By the words for it, by its path, or by that of what stands around or below it. */
function expectNamed(fields: readonly string[], names: readonly string[]): void {
  const path = names.join('/')
  const isSecret = names.includes('WirelessInfo')
  const isNamed = fields.some((field) => {
    if (isSecret) return field === 'account number and PIN'
    const element = /^element (.*)$/.exec(field)?.[1]
    if (element === undefined) return Object.values(WORDS).includes(field)
    return element === path || element.startsWith(`${path}/`) || path.startsWith(`${element}/`)
  })
  expect(isNamed, `${path}: ${fields.join(', ')}`).toBe(true)
  const words = WORDS[names.at(-1) ?? '']
  if (words !== undefined && !isSecret) {
    const isDirect = fields.includes(words) || fields.some((field) => field.endsWith(path))
    expect(isDirect, `${path}: ${fields.join(', ')}`).toBe(true)
  }
}
