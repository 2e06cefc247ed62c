import fc from 'fast-check'
import { expect, it } from 'vitest'
import { progressBar } from '../../src/porting/progress.ts'

it.each([
  ['too soon for a bar', { done: 0, all: 100, thing: 'number', elapsedMs: 2_999 }, null],
  [
    'nothing done yet',
    { done: 0, all: 5_000, thing: 'number', elapsedMs: 3_000 },
    '░░░░░░░░░░ 0 of 5,000 numbers',
  ],
  [
    'half of it',
    { done: 50, all: 100, thing: 'number', elapsedMs: 120_000 },
    '█████░░░░░ 50 of 100 numbers · about 2 minutes left',
  ],
  [
    'nearly all',
    { done: 99, all: 100, thing: 'number', elapsedMs: 99_000 },
    '█████████░ 99 of 100 numbers · less than a minute left',
  ],
  [
    'how long, nobody knows',
    { done: 3, all: 7, thing: 'order', elapsedMs: null },
    '████░░░░░░ 3 of 7 orders',
  ],
  ['all of it', { done: 7, all: 7, thing: 'order', elapsedMs: 60_000 }, null],
  ['of nothing', { done: 0, all: 0, thing: 'order', elapsedMs: null }, null],
])('%s', (_, progress, shown) => {
  expect(progressBar(progress)).toBe(shown)
})

it('the bar has ten blocks, never more of them full than is done', () => {
  fc.assert(
    fc.property(fc.nat(20_000), fc.nat(20_000), (done, more) => {
      const all = done + more
      const [bar = ''] =
        progressBar({ done, all, thing: 'order', elapsedMs: null })?.split(' ') ?? []
      if (more === 0) return bar === ''
      return Array.from(bar).length === 10 && bar.split('█').length - 1 <= (done / all) * 10
    }),
    { seed: 20, numRuns: 200 },
  )
})
