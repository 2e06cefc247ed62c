import { describe, expect, it } from 'vitest'
import { inCheckSince } from '../../src/porting/bulk-list-state.ts'
import { asksHowManyAreDone } from '../../src/porting/bulk-poll-plan.ts'

const BEGAN = 1_000_000
const SECOND = 1000
const list = inCheckSince(BEGAN)

describe('how many numbers of a list are done', () => {
  it('is asked for once a minute, however often the bulk order is looked at', () => {
    const polls = Array.from({ length: 60 }, (_, index) => BEGAN + (index + 1) * 3 * SECOND)
    const asked = polls.filter((now, index) =>
      asksHowManyAreDone({ now, list, seenAt: polls[index - 1] ?? null }),
    )
    expect(asked).toEqual([60, 120, 180].map((after) => BEGAN + after * SECOND))
  })

  it('is asked for after a pause in which minutes passed, and not when the check has just begun', () => {
    const seenAt = BEGAN - 600 * SECOND
    const after = (seconds: number) => BEGAN + seconds * SECOND
    expect(asksHowManyAreDone({ now: after(2), list, seenAt })).toBe(false)
    expect(asksHowManyAreDone({ now: after(150), list, seenAt })).toBe(true)
    expect(
      asksHowManyAreDone({ now: after(150), list: { is: 'checked', givenAt: BEGAN }, seenAt }),
    ).toBe(false)
  })
})
