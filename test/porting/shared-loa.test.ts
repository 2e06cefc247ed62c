import { describe, expect, it } from 'vitest'
import {
  authorizerOfAll,
  isSamePerson,
  loaReach,
  whoAuthorizes,
  type LoaOrder,
} from '../../src/porting/shared-loa.ts'

function order(
  number: number,
  person: string | null,
  rest: Partial<Pick<LoaOrder, 'hasLoa' | 'takesLoa'>> = {},
): LoaOrder {
  return { number, person, hasLoa: false, takesLoa: true, ...rest }
}

describe('the person who authorizes an order', () => {
  it.each<[string, string]>([
    ['J Rivera', 'J Rivera'],
    ['J Rivera', 'j  RIVERA '],
    ['J Rivera', 'J. Rivera'],
    ['J Rivera', 'J\u00a0Rivera'],
    ['Ann Smith-Jones', 'Ann Smith\u2013Jones'],
    ["Pat O'Brien", 'Pat O\u2019Brien'],
    ['Jos\u00e9 Pe\u00f1a', 'JOSE\u0301 PEN\u0303A'],
  ])('%s is also written %s', (one, other) => {
    expect(isSamePerson(one, other)).toBe(true)
  })

  it.each<[string | null, string | null]>([
    ['J Rivera', 'K Rivera'],
    ['J Rivera', 'J Riviera'],
    ['J Rivera', 'Rivera J'],
    ['J Rivera', 'JRivera'],
    ['Jose Pena', 'Jos\u00e9 Pe\u00f1a'],
    ['J Rivera', 'J Rivera 2'],
    ['J Rivera', null],
    [null, null],
    ['', ' '],
    ['.', '-'],
  ])('%s is not %s', (one, other) => {
    expect(isSamePerson(one, other)).toBe(false)
  })
})

describe('one LOA for every order', () => {
  it.each<[string, readonly (string | null)[], string | null]>([
    ['one name', ['J Rivera', 'J Rivera'], 'J Rivera'],
    ['one name, mostly written so', ['j rivera', 'J. Rivera', 'J. Rivera'], 'J. Rivera'],
    ['a single order', ['J Rivera'], 'J Rivera'],
    ['two names', ['J Rivera', 'K Lopez', 'J Rivera'], null],
    ['an order that names nobody', ['J Rivera', null], null],
    ['an order with a blank name', ['J Rivera', '  '], null],
    ['nobody at all', [null, null], null],
    ['no orders', [], null],
  ])('%s', (_, people, expected) => {
    const who = whoAuthorizes(people.map((person, index) => order(1002 + index, person)))
    expect(authorizerOfAll(who)?.person ?? null).toBe(expected)
  })

  it('names who authorizes which, whoever has the most orders first, and the orders without anybody', () => {
    const { people, nobody } = whoAuthorizes([
      order(1002, 'K Lopez'),
      order(1003, 'J Rivera'),
      order(1004, null),
      order(1005, 'j. rivera'),
    ])
    expect(people.map(({ person, orders }) => [person, orders.map((one) => one.number)])).toEqual([
      ['J Rivera', [1003, 1005]],
      ['K Lopez', [1002]],
    ])
    expect(nobody).toEqual([1004])
  })

  it('leaves alone what has an LOA, and what takes none any more', () => {
    const reach = loaReach([
      order(1002, 'J Rivera'),
      order(1003, 'J Rivera', { hasLoa: true }),
      order(1004, 'J Rivera', { takesLoa: false }),
      order(1005, 'J Rivera', { hasLoa: true, takesLoa: false }),
      order(1006, 'J Rivera'),
    ])
    expect(reach).toEqual({ gets: [1002, 1006], have: [1003, 1005], closed: [1004] })
  })
})
