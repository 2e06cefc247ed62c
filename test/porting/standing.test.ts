import { describe, expect, it } from 'vitest'
import { isGone, standingOf } from '../../src/porting/standing.ts'

const NOTHING: Parameters<typeof standingOf>[0] = {
  id: null,
  seen: null,
  ending: null,
  madeAgain: null,
}
const [id, seen, madeAgain] = ['an id', { status: 'DRAFT' }, { by: 'UDANA' }]

describe('what is remembered of an order', () => {
  it.each([
    [NOTHING, { is: 'asked' }],
    [
      { ...NOTHING, madeAgain },
      { is: 'asked-again', again: madeAgain },
    ],
    [
      { ...NOTHING, id },
      { is: 'made', id },
    ],
    // What it has lost is put back when it is seen.
    [
      { ...NOTHING, id, madeAgain },
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
  ])('%j stands as %j', (remembered, standing) => {
    expect(standingOf(remembered)).toEqual(standing)
  })

  it('is of one that can be asked for something, also when it is complete', () => {
    expect(
      ['complete', 'cancelled', 'partial', null].filter((ending) => isGone({ ending })),
    ).toEqual([])
    expect(isGone({ ending: 'swept' })).toBe(true)
  })
})
