import { expect, it } from 'vitest'
import { readChildCsv } from '../../src/porting/child-table.ts'
import { readNumbers } from '../../src/porting/telephone-number.ts'
import { clipText } from '../../src/slack/mrkdwn.ts'

const A_QUARTER_MB = 1 << 18

function timeOf(work: () => unknown): number {
  const best = Array.from({ length: 3 }, () => {
    const startedAt = performance.now()
    work()
    return performance.now() - startedAt
  })
  return Math.min(...best)
}

it.each(['\n', '\r', '",', '(', 'é\u0301', '<tel:'])(
  'a file of nothing but %j takes four times as long when it is four times as large',
  (piece) => {
    const text = (units: number): string => piece.repeat((units * A_QUARTER_MB) / piece.length)
    const [one, four] = [text(1), text(4)]
    for (const read of [readNumbers, (it: string) => readChildCsv(it, [])]) {
      // What takes a moment only is measured by the machine's other work.
      expect(timeOf(() => read(four))).toBeLessThan(
        6 *
          Math.max(
            300,
            timeOf(() => read(one)),
          ),
      )
    }
  },
)

it('a text of millions is cut without being taken apart', () => {
  expect(clipText('📞'.repeat(1 << 20), 3)).toBe('📞📞…')
})
