import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { OrderContent, ServiceAddress, Subscriber } from '../../src/porting/order.ts'
import { differencesInMeaning, notAsAsked } from '../../src/porting/same-meaning.ts'
import { EVERY_CHANGE } from './content-changes.ts'
import { focDate, portOrder, tn } from './port-order.ts'

type Part = Partial<OrderContent>

const { subscriber } = portOrder()

function named(different: Partial<Subscriber>): Part {
  return { subscriber: { ...subscriber, ...different } }
}

function at(different: Partial<ServiceAddress>): Part {
  return named({ serviceAddress: { ...subscriber.serviceAddress, ...different } })
}

function wanted(date: string | null): Part {
  return { requestedFocDate: date === null ? null : focDate(date) }
}

function fieldsOf(before: Part, after: Part): readonly string[] {
  return differencesInMeaning(before, after).map(({ field }) => field)
}

const numbers = [tn('919-555-0100'), tn('919-555-0101')]

describe('what was asked and what is shown mean the same', () => {
  it.each<readonly [why: string, asked: Part, shown: Part]>([
    ['an hour was filled in at the default', wanted('2026-12-08'), wanted('2026-12-08 11:30')],
    ['an hour was filled in', wanted('2026-12-08'), wanted('2026-12-08 22:00')],
    ['the default hour shows as a bare day', wanted('2026-12-08 11:30'), wanted('2026-12-08')],
    ['numbers in another order, twice', { numbers }, { numbers: [...numbers].reverse() }],
    ['a number twice', { numbers }, { numbers: [...numbers, tn('919-555-0100')] }],
    ['capitals', named({ businessName: 'Acme Dental' }), named({ businessName: 'ACME DENTAL' })],
    ['a comma', named({ businessName: 'Acme, Inc.' }), named({ businessName: 'ACME INC' })],
    ['an apostrophe', { loaAuthorizingPerson: "J O'Neil" }, { loaAuthorizingPerson: 'J ONEIL' }],
    ['blanks', named({ lastName: ' de  la Cruz' }), named({ lastName: 'De La Cruz' })],
    ['an empty text', named({ middleInitial: '' }), named({ middleInitial: null })],
    ['a full width letter', at({ city: 'Ｄurham' }), at({ city: 'Durham' })],
    ['a code in small letters', { targetRespOrgId: 'jyt01' }, { targetRespOrgId: 'JYT01' }],
    [
      'a street that is cut up',
      at({ streetName: 'N. Main St', streetSuffix: null }),
      at({ preDirectional: 'N', streetName: 'MAIN', streetSuffix: 'ST' }),
    ],
    [
      'a house number with its suffix',
      at({ houseNumber: '100-A' }),
      at({ houseNumber: '100', houseSuffix: 'A' }),
    ],
    ['a long ZIP', at({ zip: '27601-1234' }), at({ zip: '27601', plusFour: '1234' })],
  ])('%s', (_, asked, shown) => {
    expect(differencesInMeaning(asked, shown)).toEqual([])
  })
})

describe('what was asked and what is shown differ', () => {
  it.each<readonly [why: string, asked: Part, shown: Part, field: string]>([
    ['another day', wanted('2026-12-08'), wanted('2026-12-09 11:30'), 'requested FOC'],
    ['another hour', wanted('2026-12-08 22:00'), wanted('2026-12-08 11:30'), 'requested FOC'],
    ['an hour that is lost', wanted('2026-12-08 22:00'), wanted('2026-12-08'), 'requested FOC'],
    ['no date', wanted('2026-12-08'), wanted(null), 'requested FOC'],
    ['a number less', { numbers }, { numbers: numbers.slice(1) }, 'numbers'],
    ['a number more', { numbers: numbers.slice(1) }, { numbers }, 'numbers'],
    ['other digits', at({ houseNumber: '1 12' }), at({ houseNumber: '11 2' }), 'house number'],
    ['another sign', at({ addressLine2: '#' }), at({ addressLine2: '*' }), 'address line 2'],
    ['another site', { siteId: '14020' }, { siteId: '14021' }, 'site'],
    ['live on demand', { triggered: true }, { triggered: false }, 'triggered'],
    ['a suffix less', at({}), at({ streetSuffix: null }), 'street suffix'],
  ])('%s', (_, asked, shown, field) => {
    expect(fieldsOf(asked, shown)).toEqual([field])
  })

  it.each(EVERY_CHANGE)('in every field that can be sent: %s', (_, change) => {
    const before = portOrder()
    expect(differencesInMeaning(before, { ...before, ...change })).toHaveLength(1)
  })

  it('and each is told as people read it', () => {
    const before = { ...wanted('2026-12-08'), loaAuthorizingPerson: null, siteId: '14020' }
    const after = { ...wanted('2026-12-09'), loaAuthorizingPerson: 'J Rivera', siteId: null }
    expect(differencesInMeaning(before, after)).toEqual([
      { field: 'signer', before: null, after: 'J Rivera' },
      { field: 'site', before: '14020', after: null },
      { field: 'requested FOC', before: 'Tue, Dec 8, 2026', after: 'Wed, Dec 9, 2026' },
    ])
    expect(notAsAsked(before, after)).toEqual([
      { field: 'site', asked: '14020', shown: 'nothing' },
      { field: 'requested FOC', asked: 'Tue, Dec 8, 2026', shown: 'Wed, Dec 9, 2026' },
    ])
  })

  it('in fields that both have, and in no others', () => {
    expect(differencesInMeaning({ siteId: '14020' }, wanted('2026-12-08'))).toEqual([])
  })
})

it('no way of writing the same words makes a difference', () => {
  const word = fc.stringMatching(/^[A-Za-z]{1,8}$/)
  const gap = fc.constantFrom(' ', '  ', ', ', '. ', '-')
  fc.assert(
    fc.property(fc.array(fc.tuple(word, gap), { minLength: 1, maxLength: 4 }), (words) => {
      const plain = words.map(([one]) => one).join(' ')
      const adorned = words.map(([one, after]) => one.toUpperCase() + after).join('')
      const before = named({ businessName: plain })
      expect(differencesInMeaning(before, named({ businessName: adorned }))).toEqual([])
      expect(differencesInMeaning(before, named({ businessName: `${plain}x` }))).toHaveLength(1)
    }),
    { seed: 10, numRuns: 50 },
  )
})
