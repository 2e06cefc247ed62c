import { describe, expect, it } from 'vitest'
import { isDeleted, standingOf } from '../../src/porting/standing.ts'

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
    [
      { ...NOTHING, recreated },
      { is: 'asked-again', again: recreated },
    ],
    [
      { ...NOTHING, id },
      { is: 'made', id },
    ],
    // What it has lost is put back when it is seen.
    [
      { ...NOTHING, id, recreated },
      { is: 'made', id },
    ],
    [
      { ...NOTHING, id, seen },
      { is: 'seen', id, seen },
    ],
    [
      { ...NOTHING, id, seen, ending: 'swept' },
      { is: 'ended', how: 'swept', last: seen },
    ],
    [
      { ...NOTHING, ending: 'never-made' },
      { is: 'ended', how: 'never-made', last: null },
    ],
  ])('%j stands as %j', (cached, standing) => {
    expect(standingOf(cached)).toEqual(standing)
  })

  it('is of one that can be asked for something, also when it is complete', () => {
    expect(
      ['complete', 'cancelled', 'partial', null].filter((ending) => isDeleted({ ending })),
    ).toEqual([])
    expect(isDeleted({ ending: 'swept' })).toBe(true)
  })
})
