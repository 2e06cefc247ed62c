import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  createBudget,
  PRIORITIES,
  PATIENCE_MS,
  type CallGroup,
  type Priority,
} from '../../src/bandwidth/budget.ts'
import { BandwidthBusy, BandwidthDown } from '../../src/bandwidth/errors.ts'
import type { MonotonicMs } from '../../src/porting/monotonic.ts'

/** A clock that waits for nobody: sleeping people wake in the order of their alarms. */
function timeline(start = 1_000_000) {
  let now = start
  let alarms: { at: number; ring: () => void }[] = []
  return {
    clock: () => now,
    monotonic: () => now as MonotonicMs,
    sleep: (ms: number) =>
      new Promise<void>((ring) => {
        alarms.push({ at: now + ms, ring })
      }),
    turn: async (ms: number): Promise<void> => {
      const end = now + ms
      for (;;) {
        await new Promise((resolve) => setImmediate(resolve))
        alarms.sort((a, b) => a.at - b.at)
        const [next] = alarms
        if (next === undefined || next.at > end) break
        alarms = alarms.slice(1)
        now = Math.max(now, next.at)
        next.ring()
      }
      now = end
    },
  }
}

function openBudget(callsPerMinute: number) {
  const time = timeline()
  const budget = createBudget(callsPerMinute, time)
  const went: { name: string; at: number }[] = []
  const refused: { name: string; error: unknown }[] = []
  function ask(
    name: string,
    priority: Priority = 'interactive',
    group: CallGroup = 'port-in',
    hurried?: Promise<unknown>,
  ): void {
    budget.admit({ operation: name, priority, group, hurried }).then(
      () => went.push({ name, at: time.clock() }),
      (error: unknown) => refused.push({ name, error }),
    )
  }
  return { ...time, budget, went, refused, ask }
}

describe('the calls of a minute', () => {
  it('never exceed the budget in any sixty seconds, wherever they begin', async () => {
    const call = fc.record({
      gap: fc.integer({ min: 0, max: 9_000 }),
      priority: fc.constantFrom<Priority>('interactive', 'background'),
    })
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 12 }),
        fc.array(call, { maxLength: 60 }),
        async (callsPerMinute, calls) => {
          const { ask, turn, went, refused } = openBudget(callsPerMinute)
          for (const [index, { gap, priority }] of calls.entries()) {
            await turn(gap)
            ask(`call ${index}`, priority)
          }
          await turn(PATIENCE_MS + 1_000)
          expect(went.length + refused.length).toBe(calls.length)
          for (const { at } of went) {
            const inMinute = went.filter((other) => other.at >= at && other.at < at + 60_000)
            expect(inMinute.length).toBeLessThanOrEqual(callsPerMinute)
          }
        },
      ),
      { numRuns: 40 },
    )
  })

  it('go at once while there are some left', async () => {
    const { ask, turn, went, budget } = openBudget(3)
    for (const name of ['a', 'b', 'c']) ask(name)
    await turn(0)
    expect(went.map(({ name }) => name)).toEqual(['a', 'b', 'c'])
    expect(budget.state().callsInLastMinute).toBe(3)
  })

  it('let a person go before what the clock asked for earlier', async () => {
    const { ask, turn, went } = openBudget(4)
    for (const name of ['1', '2', '3', '4']) ask(name)
    await turn(40_000)
    ask('poller', 'background')
    ask('interactive')
    await turn(20_000)
    expect(went.map(({ name }) => name).slice(4)).toEqual(['interactive', 'poller'])
  })

  it('go in the order of their urgency, whatever was asked for first', async () => {
    const { ask, turn, went } = openBudget(14)
    for (let nth = 0; nth < 14; nth += 1) ask('before')
    await turn(40_000)
    for (const priority of PRIORITIES.toReversed()) ask(priority, priority)
    await turn(20_000)
    expect(went.slice(14).map(({ name }) => name)).toEqual(PRIORITIES)
  })

  it('keep a quarter for people, however busy the clock is', async () => {
    const { ask, turn, went } = openBudget(8)
    for (let i = 0; i < 20; i++) ask('poller', 'background')
    ask('interactive')
    await turn(0)
    expect(went.filter(({ name }) => name === 'poller')).toHaveLength(6)
    expect(went.filter(({ name }) => name === 'interactive')).toHaveLength(1)
  })

  it('of the clock go as a person’s once a person waits for them, too', async () => {
    const { ask, turn, went } = openBudget(8)
    const { promise: hurried, resolve: press } = Promise.withResolvers<unknown>()
    for (let i = 0; i < 6; i++) ask('poller', 'background')
    await turn(40_000)
    for (let i = 0; i < 3; i++) ask('poller', 'background')
    ask('held', 'background', 'port-in', hurried)
    ask('wanted by then', 'background', 'port-in', Promise.resolve())
    await turn(0)
    expect(went.slice(6).map(({ name }) => name)).toEqual(['wanted by then'])
    press(null)
    await turn(0)
    expect(went.slice(7).map(({ name }) => name)).toEqual(['held'])
  })

  it('keep their place when a person’s is hurried again', async () => {
    const { ask, turn, went } = openBudget(1)
    ask('before')
    await turn(40_000)
    ask('first', 'interactive', 'port-in', Promise.resolve())
    ask('second')
    await turn(20_000)
    expect(went.map(({ name }) => name)).toEqual(['before', 'first'])
  })

  it('are not all for notifications: what was promised goes at once', async () => {
    const { ask, turn, went } = openBudget(8)
    for (let i = 0; i < 500; i++) ask('notification', 'notification')
    ask('lost answer', 'outcome')
    await turn(0)
    expect(went.map(({ name }) => name)).toEqual([
      ...Array<string>(4).fill('notification'),
      'lost answer',
    ])
  })

  it('are refused at once, with the time to come back, when the wait would be too long', async () => {
    const { ask, turn, refused, clock } = openBudget(1)
    ask('first')
    await turn(1_000)
    ask('second')
    await turn(0)
    expect(refused).toHaveLength(1)
    expect(refused[0]?.error).toBeInstanceOf(BandwidthBusy)
    expect(refused[0]?.error).toMatchObject({ operation: 'second', until: clock() + 59_000 })
  })
})

describe('a pause that Bandwidth asks for', () => {
  it('holds the calls of its group, and no others', async () => {
    const { ask, turn, went, budget, clock } = openBudget(60)
    const until = clock() + 20_000
    budget.pause('port-in', 20_000)
    ask('order', 'interactive', 'port-in')
    ask('history', 'interactive', 'history')
    await turn(19_000)
    expect(went.map(({ name }) => name)).toEqual(['history'])
    expect(budget.state()).toMatchObject({ callsWaiting: 1, pausedUntil: until })
    await turn(1_000)
    expect(went).toContainEqual({ name: 'order', at: until })
    expect(budget.state().pausedUntil).toBeNull()
  })

  it('sends away who waits already and would now wait too long', async () => {
    const { ask, turn, refused, budget } = openBudget(1)
    ask('first')
    await turn(45_000)
    ask('second')
    budget.pause('port-in', 60_000)
    await turn(20_000)
    expect(refused.map(({ name }) => name)).toEqual(['second'])
  })
})

it('sends waiting calls away when the program ends', async () => {
  const { ask, turn, refused, budget } = openBudget(1)
  ask('first')
  await turn(40_000)
  ask('second')
  budget.close()
  ask('third')
  await turn(0)
  expect(refused.map(({ name }) => name)).toEqual(['second', 'third'])
  expect(refused.every(({ error }) => error instanceof BandwidthDown)).toBe(true)
})
