import { expect, it } from 'vitest'
import { withoutRefused } from '../../src/porting/refused-numbers.ts'
import { tn } from './port-order.ts'

const [FIRST, SECOND, THIRD] = [tn('919-555-0100'), tn('919-555-0101'), tn('919-555-0102')]
const ORDER = { numbers: [FIRST, SECOND, THIRD] }

function left(code: string, ...numbers: readonly ReturnType<typeof tn>[]) {
  return withoutRefused(ORDER, [{ code, description: '', numbers }]).numbers
}

it('An order goes on without the numbers that are refused, and with those that only something else is wrong with', () => {
  expect(left('7205', SECOND)).toEqual([FIRST, THIRD])
  expect(left('7402', SECOND)).toEqual(ORDER.numbers)
  expect(left('7205')).toEqual(ORDER.numbers)
  expect(left('7205', FIRST, SECOND, THIRD)).toEqual(ORDER.numbers)
})
