import { assert, constantFrom, property, string, tuple, nat } from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  halvesOf,
  isOneEditAway,
  namesOf,
  normalizedName,
  readTypedName,
  reversed,
  splitName,
} from '../../src/porting/order-names.ts'
import type { TelephoneNumber } from '../../src/porting/telephone-number.ts'

describe('what somebody types for an order', () => {
  it.each([
    ['1042', { orderNumber: 1042, line: '1042' }],
    ['#1042', { orderNumber: 1042, line: null }],
    ['#１０１１', { orderNumber: 1011 }],
    ['0217', { orderNumber: 217, line: '0217' }],
    ['919-555', { npaNxx: '919555' }],
    ['(919) 555', { npaNxx: '919555' }],
    ['919555', { npaNxx: '919555', orderNumber: 919555 }],
    ['919 555 0217', { tn: '9195550217' }],
    ['“Koala Kids”', { typed: 'Koala Kids', name: 'koala kids' }],
    ['‘Koala Kids’.', { typed: 'Koala Kids', name: 'koala kids' }],
    ['Koala Kids.', { name: 'koala kids' }],
    ['CAFÉ Olé, Inc.', { name: 'cafe ole inc' }],
    ["O'Brien & Sons", { name: 'obrien sons' }],
    ['Straße', { name: 'strasse' }],
    ['PON-77/A', { id: 'pon-77/a' }],
    ['', { name: '', id: '', orderNumber: null }],
  ])('%s', (typed, read) => {
    expect(readTypedName(typed)).toMatchObject(read)
  })

  it.each([
    ['919 555 0217 and a reason', '919 555 0217', 'and a reason'],
    ['1042 the customer left', '1042', 'the customer left'],
    ['#1042: call us', '#1042', 'call us'],
    ['“Acme Dental” please hurry', '"Acme Dental"', 'please hurry'],
    ['1042', '1042', ''],
    ['Koala', 'Koala', ''],
    ['', '', ''],
  ])('with words after it: %s', (typed, name, text) => {
    expect(splitName(typed)).toEqual({ name, text })
  })
})

describe('one mistake', () => {
  it.each([
    ['koala', 'koala', false],
    ['koala', 'kola', true],
    ['koala', 'koalaa', true],
    ['koala', 'koela', true],
    ['koala', 'kaola', true],
    ['koala', 'oalak', false],
    ['koala', 'kla', false],
    ['acme', 'amce', true],
    ['acme', 'amde', false],
  ])('%s for %s: %s', (typed, word, isOne) => {
    expect(isOneEditAway(typed, word)).toBe(isOne)
    expect(isOneEditAway(word, typed)).toBe(isOne)
  })

  const LETTERS = constantFrom('a', 'b', 'c', 'd', 'e', 'é')
  const word = string({ unit: LETTERS, minLength: 4, maxLength: 9 })
  const edits = {
    added: (letters: string[], at: number) => letters.toSpliced(at, 0, 'x'),
    gone: (letters: string[], at: number) => letters.toSpliced(at, 1),
    changed: (letters: string[], at: number) => letters.toSpliced(at, 1, 'x'),
    swapped: (letters: string[], at: number) =>
      letters.toSpliced(at, 2, ...letters.slice(at, at + 2).reverse()),
  }

  it('is found from the half that is right, wherever it is', () => {
    assert(
      property(tuple(word, nat(8), constantFrom(...Object.values(edits))), ([right, at, edit]) => {
        const typed = edit(Array.from(right), at % right.length).join('')
        if (typed === right) return
        const { first, last } = halvesOf(typed)
        expect(isOneEditAway(typed, right)).toBe(true)
        expect(right.startsWith(first) || right.endsWith(last)).toBe(true)
      }),
      { numRuns: 400, seed: 20 },
    )
  })
})

describe('the names of an order', () => {
  const named = namesOf({
    ids: ['1B2C', null],
    pon: 'PON 7',
    customers: ['Koala Kids', 'José Rivera'],
    carriers: ['Frontier Rochester', null],
    removed: [],
    numbers: ['9195550100', '9195560100'] as TelephoneNumber[],
  })
  const of = (kind: string) => named.filter((one) => one.kind === kind).map(({ name }) => name)

  it('are its ids, customers, carrier, numbers and their last four digits, each once', () => {
    expect(of('id')).toEqual(['1b2c'])
    expect(of('pon')).toEqual(['pon 7'])
    expect(of('customer')).toEqual(['koala kids', 'jose rivera'])
    expect(of('carrier')).toEqual(['frontier rochester'])
    expect(of('number')).toEqual(['9195550100', '9195560100'])
    expect(of('line')).toEqual(['0100'])
    expect(of('word')).toContain('koalakids')
  })

  it('have each word from its end as well', () => {
    expect(of('backwards')).toEqual(of('word').map(reversed))
    expect(reversed(normalizedName('Olé'))).toBe('elo')
  })
})
