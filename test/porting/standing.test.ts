import { describe, expect, it } from 'vitest'
import { isDeleted, listedStatus, standingOf } from '../../src/porting/standing.ts'
import { portOrder, tn } from '../fixtures/orders.ts'

const NOTHING: Parameters<typeof standingOf>[0] = {
  id: null,
  seen: null,
  ending: null,
  recreated: null,
}
const [id, seen, recreated] = ['an id', { status: 'DRAFT' }, { by: 'UDANA' }]

describe('what is remembered of an order', () => {
  it.each([
    [NOTHING, { is: 'asked' }],
    [{ ...NOTHING, recreated }, { is: 'asked-again' }],
    [{ ...NOTHING, id }, { is: 'made' }],
    // What it has lost is put back when it is seen.
    [{ ...NOTHING, id, recreated }, { is: 'made' }],
    [
      { ...NOTHING, id, seen },
      { is: 'seen', id, seen },
    ],
    [
      { ...NOTHING, id, seen, ending: 'swept' },
      { is: 'ended', how: 'swept' },
    ],
    [
      { ...NOTHING, ending: 'never-made' },
      { is: 'ended', how: 'never-made' },
    ],
  ])('%j stands as %j', (cached, expected) => {
    expect(standingOf(cached)).toEqual(expected)
  })

  it('is of one that can be asked for something, also when it is complete', () => {
    expect(
      ['complete', 'cancelled', 'partial', null].filter((ending) => isDeleted({ ending })),
    ).toEqual([])
    expect(isDeleted({ ending: 'swept' })).toBe(true)
  })
})

it.each([
  ['PENDING_DOCUMENTS', 'SUBMITTED', 'PENDING_DOCUMENTS'],
  ['SUBMITTED', 'SUBMITTED', 'SUBMITTED'],
  ['EXCEPTION', 'EXCEPTION', 'EXCEPTION'],
] as const)(
  'a list calls a local order in %s %s, a toll-free one %s',
  (status, local, tollFree) => {
    expect(listedStatus(portOrder({ status }))).toBe(local)
    const numbers = [tn('800-555-0199')]
    expect(listedStatus(portOrder({ status, numbers }))).toBe(tollFree)
  },
)
