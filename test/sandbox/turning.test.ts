import { describe, expect, it } from 'vitest'
import { createPracticeClock } from '../../sandbox/clock.ts'
import { createTurning } from '../../sandbox/turning.ts'

const HOUR = 3_600_000
const START = Date.parse('2026-11-30T15:00:00Z')

/** A world in which one thing happens, and a bot that notes when it was woken. */
function aWorld(happensAt: number) {
  const clock = createPracticeClock({ start: START, frozen: true })
  const woken: number[] = []
  const turning = createTurning({
    clock,
    untilIdle: () => Promise.resolve(void woken.push((clock.now() - START) / HOUR)),
    scene: () => Promise.resolve(String(clock.now() >= START + happensAt)),
  })
  return { clock, woken, turning }
}

describe('turning the practice clock', () => {
  it('lets the bot live through a day hour by hour', async () => {
    const { woken, turning } = aWorld(Infinity)
    expect(await turning.turn('day')).toBe(false)
    expect(woken).toEqual(Array.from({ length: 24 }, (_, index) => index + 1))
  })

  it('stops where something happens, at the instant when it is due', async () => {
    const { clock, turning } = aWorld(2.5 * HOUR)
    clock.onTurn(
      () => undefined,
      () => (clock.now() < START + 2.5 * HOUR ? START + 2.5 * HOUR : null),
    )
    expect(await turning.turn('next')).toBe(true)
    expect(clock.now()).toBe(START + 2.5 * HOUR)
  })

  it('gives up after two weeks in which nothing happens', async () => {
    const { clock, turning } = aWorld(Infinity)
    expect(await turning.turn('next')).toBe(false)
    expect(clock.now()).toBe(START + 14 * 24 * HOUR)
  })

  it('goes to an instant and no further', async () => {
    const { clock, woken, turning } = aWorld(0)
    await turning.until(START + 1.5 * HOUR)
    expect(clock.now()).toBe(START + 1.5 * HOUR)
    expect(woken).toEqual([1, 1.5])
  })
})
