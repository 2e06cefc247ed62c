import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createAgenda } from '../../sandbox/bandwidth/agenda.ts'
import { createPracticeClock } from '../../sandbox/clock.ts'

const START = Date.parse('2026-12-01T15:00:00Z')

describe('the practice clock', () => {
  it('runs with real time, stands still when frozen, and follows the wall when told to', () => {
    expect(createPracticeClock({ start: START, frozen: true }).now()).toBe(START)
    const running = createPracticeClock(START).now() - START
    expect(running).toBeGreaterThanOrEqual(0)
    expect(running).toBeLessThan(60_000)
    const wall = createPracticeClock({ wall: true })
    expect(Math.abs(wall.now() - Date.now())).toBeLessThan(60_000)
    expect(() => {
      wall.advance(1)
    }).toThrow('wall')
  })

  it('stops at every due instant on its way, in order, what is put there meanwhile included', () => {
    const delays = fc.array(fc.integer({ min: 0, max: 1000 }), { maxLength: 20 })
    fc.assert(
      fc.property(delays, fc.integer({ min: 0, max: 1000 }), (due, turn) => {
        const clock = createPracticeClock({ start: START, frozen: true })
        const agenda = createAgenda(clock)
        clock.onTurn(agenda.runDue.bind(agenda), agenda.nextDue.bind(agenda))
        const done: number[] = []
        const announced: boolean[] = []
        const operation = (at: number) => {
          done.push(at - START)
          announced.push(clock.now() === at)
        }
        for (const delay of due) {
          agenda.at(START + delay, (at) => {
            operation(at)
            agenda.at(at + 100, operation)
          })
        }
        clock.advance(turn)
        const expected = due.flatMap((delay) => [delay, delay + 100]).filter((at) => at <= turn)
        // What is due at the same instant of the start runs when the clock is turned, not before.
        expect(done).toEqual(expected.sort((one, other) => one - other))
        expect(announced.every(Boolean)).toBe(true)
        expect(clock.now()).toBe(START + turn)
      }),
    )
  })

  it('lets others hear of each stop until they leave', () => {
    const clock = createPracticeClock({ start: START, frozen: true })
    const agenda = createAgenda(clock)
    clock.onTurn(agenda.runDue.bind(agenda), agenda.nextDue.bind(agenda))
    agenda.at(START + 500, () => undefined)
    const heard: number[] = []
    const leave = clock.onTurn((now) => heard.push(now - START))
    clock.advance(1000)
    leave()
    clock.advance(1000)
    expect(heard).toEqual([500, 1000])
  })
})
